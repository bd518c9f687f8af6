"""The way to a page, for readers and for machines."""

import html
import re

from django import template
from django.utils.html import format_html, strip_tags
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from mediacenter.toolkit.structured import absolute, in_script

register = template.Library()

LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)


class Crumbs(template.Node):
    child_nodelists = ("links",)

    def __init__(self, links):
        self.links = links

    def render(self, context):
        links = self.links.render(context)
        shown = format_html(
            '<nav aria-label="{}"><ol class="crumbs">{}</ol></nav>',
            gettext("You are here"),
            mark_safe(links),  # noqa: S308  rendered by the template
        )
        title = context.get("page_title")
        if context.get("robots") or not title:
            return shown
        steps = [
            (html.unescape(strip_tags(words)).strip(), absolute(html.unescape(address)))
            for address, words in LINK.findall(links)
        ]
        steps.append((title, absolute(context["request"].path)))
        told = [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate(steps, start=1)
        ]
        return shown + in_script("BreadcrumbList", itemListElement=told)


@register.tag
def crumbs(parser, token):
    """{% crumbs %}<li><a href="…">…</a></li>{% endcrumbs %}: the pages above, from the top.

    Machines are told the same links, and the page itself as the last.
    """
    links = parser.parse(("endcrumbs",))
    parser.delete_first_token()
    return Crumbs(links)
