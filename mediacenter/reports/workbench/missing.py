"""Whose report has not come, for how long, and whom to ask."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, FilteredRelation, Q
from django.utils import timezone

from mediacenter.reports.models import YearlyReport
from mediacenter.reports.notifying import REPORTERS
from mediacenter.reports.progress import UNDER_WAY
from mediacenter.reports.rules import READERS
from unions.models import Appointment

from .punctuality import due_of_missing


@dataclass(frozen=True)
class Row:
    """`days` late, 0 where the deadline is ahead. `people` are current Appointments, or None for
    whom the reader does not reach."""

    organization: object
    due_on: date | None
    days: int
    is_returned: bool
    people: list | None
    may_remind: bool


def not_submitted(organizations, year, opened):
    """The organizations whose report is collected or returned, the latest first, with `due_on`."""
    return (
        organizations.annotate(
            report=FilteredRelation("yearly_reports", condition=Q(yearly_reports__year=year))
        )
        .filter(Q(report__pk=None) | Q(report__status__in=UNDER_WAY))
        .annotate(due_on=due_of_missing(opened), returns=F("report__returns"))
        .order_by(F("due_on").asc(nulls_last=True), "path")
    )


def with_contacts(organizations, opened, user):
    """The Rows of one page; one statement for the people of all."""
    reached = [one for one in organizations if user.has_role_at(one, *READERS)]
    people = people_of(reached)
    today = timezone.localdate()
    awaits = bool(opened and opened.closed_at is None)
    return [
        Row(
            one,
            one.due_on,
            max((today - one.due_on).days, 0) if one.due_on else 0,
            bool(one.returns),
            people.get(one.pk, []) if one in reached else None,
            awaits
            and one.due_on is not None
            and user.has_perm("reports.review_report", YearlyReport(organization=one)),
        )
        for one in organizations
    ]


def people_of(organizations):
    """{key of an organization: current Appointments of who answers for its report}."""
    found = {}
    posts = Appointment.objects.current().filter(organization__in=organizations, role__in=REPORTERS)
    officer_first = posts.select_related("person").order_by("organization", "-role", "pk")
    for post in officer_first:
        found.setdefault(post.organization_id, []).append(post)
    return found
