"""A person's plan as an iCalendar feed (RFC 5545).

UIDs stay, SEQUENCE counts the changes, what is cancelled stays in as cancelled, and DTSTAMP is the
moment of the last change: the same plan gives the same bytes, hence the same ETag. Hours are local
ones with their VTIMEZONE: the clocks here were moved by law, and may be again.
"""

import datetime as dt
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from mediacenter.toolkit.bounded import Among
from mediacenter.toolkit.dates import Precision
from publications.models import (
    Assignment,
    AssignmentStatus,
    Certainty,
    DayNote,
    Occasion,
    OccasionStatus,
)

BEHIND, AHEAD = dt.timedelta(days=90), dt.timedelta(days=400)
MOST_EVENTS = 1000
DEADLINE_SHOWN = dt.timedelta(minutes=30)
UTC = dt.UTC


def feed_of(user):
    """Return the feed as bytes: the person's deadlines and the occasions that concern them.

    These are the occasions of the organizations where they hold a post, and those that they work
    for or have entered themselves.
    """
    today = timezone.localdate()
    span = (today - BEHIND, today + AHEAD)
    calendar = Calendar()
    calendar.add("prodid", "-//mediacenter//media plan//KK")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", _("Media plan"))
    calendar.add("x-wr-calname", _("Media plan"))
    calendar.add("refresh-interval", dt.timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for occasion in occasions_for(user, span):
        calendar.add_component(event_of_occasion(occasion))
    for note in (
        DayNote.objects.of_days(*span).kept_by(user).select_related("organization")[:MOST_EVENTS]
    ):
        calendar.add_component(event_of_note(note))
    for assignment in assignments_for(user, span):
        calendar.add_component(event_of_deadline(assignment))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def occasions_for(user, span):
    held = [path for _role, path in user.posts_held]
    concerning = Q(organization__path__in=held) | Q(
        Among("pk", Occasion.objects.all().work_of(user))
    )
    occasions = Occasion.objects.filter(concerning, precision=Precision.DAY).touching(*span)
    occasions = occasions.visible_to(user)
    return occasions.select_related("organization").order_by("starts_on", "pk")[:MOST_EVENTS]


def assignments_for(user, span):
    assignments = Assignment.objects.filter(assignee=user, due_at__date__range=span)
    return assignments.select_related("plan_item__occasion__organization").order_by("due_at", "pk")[
        :MOST_EVENTS
    ]


def event_of_occasion(occasion):
    event = begin("occasion", occasion, occasion.title, page_of(occasion.pk))
    if occasion.starts_at_time and occasion.starts_on == occasion.ends_on:
        starts_at = dt.datetime.combine(occasion.starts_on, occasion.starts_at_time)
        event.add("dtstart", timezone.make_aware(starts_at))
    else:
        event.add("dtstart", occasion.starts_on)
        event.add("dtend", occasion.ends_on + dt.timedelta(days=1))
    if occasion.place:
        event.add("location", occasion.place)
    if occasion.status == OccasionStatus.CANCELLED:
        event.add("status", "CANCELLED")
    elif occasion.status == OccasionStatus.OPEN and occasion.certainty == Certainty.CONFIRMED:
        event.add("status", "CONFIRMED")
    else:
        event.add("status", "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    event.add("description", "\n".join(filter(None, [str(occasion.organization), occasion.about])))
    return event


def event_of_note(note):
    page = f"{reverse('plan:month')}?day={note.starts_on}"
    event = begin("note", note, note.words, page)
    event.add("dtstart", note.starts_on)
    event.add("dtend", note.ends_on + dt.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("description", str(note.organization))
    return event


def event_of_deadline(assignment):
    item = assignment.plan_item
    summary = _("Due: %(title)s") % {"title": item.title}
    event = begin("assignment", assignment, summary, page_of(item.occasion_id))
    due_at = timezone.localtime(assignment.due_at)
    event.add("dtstart", due_at - DEADLINE_SHOWN)
    event.add("dtend", due_at)
    cancelled = assignment.status == AssignmentStatus.CANCELLED
    postponed = assignment.status == AssignmentStatus.POSTPONED
    event.add("status", "CANCELLED" if cancelled else "TENTATIVE" if postponed else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add(
        "description",
        _("%(format)s, %(language)s: %(state)s")
        % {
            "format": assignment.get_format_display(),
            "language": assignment.get_language_display(),
            "state": assignment.get_status_display(),
        },
    )
    return event


def page_of(occasion_id):
    return reverse("plan:occasion", args=[occasion_id])


def begin(kind, record, summary, page):
    event = Event()
    event.add("uid", f"{kind}-{record.pk}@{urlsplit(settings.PUBLIC_URL).hostname}")
    event.add("sequence", record.sequence)
    event.add("dtstamp", record.changed_at.astimezone(UTC))
    event.add("last-modified", record.changed_at.astimezone(UTC))
    event.add("summary", summary)
    event.add("url", settings.PUBLIC_URL + page)
    return event
