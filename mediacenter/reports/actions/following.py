"""What becomes of a yearly report as its signed files are published and withdrawn."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from mediacenter.reports.models import ReportFile, ReportingYear, Signature
from mediacenter.reports.year_transitions import PUBLISH_SIGNED, WITHDRAW_SIGNED
from mediacenter.services.transitions.steps import arrive


def refuse_unsigned(file):
    """Raise ValidationError for a draft of what is signed, or of a year that all report on."""
    if file.signature_id is not None:
        return
    organization, year = file.snapshot.organization_id, file.snapshot.year
    signed = Signature.objects.filter(report__organization=organization, report__year=year)
    if signed.exists() or ReportingYear.objects.filter(year=year).exists():
        raise ValidationError(
            _("Of this year only a signed report is published. This file is a draft."),
            code="unsigned",
        )


def follow_publication(file, by):
    """The report of a signed file that was published is published; its organization is locked."""
    follow(PUBLISH_SIGNED, file, by)


def follow_withdrawal(file, by):
    """The report is signed again, once the last of its files is withdrawn."""
    if not ReportFile.objects.published().filter(signature=file.signature_id).exists():
        follow(WITHDRAW_SIGNED, file, by)


def follow(step, file, by):
    if file.signature_id is None:
        return
    report = file.signature.report
    is_newest = file.signature == report.current_signature()
    if is_newest and report.status in step.starts_from:
        arrive(step, report, by=by)
