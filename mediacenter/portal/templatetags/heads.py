"""What the head of a page says of it to browsers, search engines and networks."""

import html
import re

from django import template
from django.templatetags.static import static
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import get_language

from mediacenter.portal.part_cards import card_of
from mediacenter.toolkit.full_stops import one_stop
from mediacenter.toolkit.structured import absolute
from publications.social.models import CardSize
from publications.templatetags.cards import wide_card

register = template.Library()

LONGEST = 200  # signs: what search engines and networks show of a description
PARAGRAPH_END = re.compile("</(?:p|li|h[1-6])>")
FURTHER_PAGE = re.compile("(?!1$)[1-9][0-9]{0,5}")
LOCALES = {"kk": "kk_KZ", "ru": "ru_RU", "en": "en_GB"}


class KeptWords(template.Node):
    child_nodelists = ("inside",)

    def __init__(self, inside, name):
        self.inside, self.name = inside, name

    def render(self, context):
        words = PARAGRAPH_END.sub(" ", self.inside.render(context))
        words = html.unescape(strip_tags(words))
        context[self.name] = Truncator(one_stop(" ".join(words.split()))).chars(LONGEST)
        return ""


@register.tag
def keep_as(parser, token):
    """{% keep_as name %}{% block ... %}{% endkeep_as %}: keep a block's words, to say them twice.

    They are plain text in one line, at most LONGEST signs.
    """
    _tag, name = token.split_contents()
    inside = parser.parse(("endkeep_as",))
    parser.delete_first_token()
    return KeptWords(inside, name)


@register.simple_tag(takes_context=True)
def own_address(context):
    """Return the full address under which the page is known: of what asks, the page of a list."""
    request = context["request"]
    number = request.GET.get("page", "")
    page = f"?page={number}" if FURTHER_PAGE.fullmatch(number) else ""
    return absolute(request.path + page)


@register.simple_tag
def picture_to_share(part, text=None):
    """Return {address, alt, width, height}: the card of the page's text, or of its part."""
    width, height = CardSize.WIDE.pixels
    card = wide_card(text) if text else None
    if card:
        address, alt = card.address, text.title
    else:
        name, alt = card_of(part, get_language())
        address = static(name)
    return {"address": absolute(address), "alt": alt, "width": width, "height": height}


@register.filter
def as_locale(language):
    """The language's code as networks write it."""
    return LOCALES[language]
