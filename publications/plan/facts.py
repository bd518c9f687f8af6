"""Plan against fact: materials planned, released and late, by organization and month."""

from dataclasses import dataclass

from django.db.models import Count, F, Q
from django.db.models.functions import ExtractMonth, Left
from django.utils import timezone

from publications.plan.models import Assignment, AssignmentStatus
from publications.plan.models.plan import OPEN_ASSIGNMENTS
from unions.models import Organization
from unions.roles import READERS

MONTHS = range(1, 13)


@dataclass
class Tally:
    """Numbers of materials: planned for the month, out of these released and late.

    Late: released after the deadline, or not released though it has passed.
    """

    planned: int = 0
    released: int = 0
    late: int = 0

    def add(self, other):
        self.planned += other.planned
        self.released += other.released
        self.late += other.late


@dataclass
class Row:
    organization: Organization
    months: list
    whole: Tally


def plan_against_fact(year, scope, *, now=None):
    """Return (rows, sums): a Row an organization below the chosen one, and the Row of them all.

    One statement counts them; a branch holds everything below it. Postponed and cancelled
    materials are not planned any more.
    """
    now = now or timezone.now()
    branch = Left("plan_item__occasion__organization__path", length_of_branch(scope))
    is_done = Q(status=AssignmentStatus.DONE)
    late = (is_done & Q(done_at__gt=F("due_at"))) | (~is_done & Q(due_at__lt=now))
    counted = (
        scope.limit(Assignment.objects.filter(due_at__year=year))
        .filter(status__in=[*OPEN_ASSIGNMENTS, AssignmentStatus.DONE])
        .values(branch=branch, month=ExtractMonth("due_at"))
        .annotate(
            planned=Count("pk"),
            released=Count("pk", filter=is_done),
            late=Count("pk", filter=late),
        )
        .order_by()
    )
    months = {}
    for found in counted:
        tally = Tally(found["planned"], found["released"], found["late"])
        months.setdefault(found["branch"], {})[found["month"]] = tally
    organizations = Organization.objects.filter(path__in=months).order_by("path")
    rows = [row_of(organization, months[organization.path]) for organization in organizations]
    sums = [Tally() for _month in MONTHS]
    for row in rows:
        for total, tally in zip(sums, row.months, strict=True):
            total.add(tally)
    return rows, Row(scope.organization, sums, whole_of(sums))


def length_of_branch(scope):
    """The length of the rows' paths: one below the chosen, else where the user's posts are."""
    if scope.organization:
        return len(scope.organization.path) + Organization.steplen
    return min(map(len, scope.user.paths_of(*READERS)), default=Organization.steplen)


def row_of(organization, by_month):
    months = [by_month.get(month, Tally()) for month in MONTHS]
    return Row(organization, months, whole_of(months))


def whole_of(months):
    whole = Tally()
    for tally in months:
        whole.add(tally)
    return whole


@dataclass
class Bar(Tally):
    """A month as a bar that stands on the ground: `above_` is the space over its top."""

    above_planned: int = 0
    above_released: int = 0


def highest_of(months):
    return max([tally.planned for tally in months] + [1])


def bars_of(months):
    highest = highest_of(months)
    return [
        Bar(
            tally.planned,
            tally.released,
            tally.late,
            highest - tally.planned,
            highest - tally.released,
        )
        for tally in months
    ]
