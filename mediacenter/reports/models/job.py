from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.services.jobs.models import Job


class ReportJob(Job):
    """One wish for one report: what the service of jobs does, and for whom.

    With `file` from the beginning, that one is printed anew.
    """

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
    file = models.ForeignKey(
        "reports.ReportFile",
        models.SET_NULL,
        null=True,
        related_name="jobs",
        verbose_name=pgettext_lazy("field", "file"),
    )

    class Meta:
        verbose_name = _("report job")
        verbose_name_plural = _("report jobs")

    def __str__(self):
        return f"{self.organization} {self.year} {self.get_language_display()}"
