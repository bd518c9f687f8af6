"""Who was there for how long, in academic hours, and what share of the agenda that is.

A session whose hours the agenda does not tell (a welcome, lunch) adds no hours, whoever was there.
In the share it weighs nothing beside sessions with hours; of an agenda that tells none at all,
each session weighs the same.
"""

from decimal import Decimal

from django.db.models import Count, DecimalField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from .models import Registration, Session
from .models.attendance import counted_hours

HOURS = DecimalField(max_digits=8, decimal_places=1)
NONE = Decimal("0.0")


def hours_attended(registrations):
    """{key of each registration: hours, a Decimal}, 0 for who was not there: one statement.

    `registrations`: a QuerySet, or records.
    """
    return dict(counted(registrations).values_list("pk", "attended"))


def share_attended(registrations):
    """{key of each registration: share of the agenda, a Decimal of 0 to 1}: one statement.

    None where the seminar has no agenda.
    """
    return {one.pk: share_of_agenda(one) for one in counted_beside_agenda(registrations)}


def counted_beside_agenda(registrations):
    """The same registrations, each with what `share_of_agenda` divides, and `sessions` attended."""
    agenda = Session.objects.filter(seminar=OuterRef("seminar")).order_by().values("seminar")
    return counted(registrations).annotate(
        sessions=Count("attendances"),
        hours_of_agenda=Subquery(agenda.annotate(all=Sum("hours")).values("all")),
        sessions_of_agenda=Subquery(agenda.annotate(all=Count("pk")).values("all")),
    )


def share_of_agenda(row):
    """The share that a row of `counted_beside_agenda` tells: a Decimal of 0 to 1, or None."""
    if row.hours_of_agenda:
        return share_of(row.attended, row.hours_of_agenda)
    return share_of(row.sessions, row.sessions_of_agenda)


def counted(registrations):
    """The same registrations, each with `attended`: its hours."""
    is_query = isinstance(registrations, QuerySet)
    keys = registrations.order_by().values("pk") if is_query else [one.pk for one in registrations]
    summed = Coalesce(Sum(counted_hours("attendances__")), NONE, output_field=HOURS)
    return Registration.objects.filter(pk__in=keys).order_by().annotate(attended=summed)


def share_of(part, whole):
    return Decimal(part) / Decimal(whole) if whole else None
