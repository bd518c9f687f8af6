"""The words to share an article with: each network's text within its limit, with link and tags.

Limits are the networks' own, as their help pages and developers' references give them in 2025:
Instagram: a caption of 2,200 characters and 30 hashtags (Meta, Instagram Platform, content
publishing). Facebook: a post of 63,206 (Meta). Telegram: a caption of 1,024 (Bot API, sendPhoto).
WhatsApp: a status of 700 (WhatsApp help). X: 280 by weight, a link weighs 23 whatever its length
(X developers, counting characters).
"""

import re
from dataclasses import dataclass

from django.utils.translation import override

LINK_WEIGHT_ON_X = 23
LIGHT_ON_X = [(0, 4351), (8192, 8205), (8208, 8223), (8242, 8247)]  # code points that weigh one
ELLIPSIS = "…"


@dataclass(frozen=True)
class SharingLimit:
    """A network, the characters of a text on it, and how many hashtags do there."""

    code: str
    name: str
    characters: int
    hashtags: int

    def weigh(self, text, link=""):
        """How much of the limit a text takes."""
        if self.code != "x":
            return len(text)
        words = text.replace(link, "") if link else text
        return sum(map(weight_on_x, words)) + (LINK_WEIGHT_ON_X if link and link in text else 0)


LIMITS = [
    SharingLimit("instagram", "Instagram", 2200, 30),
    SharingLimit("facebook", "Facebook", 63_206, 10),
    SharingLimit("telegram", "Telegram", 1024, 10),
    SharingLimit("whatsapp", "WhatsApp", 700, 3),
    SharingLimit("x", "X", 280, 3),
]


def weight_on_x(character):
    return 1 if any(first <= ord(character) <= last for first, last in LIGHT_ON_X) else 2


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
    """Title, lead, link and hashtags; what does not fit goes from the end of the lead first."""
    tail = "\n\n".join(filter(None, [link, " ".join(tags[: limit.hashtags])]))
    if limit.weigh(f"{ELLIPSIS}\n\n{tail}", link) > limit.characters // 2:
        tail = link
    room = limit.characters - limit.weigh(f"\n\n{tail}", link)
    head = cut(text.title, room, limit)
    left = room - limit.weigh(head) - 2
    lead = cut(text.lead.strip(), left, limit) if left > 20 else ""
    words = "\n\n".join(filter(None, [head, lead, tail]))
    return SharedText(limit, words, limit.weigh(words, link))


def cut(words, room, limit):
    """The words, or as many whole ones as fit into the room with "…" behind them."""
    if limit.weigh(words) <= room:
        return words
    while words and limit.weigh(f"{words}{ELLIPSIS}") > room:
        shorter = words.rpartition(" ")[0]
        words = shorter or words[:-1]
    return f"{words.rstrip(' ,.;:–—-')}{ELLIPSIS}" if words else ""


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
