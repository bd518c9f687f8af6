"""The kinds of what is issued. A room declares its own in its AppConfig.ready()."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.functional import Promise

KINDS = {}


@dataclass(frozen=True)
class Told:
    """What a room tells of something that it issued, as the paper itself says it.

    `facts`: who signed it, and the like, and `figures`: each a (term, words), in `language`.
    `versions`: the keys of the records that it is one version of, with its own.
    """

    language: str
    facts: list[tuple[str, str]] = field(default_factory=list)
    figures: list[tuple[str, str]] = field(default_factory=list)
    versions: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Kind:
    """`code` stands in the entries for good; `name` says what it is, as "yearly report".

    `address(record)` is where everybody reads the record with this key, or None; `tells(record)`
    the Told of it, or None, for everybody who has its code.
    """

    code: str
    name: Promise
    address: Callable[[str], str | None] = lambda record: None
    tells: Callable[[str], Told | None] = lambda record: None


def declare(kind):
    KINDS[kind.code] = kind
