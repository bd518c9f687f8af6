"""Asking for a report, or for one to be printed anew."""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from mediacenter.reports.models import ReportJob
from mediacenter.services.jobs.actions.requesting import request_job
from mediacenter.services.jobs.models import JobStatus
from mediacenter.services.journal.actions import log

logger = logging.getLogger(__name__)

REPORT = "reports.report"
REST = timedelta(minutes=10)  # after a failed renewal, whoever asks


@transaction.atomic
def request_report(*, organization, year, language, by, file=None):
    """Ask for a report; while one is under way for the same, that one is the answer.

    With `file`, a ReportFile, that one is printed anew from what it froze. Returns the ReportJob.
    """
    job, is_new = request_job(
        REPORT,
        by=by,
        key=key_of_wish(organization.pk, year, language),
        organization=organization,
        year=year,
        language=language,
        file=file,
    )
    if is_new:
        log(by, "report.requested", job, year=year, language=language)
    return job


def key_of_wish(organization_id, year, language):
    """The key of a ReportJob: of one report one is built at a time."""
    return f"{organization_id}/{year}/{language}"


def request_signed(*, signature, language, by=None):
    """Ask for the file of a Signature in a language; return the ReportJob."""
    report = signature.report
    job, _is_new = request_job(
        REPORT,
        by=by,
        key=f"{report.organization_id}/{report.year}/{language}/signed/{signature.version}",
        wish={"signature": signature.pk},
        organization=report.organization,
        year=report.year,
        language=language,
    )
    return job


def request_renewal(*, file, by=None):
    """Ask that a ReportFile whose bytes are gone or short is printed anew; return the ReportJob.

    Anybody may, for it happens where somebody downloads it; so after a failure it rests a while.
    """
    failed = ReportJob.objects.filter(
        file=file, status=JobStatus.FAILED, finished_at__gt=timezone.now() - REST
    ).first()
    if failed:
        return failed
    snapshot = file.snapshot
    logger.error("The bytes of report %s are gone or short: it is printed anew", file.file.name)
    return request_report(
        organization=snapshot.organization,
        year=snapshot.year,
        language=file.language,
        by=by,
        file=file,
    )
