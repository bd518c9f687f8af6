"""Hours of lessons, as the agendas tell them."""

from django.db.models import Sum

from .models import Session


def taught_by(person):
    """The academic hours of the sessions that somebody taught: a Decimal, None where none is told.

    A session of several lecturers counts in full for each of them.
    """
    theirs = Session.objects.filter(
        lectures__person=person, seminar__is_published=True, seminar__cancelled_at=None
    )
    distinct = Session.objects.filter(pk__in=theirs.values("pk"))
    return distinct.aggregate(hours=Sum("hours"))["hours"]
