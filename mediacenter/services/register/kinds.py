"""The kinds of what is issued. A room declares its own in its AppConfig.ready()."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

KINDS = {}


@dataclass(frozen=True)
class Kind:
    """`code` stands in the entries for good; `name` says what it is, as "yearly report".

    `address(record)` is where everybody reads the record with this key, or None.
    """

    code: str
    name: Promise
    address: Callable[[str], str | None] = lambda record: None


def declare(kind):
    KINDS[kind.code] = kind
