from django.db import models
from django.utils.translation import gettext_lazy as _


class TaskStatus(models.TextChoices):
    AHEAD = "ahead", _("ahead")
    UNDER_WAY = "under_way", _("under way")
    DONE = "done", _("done")


class TaskAhead(models.Model):
    """A task that an organization sets itself at the end of a year."""

    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="tasks_ahead",
        verbose_name=_("organization"),
    )
    year = models.PositiveSmallIntegerField(_("set in the report of the year"))
    number = models.PositiveSmallIntegerField(_("No."))
    text = models.TextField(_("task"), max_length=600)
    status = models.CharField(
        _("state"), max_length=10, choices=TaskStatus, default=TaskStatus.AHEAD
    )

    class Meta:
        verbose_name = _("task ahead")
        verbose_name_plural = _("tasks ahead")
        ordering = ["year", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year", "number"], name="task_ahead_numbered_once"
            )
        ]

    def __str__(self):
        return self.text
