"""Seminars in calendar programs: all, those of a region or a programme, and one's own."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mediacenter.services.calendars.events import CalendarEvent, Status, feed

BEHIND, AHEAD = dt.timedelta(days=180), dt.timedelta(days=500)
MOST_EVENTS = 1000


def feed_of_seminars(seminars, *, name=""):
    """Return the calendar as bytes. `name`: of the region or programme, for its title."""
    today = timezone.localdate()
    shown = seminars.of_known_days().touching(today - BEHIND, today + AHEAD)
    shown = shown.select_related("organizer", "region").order_by("starts_on", "pk")[:MOST_EVENTS]
    title = pgettext("heading", "Training")
    return feed(map(event_of, shown), name=f"{title}: {name}" if name else title)


def event_of(seminar, *, sequence=None, status=None, link=""):
    """The CalendarEvent of a seminar whose days are known; what is cancelled stays in as that.

    `sequence`, `status`, `link`: of a participant's own, in a mail.
    """
    return CalendarEvent(
        uid=f"seminar-{seminar.pk}",
        sequence=seminar.sequence if sequence is None else sequence,
        changed_at=seminar.changed_at,
        **span_of(seminar),
        summary=seminar.title,
        status=status or (Status.CANCELLED if seminar.cancelled_at else Status.CONFIRMED),
        place=seminar.place,
        description="\n".join(filter(None, [*description_of(seminar), link])),
        page=seminar.get_absolute_url(),
    )


def span_of(seminar):
    """Moments, where it is on one day and its hours are told; else days."""
    if seminar.starts_on == seminar.ends_on and seminar.starts_at_time:
        return {"starts": seminar.begins_at, "ends": seminar.ends_at}
    return {"starts": seminar.starts_on, "ends": seminar.ends_on}


def description_of(seminar):
    if seminar.cancelled_because:
        yield _("Cancelled: %(reason)s") % {"reason": seminar.cancelled_because}
    yield str(seminar.organizer)
    yield seminar.hours_in_words
    yield seminar.about
