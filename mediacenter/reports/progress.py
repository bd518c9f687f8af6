"""How far the reports of a year are: the steps of one, the state of those below an organization."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import pgettext_lazy

from unions.models import Organization

from .changes import changed_figures
from .composing.quality import EXPECTED
from .locks import lock_on
from .models import ReportingYear, ReportState, YearlyReport
from .rolling_up import roll_up
from .wording import returned_in_words
from .year_transitions import ACCEPT, CORRECT, PUBLISH_SIGNED, RETURN, SIGN, SUBMIT

WAY = (
    (ReportState.COLLECTING, pgettext_lazy("report step", "Figures are collected")),
    (ReportState.SUBMITTED, pgettext_lazy("report step", "Submitted")),
    (ReportState.ACCEPTED, pgettext_lazy("report step", "Accepted")),
    (ReportState.SIGNED, pgettext_lazy("report step", "Signed")),
    (ReportState.PUBLISHED, pgettext_lazy("report step", "Published")),
)
RETURNED = pgettext_lazy("report step", "Returned with remarks")
UNDER_WAY = {ReportState.COLLECTING, ReportState.RETURNED}


@dataclass(frozen=True)
class Stage:
    """One step of the line: `place` is done, current or ahead."""

    name: str
    place: str


@dataclass(frozen=True)
class Standing:
    """Where the report of an organization stands. `stated` of the `expected` figures are stated."""

    organization: Organization
    status: str
    state: str
    stated: int
    expected: int
    due_on: date | None
    is_late: bool


def report_of(organization, year):
    """The YearlyReport; one that is not stored yet where nobody has begun it."""
    found = YearlyReport.objects.filter(organization=organization, year=year).first()
    report = found or YearlyReport(organization=organization, year=year)
    report.organization = organization
    return report


def stages_of(report):
    """The Stages of a report, in their order; at the root of the tree nobody reviews."""
    way = [step for step in WAY if not is_skipped(step[0], report)]
    states = [state for state, _name in way]
    is_returned = report.status == ReportState.RETURNED
    status = ReportState.SUBMITTED if is_returned else report.status
    current = states.index(status) if status in states else 0
    return [
        Stage(
            str(RETURNED if is_returned and place == current else name),
            "done" if place < current else "current" if place == current else "ahead",
        )
        for place, (_state, name) in enumerate(way)
    ]


def way_of(user, organization, year, facts):
    """What the page of a year tells of the report's way: state, steps, what `user` may do next."""
    report = report_of(organization, year)
    signature = report.current_signature() if report.pk else None
    opened = ReportingYear.objects.filter(year=year).first()
    due = due_on(report, opened)
    return {
        "report": report,
        "stages": stages_of(report),
        "due": due,
        "is_late": is_late(report, due),
        "returned": returned_in_words(report) if report.status == ReportState.RETURNED else [],
        "lock": lock_on(report, year, is_over=bool(opened and opened.closed_at)),
        "signature": signature,
        "signed_files": signed_files(signature),
        "changed": len(changed_figures(signature.snapshot.facts, facts, year)) if signature else 0,
        "may_submit": SUBMIT.is_open_to(user, report),
        "may_return": RETURN.is_open_to(user, report),
        "may_accept": ACCEPT.is_open_to(user, report),
        "may_sign": SIGN.is_open_to(user, report),
        "may_publish_signed": PUBLISH_SIGNED.is_open_to(user, report),
        "may_correct": CORRECT.is_open_to(user, report),
        "may_extend": user.has_perm("reports.review_report", report)
        and report.status in SUBMIT.starts_from,
        "may_answer": user.has_perm("reports.submit_report", report)
        and report.status not in (ReportState.SIGNED, ReportState.PUBLISHED),
    }


def signed_files(signature):
    if not signature:
        return []
    return signature.files.without_contents().with_forms().order_by("language")


def is_skipped(state, report):
    return state == ReportState.SUBMITTED and report.organization.is_root()


def due_on(report, reporting_year):
    """The last day to submit; None where no reporting year is open, and for a correction."""
    if report.status == ReportState.RETURNED:
        return report.answer_by
    if report.status == ReportState.COLLECTING and report.submitted_at:
        return None
    if report.extended_to:
        return report.extended_to
    return reporting_year and reporting_year.due_on(report.organization.kind)


def is_late(report, due):
    return bool(due and report.status in UNDER_WAY and due < timezone.localdate())


def standings(parent, organizations, year):
    """The Standings of some organizations right below `parent`; three statements for all."""
    reports = {
        report.organization_id: report
        for report in YearlyReport.objects.filter(organization__in=organizations, year=year)
    }
    opened = ReportingYear.objects.filter(year=year).first()
    stated = stated_by_path(parent, year)
    found = []
    for organization in organizations:
        report = reports.get(organization.pk) or YearlyReport(year=year)
        report.organization = organization
        due = due_on(report, opened)
        found.append(
            Standing(
                organization,
                report.status,
                report.get_status_display(),
                stated.get(organization.path, 0),
                len(EXPECTED),
                due,
                is_late(report, due),
            )
        )
    return found


def stated_by_path(parent, year):
    """{path of an organization right below: how many of the expected figures it states}."""
    depth = parent.depth + 1
    codes = {}
    for total in roll_up((year, year), codes=EXPECTED, within=parent, depths=(depth, depth)):
        codes.setdefault(total.path, set()).add(total.code)
    return {path: len(found) for path, found in codes.items()}
