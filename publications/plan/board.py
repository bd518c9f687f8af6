"""The board: plan items by their state, a bounded number of the nearest in each column."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Prefetch

from mediacenter.toolkit.bounded import say_up_to
from publications.plan.models import Assignment, PlanItem, PlanStatus
from publications.plan.models.plan import OPEN_ITEMS
from unions.roles import EDITORS

SHOWN_A_COLUMN = 25
COUNTED_A_COLUMN = 100
# As the database puts what has no day: last, and first from behind.
ORDER, REVERSED = ("release_on", "pk"), ("-release_on", "-pk")


@dataclass
class Column:
    """`found` are days and keys, up to one more than COUNTED_A_COLUMN."""

    status: PlanStatus
    found: list = field(default_factory=list)
    items: list = field(default_factory=list)

    @property
    def shown(self):
        return [pk for _day, pk in self.found[:SHOWN_A_COLUMN]]

    @property
    def count_in_words(self):
        return say_up_to(COUNTED_A_COLUMN, len(self.found))

    @property
    def has_more(self):
        return len(self.found) > SHOWN_A_COLUMN


def columns_of(scope):
    """Return a Column a state, in three statements of a bounded size.

    What is to be done comes by its day of release, what is over newest first.
    """
    columns = {status: Column(status) for status in PlanStatus}
    visible = scope.limit(PlanItem.objects.all())
    first, *others = (
        visible.filter(status=status)
        .order_by(*(ORDER if status in OPEN_ITEMS else REVERSED))
        .values_list("status", *ORDER)[: COUNTED_A_COLUMN + 1]
        for status in columns
    )
    for status, day, pk in first.union(*others, all=True):
        columns[status].found.append((day or dt.date.max, pk))
    for column in columns.values():
        column.found.sort(reverse=column.status not in OPEN_ITEMS)
    items = items_by_key([pk for column in columns.values() for pk in column.shown])
    for column in columns.values():
        column.items = [items[pk] for pk in column.shown if pk in items]
    return list(columns.values())


def items_by_key(keys):
    assignments = Assignment.objects.select_related("assignee__person").order_by("due_at", "pk")
    items = PlanItem.objects.select_related("occasion__organization")
    return items.prefetch_related(Prefetch("assignments", assignments)).in_bulk(keys)


def statuses_for(user, organization):
    """The states to which the user may move an item by hand."""
    edits = user.has_role_at(organization, *EDITORS)
    return [status for status in PlanStatus if edits or status != PlanStatus.APPROVED]
