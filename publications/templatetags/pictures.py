from django import template
from django.conf import settings
from django.utils.translation import get_language

register = template.Library()

FALLBACK_WIDTH = 960  # px; for a browser that knows no srcset


@register.inclusion_tag("publications/picture.html")
def picture(picture, sizes, *, eager=False, decorative=False):
    """Show a picture by its renditions; nothing while it has none yet.

    `sizes` is how wide it will stand, as in HTML. `decorative` is for a place where the words
    beside it say all; otherwise its alternative text is read out, in its own language.
    """
    webp, plain = renditions_of(picture, "webp"), renditions_of(picture, "jpeg")
    plain = plain or webp  # WebP alone is there from the first moment
    alt, language = ("", "") if decorative else alternative_text(picture)
    return {
        "webp": webp,
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


def renditions_of(picture, image_format):
    if not picture:
        return []
    found = [one for one in picture.renditions.all() if one.format == image_format]
    return sorted(found, key=lambda one: one.width)


@register.filter
def widest_jpeg(picture):
    return next(reversed(renditions_of(picture, "jpeg")), None)


@register.filter
def has_renditions(picture):
    return bool(picture and picture.renditions.all())
