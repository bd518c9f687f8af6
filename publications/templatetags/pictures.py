from django import template
from django.conf import settings
from django.utils.translation import get_language

from mediacenter.toolkit.pictures import FORMATS

register = template.Library()

FALLBACK_WIDTH = 960  # px; for a browser that knows no srcset


@register.inclusion_tag("publications/picture.html")
def picture(picture, sizes, *, shape="whole", eager=False, decorative=False):
    """Show a picture by its renditions; nothing while it has none yet.

    `sizes` is how wide it will stand, as in HTML. `shape` "card" shows it cropped around its
    focal point, or whole while the crop is being made. `decorative` is for a place where the
    words beside it say all; otherwise its alternative text is read out, in its own language.
    """
    made = list(picture.renditions.all()) if picture else []
    if not renditions_in(made, "jpeg", shape):
        shape = "whole"
    alt, language = ("", "") if decorative else alternative_text(picture)
    return {**sized(made, sizes, shape), "eager": eager, "alt": alt, "alt_language": language}


def sized(renditions, sizes, shape="whole"):
    """What the template of a picture shows of its renditions, as far as they are made."""
    # WebP alone is there from the first moment
    plain = renditions_in(renditions, "jpeg", shape) or renditions_in(renditions, "webp", shape)
    made = {name: renditions_in(renditions, name, shape) for name in FORMATS if name != "jpeg"}
    fallback = next((one for one in plain if one.width >= FALLBACK_WIDTH), plain and plain[-1])
    return {
        "sources": [
            (f"image/{name}", found) for name, found in made.items() if found and found != plain
        ],
        "plain": plain,
        "fallback": fallback,
        "width": fallback and fallback.width,
        "height": fallback and fallback.height,
        "sizes": sizes,
    }


def alternative_text(picture):
    """Return the text and the code of its language, "" when that is the page's own."""
    current = get_language()
    for code in (current, *(code for code, _ in settings.LANGUAGES)):
        if picture and (alt := getattr(picture, f"alt_{code}")):
            return alt, code if code != current else ""
    return "", ""


def renditions_in(renditions, image_format, shape="whole"):
    found = [one for one in renditions if (one.format, one.shape) == (image_format, shape)]
    return sorted(found, key=lambda one: one.width)


@register.filter
def widest_jpeg(picture):
    made = renditions_in(picture.renditions.all(), "jpeg") if picture else []
    return made[-1] if made else None


@register.filter
def opening_page(texts, shown_before=None):
    """The texts of a list; the picture of the first that has one loads at once, the others lazily.

    Unless the page has begun with the picture of a text, `shown_before`.
    """
    texts = list(texts)
    if not (shown_before and has_renditions(shown_before.article.cover)):
        first = next((text for text in texts if has_renditions(text.article.cover)), None)
        if first:
            first.opens_page = True
    return texts


@register.filter
def has_renditions(picture):
    return bool(picture and picture.renditions.all())
