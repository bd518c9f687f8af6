"""How a rich text is laid on a page of the strict content policy."""

import re

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import pgettext

from mediacenter.toolkit.headings import LEAST, headings_of, with_anchors
from mediacenter.toolkit.richtext import legible

register = template.Library()

_ALIGNMENT = re.compile(r' style="text-align:(left|right|center|justify)"')


@register.filter
def clean(body):
    """Rich text as it is, sanitized once more: whatever wrote it to the database."""
    return mark_safe(legible(body))  # noqa: S308


@register.filter
def laid_out(body):
    """Turn sanitized HTML into what may stand on the page.

    Alignment becomes a class, for the policy refuses style attributes; a wide table scrolls in
    a frame of its own, which the keyboard reaches. Headings get anchors, to which `contents` leads.
    """
    frame = format_html(
        '<div class="table-scroll" tabindex="0" role="region" aria-label="{}">',
        pgettext("label", "Table"),
    )
    laid = _ALIGNMENT.sub(r' class="text-\1"', with_anchors(body))
    laid = laid.replace("<table", f"{frame}<table").replace("</table>", "</table></div>")
    return mark_safe(laid)  # noqa: S308  the field holds nothing but sanitized text


@register.inclusion_tag("toolkit/contents.html")
def contents(body):
    """The table of contents of a rich text, where it has headings enough for one."""
    headings = headings_of(body)
    return {"headings": headings if len(headings) >= LEAST else []}
