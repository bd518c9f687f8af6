"""Whether an intake takes applications at this moment, how full it is, and what came of it."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from mediacenter.toolkit.dates import Precision, say_date

from .attendance import hours_attended
from .models import Decision, Registration


def is_dated(intake):
    return intake.starts_on is not None and intake.precision == Precision.DAY


def last_day_of_applications(intake):
    return intake.applications_close_on or intake.starts_on


def why_no_applications(intake, *, late=False):
    """Why nobody applies now, in a sentence; "" where applications are taken.

    `late`: for the organizer: after the last day, until the intake ends.
    """
    if not intake.is_intake or intake.places is None or not is_dated(intake):
        return _("No applications are taken for this intake by the portal.")
    today = timezone.localdate()
    if late and intake.ends_on >= today:
        return ""
    if last_day_of_applications(intake) < today:
        return _("Applications closed on %(day)s.") % {
            "day": say_date(last_day_of_applications(intake))
        }
    return ""


@dataclass(frozen=True)
class IntakeFullness:
    places: int
    placed: int
    open: int

    @property
    def free(self):
        return max(0, self.places - self.placed)


def fullness_of_intake(intake):
    """How full an intake is: one statement."""
    counted = intake.applications.aggregate(
        placed=Count("pk", filter=Q(decision=Decision.PLACED)),
        open=Count("pk", filter=Q(decision=Decision.OPEN)),
    )
    return IntakeFullness(places=intake.places or 0, **counted)


@dataclass(frozen=True)
class Results:
    """What came of an intake that is over: people, organizations, hours of lessons."""

    guests: int
    organizations: int
    at_lessons: int
    hours: Decimal


def results_of(intake):
    """The Results of an intake that is over: two statements; None before."""
    if not is_dated(intake) or intake.ends_on >= timezone.localdate():
        return None
    placed = intake.applications.placed()
    counted = placed.aggregate(
        guests=Count("pk"), organizations=Count("organization", distinct=True)
    )
    guests = Registration.objects.filter(intake_application__in=placed)
    hours = [one for one in hours_attended(guests).values() if one]
    return Results(**counted, at_lessons=len(hours), hours=sum(hours, Decimal(0)))


def lessons_of(intake):
    """The seminar at which the guests of an intake are taught, None while there is none."""
    held = intake.seminars.held().order_by("starts_on", "pk")
    return held.select_related("organizer").first()
