"""Asking for long work: its job, the queue, and what was lost on the way."""

import logging
from datetime import timedelta
from functools import partial

from celery import current_app
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from kombu import exceptions as queue

from mediacenter.services.jobs.kinds import KINDS
from mediacenter.services.jobs.models import Batch, Job, JobStatus, silent

logger = logging.getLogger(__name__)

ATTEMPTS = 3
TASK = "mediacenter.services.jobs.tasks.do_job"


@transaction.atomic
def request_job(kind, *, by=None, key="", wish=None, batch=None, **columns):
    """Ask for work of a registered kind: (Job, whether it is new).

    While one of the same `key` is unfinished, that one is the answer. `wish` is plain JSON,
    `columns` are those of the kind's own model. The queue gets the id after the commit; when the
    queue is away, `requeue_lost_jobs` hands it over later.
    """
    details = {"wish": wish or {}, "batch": batch, "requested_by": by, **columns}
    job, is_new = sole_job(kind, key, details)
    if is_new and batch is None:
        transaction.on_commit(partial(hand_over, [job.pk]))
    return job, is_new


@transaction.atomic
def request_batch(kind, wishes, *, title, by=None):
    """Ask for many pieces of work at once; return the Batch.

    `wishes` are dicts of what `request_job` takes. What is under way already for the same key is
    not asked for again, and is not of this batch.
    """
    batch = Batch.objects.create(kind=kind, title=title, requested_by=by)
    asked = [request_job(kind, by=by, batch=batch, **wish) for wish in wishes]
    new = [job.pk for job, is_new in asked if is_new]
    transaction.on_commit(partial(hand_over, new))
    return batch


def sole_job(kind, key, details, *, attempts=2):
    """The unfinished job of a key, or a new one: (Job, whether it is new)."""
    model = model_of(kind)
    job = model.objects.unfinished().filter(kind=kind, key=key).first() if key else None
    if job:
        return job, False
    try:
        with transaction.atomic():
            return model.objects.create(kind=kind, key=key, **details), True
    except IntegrityError:  # somebody asked in the same moment; that job may have ended by now
        if attempts == 1:
            raise
    return sole_job(kind, key, details, attempts=attempts - 1)


def model_of(kind):
    return apps.get_model(KINDS[kind].model)


def hand_over(job_ids):
    """Put ids into the queue, as far as it takes them. Returns how many it took."""
    kinds = dict(Job.objects.filter(pk__in=job_ids).values_list("pk", "kind"))
    taken = []
    for job_id in job_ids:
        lane = KINDS[kinds[job_id]].queue if kinds.get(job_id) in KINDS else None
        try:
            current_app.send_task(TASK, args=[str(job_id)], **({"queue": lane} if lane else {}))
        except (queue.OperationalError, OSError) as error:
            logger.warning("The queue did not take job %s: %s", job_id, error)
            break
        taken.append(job_id)
    Job.objects.filter(pk__in=taken).update(published_at=timezone.now())
    return len(taken)


def requeue_lost_jobs():
    """Hand over again what waits unheard or whose worker fell silent. Returns their number."""
    lost = Job.objects.fell_silent()
    lost.filter(attempt__gte=ATTEMPTS).update(
        status=JobStatus.FAILED, failure="gave_up", finished_at=timezone.now()
    )
    since = timezone.now() - timedelta(seconds=settings.JOB_SILENCE)
    unheard = Q(published_at__lt=since) | Q(published_at=None, requested_at__lt=since)
    waiting = Job.objects.filter(silent() | Q(status=JobStatus.QUEUED) & unheard)
    return hand_over(list(waiting.order_by("requested_at").values_list("pk", flat=True)))
