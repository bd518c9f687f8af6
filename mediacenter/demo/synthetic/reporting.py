"""The years that all report on, and how far the report of each organization is."""

from datetime import date, timedelta

from mediacenter.reports.actions.reminding import LATE
from mediacenter.reports.actions.reporting_years import UPWARD
from mediacenter.reports.models import ReportingYear, ReportState, ReturnedItem, YearlyReport

from .copying import copy_in
from .frequency import noon
from .words import MARK

LEVELS = ("primaries", "districts", "regional", "unions", "federation")  # as in UPWARD
BETWEEN_LEVELS = timedelta(days=7)
NEVER, LATELY = 0.1, 0.2  # shares of the reports that are not submitted, or after their deadline
RETURNED, ACCEPTED = 0.1, 0.7  # shares of those that are
RETURNED_CODES = ("social.materials", "press.publications")


def fill_reporting(scale, tree, say):
    copy_in(ReportingYear, map(reporting_year, scale.all_years))
    reports = list(reports_of(scale, tree))
    say(f"yearly reports: {copy_in(YearlyReport, reports)}")
    copy_in(ReturnedItem, items_of(reports))


def reporting_year(year):
    return ReportingYear(
        year=year,
        opened_at=noon(date(year, 12, 1)),
        **{column: deadline(year, place) for place, column in enumerate(UPWARD)},
    )


def deadline(year, place):
    return date(year + 1, 1, 12) + place * BETWEEN_LEVELS


def reports_of(scale, tree):
    rng = scale.rng("reports")
    associations = [*tree.territorial]  # which submit with the regional organizations
    number = 0
    for place, level in enumerate(LEVELS):
        organizations = [*getattr(tree, level), *(associations if level == "regional" else ())]
        for organization in organizations:
            for year in scale.all_years:
                number += 1
                report = YearlyReport(pk=number, organization_id=organization, year=year)
                yield gone_so_far(report, deadline(year, place), rng)


def gone_so_far(report, due, rng):
    """The report, submitted in time, late or never, and judged or not."""
    fate = rng.random()
    if fate < NEVER:
        report.reminders = LATE
        return report
    is_late = fate < NEVER + LATELY
    days = rng.randint(1, 20)
    report.reminders = LATE if is_late else rng.randint(0, LATE - 1)
    report.submitted_at = noon(due + timedelta(days=days if is_late else -days))
    judged = rng.random()
    if judged < RETURNED:
        report.status, report.returns = ReportState.RETURNED, 1
        report.return_reason, report.answer_by = MARK["ru"], due + timedelta(days=40)
    elif judged < RETURNED + ACCEPTED:
        report.status = ReportState.ACCEPTED
    else:
        report.status = ReportState.SUBMITTED
    return report


def items_of(reports):
    for report in reports:
        if report.status == ReportState.RETURNED:
            for code in RETURNED_CODES:
                yield ReturnedItem(
                    report_id=report.pk, return_number=1, code=code, remark=MARK["ru"]
                )
