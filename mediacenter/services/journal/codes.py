"""What the journal can say: codes, each with its words.

A room registers those of its use cases, in its AppConfig.ready():

    register({"channel.closed": _("channel closed")})
"""

import re
from collections import defaultdict

WRITTEN = re.compile(r"[a-z_]+\.[a-z_]+")  # "record.done"
WORDS = {}


class UnknownCode(LookupError):
    """No room has registered the code."""


def register(words):
    """Give codes their words: {code: words, translated lazily}.

    Words may name details of the entry: "changed by the admin: %(said)s". Raises ValueError for
    what is no code, and for one that has words already.
    """
    for code, sentence in words.items():
        if not WRITTEN.fullmatch(code):
            raise ValueError(f"{code!r} is not written as record.done")
        if code in WORDS:
            raise ValueError(f"{code} is registered already")
        WORDS[code] = sentence


def refuse_unknown(code):
    """Raise UnknownCode unless a room has registered it."""
    if code not in WORDS:
        raise UnknownCode(code)


def sentence_of(entry):
    """What an entry says was done, in the language of the reader.

    A code that this portal does not know, of a newer one say, says itself.
    """
    if entry.code not in WORDS:
        return entry.code
    details = entry.details if isinstance(entry.details, dict) else {}
    return str(WORDS[entry.code]) % defaultdict(lambda: "–", details)
