"""What is done about jobs by whoever waits for them: pause, resume, cancel, retry.

Each takes a QuerySet of Jobs, one or those of a batch, and returns how many it changed.
"""

from functools import partial

from django.db import IntegrityError, transaction
from django.utils import timezone

from mediacenter.services.jobs.models import Job, JobStatus

from .requesting import hand_over_or_feed


def pause(jobs):
    """Let what waits wait until it is resumed; what is under way goes on to its end."""
    return only(jobs, JobStatus.QUEUED).update(status=JobStatus.PAUSED)


@transaction.atomic
def resume(jobs):
    """Let what was paused wait for a worker again."""
    keys = list(only(jobs, JobStatus.PAUSED).select_for_update().values_list("pk", flat=True))
    Job.objects.filter(pk__in=keys).update(status=JobStatus.QUEUED, published_at=None)
    transaction.on_commit(partial(hand_over_or_feed, keys))
    return len(keys)


def cancel(jobs):
    """Do no more of it: what is under way is broken off at its next sign of life."""
    unfinished = only(jobs, JobStatus.QUEUED, JobStatus.RUNNING, JobStatus.PAUSED)
    return unfinished.update(status=JobStatus.CANCELLED, finished_at=timezone.now())


@transaction.atomic
def retry(jobs):
    """Do again what failed, with all its attempts; not where the same is under way already."""
    keys = []
    for key in only(jobs, JobStatus.FAILED).values_list("pk", flat=True):
        try:
            with transaction.atomic():
                taken = Job.objects.filter(pk=key, status=JobStatus.FAILED).update(
                    status=JobStatus.QUEUED,
                    attempt=0,
                    stage="",
                    percent=0,
                    failure="",
                    published_at=None,
                    started_at=None,
                    seen_alive_at=None,
                    finished_at=None,
                    requested_at=timezone.now(),
                )
        except IntegrityError:
            continue
        keys += [key] * taken
    transaction.on_commit(partial(hand_over_or_feed, keys))
    return len(keys)


def only(jobs, *statuses):
    """These jobs as rows of the table itself: an UPDATE of it judges each as it is by then."""
    return Job.objects.filter(pk__in=list(jobs.values_list("pk", flat=True)), status__in=statuses)
