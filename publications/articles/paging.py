"""Pages of news that cost the same however deep they lie: by a moment, not by a page number."""

import datetime as dt
from dataclasses import dataclass

from publications.articles.models import ArticleText

TEXTS_A_PAGE = 20
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class BadCursor(Exception):
    """The address holds something that this module never wrote."""


@dataclass(frozen=True)
class Page:
    """`newer` and `older` are cursors, or "" where there is nothing in that direction."""

    texts: list[ArticleText]
    newer: str = ""
    older: str = ""


def page_of(texts, *, before="", after="", size=TEXTS_A_PAGE):
    """Return the newest page of a QuerySet of texts, or the one before or after a cursor.

    Raises BadCursor.
    """
    if after:
        nearest = texts.newer_than(*_position(after)).order_by("published_at", "pk")
        found = list(nearest[: size + 1])
        if len(found) >= size:
            shown = found[:size][::-1]
            newer = _cursor(shown[0]) if len(found) > size else ""
            return Page(shown, newer=newer, older=_cursor(shown[-1]))
        # Fewer than a page are newer: show the newest page whole.
    elif before:
        texts = texts.older_than(*_position(before))
    found = list(texts.newest_first()[: size + 1])
    shown = found[:size]
    newer = _cursor(shown[0]) if before and shown else ""
    older = _cursor(shown[-1]) if len(found) > size else ""
    return Page(shown, newer=newer, older=older)


def _cursor(text):
    microseconds = (text.published_at - _EPOCH) // dt.timedelta(microseconds=1)
    return f"{microseconds}-{text.pk}"


def _position(cursor):
    moment, _, pk = cursor.partition("-")
    try:
        return _EPOCH + dt.timedelta(microseconds=int(moment)), int(pk)
    except (ValueError, OverflowError) as error:
        raise BadCursor(cursor) from error
