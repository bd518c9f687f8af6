from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Least
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.authorship import done_by

from .seminar import Session
from .sign_up import Registration


class HowNoted(models.TextChoices):
    """How it is known that somebody was there."""

    DOOR = "door", _("at the door, by QR code")
    CODE = "code", _("online, by the code of the minute")
    LIST = "list", _("on the list, by the organizer")
    IMPORT = "import", _("typed in from a list on paper")


class Attendance(models.Model):
    """That somebody was at a session, for how long, and how that is known.

    `hours`: academic hours; None: the whole session, however long the agenda says that it is.
    """

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="attendances")
    session = models.ForeignKey(Session, models.PROTECT, related_name="attendances")
    hours = models.DecimalField(
        _("academic hours"),
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
    )
    how = models.CharField(_("how it was noted"), max_length=10, choices=HowNoted)
    noted_by = done_by(_("noted by"))
    noted_at = models.DateTimeField(pgettext_lazy("field", "noted"), default=timezone.now)

    class Meta:
        verbose_name = pgettext_lazy("record", "attendance")
        verbose_name_plural = pgettext_lazy("record", "attendances")
        ordering = ["registration", "session"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "session"],
                name="attendance_once",
                violation_error_message=_("This is noted already."),
            ),
            models.CheckConstraint(
                condition=Q(hours=None) | Q(hours__gt=0),
                name="attendance_has_hours",
                violation_error_message=_("Enter hours above zero."),
            ),
        ]

    def __str__(self):
        return f"{pgettext_lazy('record', 'attendance')} {self.pk}"


def counted_hours(prefix=""):
    """The SQL of the hours of an attendance, reached by `prefix`; NULL where none are told.

    The agenda is the most: who was there for the whole session has its hours, as LEAST passes
    over NULL.
    """
    least = Least(F(f"{prefix}hours"), F(f"{prefix}session__hours"))
    return Case(When(**{f"{prefix}session__hours__isnull": False}, then=least))
