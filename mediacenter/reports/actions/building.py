"""Building what a job asks for: claim it, build the file, say how far it is, end it."""

import logging
from functools import partial

from django.db.models import F, Q
from django.utils import timezone

from mediacenter.reports.models import JobStatus, ReportJob
from mediacenter.services.printing.press import PrintFailed
from mediacenter.toolkit.lost_database import is_database_away
from mediacenter.toolkit.signs_of_life import sign_of_life
from mediacenter.toolkit.storing import NotStored

from .report_files import produce, renew
from .requesting import ATTEMPTS, fell_silent

logger = logging.getLogger(__name__)


class LeaseLost(Exception):
    """Another worker has taken the job over, because this one was silent for too long."""


def build_report(*, job_id):
    """Build the job's file. Whoever kills it or its typesetter loses time, nothing else.

    A failure of the press or of a full disk is told to the reader by the job, and to the log with
    its cause. Where the database is away or kept it waiting for too long, the error is raised and
    the job is taken up again like that of a lost worker; any other is raised after the job is
    marked as failed.
    """
    job = claim(job_id)
    if job is None:
        return None
    tell = partial(tell_progress, job)
    try:
        wish = {"organization": job.organization, "year": job.year, "language": job.language}
        file = renew(job.file, tell=tell) if job.file else produce(**wish, tell=tell)
        finish(job, status=JobStatus.DONE, stage="", percent=100, file=file)
    except LeaseLost:
        logger.warning("Report job %s was taken over by another worker", job.pk)
    except PrintFailed as error:
        logger.error("Report job %s was not printed: %s", job.pk, error.cause)
        if error.code == "killed":
            let_go(job)
        else:
            finish(job, status=JobStatus.FAILED, failure=error.code)
    except NotStored:
        finish(job, status=JobStatus.FAILED, failure="not_stored")
    except Exception as error:
        if not is_database_away(error):
            finish(job, status=JobStatus.FAILED, failure="unexpected")
        raise
    return job


def claim(job_id):
    """Take the job for this worker, or return None when it is done or in living hands."""
    # no subquery: of two workers the second has to judge the row as the first has left it
    taken = ReportJob.objects.filter(Q(status=JobStatus.QUEUED) | fell_silent(), pk=job_id).update(
        status=JobStatus.RUNNING,
        attempt=F("attempt") + 1,
        seen_alive_at=timezone.now(),
        stage="collect",
        percent=5,
    )
    return ReportJob.objects.select_related("organization").get(pk=job_id) if taken else None


def tell_progress(job, stage=None, percent=None):
    """Note how far the job is and that its worker lives. Raises LeaseLost."""
    change = {"seen_alive_at": timezone.now()}
    if stage:
        change |= {"stage": stage, "percent": percent}
    if not held(job).update(**change):
        raise LeaseLost
    sign_of_life.send(tell_progress)


def let_go(job):
    """Leave the job to the next worker: `requeue_lost_jobs` hands it over after a pause."""
    if job.attempt < ATTEMPTS:
        held(job).update(status=JobStatus.QUEUED, published_at=None, stage="", percent=0)
    else:
        finish(job, status=JobStatus.FAILED, failure="gave_up")


def finish(job, **change):
    held(job).update(finished_at=timezone.now(), **change)


def held(job):
    """The job's row as long as this worker's claim stands."""
    return ReportJob.objects.filter(pk=job.pk, status=JobStatus.RUNNING, attempt=job.attempt)
