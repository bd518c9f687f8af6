"""Where pictures of the library stand in a rich text, and which of them are there no more."""

import re

from publications.pictures.models import Picture

ALONE = re.compile(r"<p([^>]*)>(?:\s|&nbsp;)*(<img [^>]*>)(?:\s|&nbsp;)*</p>")
PLACE = re.compile(r"<figure([^>]*)>(.*?)</figure>|<img [^>]*>", re.DOTALL)
IMAGE = re.compile(r"<img [^>]*>")

_TOKEN = re.compile(r"/pictures/([0-9a-f]{2})/([0-9a-f]{30})-")
_GAP = "\0"  # stands in no sanitized text
_AROUND_A_GAP = [
    re.compile(rf"<a(?: [^>]*)?>\s*{_GAP}\s*</a>"),
    re.compile(
        rf"<figure(?: [^>]*)?>(?:(?!</figure>|<img ).)*{_GAP}(?:(?!<img ).)*?</figure>", re.DOTALL
    ),
    re.compile(rf"<p(?: [^>]*)?>(?:\s|&nbsp;|<br>)*{_GAP}(?:\s|&nbsp;|<br>|{_GAP})*</p>"),
]


def token_in(image):
    """Return the token of the picture that an <img> shows, "" for none of the library."""
    token = _TOKEN.search(image)
    return "".join(token.groups()) if token else ""


def tokens_in(markup):
    return {token_in(image) for image in IMAGE.findall(markup)} - {""}


def lost_pictures(*texts):
    """Return the tokens of the pictures in rich texts that have been deleted since."""
    tokens = set().union(*map(tokens_in, texts))
    if not tokens:
        return set()
    there = Picture.objects.filter(token__in=tokens)
    return tokens - set(there.values_list("token", flat=True))


def without(markup, tokens):
    """Return a rich text without these pictures, and without what stood around nothing else."""
    left = IMAGE.sub(lambda image: _GAP if token_in(image[0]) in tokens else image[0], markup)
    for around in _AROUND_A_GAP:
        left = around.sub(_GAP, left)
    return left.replace(_GAP, "")
