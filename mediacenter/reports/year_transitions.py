"""The states of a yearly report, and each step between them.

collecting → submitted ⇄ returned → accepted → signed ⇄ published. What stands at the root of the
tree has nobody above it: submitted, it is accepted. A correction leads what was signed back to
collecting; the version that is signed then supersedes the earlier one.

The organization is the lock, as it is for who declares a figure.
"""

from functools import partial

from django.utils.translation import gettext_lazy as _

from mediacenter.services.transitions.steps import States, Transition
from unions.models import Organization

from .models import ReportState, YearlyReport
from .notifying import tell_reporters, tell_reviewers


def locked_report(key):
    """The report of (key of the organization, year), made where nobody has begun it."""
    organization_key, year = key
    organization = Organization.objects.select_for_update(no_key=True).get(pk=organization_key)
    report, _is_new = YearlyReport.objects.get_or_create(organization=organization, year=year)
    report.organization = organization
    return report


def store(report, *, was, by):
    report.save()


def particulars(report):
    return {"organization": report.organization.slug, "year": report.year}


REPORT = States(
    lock=locked_report,
    enter=store,
    details=particulars,
    refusal=_("The report is at another step by now: %(state)s. Reload its page."),
)


def after_submission(report):
    return ReportState.ACCEPTED if report.organization.is_root() else ReportState.SUBMITTED


SUBMIT = Transition(
    REPORT,
    code="report.submitted",
    permission="reports.submit_report",
    starts_from={ReportState.COLLECTING, ReportState.RETURNED},
    leads_to=after_submission,
    tells=partial(tell_reviewers, "reports.submitted"),
)
RETURN = Transition(
    REPORT,
    code="report.returned",
    permission="reports.review_report",
    starts_from={ReportState.SUBMITTED, ReportState.ACCEPTED},
    leads_to=ReportState.RETURNED,
    tells=partial(tell_reporters, "reports.returned"),
)
ACCEPT = Transition(
    REPORT,
    code="report.accepted",
    permission="reports.review_report",
    starts_from={ReportState.SUBMITTED},
    leads_to=ReportState.ACCEPTED,
    tells=partial(tell_reporters, "reports.accepted"),
)
SIGN = Transition(
    REPORT,
    code="report.signed",
    permission="reports.sign_report",
    starts_from={ReportState.ACCEPTED},
    leads_to=ReportState.SIGNED,
    tells=partial(tell_reviewers, "reports.signed"),
)
PUBLISH_SIGNED = Transition(
    REPORT,
    code="report.opened",
    permission="reports.sign_report",
    starts_from={ReportState.SIGNED},
    leads_to=ReportState.PUBLISHED,
)
WITHDRAW_SIGNED = Transition(
    REPORT,
    code="report.taken_back",
    permission="reports.sign_report",
    starts_from={ReportState.PUBLISHED},
    leads_to=ReportState.SIGNED,
)
CORRECT = Transition(
    REPORT,
    code="report.correction_begun",
    permission="reports.sign_report",
    starts_from={ReportState.SIGNED, ReportState.PUBLISHED},
    leads_to=ReportState.COLLECTING,
    tells=partial(tell_reviewers, "reports.corrected"),
)
