import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class JobStatus(models.TextChoices):
    QUEUED = "queued", pgettext_lazy("job status", "waiting")
    RUNNING = "running", _("being built")
    DONE = "done", pgettext_lazy("job status", "ready")
    FAILED = "failed", pgettext_lazy("job status", "failed")


class ReportJobQuerySet(models.QuerySet):
    def unfinished(self):
        return self.filter(status__in=[JobStatus.QUEUED, JobStatus.RUNNING])


class ReportJob(models.Model):
    """One wish for one report. The table is the truth; the queue only carries the id.

    `seen_alive_at` is the worker's heartbeat; a running job whose heart stopped is built anew.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="report_jobs",
        verbose_name=pgettext_lazy("field", "organization"),
    )
    year = models.PositiveSmallIntegerField(pgettext_lazy("field", "year"))
    language = models.CharField(
        pgettext_lazy("field", "language"), max_length=2, choices=settings.LANGUAGES
    )
    status = models.CharField(
        pgettext_lazy("field", "state"), max_length=10, choices=JobStatus, default=JobStatus.QUEUED
    )
    stage = models.CharField(pgettext_lazy("field", "stage"), max_length=20, blank=True)
    percent = models.PositiveSmallIntegerField(_("done, %"), default=0)
    attempt = models.PositiveSmallIntegerField(pgettext_lazy("field", "attempt"), default=0)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("asked for by"),
    )
    requested_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    published_at = models.DateTimeField(null=True, editable=False)
    seen_alive_at = models.DateTimeField(null=True, editable=False)
    finished_at = models.DateTimeField(pgettext_lazy("field", "finished"), null=True)
    failure = models.CharField(_("reason of failure"), max_length=30, blank=True)
    file = models.ForeignKey(
        "reports.ReportFile",
        models.SET_NULL,
        null=True,
        related_name="jobs",
        verbose_name=pgettext_lazy("field", "file"),
    )

    objects = ReportJobQuerySet.as_manager()

    class Meta:
        verbose_name = _("report job")
        verbose_name_plural = _("report jobs")
        ordering = ["-requested_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year", "language"],
                condition=Q(status__in=["queued", "running"]),
                name="report_built_once_at_a_time",
                violation_error_message=_("This report is being built already."),
            )
        ]
        indexes = [
            models.Index(fields=["-requested_at"], name="reportjob_newest_first"),
        ]

    def __str__(self):
        return f"{self.organization} {self.year} {self.language}"
