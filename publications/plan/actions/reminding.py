"""Reminders of deadlines: one before and one after, each about all that is due that day."""

import datetime as dt

from django.db.models import Exists, OuterRef
from django.utils import timezone

from publications.plan.models import Assignment, AssignmentStatus, Notice, NoticeEvent

from .noticing import note

BEFORE = dt.timedelta(hours=24)
NOT_AFTER = dt.timedelta(days=14)  # what lies further back was entered late; nobody waits for it
A_DAY = dt.timedelta(days=1)


def remind_of_deadlines(*, now=None):
    """Note the reminders that are due, once an assignment and deadline. Returns their number.

    Before: when the first deadline of somebody's day is 24 hours off, of all that is due that day.
    After: when the last deadline of the day has passed, of all that is still not handed in.
    """
    now = now or timezone.now()
    reminders = [
        Notice(
            user_id=assignment.assignee_id,
            event=event,
            assignment=assignment,
            due_at=assignment.due_at,
        )
        for event, due in (
            (NoticeEvent.DUE_SOON, due_soon(now)),
            (NoticeEvent.OVERDUE, overdue(now)),
        )
        for assignment in due
    ]
    # another worker may note the same in this moment
    note(reminders, now=now, ignore_conflicts=True)
    return len(reminders)


def due_soon(now):
    coming = unfinished(now, now + BEFORE + A_DAY).filter(not_noticed_yet(NoticeEvent.DUE_SOON))
    for assignments in by_person_and_day(coming).values():
        if assignments[0].due_at <= now + BEFORE:
            yield from assignments


def overdue(now):
    passed = unfinished(now - NOT_AFTER, now).filter(not_noticed_yet(NoticeEvent.OVERDUE))
    coming = by_person_and_day(unfinished(now, now + A_DAY))
    for person_and_day, assignments in by_person_and_day(passed).items():
        if person_and_day not in coming:
            yield from assignments


def unfinished(first, last):
    return Assignment.objects.filter(
        status__in=[AssignmentStatus.OFFERED, AssignmentStatus.TAKEN],
        assignee__is_active=True,
        due_at__gt=first,
        due_at__lte=last,
    ).order_by("due_at", "pk")


def not_noticed_yet(event):
    """Nobody was told of this event at this deadline yet."""
    noticed = Notice.objects.filter(
        event=event,
        assignment=OuterRef("pk"),
        user=OuterRef("assignee"),
        due_at=OuterRef("due_at"),
    )
    return ~Exists(noticed)


def by_person_and_day(assignments):
    """Return {(person, day): assignments}, those of a day by their deadline."""
    days = {}
    for assignment in assignments:
        day = timezone.localdate(assignment.due_at)
        days.setdefault((assignment.assignee_id, day), []).append(assignment)
    return days
