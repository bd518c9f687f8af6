"""What fits into a post on each network, and how each network counts; seen in November 2026.

Instagram: a caption of 2,200 characters (developers.facebook.com, media requirements), five
hashtags since 19 December 2025 (Instagram's @creators, told by socialmediatoday.com 808309), a
link in it opens nothing. Facebook: 63,206 (Meta publishes no number; the publishing services agree
on this one). Telegram: 1,024 for the words under a picture (Bot API, sendPhoto). WhatsApp: 1,024
for them (developers.facebook.com, WhatsApp image messages). TikTok: 4,000 for a post of pictures
(developers.tiktok.com, photo post), five hashtags since August 2025. Threads: 500, of which an
emoji takes as many as it has bytes in UTF-8 (developers.facebook.com, Threads posts), one topic.
X: 280 by weight, an address weighs 23 (docs.x.com, counting characters).

The networks count UTF-16 units (developers.buffer.com, character limits) or code points, of which
there are never more. Where a network has no limit of hashtags, the number is our own taste.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

ADDRESS_ON_X = 23
# As long as the name of a host may be: words of a sentence are looked at once and not once for each
# of their letters.
ADDRESS = re.compile(
    r"https?://\S+|(?:[\w-]{1,63}\.){1,10}(?:[a-z]{2,63}|қаз|рф)\b(?:/\S*)?", re.IGNORECASE
)
LIGHT_ON_X = [(0, 4351), (8192, 8205), (8208, 8223), (8242, 8247)]  # code points that weigh one
FIRST_PICTOGRAM = 0x203C


def utf16_units(text):
    return len(text.encode("utf-16-le")) // 2


def weight_on_x(text):
    """By twitter-text's table; an emoji of several code points weighs less there, never more."""
    words = ADDRESS.sub("", text)
    light = sum(any(first <= ord(one) <= last for first, last in LIGHT_ON_X) for one in words)
    return 2 * len(words) - light + ADDRESS_ON_X * len(ADDRESS.findall(text))


def weight_on_threads(text):
    return sum(len(one.encode()) if ord(one) >= FIRST_PICTOGRAM else 1 for one in text)


@dataclass(frozen=True)
class SharingLimit:
    """A network, how much of a text it takes by its own count, and how many hashtags."""

    code: str
    name: str
    characters: int
    hashtags: int
    weigh: Callable[[str], int] = utf16_units
    opens_links: bool = True


LIMITS = [
    SharingLimit("instagram", "Instagram", 2200, 5, opens_links=False),
    SharingLimit("facebook", "Facebook", 63_206, 3),
    SharingLimit("telegram", "Telegram", 1024, 5),
    SharingLimit("whatsapp", "WhatsApp", 1024, 0),
    SharingLimit("tiktok", "TikTok", 4000, 5, opens_links=False),
    SharingLimit("threads", "Threads", 500, 1, weight_on_threads),
    SharingLimit("x", "X", 280, 2, weight_on_x),
]
