"""Whether two links lead to one page: they do where their keys are equal."""

import hashlib
import re
import unicodedata
from urllib.parse import urlsplit

from django.db import models

from .links import ESCAPES, NotALink, decoded, normalize, unescaped
from .posts import post_of

MAX_LENGTH = 200
BATCH = 1000  # rows filled by one statement


def link_key(link):
    """Return what tells the page of a link from all others, at most MAX_LENGTH characters.

    A post in a network is told by the key that the network gave it ("instagram:C_NFCIZOIdW",
    whichever of its addresses was pasted), any other page by its address: neither the scheme nor
    www. nor a slash at the end nor the order of a query makes it another one. "" for no link.
    """
    try:
        link = normalize(link)
        key = post_of(link) or address_key(urlsplit(link))
    except NotALink:
        key = link.strip()
    if len(key) <= MAX_LENGTH:
        return key
    return f"{key[: MAX_LENGTH - 65]}:{hashlib.sha256(key.encode()).hexdigest()}"


def address_key(parts):
    host, path = parts.netloc.removeprefix("www."), parts.path
    if host == "t.me":  # /s/ shows the same in a browser
        path = re.sub("^/s(?=/)", "", path)
    key = host + one_spelling(path.rstrip("/"))
    if parts.query:
        key += "?" + "&".join(sorted(map(one_spelling, parts.query.split("&"))))
    # a place in a page is no page; a path behind # is one in sites that a script makes
    return f"{key}#{one_spelling(parts.fragment)}" if "/" in parts.fragment else key


def one_spelling(text):
    """Letters that two computers compose or escape differently are the same letters."""
    shown = ESCAPES.sub(lambda run: "".join(map(printable, decoded(run[0]))), text)
    return unicodedata.normalize("NFC", shown)


def printable(character):
    is_shown = character.isprintable() and not character.isascii()
    return character if is_shown else unescaped(character)


class LinkKeyField(models.CharField):
    """The key of the link in the column `of`; whatever stores the link stores its key."""

    def __init__(self, *args, of="url", **kwargs):
        self.of = of
        super().__init__(*args, **{"max_length": MAX_LENGTH, "editable": False, **kwargs})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance, add):
        key = link_key(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, key)
        return key


def fill_link_keys(model):
    """Give the rows that lack it the key of their link; for rows older than the column."""
    batch = []
    for record in model.objects.filter(link_key="").exclude(url="").only("url").iterator():
        record.link_key = link_key(record.url)
        batch.append(record)
        if len(batch) == BATCH:
            model.objects.bulk_update(batch, ["link_key"])
            batch = []
    model.objects.bulk_update(batch, ["link_key"])
