"""The words to share an article with: each network's text within its limit, with link and tags."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from django.utils.translation import override

from publications.social.sharing.networks import LIMITS, SharingLimit

ELLIPSIS = "…"
JOINER = "\u200d"
LEAST_LEAD = 20  # of a shorter piece of a lead nobody learns anything


@dataclass(frozen=True)
class SharedText:
    """The words for one network; `weight` is how much of its limit they take."""

    limit: SharingLimit
    words: str
    weight: int


def shared_texts(text, *, link):
    """The words for each network, of an ArticleText and its absolute link."""
    tags = hashtags(text)
    return [shared_text(text, link, tags, limit) for limit in LIMITS]


def shared_text(text, link, tags, limit):
    """Title, lead, link and hashtags; what does not fit goes from the end of the lead first.

    The link is always whole. Hashtags take at most a third of the room.
    """
    tail = "\n\n".join(filter(None, [link, " ".join(fitting(tags, limit))]))
    room = limit.characters - limit.weigh(f"\n\n{tail}")
    head = cut(composed(text.title), room, limit)
    left = room - limit.weigh(f"{head}\n\n")
    lead = cut(composed(text.lead), left, limit) if left > LEAST_LEAD else ""
    words = "\n\n".join(filter(None, [head, lead, tail]))
    return SharedText(limit, words, limit.weigh(words))


def composed(words):
    """Each letter as one code point: й typed on some systems is и with a mark."""
    return unicodedata.normalize("NFC", words).strip()


def fitting(tags, limit):
    """The first of the hashtags, as many as the network likes."""
    kept = tags[: limit.hashtags]
    while kept and limit.weigh(" ".join(kept)) > limit.characters // 3:
        kept = kept[:-1]
    return kept


def cut(words, room, limit):
    """The words, or as many whole ones as fit into the room with "…" behind them."""
    if limit.weigh(words) <= room:
        return words

    def weight(end):
        return limit.weigh(ended(words[:end]))

    ends = [space.start() for space in re.finditer(r"[ \t\r\n]+", words)]
    if not ends or weight(ends[0]) > room:  # a word longer than the room
        ends = [end for end in range(1, len(words)) if is_seam(words, end)]
    fitting_ends = bisect_right(ends, room, key=weight)
    return ended(words[: ends[fitting_ends - 1]]) if fitting_ends else ""


def ended(words):
    return f"{words.rstrip(' ,.;:–—-')}{ELLIPSIS}"


def is_seam(words, end):
    """Whether a letter or emoji ends there, with all its marks."""
    following = words[end : end + 1]
    belongs = following and unicodedata.category(following) in ("Mn", "Me", "Cf", "Sk")
    return not belongs and words[end - 1] != JOINER


def hashtags(text):
    """The article's tags in the language of the text: "Еңбек адамы" is #ЕңбекАдамы."""
    with override(text.language):
        names = [tag.name for tag in text.article.tags.alphabetical()]
    return [f"#{written}" for written in dict.fromkeys(map(hashtag, names)) if written]


def hashtag(name):
    words = re.findall(r"\w+", name)
    if len(words) < 2:
        return "".join(words)
    return "".join(word[0].upper() + word[1:] for word in words)
