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
    if not renditions_of(picture, "jpeg", shape):
        shape = "whole"
    # WebP alone is there from the first moment
    plain = renditions_of(picture, "jpeg", shape) or renditions_of(picture, "webp", shape)
    alt, language = ("", "") if decorative else alternative_text(picture)
    made = {name: renditions_of(picture, name, shape) for name in FORMATS if name != "jpeg"}
    return {
        "sources": [
            (f"image/{name}", found) for name, found in made.items() if found and found != plain
        ],
        "plain": plain,
        "fallback": next(
            (one for one in plain if one.width >= FALLBACK_WIDTH), plain and plain[-1]
        ),
        "sizes": sizes,
        "eager": eager,
        "alt": alt,
        "alt_language": language,
    }


def alternative_text(picture):
    """Return the text and the code of its language, "" when that is the page's own."""
    current = get_language()
    for code in (current, *(code for code, _ in settings.LANGUAGES)):
        if picture and (alt := getattr(picture, f"alt_{code}")):
            return alt, code if code != current else ""
    return "", ""


def renditions_of(picture, image_format, shape="whole"):
    if not picture:
        return []
    found = [
        one for one in picture.renditions.all() if (one.format, one.shape) == (image_format, shape)
    ]
    return sorted(found, key=lambda one: one.width)


@register.filter
def widest_jpeg(picture):
    return next(reversed(renditions_of(picture, "jpeg")), None)


@register.filter
def has_renditions(picture):
    return bool(picture and picture.renditions.all())
