"""A report on its way to its acceptance: submitted, returned with remarks, accepted."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mediacenter.reports.indicators import REGISTRY, Section
from mediacenter.reports.locks import refuse_closed
from mediacenter.reports.models import ReportSection, ReturnedItem, YearlyReport
from mediacenter.reports.year_transitions import ACCEPT, CORRECT, RETURN, SUBMIT, locked_report
from mediacenter.services.journal.actions import log
from mediacenter.services.transitions.steps import take, taking
from mediacenter.toolkit.permissions import demand

from .freezing import freeze
from .reminding import stage_on

LONGEST_REASON = YearlyReport._meta.get_field("return_reason").max_length
LONGEST_REMARK = ReturnedItem._meta.get_field("remark").max_length


def submit_report(*, organization, year, by=None):
    """Hand the year's figures in, as they stand, to who reviews for the parent.

    At the root of the tree the report is accepted by that. Returns the YearlyReport. Raises
    PermissionDenied, WrongState, ValidationError for a closed year.
    """
    snapshot = frozen_for(SUBMIT, organization, year, by)
    with taking(SUBMIT, (organization.pk, year), by=by) as report:
        refuse_closed(year)
        report.submitted_facts, report.submitted_at = snapshot, timezone.now()
    return report


def return_report(*, organization, year, items, reason, answer_by, by=None):
    """Give a report back for some of its figures, sections or texts, which alone can be changed.

    `items` is {code of an indicator, letter of a section or ReportSection of a text: remark}.
    Raises PermissionDenied, WrongState, and ValidationError, by field, for what is missing.
    """
    demand(by, RETURN.permission, YearlyReport(organization=organization, year=year))
    refuse_incomplete(items, reason, answer_by)
    with taking(RETURN, (organization.pk, year), by=by) as report:
        refuse_closed(year)
        report.returns += 1
        report.return_reason, report.answer_by = reason.strip(), answer_by
        report.reminders = stage_on(answer_by, timezone.localdate())
        report.returned_facts = report.submitted_facts
        ReturnedItem.objects.bulk_create(
            ReturnedItem(
                report=report, return_number=report.returns, code=code, remark=remark.strip()
            )
            for code, remark in items.items()
        )
    return report


def refuse_incomplete(items, reason, answer_by):
    troubles = {}
    if not items:
        troubles["items"] = _("Choose the figures or sections that are to be changed.")
    elif not items.keys() <= {*REGISTRY, *Section.values, *ReportSection.values}:
        troubles["items"] = _("There is no such figure.")
    elif any(len(remark) > LONGEST_REMARK for remark in items.values()):
        troubles["items"] = _("A remark is longer than %(limit)s characters.") % {
            "limit": LONGEST_REMARK
        }
    if not reason.strip():
        troubles["reason"] = _("Write why the report is returned.")
    elif len(reason) > LONGEST_REASON:
        troubles["reason"] = _("This is longer than %(limit)s characters.") % {
            "limit": LONGEST_REASON
        }
    if answer_by is None:
        troubles["answer_by"] = _("Enter the day by which you await the report again.")
    elif answer_by < timezone.localdate():
        troubles["answer_by"] = _("This day has passed.")
    if troubles:
        raise ValidationError(troubles)


def accept_report(*, organization, year, by=None):
    """Find a submitted report in order: it can be signed. Raises as `take` does."""
    return take(ACCEPT, (organization.pk, year), by=by)


def begin_correction(*, organization, year, by=None):
    """Open what is signed for a new version; the signed one stands until that is signed.

    Raises PermissionDenied, WrongState, ValidationError for a closed year.
    """
    with taking(CORRECT, (organization.pk, year), by=by) as report:
        refuse_closed(year)
    return report


@transaction.atomic
def extend_deadline(*, organization, year, until, by=None):
    """Let an organization submit until another day than its level. Raises PermissionDenied."""
    report = locked_report((organization.pk, year))
    demand(by, "reports.review_report", report)
    if until < timezone.localdate():
        raise ValidationError({"until": _("This day has passed.")})
    report.extended_to = until
    report.reminders = stage_on(until, timezone.localdate())
    report.save(update_fields=["extended_to", "reminders"])
    log(by, "report.deadline_extended", report, year=year, until=str(until))
    return report


def frozen_for(step, organization, year, by):
    """The Snapshot of this moment, taken before the step's transaction, for who may take it."""
    demand(by, step.permission, YearlyReport(organization=organization, year=year))
    return freeze(organization=organization, year=year)
