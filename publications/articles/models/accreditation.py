"""What opens texts under embargo to a journalist, from one day to another."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AccreditationQuerySet(models.QuerySet):
    def current(self):
        today = timezone.localdate()
        return self.filter(starts_on__lte=today, ends_on__gte=today)

    def of(self, user):
        return self.filter(journalist__user=user) if user.is_authenticated else self.none()

    def paths(self):
        """Of the organizations whose texts under embargo they open, with those below: a list."""
        return list(self.values_list("reach__path", flat=True))


class Accreditation(models.Model):
    """Gives a journalist what stands under embargo, from one day to another.

    It opens the texts of `reach` and of all below it: as far as the role of who gave it.
    """

    journalist = models.ForeignKey(
        "publications.Journalist",
        models.CASCADE,
        related_name="accreditations",
        verbose_name=pgettext_lazy("field", "journalist"),
    )
    reach = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        editable=False,
        related_name="+",
        verbose_name=_("opens the texts of"),
    )
    starts_on = models.DateField(pgettext_lazy("field", "starts"), default=timezone.localdate)
    ends_on = models.DateField(pgettext_lazy("field", "ends"))

    objects = AccreditationQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("record", "accreditation")
        verbose_name_plural = pgettext_lazy("record", "accreditations")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="accreditation_span",
                violation_error_message=_("The end is before the beginning."),
            )
        ]

    def __str__(self):
        return f"{self.starts_on:%d.%m.%Y}–{self.ends_on:%d.%m.%Y}"

    def covers(self, other):
        """Whether the days of another lie within its own."""
        return self.starts_on <= other.starts_on and other.ends_on <= self.ends_on
