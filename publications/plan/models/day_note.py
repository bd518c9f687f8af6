from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.services.calendars.models import Announced
from mediacenter.toolkit.authorship import done_by

from .memorable import paths_above


class DayNoteQuerySet(models.QuerySet):
    def kept_by(self, user):
        """Those of the organizations of the user's posts, and of all above them."""
        return self.filter(organization__path__in=paths_above(user))

    def of_days(self, first, last):
        return self.filter(starts_on__lte=last, ends_on__gte=first).order_by("starts_on", "pk")


class DayNote(Announced):
    """What everybody of an organization, and below it, is to know of a day when planning."""

    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="day_notes",
        verbose_name=pgettext_lazy("field", "organization"),
        help_text=_("It is seen there and in everything below."),
    )
    words = models.CharField(pgettext_lazy("on a day", "note"), max_length=200)
    starts_on = models.DateField(pgettext_lazy("field", "starts"))
    ends_on = models.DateField(
        pgettext_lazy("field", "ends"), blank=True, help_text=_("Empty: that day only.")
    )
    created_by = done_by(editable=False)

    objects = DayNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("day note")
        verbose_name_plural = _("day notes")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="day_note_ends_after_it_begins",
                violation_error_message=_("The end is before the beginning."),
            )
        ]
        indexes = [models.Index(fields=["organization", "starts_on"])]

    def __str__(self):
        return self.words

    def clean(self):
        self.ends_on = self.ends_on or self.starts_on
