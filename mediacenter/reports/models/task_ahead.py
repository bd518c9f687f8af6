from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TaskStatus(models.TextChoices):
    AHEAD = "ahead", pgettext_lazy("task status", "ahead")
    UNDER_WAY = "under_way", _("under way")
    DONE = "done", pgettext_lazy("task status", "done")
    NOT_DONE = "not_done", pgettext_lazy("task status", "not done")


class TaskAhead(models.Model):
    """A task that an organization sets itself at the end of a year.

    What became of it, `status` and a line of `outcome`, stands in the report of the next year;
    `ahead` means that nobody has told it yet.
    """

    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="tasks_ahead",
        verbose_name=pgettext_lazy("field", "organization"),
    )
    year = models.PositiveSmallIntegerField(_("set in the report of the year"))
    number = models.PositiveSmallIntegerField(pgettext_lazy("field", "No."))
    text = models.TextField(pgettext_lazy("field", "task"), max_length=600)
    status = models.CharField(
        pgettext_lazy("field", "state"), max_length=10, choices=TaskStatus, default=TaskStatus.AHEAD
    )
    outcome = models.TextField(_("what was done of it"), max_length=600, blank=True, default="")

    class Meta:
        verbose_name = _("task ahead")
        verbose_name_plural = _("tasks ahead")
        ordering = ["year", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year", "number"],
                name="task_ahead_numbered_once",
                violation_error_message=_("A task of this number is entered for the year already."),
            )
        ]

    def __str__(self):
        return self.text
