import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Avg, Case, Count, F, Min, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.authorship import done_by

from .kinds import KINDS
from .progress import Progress, counted_in_words, time_left


class JobStatus(models.TextChoices):
    QUEUED = "queued", pgettext_lazy("job status", "waiting")
    RUNNING = "running", pgettext_lazy("job status", "under way")
    PAUSED = "paused", pgettext_lazy("job status", "paused")
    DONE = "done", pgettext_lazy("job status", "ready")
    FAILED = "failed", pgettext_lazy("job status", "failed")
    CANCELLED = "cancelled", pgettext_lazy("job status", "cancelled")


UNFINISHED = [JobStatus.QUEUED, JobStatus.RUNNING, JobStatus.PAUSED]


class Batch(models.Model):
    """Many jobs of one wish."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind of work"), max_length=60)
    title = models.CharField(pgettext_lazy("field", "title"), max_length=200)
    requested_by = done_by(_("asked for by"))
    requested_at = models.DateTimeField(_("asked for"), auto_now_add=True)

    class Meta:
        verbose_name = pgettext_lazy("record", "batch of jobs")
        verbose_name_plural = pgettext_lazy("record", "batches of jobs")

    def __str__(self):
        return self.title

    def progress(self):
        """How far the whole is: a Progress, in one statement."""
        found = self.jobs.aggregate(
            of=Count("pk"),
            # a job that is over is no longer waited for, however it ended
            percent_done=Avg(
                Case(When(status__in=UNFINISHED, then=F("percent")), default=Value(100))
            ),
            began=Min("started_at"),
            **{status.value: Count("pk", filter=Q(status=status)) for status in JobStatus},
        )
        counts = {status: found[status] for status in JobStatus}
        percent = int(found["percent_done"] or 0) if found["of"] else 100
        unfinished = sum(counts[status] for status in UNFINISHED)
        moving = counts[JobStatus.QUEUED] + counts[JobStatus.RUNNING]
        return Progress(
            percent=percent,
            finished=not unfinished,
            left=time_left(found["began"], percent) if moving else None,
            in_words=counted_in_words(counts),
            counts=counts,
        )


class JobQuerySet(models.QuerySet):
    def unfinished(self):
        return self.filter(status__in=UNFINISHED)

    def fell_silent(self):
        """Those whose worker gave no sign of life for JOB_SILENCE seconds."""
        return self.filter(silent())


def silent():
    since = timezone.now() - timedelta(seconds=settings.JOB_SILENCE)
    return Q(status=JobStatus.RUNNING, seen_alive_at__lt=since)


class Job(models.Model):
    """One piece of long work. The table is the truth; the queue only carries the id.

    `key` names the wish within its kind: of one key one job is unfinished at a time; without a key
    there may be many. `wish` and `result` are plain JSON of the kind. `seen_alive_at` is the
    worker's heartbeat; a running job whose heart stopped is done anew.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind of work"), max_length=60, editable=False)
    key = models.CharField(max_length=200, blank=True, editable=False)
    wish = models.JSONField(default=dict, blank=True, editable=False)
    batch = models.ForeignKey(
        Batch, models.CASCADE, null=True, blank=True, related_name="jobs", editable=False
    )
    status = models.CharField(
        pgettext_lazy("field", "state"), max_length=10, choices=JobStatus, default=JobStatus.QUEUED
    )
    stage = models.CharField(pgettext_lazy("field", "stage"), max_length=20, blank=True)
    percent = models.PositiveSmallIntegerField(_("done, %"), default=0)
    attempt = models.PositiveSmallIntegerField(pgettext_lazy("field", "attempt"), default=0)
    requested_by = done_by(_("asked for by"))
    requested_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    published_at = models.DateTimeField(null=True, editable=False)
    started_at = models.DateTimeField(null=True, editable=False)
    seen_alive_at = models.DateTimeField(null=True, editable=False)
    finished_at = models.DateTimeField(pgettext_lazy("field", "finished"), null=True)
    failure = models.CharField(_("reason of failure"), max_length=30, blank=True)
    result = models.JSONField(null=True, editable=False)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("record", "job")
        verbose_name_plural = pgettext_lazy("record", "jobs")
        ordering = ["-requested_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=Q(status__in=["queued", "running", "paused"]) & ~Q(key=""),
                name="job_once_at_a_time",
                violation_error_message=_("This is being done already."),
            )
        ]
        indexes = [
            models.Index(fields=["-requested_at"], name="job_newest_first"),
            models.Index(
                fields=["status"],
                condition=Q(status__in=["queued", "running", "paused"]),
                name="job_unfinished",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.key}".strip()

    @property
    def name(self):
        """What kind of work it is, as people call it."""
        return KINDS[self.kind].name if self.kind in KINDS else self.kind

    @property
    def is_unfinished(self):
        return self.status in UNFINISHED

    def progress(self):
        """How far the job is: a Progress."""
        is_running = self.status == JobStatus.RUNNING
        return Progress(
            percent=self.percent,
            finished=not self.is_unfinished,
            left=time_left(self.started_at, self.percent) if is_running else None,
            in_words=self.in_words(),
        )

    def in_words(self):
        """What the job says to whoever waits for it."""
        kind = KINDS.get(self.kind)
        if self.status == JobStatus.FAILED:
            return (kind and kind.failures.get(self.failure)) or FAILURES.get(
                self.failure, FAILURES["unexpected"]
            )
        if self.status == JobStatus.RUNNING and kind and self.stage in kind.stages:
            return kind.stages[self.stage]
        return self.get_status_display()


FAILURES = {
    "gave_up": _("The work was interrupted several times. Try again in a few minutes."),
    "not_stored": _("There was no room for the file. Tell the administrator, and try again later."),
    "unexpected": _("It was not done. The administrator finds the cause in the log."),
}
