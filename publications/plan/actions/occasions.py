"""Information occasions: what befalls one passes down to its plan items and their assignments.

Their states: publications.plan.transitions. What was finished already stays as it is, and so does
what somebody had postponed or cancelled on its own. `by` is the user who acts; None is the portal
itself.
"""

import datetime as dt

from django.db import transaction
from django.db.models import DateTimeField, ExpressionWrapper, F, Max, Min
from django.utils import timezone

from mediacenter.services.journal.actions import log
from mediacenter.services.transitions.steps import take, taking
from mediacenter.toolkit.date_limits import within_limits
from mediacenter.toolkit.dates import Precision
from publications.plan.models import (
    Assignment,
    AssignmentStatus,
    Certainty,
    MemorableDate,
    NoticeEvent,
    Occasion,
    OccasionStatus,
    PlanItem,
    PlanStatus,
)
from publications.plan.models.plan import OPEN_ASSIGNMENTS, OPEN_ITEMS
from publications.plan.transitions import (
    CANCEL_OCCASION,
    POSTPONE_OCCASION,
    RESCHEDULE_OCCASION,
    RESUME_OCCASION,
    changed,
    lock_occasion,
)
from unions.access import require
from unions.models import Organization

from .fulfilling import follow_texts_of
from .noticing import tell_assignees

PROPOSED_DAYS_AHEAD = 120


@transaction.atomic
def save_occasion(*, occasion, by=None):
    """Store a new or changed occasion; a new day passes down to what is not finished yet.

    Raises PermissionDenied where `by` does not plan for the organization, as it was or as it is.
    """
    stored = None
    if occasion._state.adding:
        occasion.created_by = by
    else:
        stored = locked_occasion(occasion.pk, by)
        occasion.status, occasion.reason = stored.status, stored.reason
        occasion.sequence = stored.sequence + 1
    require(by, "change" if stored else "add", occasion)
    occasion.save()
    if stored and stored.starts_on and occasion.starts_on:
        shift(occasion, occasion.starts_on - stored.starts_on, by)
    log(by, "occasion.saved", occasion)
    return occasion


@transaction.atomic
def reschedule_occasion(*, occasion_id, to, by=None):
    """Move an occasion to the day `to`, and all unfinished work for it by as many days.

    A postponed occasion has its date again and resumes. Raises ValidationError for a cancelled one.
    """
    details = {"to": to.isoformat()}
    with taking(RESCHEDULE_OCCASION, occasion_id, by=by, details=details) as occasion:
        was_postponed = occasion.status == OccasionStatus.POSTPONED
        moved_by = to - occasion.starts_on if occasion.starts_on else dt.timedelta(0)
        if occasion.precision == Precision.DAY and occasion.ends_on:
            occasion.ends_on += moved_by
        else:
            occasion.ends_on = to
        occasion.starts_on, occasion.precision = to, Precision.DAY
    shift(occasion, moved_by, by)
    if was_postponed:
        follow_texts_of(occasion.plan_items.all())
    return occasion


@transaction.atomic
def postpone_occasion(*, occasion_id, reason, by=None):
    """Put an open occasion off to a date that nobody knows yet."""
    with taking(POSTPONE_OCCASION, occasion_id, by=by, details={"reason": reason}) as occasion:
        occasion.reason = reason
    return occasion


@transaction.atomic
def cancel_occasion(*, occasion_id, reason, by=None):
    """Give an occasion up; calendars go on showing it as cancelled."""
    with taking(CANCEL_OCCASION, occasion_id, by=by, details={"reason": reason}) as occasion:
        occasion.reason = reason
    return occasion


@transaction.atomic
def resume_occasion(*, occasion_id, by=None):
    """Bring a postponed or cancelled occasion back, with all that was stopped together with it."""
    occasion = take(RESUME_OCCASION, occasion_id, by=by)
    follow_texts_of(occasion.plan_items.all())
    return occasion


@transaction.atomic
def propose_occasions(*, today=None):
    """Propose an occasion for every memorable date of the days ahead, once a date and year.

    Dates of everybody are proposed to the federation; one that no source confirms yet is likely
    only. Returns the number of new occasions.
    """
    today = today or timezone.localdate()
    until = today + dt.timedelta(days=PROPOSED_DAYS_AHEAD)
    federation = Organization.objects.filter(depth=1).first()
    proposed = [
        proposal(date, day, date.organization or federation)
        for date in MemorableDate.objects.select_related("organization", "rubric")
        for day in (date.falls_on(today.year), date.falls_on(today.year + 1))
        if day and today <= day <= until and (date.organization or federation)
    ]
    known = set(
        Occasion.objects.filter(proposed_for__range=(today, until)).values_list(
            "memorable_date", "proposed_for"
        )
    )
    new = [one for one in proposed if (one.memorable_date_id, one.proposed_for) not in known]
    # another run may propose the same in this moment
    Occasion.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def proposal(date, day, organization):
    return Occasion(
        memorable_date=date,
        proposed_for=day,
        starts_on=day,
        ends_on=day,
        certainty=Certainty.CONFIRMED if date.source else Certainty.LIKELY,
        organization=organization,
        rubric=date.rubric,
        title_kk=date.name_kk,
        title_ru=date.name_ru,
        title_en=date.name_en,
    )


def locked_occasion(occasion_id, by):
    occasion = lock_occasion(occasion_id)
    require(by, "change", occasion)
    return occasion


def ends_of(records, name):
    """The first and the last of their dates, [] where none has one."""
    found = records.aggregate(Min(name), Max(name)).values()
    return [date for date in found if date is not None]


def shift(occasion, moved_by, by):
    """Move what is not finished by as many days; a new deadline is reminded of anew."""
    if not moved_by:
        return
    items = PlanItem.objects.filter(occasion=occasion)
    items = items.filter(status__in=[*OPEN_ITEMS, PlanStatus.POSTPONED])
    assignments = Assignment.objects.filter(plan_item__occasion=occasion)
    due = assignments.filter(status__in=[*OPEN_ASSIGNMENTS, AssignmentStatus.POSTPONED])
    for day in (*ends_of(items, "release_on"), *ends_of(due, "due_at")):
        within_limits(day + moved_by)
    items.update(release_on=F("release_on") + moved_by)
    due.update(
        due_at=ExpressionWrapper(F("due_at") + moved_by, DateTimeField()), **changed(assignments)
    )
    tell_assignees(NoticeEvent.MOVED, assignments.open(), by=by)
