"""Asking for a report: the job of it, the queue, and what was lost on the way."""

import logging
from datetime import timedelta
from functools import partial

from celery import current_app
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from kombu import exceptions as queue

from mediacenter.reports.models import JobStatus, ReportJob
from mediacenter.services.journal.actions import log

logger = logging.getLogger(__name__)

ATTEMPTS = 3
REST = timedelta(minutes=10)  # after a failed renewal, whoever asks


@transaction.atomic
def request_report(*, organization, year, language, by, file=None):
    """Ask for a report; while one is under way for the same, that one is the answer.

    With `file`, a ReportFile, that one is printed anew from what it froze. Returns the ReportJob.
    The queue gets its id after the commit; when the queue is away, `requeue_lost_jobs` hands it
    over later.
    """
    wish = {"organization": organization, "year": year, "language": language}
    job, is_new = sole_job(wish, requested_by=by, file=file)
    if not is_new:
        return job
    log(by, "report.requested", job, year=year, language=language)
    transaction.on_commit(partial(hand_over, job.pk))
    return job


def sole_job(wish, **details):
    """The job under way for what is wished, or a new one: (ReportJob, whether it is new)."""
    for is_last in (False, True):
        job = ReportJob.objects.unfinished().filter(**wish).first()
        if job:
            return job, False
        try:
            with transaction.atomic():
                return ReportJob.objects.create(**wish, **details), True
        except IntegrityError:  # somebody asked in the same moment; that job may have ended by now
            if is_last:
                raise


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


def hand_over(job_id):
    """Put the job's id into the queue. True when the queue took it."""
    try:
        current_app.send_task("mediacenter.reports.tasks.build_report", args=[str(job_id)])
    except (queue.OperationalError, OSError) as error:
        logger.warning("The queue did not take report job %s: %s", job_id, error)
        return False
    ReportJob.objects.filter(pk=job_id).update(published_at=timezone.now())
    return True


def requeue_lost_jobs():
    """Hand over again what waits unheard or whose worker fell silent. Returns their number."""
    silent = ReportJob.objects.filter(fell_silent())
    silent.filter(attempt__gte=ATTEMPTS).update(
        status=JobStatus.FAILED, failure="gave_up", finished_at=timezone.now()
    )
    since = silent_since()
    unheard = Q(published_at__lt=since) | Q(published_at=None, requested_at__lt=since)
    lost = ReportJob.objects.filter(fell_silent() | Q(status=JobStatus.QUEUED) & unheard)
    return sum(hand_over(job_id) for job_id in lost.values_list("pk", flat=True))


def fell_silent():
    """Which jobs have a worker that gave no sign of life for REPORT_JOB_SILENCE seconds: a Q."""
    return Q(status=JobStatus.RUNNING, seen_alive_at__lt=silent_since())


def silent_since():
    return timezone.now() - timedelta(seconds=settings.REPORT_JOB_SILENCE)
