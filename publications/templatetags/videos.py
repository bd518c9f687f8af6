"""The videos within a text, as its reader gets them: a place to press "play", else a link."""

import html
import re

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from mediacenter.toolkit.videos import video_of

register = template.Library()

_PLACE = re.compile(r'<figure(?: [^>]*)? class="video"[^>]*>.*?</figure>', re.DOTALL)
_LINK = re.compile(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@register.filter
def with_players(markup):
    """Return sanitized markup in which each video of a known site can be played."""
    return mark_safe(_PLACE.sub(playable, markup))  # noqa: S308  sanitized text, a template of ours


def playable(place):
    link = _LINK.search(place[0])
    address = html.unescape(link[1]) if link else ""
    video = video_of(address)
    if video is None:  # whatever stands there stays what it is: a link
        return place[0]
    words = " ".join(html.unescape(_TAG.sub("", link[2])).split())
    if words == address:
        words = ""
    return render_to_string("publications/video.html", {"video": video, "words": words})
