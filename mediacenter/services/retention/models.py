from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Purge(models.Model):
    """How many rows a rule has purged on a day, and when last; nothing else of them is kept."""

    rule = models.CharField(max_length=60)
    day = models.DateField(pgettext_lazy("field", "day"))
    number = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = pgettext_lazy("record", "purge")
        verbose_name_plural = pgettext_lazy("record", "purges")
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "day"],
                name="purge_once_a_day",
                violation_error_message=_("What was purged on this day is counted already."),
            )
        ]

    def __str__(self):
        return f"{self.rule} {self.day}"
