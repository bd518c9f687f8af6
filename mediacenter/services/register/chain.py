"""The chain of the register: each entry is sealed by a hash that covers the one before it.

The hash covers what an entry says for good, not its state. An end that was cut off shows by the
last hash alone: whoever wants proof of that notes it elsewhere from time to time.
"""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from typing import Literal

from mediacenter.toolkit.language import in_each

from .models import Entry

BEFORE_THE_FIRST = "0" * 64
STAYS = ("number", "code", "kind", "record", *in_each("title", "issuer"), "files")


@dataclass(frozen=True)
class Verdict:
    """`entries`: how many were found whole; `last`: the hash of the last of them.

    `broken`: the first Entry that is not as it was written, and `why`; None where all are.
    """

    entries: int
    last: str
    broken: Entry | None = None
    why: Literal["", "missing", "unchained", "changed"] = ""


def head():
    """The last Entry, whose hash stands for all before it; None while nothing is entered."""
    return Entry.objects.order_by("number").last()


def number_of(digest):
    """The number of the entry with this hash; None where the chain has, or no longer has, none."""
    last = head()
    if last is not None and last.digest == digest:
        return last.number
    following = Entry.objects.filter(previous_digest=digest, number__gt=1).first()
    return following and following.number - 1


def digest_of_entry(entry):
    """SHA-256 over what stays of an Entry, as canonical JSON."""
    content = {name: getattr(entry, name) for name in STAYS}
    content["issued_at"] = entry.issued_at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    content["previous"] = entry.previous_digest
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def verify_chain():
    """Read the whole register once, in its order. Returns a Verdict."""
    last, number = BEFORE_THE_FIRST, 0
    for entry in Entry.objects.order_by("number").iterator(chunk_size=1000):
        why = trouble_of(entry, number + 1, last)
        if why:
            return Verdict(number, last, entry, why)
        last, number = entry.digest, entry.number
    return Verdict(number, last)


def trouble_of(entry, number, last):
    if entry.number != number:
        return "missing"
    if entry.previous_digest != last:
        return "unchained"
    return "" if digest_of_entry(entry) == entry.digest else "changed"
