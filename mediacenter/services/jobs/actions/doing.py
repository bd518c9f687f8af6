"""Doing what a job asks for: claim it, say how far it is, end it."""

import logging
from functools import partial

from django.db.models import F, Q
from django.utils import timezone

from mediacenter.services.jobs.kinds import KINDS, Interrupted, NotDone
from mediacenter.services.jobs.models import Job, JobStatus, silent
from mediacenter.toolkit.lost_database import is_database_away
from mediacenter.toolkit.signs_of_life import sign_of_life
from mediacenter.toolkit.storing import NotStored

from .requesting import feed_queue, model_of

logger = logging.getLogger(__name__)


class LeaseLost(Exception):
    """The job is no longer this worker's: it was silent for too long, or the job was cancelled."""


def do_job(*, job_id):
    """Do what the job asks for. Whoever kills it or its children loses time, nothing else.

    Why it was not done is told to whoever waits by the job, and to the log with its cause. Where
    the database is away or kept it waiting for too long, the error is raised and the job is taken
    up again like that of a lost worker; any other is raised after the job is marked as failed.
    Returns the job, None where there was nothing to do.
    """
    job = claim(job_id)
    if job is None:
        return None
    try:
        carry_out(job)
    finally:
        if job.batch_id:
            feed_queue(job.batch_id)
    return job


def carry_out(job):
    """Do a claimed job, and end it or let it go."""
    try:
        result = KINDS[job.kind].work(job, partial(tell_progress, job))
        finish(job, status=JobStatus.DONE, stage="", percent=100, result=result)
    except LeaseLost:
        logger.warning("Job %s was cancelled, or taken over by another worker", job.pk)
    except Interrupted as error:
        logger.error("Job %s was interrupted: %s", job.pk, error.cause)
        let_go(job)
    except NotDone as error:
        logger.error("Job %s was not done: %s", job.pk, error.cause)
        finish(job, status=JobStatus.FAILED, failure=error.code)
    except NotStored:
        finish(job, status=JobStatus.FAILED, failure="not_stored")
    except Exception as error:
        if not is_database_away(error):
            finish(job, status=JobStatus.FAILED, failure="unexpected")
        raise


def claim(job_id):
    """Take the job for this worker, or return None when it is over, paused or in living hands."""
    # no subquery: of two workers the second has to judge the row as the first has left it
    now = timezone.now()
    taken = Job.objects.filter(Q(status=JobStatus.QUEUED) | silent(), pk=job_id).update(
        status=JobStatus.RUNNING,
        attempt=F("attempt") + 1,
        started_at=now,
        seen_alive_at=now,
        stage="",
        percent=0,
    )
    if not taken:
        return None
    kind = Job.objects.values_list("kind", flat=True).get(pk=job_id)
    if kind not in KINDS:
        return Job.objects.get(pk=job_id)
    return model_of(kind).objects.get(pk=job_id)


def tell_progress(job, stage=None, percent=None):
    """Note how far the job is and that its worker lives. Raises LeaseLost."""
    change = {"seen_alive_at": timezone.now()}
    if stage is not None:
        change |= {"stage": stage, "percent": percent}
    if not held(job).update(**change):
        raise LeaseLost
    sign_of_life.send(tell_progress)


def let_go(job):
    """Leave the job to the next worker: `requeue_lost_jobs` hands it over after a pause."""
    if job.attempt < KINDS[job.kind].attempts:
        held(job).update(status=JobStatus.QUEUED, published_at=None, stage="", percent=0)
    else:
        finish(job, status=JobStatus.FAILED, failure="gave_up")


def finish(job, **change):
    held(job).update(finished_at=timezone.now(), **change)


def held(job):
    """The job's row as long as this worker's claim stands."""
    # attempts are counted anew by a retry: the moment of the claim tells it from those before
    claim_of = {"attempt": job.attempt, "started_at": job.started_at}
    return Job.objects.filter(pk=job.pk, status=JobStatus.RUNNING, **claim_of)
