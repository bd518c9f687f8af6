"""The board: plan items by their state, a bounded number of the nearest in each column."""

from dataclasses import dataclass, field

from django.db.models import Count, F, Prefetch, Window
from django.db.models.functions import RowNumber

from publications.models import Assignment, PlanItem, PlanStatus
from publications.rules import EDITORS

SHOWN_A_COLUMN = 25


@dataclass
class Column:
    status: PlanStatus
    items: list = field(default_factory=list)
    total: int = 0

    @property
    def more(self):
        return self.total - len(self.items)


def columns_of(scope):
    """Return a Column a state, in three statements; what is nearest to its release comes first."""
    columns = {status: Column(status) for status in PlanStatus}
    order = [F("release_on").asc(nulls_last=True), F("pk").asc()]
    ranked = scope.limit(PlanItem.objects.all()).annotate(
        rank=Window(RowNumber(), partition_by=F("status"), order_by=order),
        in_state=Window(Count("pk"), partition_by=F("status")),
    )
    assignments = Assignment.objects.select_related("assignee__person").order_by("due_at", "pk")
    shown = (
        ranked.filter(rank__lte=SHOWN_A_COLUMN)
        .select_related("occasion__organization")
        .prefetch_related(Prefetch("assignments", assignments))
        .order_by("rank")
    )
    for item in shown:
        column = columns[item.status]
        column.items.append(item)
        column.total = item.in_state
    return list(columns.values())


def statuses_for(user, organization):
    """The states to which the user may move an item by hand."""
    edits = user.has_role_at(organization, *EDITORS)
    return [status for status in PlanStatus if edits or status != PlanStatus.APPROVED]
