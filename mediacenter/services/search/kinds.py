"""What can be found, and by what it is narrowed. A room declares its own in AppConfig.ready()."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.utils.functional import Promise

from .soon import index_soon

KINDS = {}
FACETS = {}


@dataclass(frozen=True)
class Written:
    """What a record says in a language, and from when until when everybody may read it.

    `text` is plain and shown in excerpts; `also` is found and not shown. `rubric`, `region`,
    `union` are keys of facets. None: not stated, no bound.
    """

    record: int
    language: str
    title: str
    text: str = ""
    also: str = ""
    day: dt.date | None = None
    rubric: int | None = None
    region: int | None = None
    union: int | None = None
    since: dt.datetime | None = None
    until: dt.datetime | None = None


@dataclass(frozen=True)
class Shown:
    """What a page of results says of a record: its `note` is a line on whose and what it is."""

    title: str
    address: str
    note: str = ""


@dataclass(frozen=True)
class Kind:
    """Records that can be found.

    `code` stands in the index; `name` is a plural. `model`: whose keys the index holds.
    `written(keys)`: what is to be found of these records. `shown(keys, language)`: {key: Shown} of
    those that everybody reads at this moment, and of no others; one statement. `watches`: models
    whose saving lets the index be brought up to date at once, where a trigger has marked it.
    """

    code: str
    name: Promise
    model: type[Model]
    written: Callable[[list[int]], Iterable[Written]]
    shown: Callable[[list[int], str], dict[int, Shown]]
    watches: tuple[type[Model], ...] = ()


@dataclass(frozen=True)
class Facet:
    """A narrowing by rubric, region or union: `labels(keys)` gives {key: name}, one statement."""

    code: str
    name: Promise
    labels: Callable[[list[int]], dict[int, str]]


def declare(kind):
    KINDS[kind.code] = kind
    for model in (kind.model, *kind.watches):
        for signal in (post_save, post_delete):
            signal.connect(index_soon, sender=model, dispatch_uid=f"search of {model._meta.label}")


def declare_facet(facet):
    FACETS[facet.code] = facet
