"""The headings within a rich text: each gets an anchor, and a long text is told by them."""

import html
import re
from dataclasses import dataclass

from .language import slug_for

LEAST = 3  # headings of a text that has a table of contents

_HEADING = re.compile(r"<h([234])([^>]*)>(.*?)</h\1>", re.DOTALL)
_LANGUAGE = re.compile(r' lang="([A-Za-z0-9-]+)"')
_TAG = re.compile(r"<[^>]*>")


@dataclass
class Heading:
    level: int  # 2 to 4
    words: str
    anchor: str  # of plain Latin letters, digits and hyphens; the same for the same text
    language: str  # where it is not that of the text


def headings_of(markup):
    """Return the headings of sanitized markup that have words, in their order."""
    return [heading for _place, heading in _found(markup)]


def with_anchors(markup):
    """Return sanitized markup in which each heading with words bears its anchor as id."""
    parts, end = [], 0
    for place, heading in _found(markup):
        parts += [markup[end : place.end(1)], f' id="{heading.anchor}"']
        end = place.end(1)
    return "".join([*parts, markup[end:]])


def _found(markup):
    taken = set()
    for place in _HEADING.finditer(markup):
        words = " ".join(html.unescape(_TAG.sub(" ", place[3])).split())
        if not words:
            continue
        slug = slug_for(words, taken=taken, max_length=60, empty="heading")
        taken.add(slug)
        language = _LANGUAGE.search(place[2])
        # "part-": no other id of a page begins so
        anchor = f"part-{slug}"
        yield place, Heading(int(place[1]), words, anchor, language[1] if language else "")
