"""Asking for long work: its job, the queue, and what was lost on the way."""

import logging
from datetime import timedelta
from functools import partial

from celery import current_app
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import Case, Q, When
from django.utils import timezone
from kombu import exceptions as queue
from psycopg2 import sql
from psycopg2.extras import execute_values

from mediacenter.services.jobs.kinds import ATTEMPTS, KINDS
from mediacenter.services.jobs.models import Batch, Job, JobStatus, silent

logger = logging.getLogger(__name__)

IN_QUEUE = 20  # jobs of a batch at a time: who asks for a single one waits behind no more
TASK = "mediacenter.services.jobs.tasks.do_job"


@transaction.atomic
def request_job(kind, *, by=None, key="", wish=None, **columns):
    """Ask for work of a registered kind: (Job, whether it is new).

    While one of the same `key` is unfinished, that one is the answer. `wish` is plain JSON,
    `columns` are those of the kind's own model. The queue gets the id after the commit; when the
    queue is away, `requeue_lost_jobs` hands it over later.
    """
    job, is_new = sole_job(kind, key, {"wish": wish or {}, "requested_by": by, **columns})
    if is_new:
        transaction.on_commit(partial(hand_over, [job.pk]))
    return job, is_new


@transaction.atomic
def request_batch(kind, wishes, *, title, by=None):
    """Ask for many pieces of work at once, in a fixed number of statements a thousand; a Batch.

    `wishes` are dicts of what `request_job` takes. What is under way already for the same key is
    not asked for again, and is not of this batch.
    """
    batch = Batch.objects.create(kind=kind, title=title, requested_by=by)
    given = {"kind": kind, "batch": batch, "requested_by": by}
    create_all([model_of(kind)(**given, **wish) for wish in wishes])
    transaction.on_commit(partial(feed_queue, batch.pk))
    return batch


def create_all(jobs):
    """Store new jobs of one model, but for those whose key is under way."""
    jobs.sort(key=lambda job: job.key)  # two batches of one moment wait for each other in one order
    columns = [field.attname for field in Job._meta.concrete_fields]
    rows = [Job(**{column: getattr(job, column) for column in columns}) for job in jobs]
    Job.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
    created = set(Job.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    own = [job for job in jobs if type(job) is not Job and job.id in created]
    if own:
        insert_own_columns(own)


def insert_own_columns(jobs):
    """Store what a subclass of Job keeps beside it; bulk_create takes no such model."""
    fields = jobs[0]._meta.local_concrete_fields
    names = sql.SQL(", ").join(sql.Identifier(field.column) for field in fields)
    table = sql.Identifier(jobs[0]._meta.db_table)
    for job in jobs:
        job.pk = job.id  # it names its row of the table of all jobs
    rows = [
        [field.get_db_prep_save(getattr(job, field.attname), connection) for field in fields]
        for job in jobs
    ]
    with connection.cursor() as cursor:
        statement = sql.SQL("INSERT INTO {} ({}) VALUES %s").format(table, names)
        execute_values(cursor.cursor, statement, rows, page_size=1000)


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


@transaction.atomic
def feed_queue(batch_id):
    """Put as many jobs of a batch into the queue as stand in it at a time; return how many more."""
    if not Batch.objects.select_for_update().filter(pk=batch_id).exists():
        return 0
    jobs = Job.objects.filter(batch=batch_id)
    in_queue = Q(status=JobStatus.QUEUED, published_at__isnull=False)
    room = IN_QUEUE - jobs.filter(in_queue | Q(status=JobStatus.RUNNING)).count()
    waiting = jobs.filter(status=JobStatus.QUEUED, published_at=None).order_by(
        "attempt", "requested_at", "pk"
    )
    return hand_over(list(waiting.values_list("pk", flat=True)[: max(0, room)]))


def hand_over_or_feed(job_ids):
    """Put ids into the queue; of those of a batch as many as stand in it at a time."""
    batches = dict(Job.objects.filter(pk__in=job_ids).values_list("pk", "batch"))
    hand_over([key for key in job_ids if batches.get(key, True) is None])
    for batch_id in sorted({batch for batch in batches.values() if batch}):
        feed_queue(batch_id)


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


def most_attempts():
    """How often a job is begun at most, by its kind."""
    whens = (When(kind=kind.code, then=kind.attempts) for kind in KINDS.values())
    return Case(*whens, default=ATTEMPTS)


def requeue_lost_jobs():
    """Hand over again what waits unheard or whose worker fell silent. Returns their number."""
    lost = Job.objects.fell_silent()
    lost.filter(attempt__gte=most_attempts()).update(
        status=JobStatus.FAILED, failure="gave_up", finished_at=timezone.now()
    )
    since = timezone.now() - timedelta(seconds=settings.JOB_SILENCE)
    held_back = Q(published_at=None, requested_at__lt=since)
    unheard = Q(published_at__lt=since) | held_back & Q(batch=None)
    waiting = Job.objects.filter(silent() | Q(status=JobStatus.QUEUED) & unheard)
    handed = hand_over(list(waiting.order_by("requested_at").values_list("pk", flat=True)))
    batches = Job.objects.filter(held_back, status=JobStatus.QUEUED, batch__isnull=False)
    batches = batches.order_by("batch").values_list("batch", flat=True).distinct()
    return handed + sum(map(feed_queue, batches))
