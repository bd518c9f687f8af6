"""A person's plan for the calendar of their phone or computer."""

import datetime as dt

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mediacenter.services.calendars.events import CalendarEvent, Status, feed
from mediacenter.toolkit.bounded import Among
from mediacenter.toolkit.dates import Precision
from publications.plan.models import (
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
PLAN = "plan"  # the kind of the addresses under which it is fetched
STATUS_OF_ASSIGNMENT = {
    AssignmentStatus.CANCELLED: Status.CANCELLED,
    AssignmentStatus.POSTPONED: Status.TENTATIVE,
}


def feed_of(user):
    """Return the feed as bytes: the person's deadlines and the occasions that concern them.

    These are the occasions of the organizations where they hold a post, and those that they work
    for or have entered themselves.
    """
    today = timezone.localdate()
    span = (today - BEHIND, today + AHEAD)
    notes = DayNote.objects.of_days(*span).kept_by(user).select_related("organization")
    events = [
        *map(event_of_occasion, occasions_for(user, span)),
        *map(event_of_note, notes[:MOST_EVENTS]),
        *map(event_of_deadline, assignments_for(user, span)),
    ]
    return feed(events, name=_("Media plan"))


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
    days = {"starts": occasion.starts_on, "ends": occasion.ends_on}
    if occasion.starts_at_time and occasion.starts_on == occasion.ends_on:
        starts_at = dt.datetime.combine(occasion.starts_on, occasion.starts_at_time)
        days = {"starts": timezone.make_aware(starts_at)}
    return CalendarEvent(
        **identity_of("occasion", occasion),
        **days,
        summary=occasion.title,
        status=status_of(occasion),
        place=occasion.place,
        description="\n".join(filter(None, [str(occasion.organization), occasion.about])),
        page=page_of(occasion.pk),
    )


def status_of(occasion):
    if occasion.status == OccasionStatus.CANCELLED:
        return Status.CANCELLED
    if occasion.status == OccasionStatus.OPEN and occasion.certainty == Certainty.CONFIRMED:
        return Status.CONFIRMED
    return Status.TENTATIVE


def event_of_note(note):
    return CalendarEvent(
        **identity_of("note", note),
        starts=note.starts_on,
        ends=note.ends_on,
        summary=note.words,
        description=str(note.organization),
        page=f"{reverse('plan:month')}?day={note.starts_on}",
    )


def event_of_deadline(assignment):
    item = assignment.plan_item
    return CalendarEvent(
        **identity_of("assignment", assignment),
        starts=assignment.due_at - DEADLINE_SHOWN,
        ends=assignment.due_at,
        summary=_("Due: %(title)s") % {"title": item.title},
        status=STATUS_OF_ASSIGNMENT.get(assignment.status, Status.CONFIRMED),
        description=_("%(format)s, %(language)s: %(state)s")
        % {
            "format": assignment.get_format_display(),
            "language": assignment.get_language_display(),
            "state": assignment.get_status_display(),
        },
        page=page_of(item.occasion_id),
    )


def page_of(occasion_id):
    return reverse("plan:occasion", args=[occasion_id])


def identity_of(kind, record):
    """What names the record in a calendar, and tells how old it is there."""
    return {
        "uid": f"{kind}-{record.pk}",
        "sequence": record.sequence,
        "changed_at": record.changed_at,
    }
