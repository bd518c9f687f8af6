from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.authorship import done_by


class ScheduledBuild(models.Model):
    """All reports of a subtree and year, to be asked for on a day: then the batch takes its place.

    `languages` is a list of codes.
    """

    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="scheduled_builds",
        verbose_name=pgettext_lazy("field", "organization"),
    )
    year = models.PositiveSmallIntegerField(pgettext_lazy("field", "year"))
    languages = models.JSONField(pgettext_lazy("field", "languages"))
    begins_on = models.DateField(_("built on"))
    asked_by = done_by(_("asked for by"))

    class Meta:
        verbose_name = _("scheduled building of reports")
        verbose_name_plural = _("scheduled buildings of reports")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year"],
                name="scheduled_build_once_a_year",
                violation_error_message=_("The reports of this year are scheduled already."),
            )
        ]
        indexes = [models.Index(fields=["begins_on"], name="scheduled_build_day")]

    def __str__(self):
        return f"{self.organization} {self.year}"
