"""The pictures within a text, as its reader gets them.

A stored text names one file of each picture. On the page it becomes every size and format, with
the words of the library beneath, unless the writer has put others there.
"""

import html
import re
from collections import defaultdict

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from publications.pictures.illustrations import ALONE, IMAGE, PLACE, token_in, tokens_in, without
from publications.pictures.models import Rendition, Shape
from publications.templatetags.pictures import alternative_text, sized

register = template.Library()

COLUMN, HALF_COLUMN = 704, 352  # px; of a text, and of a picture that its words run around

_CAPTION = re.compile(r"<figcaption[^>]*>(.*?)</figcaption>", re.DOTALL)
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
_PLACE_IN_TEXT = re.compile(r"(?:align|text)-(?:left|right|center)")


@register.filter
def illustrated(markup, opens_page=False):
    """Return sanitized markup with its pictures in every size; asks the database at most once.

    A picture of the library that is there no more is left out. Where the text
    `opens_page`, with no picture before it, its first one loads at once.
    """
    at_once = iter([opens_page])
    found = renditions_within(markup)
    markup = without(markup, tokens_in(markup) - found.keys())
    laid = ALONE.sub(lambda alone: as_figure(alone, found), markup)
    laid = PLACE.sub(lambda place: illustration(place, found, at_once), laid)
    return mark_safe(laid)  # noqa: S308  sanitized text, and templates of ours


def renditions_within(markup):
    """Return {token: renditions} of the pictures within a rich text."""
    found = defaultdict(list)
    if tokens := tokens_in(markup):
        made = Rendition.objects.filter(shape=Shape.WHOLE, picture__token__in=tokens)
        for rendition in made.select_related("picture"):
            found[rendition.picture.token].append(rendition)
    return found


def as_figure(alone, found):
    """A paragraph of nothing but a picture of the library is a figure, too."""
    attributes, image = alone.groups()
    if token_in(image) not in found:
        return alone[0]
    places = _PLACE_IN_TEXT.findall(attributes + image)
    return f'<figure class="{" ".join(["image", *places])}">{image}</figure>'


def illustration(place, found, at_once):
    """A figure with its caption, or a picture amid words with the name of its author."""
    image = IMAGE.search(place[0])
    made = found.get(token_in(image[0])) if image else None
    if not made:  # none of the library
        return place[0]
    picture = in_every_size(image[0], made, at_once, around=place[1] or "")
    if place[1] is None:
        return picture + render_to_string("publications/credit.html", {"picture": made[0].picture})
    written = _CAPTION.search(place[2])
    caption = render_to_string(
        "publications/caption.html",
        {"picture": made[0].picture, "written": mark_safe(written[1]) if written else ""},  # noqa: S308
    )
    inside = _CAPTION.sub("", place[2]).replace(image[0], picture)
    return f"<figure{place[1]}>{inside}{caption}</figure>"


def in_every_size(image, renditions, at_once, around):
    """The picture that an <img> stands for. What its writer has said of it holds."""
    attributes = {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(image)}
    is_beside = re.search("align-(left|right)", around + attributes.get("class", ""))
    widest = min(int(attributes.get("width") or COLUMN), COLUMN)
    sizes = f"min({widest}px, 92vw)"
    if is_beside:
        sizes = f"(min-width: 40rem) {min(widest, HALF_COLUMN)}px, {sizes}"
    shown = sized(renditions, sizes)
    if attributes.get("width") and attributes.get("height"):
        shown |= {"width": attributes["width"], "height": attributes["height"]}
    shown["eager"] = next(at_once, False)
    shown["alt"], shown["alt_language"] = attributes.get("alt", ""), ""
    if not shown["alt"].strip():
        shown["alt"], shown["alt_language"] = alternative_text(renditions[0].picture)
    return render_to_string(
        "publications/picture.html", {**shown, "classes": attributes.get("class")}
    )
