"""Who has not submitted is reminded by the clock, and told to the chair above once it is late."""

import datetime as dt

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from mediacenter.reports.locks import refuse_closed
from mediacenter.reports.models import ReportingYear, YearlyReport
from mediacenter.reports.notifying import tell_late, tell_of_deadline
from mediacenter.reports.progress import UNDER_WAY, due_on
from mediacenter.reports.year_transitions import locked_report
from mediacenter.services.journal.actions import log
from mediacenter.services.journal.models import JournalEntry
from mediacenter.toolkit.permissions import demand
from unions.models import Organization

# Days before the deadline; the last reminder comes on the day after it, and is told above as well.
BEFORE = (14, 3)
LATE = len(BEFORE) + 1
# Of a deadline that passed long ago nobody is told: the year was opened afterwards.
NOT_AFTER = dt.timedelta(days=30)
MORNING = 8  # by the clock of the portal
AT_ONCE = 500
# What has a day to submit by that no ReportingYear sets.
OWN_DAY = Q(answer_by__isnull=False) | Q(extended_to__isnull=False)


def remind_of_reports(*, now=None):
    """Owe the reminders that have come due, each once a deadline; return how many reports.

    Those of some organizations are one transaction: killed and run again, it goes on with the rest.
    """
    now = timezone.localtime(now)
    if now.hour < MORNING:
        return 0
    reminded = 0
    for year, opened in years_to_remind():
        due = [report.organization_id for report in due_reports(year, opened, now.date())]
        for first in range(0, len(due), AT_ONCE):
            reminded += remind(year, opened, due[first : first + AT_ONCE], now.date())
    return reminded


def years_to_remind():
    """[(year, its ReportingYear)] that stand open; None where nobody opened it, and a report has a
    day of its own: it was returned, or may be submitted later."""
    found = {opened.year: opened for opened in ReportingYear.objects.all()}
    of_their_own = YearlyReport.objects.filter(OWN_DAY, status__in=UNDER_WAY)
    others = of_their_own.exclude(year__in=found).values_list("year", flat=True)
    open_years = {year: opened for year, opened in found.items() if opened.closed_at is None}
    return sorted({**open_years, **dict.fromkeys(others)}.items())


@transaction.atomic
def remind(year, opened, keys, today):
    """Remind some organizations, locked as for any step of their reports."""
    locked = Organization.objects.select_for_update(no_key=True).filter(pk__in=keys)
    list(locked.order_by("pk"))
    found = due_reports(year, opened, today, keys)  # anew: another worker may have been faster
    reminded = []
    for report in found:
        was, report.reminders = report.reminders, stage_on(due_on(report, opened), today)
        if report.reminders > was:
            reminded.append(report)
    YearlyReport.objects.bulk_create([report for report in found if report.pk is None])
    YearlyReport.objects.bulk_update(found, ["reminders"])
    tell_of_deadline(reminded, {report.pk: due_on(report, opened) for report in reminded})
    tell_late([report for report in reminded if report.reminders == LATE])
    return len(reminded)


@transaction.atomic
def remind_of_report(*, organization, year, by=None):
    """Remind those who answer for a report that is not submitted, at most once a day.

    Raises PermissionDenied, and ValidationError where nothing is awaited or they were reminded.
    """
    report = locked_report((organization.pk, year))
    demand(by, "reports.review_report", report)
    refuse_closed(year)
    due = due_on(report, ReportingYear.objects.filter(year=year).first())
    if due is None or report.status not in UNDER_WAY:
        raise ValidationError(_("This report is not awaited."), code="not_awaited")
    told = JournalEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(report), object_id=str(report.pk)
    )
    if told.filter(code="report.reminded", at__date=timezone.localdate()).exists():
        raise ValidationError(_("They were reminded today already."), code="reminded")
    tell_of_deadline([report], {report.pk: due})
    log(by, "report.reminded", report, year=year)
    return report


def due_reports(year, opened, today, keys=None):
    """The reports at another stage than was told, one not stored yet where nobody has begun it.

    `opened`: the ReportingYear, None where nobody opened it: then what has a day of its own alone.
    A deadline that was put off takes the stage back, and tells nobody.
    """
    organizations = Organization.objects.open().order_by("pk")
    reports = YearlyReport.objects.filter(year=year)
    if opened is None:
        reports = reports.filter(OWN_DAY)
        organizations = organizations.filter(pk__in=reports.values("organization"))
    if keys is not None:
        organizations = organizations.filter(pk__in=keys)
        reports = reports.filter(organization__in=keys)
    known = {report.organization_id: report for report in reports}
    found = []
    for organization in organizations.only("pk", "kind", "path"):
        report = known.get(organization.pk) or YearlyReport(year=year)
        report.organization = organization
        due = due_on(report, opened)
        if due and report.status in UNDER_WAY and report.reminders != stage_on(due, today):
            found.append(report)
    return found


def stage_on(due, today):
    """How many reminders of a deadline have come due: 0 to LATE."""
    if today > due + NOT_AFTER:
        return 0
    if today > due:
        return LATE
    return sum(today >= due - dt.timedelta(days=days) for days in BEFORE)
