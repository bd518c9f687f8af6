"""Videos of other sites, told by their address: which site, which page, which player.

The player is called when the reader presses "play" and not before; YouTube's is the one that sets
no cookies until then (youtube-nocookie.com).
"""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from . import links

PLAYER_ORIGINS = (
    "https://www.youtube-nocookie.com",
    "https://player.vimeo.com",
    "https://www.facebook.com",
)

_YOUTUBE = re.compile(
    r"https://(?:youtu\.be/|www\.youtube(?:-nocookie)?\.com/"
    r"(?:watch\?(?:[^#]*&)?v=|shorts/|live/|embed/))([\w-]{11})(?![\w-])"
)
_VIMEO = re.compile(
    r"https?://(?:www\.|player\.)?vimeo\.com/"
    r"(?:video/|channels/\w+/|groups/\w+/videos/)?(\d{5,12})(?:/([0-9a-f]{6,16}))?/?(?:[?#]|$)"
)
_FACEBOOK = re.compile(
    r"https://www\.facebook\.com/(?:watch/?\?(?:[^#]*&)?v=(\d+)|reel/(\d+)|[^/?#]+/videos/(?:[^/?#]+/)?(\d+))"
)


@dataclass(frozen=True, slots=True)
class Video:
    """`page` is where the site itself shows it, `player` what stands in a frame."""

    site: str
    page: str
    player: str


def video_of(entered: str) -> Video | None:
    """Return the video to which an address leads; None for an address that is no such video."""
    if not entered or len(entered) > links.MAX_LENGTH:
        return None
    try:
        link = links.normalize(entered)
    except links.NotALink:
        return None
    if found := _YOUTUBE.match(link):
        key = found[1]
        player = f"https://www.youtube-nocookie.com/embed/{key}?autoplay=1&rel=0"
        return Video("YouTube", f"https://www.youtube.com/watch?v={key}", player)
    if found := _VIMEO.match(link):
        key, secret = found.groups()
        asked = {**({"h": secret} if secret else {}), "autoplay": 1, "dnt": 1}
        page = f"https://vimeo.com/{key}" + (f"/{secret}" if secret else "")
        return Video("Vimeo", page, f"https://player.vimeo.com/video/{key}?{urlencode(asked)}")
    if found := _FACEBOOK.match(link):
        key = next(filter(None, found.groups()))
        page = f"https://www.facebook.com/watch/?v={key}"
        shown = quote(page, safe="")
        player = f"https://www.facebook.com/plugins/video.php?href={shown}&autoplay=true"
        return Video("Facebook", page, player)
    return None
