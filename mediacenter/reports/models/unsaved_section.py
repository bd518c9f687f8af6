from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class UnsavedSection(models.Model):
    """What somebody has typed into a section of the page of a year and not saved yet.

    `fields` is {name of a field: [values]}, as it is sent; {} once it is saved. `sequence` orders
    what one opening of the page, the `edit_session`, sends; its saving is the LAST.
    """

    LAST = 2**31 - 1
    LASTS = timedelta(days=30)
    LONGEST = 200_000  # characters of all fields

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    organization = models.ForeignKey("unions.Organization", models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=1)
    edit_session = models.UUIDField()
    sequence = models.PositiveIntegerField(default=0)
    fields = models.JSONField()
    kept_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        verbose_name = _("unsaved section of a year")
        verbose_name_plural = _("unsaved sections of a year")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organization", "year", "section"],
                name="unsaved_section_once",
                violation_error_message=_("There is unsaved work of this section already."),
            )
        ]

    def __str__(self):
        return f"{self.user} {self.year} {self.section}"
