"""What personal data is kept how long. A room declares its own in its AppConfig.ready()."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import QuerySet, TextChoices
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

RULES = {}


class Outcome(TextChoices):
    DELETED = "deleted", pgettext_lazy("data", "deleted")
    EMPTIED = "emptied", pgettext_lazy("data", "emptied")
    ANONYMIZED = "anonymized", pgettext_lazy("data", "anonymized")


@dataclass(frozen=True)
class Rule:
    """`data` says what is kept, `since` after which moment `kept` begins, `why` why so long.

    `due(moment)` are the rows whose time has come by then; what is purged is among them no more.
    `fields` {name: value left} are emptied or anonymized; without them rows are deleted, or handed
    one by one to `purge_one(key)`, the use case that deletes such a row. `batch`: rows that are
    purged in one transaction.
    """

    code: str
    data: Promise
    kept: dt.timedelta
    since: Promise
    why: Promise
    due: Callable[[dt.datetime], QuerySet]
    outcome: Outcome = Outcome.DELETED
    fields: dict = field(default_factory=dict)
    purge_one: Callable | None = None
    batch: int = 500

    def __post_init__(self):
        if bool(self.fields) == (self.outcome == Outcome.DELETED):
            raise ValueError(f"{self.code}: fields are emptied or anonymized, rows are deleted")


def declare(rule):
    RULES[rule.code] = rule
