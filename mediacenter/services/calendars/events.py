"""Calendars by RFC 5545: feeds that a program fetches, and parts of mails (RFC 5546).

A UID stays, SEQUENCE counts the changes, what is cancelled stays in as cancelled, and DTSTAMP is
the moment of the last change: the same events give the same bytes, hence the same ETag. Hours are
local ones with their VTIMEZONE: the clocks here were moved by law, and may be again.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from icalendar import Calendar, Event, vCalAddress, vText

PRODUCER = "-//mediacenter//calendars//KK"
ASKED_AGAIN_AFTER = dt.timedelta(hours=1)
KEPT = 300  # seconds that a program may keep a feed


class Status(StrEnum):
    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, kw_only=True)
class CalendarEvent:
    """An event of a calendar.

    `uid`: what names it among all events of the portal, for ever, such as "occasion-12".
    `sequence`, `changed_at`: how often and when it was changed last; see Announced.
    `starts`, `ends`: days, then `ends` is the last one of them; or moments.
    `page`: the path of its page. `is_busy`: whether its time counts as taken.
    """

    uid: str
    sequence: int
    changed_at: dt.datetime
    summary: str
    starts: dt.date | dt.datetime
    ends: dt.date | dt.datetime | None = None
    status: Status | None = None
    place: str = ""
    description: str = ""
    page: str = ""
    is_busy: bool = False

    def __post_init__(self):
        moments = [one for one in (self.starts, self.ends) if one is not None]
        if len({isinstance(one, dt.datetime) for one in moments}) > 1:
            raise TypeError("An event lasts from day to day, or from moment to moment.")
        if any(isinstance(one, dt.datetime) and timezone.is_naive(one) for one in moments):
            raise ValueError("A moment has its zone.")
        if self.ends is not None and self.ends < self.starts:
            raise ValueError("An event ends after it starts.")

    @property
    def is_cancelled(self):
        return self.status == Status.CANCELLED


def feed(events, *, name):
    """Return the bytes of a calendar that a program fetches again and again."""
    calendar = begin("PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", ASKED_AGAIN_AFTER, parameters={"VALUE": "DURATION"})
    return finish(calendar, [component(event) for event in events])


def feed_response(request, body, *, file_name):
    """Answer with a feed, for its owner alone; by 304 to whom has it in this state."""
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{file_name}"'
    response["ETag"] = etag
    patch_cache_control(response, private=True, max_age=KEPT)
    return get_conditional_response(request, etag=etag, response=response)


@dataclass(frozen=True)
class CalendarPart:
    """The part of a mail: `body`, and the content type that tells programs what to do with it."""

    body: bytes
    content_type: str

    def attach_to(self, message):
        """Give it to a mail (EmailMultiAlternatives) as another form of its words."""
        message.attach_alternative(self.body.decode(), self.content_type)


def part(event, *, organizer, attendee):
    """Return the CalendarPart by which `attendee` enters the event, moves it, or strikes it out.

    `organizer`, `attendee`: addresses of mail.
    """
    method = "CANCEL" if event.is_cancelled else "REQUEST"
    made = component(event)
    made.add("organizer", vCalAddress(f"mailto:{organizer}"))
    guest = vCalAddress(f"mailto:{attendee}")
    guest.params["ROLE"], guest.params["RSVP"] = vText("REQ-PARTICIPANT"), vText("FALSE")
    made.add("attendee", guest)
    return CalendarPart(finish(begin(method), [made]), f"text/calendar; method={method}")


def begin(method):
    calendar = Calendar()
    calendar.add("prodid", PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def component(event):
    made = Event()
    made.add("uid", f"{event.uid}@{urlsplit(settings.PUBLIC_URL).hostname}")
    made.add("sequence", event.sequence)
    made.add("dtstamp", event.changed_at.astimezone(dt.UTC))
    made.add("last-modified", event.changed_at.astimezone(dt.UTC))
    made.add("summary", event.summary)
    if isinstance(event.starts, dt.datetime):
        made.add("dtstart", timezone.localtime(event.starts))
        if event.ends:
            made.add("dtend", timezone.localtime(event.ends))
    else:
        made.add("dtstart", event.starts)
        made.add("dtend", (event.ends or event.starts) + dt.timedelta(days=1))  # not included
    if event.page:
        made.add("url", settings.PUBLIC_URL + event.page)
    if event.place:
        made.add("location", event.place)
    if event.status:
        made.add("status", event.status.value)
    made.add("transp", "OPAQUE" if event.is_busy else "TRANSPARENT")
    if event.description:
        made.add("description", event.description)
    return made


def finish(calendar, components):
    for made in components:
        calendar.add_component(made)
    calendar.add_missing_timezones()
    return calendar.to_ical()
