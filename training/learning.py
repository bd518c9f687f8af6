"""The record of learning: whose hours these are, over the years, by programme.

A person is known by the e-mail with which they were signed up, as a key that outlives it (Learner).
Namesakes of one organization are kept apart by their e-mails; those without one are taken for one
person. Who was signed up with an e-mail once, and once without, stands in the list twice.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Max, Min, Sum, Value
from django.db.models.functions import Coalesce, ExtractYear, Lower

from .attendance import HOURS, NONE
from .models import Attendance, Learner, Registration
from .models.attendance import counted_hours
from .retained import NAMELESS
from .telling import TAKING_PART

MOST_SEMINARS = 1_000  # of one person


@dataclass(frozen=True)
class Record:
    """`seminars`: registrations, each with `hours`, the newest first; `by_year`, `by_programme`:
    (year or programme, hours); None is a seminar without one."""

    seminars: list
    by_year: list
    by_programme: list

    @property
    def hours(self):
        return sum((one.hours for one in self.seminars), Decimal(0))


def record_of(user):
    """What somebody has learned, by the e-mail of their account: one statement.

    It is confirmed: a password is chosen, and an e-mail changed, by a link that is mailed there.
    """
    learners = Learner.objects.of_email(user.email)
    found = (
        Registration.objects.filter(learner__in=learners, status__in=TAKING_PART)
        .filter(attendances__isnull=False)
        .annotate(hours=Coalesce(Sum(counted_hours("attendances__")), NONE, output_field=HOURS))
        .select_related("seminar__programme", "seminar__organizer", "delegation__organization")
        .order_by(F("seminar__starts_on").desc(nulls_last=True), "-pk")
    )
    seminars = list(found[:MOST_SEMINARS])
    return Record(
        seminars=seminars,
        by_year=summed(seminars, lambda one: year_of(one.seminar)),
        by_programme=summed(seminars, lambda one: one.seminar.programme),
    )


def year_of(seminar):
    return seminar.starts_on.year if seminar.starts_on else None


def summed(seminars, by):
    hours = {}
    for one in seminars:
        hours[by(one)] = hours.get(by(one), Decimal(0)) + one.hours
    return list(hours.items())


def hours_of_people(organizations):
    """Rows of the people of some organizations: who, year, programme, hours, seminars.

    A QuerySet of dicts by `person`, `learner`, `organization`, `year` and `programme`, with `name`,
    `email` where it is still kept, `hours` and `seminars`. Whose names are purged are not in it.
    """
    there = Attendance.objects.filter(
        registration__delegation__organization__in=organizations,
        registration__status__in=TAKING_PART,
    )
    return (
        there.exclude(registration__name=NAMELESS)
        .values(
            person=Lower("registration__name"),
            learner=Coalesce("registration__learner__key", Value("")),
            organization=F("registration__delegation__organization"),
            year=ExtractYear("session__seminar__starts_on"),
            programme=F("session__seminar__programme"),
        )
        .annotate(
            name=Min("registration__name"),
            email=Max("registration__email"),
            hours=Coalesce(Sum(counted_hours()), NONE, output_field=HOURS),
            seminars=Count("registration__seminar", distinct=True),
        )
        .order_by("person", "organization", "learner", "-year", "programme")
    )
