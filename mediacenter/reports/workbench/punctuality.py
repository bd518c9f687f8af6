"""Whether reports came in time: by the deadline of the level, or the day that one was given."""

from dataclasses import dataclass

from django.db.models import Case, Count, DateField, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext

from mediacenter.reports.models import ReportState, YearlyReport
from unions.models import OrganizationKind


@dataclass(frozen=True)
class Punctuality:
    """`tone` is good, doubt, bad or "" (the deadline is ahead, or there is none)."""

    words: str
    tone: str = ""
    reminders: int = 0


def deadline(opened, kind="organization__kind", extended_to="extended_to"):
    """An expression: the last day to submit of each report; `opened` is a ReportingYear or None."""
    of_level = Case(
        *(
            When(**{kind: one}, then=Value(opened.due_on(one)))
            for one in OrganizationKind
            if opened
        ),
        default=None,
        output_field=DateField(),
    )
    return Coalesce(F(extended_to), of_level)


def punctuality_of(report, kind, opened):
    """The Punctuality of a YearlyReport; None: of an organization that has not begun it."""
    due = (report and report.extended_to) or (opened and opened.due_on(kind))
    submitted = report and report.submitted_at and timezone.localdate(report.submitted_at)
    reminders = report.reminders if report else 0
    if submitted:
        days = (submitted - due).days if due else 0
        if days <= 0:
            return Punctuality(pgettext("report", "on time"), "good", reminders)
        return Punctuality(late_by(days), "doubt", reminders)
    days = (timezone.localdate() - due).days if due else 0
    if days <= 0:
        return Punctuality(pgettext("report", "not submitted yet"), "", reminders)
    return Punctuality(
        gettext("not submitted, %(late)s") % {"late": late_by(days)}, "bad", reminders
    )


def late_by(days):
    return ngettext("%(days)s day late", "%(days)s days late", days) % {"days": days}


def summary_of(organizations, year, opened):
    """{expected, on_time, late, reminded, missing} of the reports of a QuerySet of organizations.

    `reminded` are those of the submitted ones that came after a reminder.
    """
    submitted = Q(submitted_at__isnull=False)
    reports = YearlyReport.objects.filter(year=year, organization__in=organizations)
    counted = reports.annotate(due=deadline(opened)).aggregate(
        submitted=Count("pk", filter=submitted),
        late=Count("pk", filter=submitted & Q(submitted_at__date__gt=F("due"))),
        reminded=Count("pk", filter=submitted & Q(reminders__gt=0)),
    )
    expected = organizations.count()
    return {
        "expected": expected,
        "on_time": counted["submitted"] - counted["late"],
        "late": counted["late"],
        "reminded": counted["reminded"],
        "missing": expected - counted["submitted"],
    }


def due_of_missing(opened):
    """The deadline of what is not submitted: a returned report has one of its own."""
    return Case(
        When(report__status=ReportState.RETURNED, then=F("report__answer_by")),
        default=deadline(opened, "kind", "report__extended_to"),
        output_field=DateField(),
    )
