from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.quantity import Qualifier


class RolledUp(models.Model):
    """What an organization with everything below it states of a year, as it was counted last.

    `figures` is {code: [number, qualifier, how many organizations state it]}.
    `completeness` is a percentage of the expected figures, each section of them weighing alike.
    `organizations`: how many stood here and below in the year. Written by count_year alone.
    """

    organization = models.ForeignKey(
        "unions.Organization", models.CASCADE, related_name="rolled_up", editable=False
    )
    year = models.PositiveSmallIntegerField(pgettext_lazy("field", "year"))
    figures = models.JSONField(default=dict)
    completeness = models.PositiveSmallIntegerField(default=0)
    organizations = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("counted figures of an organization")
        verbose_name_plural = _("counted figures")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year"],
                name="rolled_up_once_a_year",
                violation_error_message=_("This is counted already."),
            )
        ]

    def __str__(self):
        return f"{self.organization}, {self.year}"

    def number(self, code):
        """The number of a figure; None: nobody states it."""
        return self.figures[code][0] if code in self.figures else None

    def qualifier(self, code):
        return self.figures[code][1] if code in self.figures else Qualifier.EXACT


class CountedYear(models.Model):
    """When the figures of all organizations were rolled up last."""

    year = models.PositiveSmallIntegerField(pgettext_lazy("field", "year"), unique=True)
    counted_at = models.DateTimeField(pgettext_lazy("field", "counted"))

    class Meta:
        verbose_name = _("counted year")
        verbose_name_plural = _("counted years")

    def __str__(self):
        return str(self.year)
