"""The states of the media plan, and each step between them.

Occasions: open ⇄ postponed, open or postponed ⇄ cancelled; what befalls one passes down to its
unfinished work. Plan items go along the board, forward, back, or aside; they follow the work on
them. Assignments: offered → taken → handed in → approved → done; aside: postponed, cancelled.
Locks are taken downward: occasion, plan item, assignment.
"""

from functools import partial
from operator import attrgetter

from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mediacenter.services.journal.actions import log
from mediacenter.services.transitions.steps import States, Transition, arrive
from publications.plan.actions.noticing import tell_assignee, tell_assignees
from publications.plan.models import (
    Assignment,
    AssignmentStatus,
    InterruptedAt,
    NoticeEvent,
    Occasion,
    OccasionStatus,
    PlanItem,
    PlanStatus,
)
from publications.plan.models.plan import (
    OPEN_ASSIGNMENTS,
    OPEN_ITEMS,
    STANDING_STILL,
    WAY_OF_ASSIGNMENTS,
    WAY_OF_ITEMS,
)

# --- Occasions ------------------------------------------------------------------------------------


def lock_occasion(key):
    occasions = Occasion.objects.select_related("organization").select_for_update(of=["self"])
    return occasions.get(pk=key)


def enter_occasion(occasion, *, was, by):
    if occasion.status == OccasionStatus.OPEN:
        occasion.reason = ""
    occasion.sequence += 1
    occasion.save()
    if occasion.status == was:
        return
    for records, unfinished in work_for(occasion):
        if occasion.status == OccasionStatus.OPEN:
            go_on(records, InterruptedAt.OCCASION, by)
        else:
            stand_still(records, unfinished, InterruptedAt.OCCASION, occasion.status, by)


def work_for(occasion):
    """The plan items and the assignments of an occasion, each with its unfinished states."""
    return [
        (PlanItem.objects.filter(occasion=occasion), OPEN_ITEMS),
        (Assignment.objects.filter(plan_item__occasion=occasion), OPEN_ASSIGNMENTS),
    ]


def stand_still(records, unfinished, level, status, by):
    """Stop what is unfinished; what was stopped at this level before is now stopped in this way.

    Each remembers its state. The three sets of states call the two ways the same.
    """
    way = str(status)
    records.filter(interrupted_by=level).update(status=way, **changed(records))
    open_records = records.filter(status__in=unfinished)
    if records.model is Assignment:
        tell_assignees(NoticeEvent.STOPPED, open_records, by=by)
    open_records.update(
        status_before=F("status"), interrupted_by=level, status=way, **changed(records)
    )


def go_on(records, level, by):
    """Bring back what was stopped at this level."""
    stopped = records.filter(interrupted_by=level)
    if records.model is Assignment:
        tell_assignees(NoticeEvent.RESUMED, stopped, by=by)
    stopped.update(
        status=F("status_before"), status_before="", interrupted_by="", **changed(records)
    )


def changed(records):
    """What each change of an assignment tells the calendars; plan items are not in them."""
    if records.model is PlanItem:
        return {}
    return {"sequence": F("sequence") + 1, "changed_at": timezone.now()}


OCCASION = States(
    lock=lock_occasion,
    enter=enter_occasion,
    refusal=_("The occasion is now “%(state)s”: someone else has already changed it."),
)
CHANGE_OCCASION = "publications.change_occasion"
POSTPONE_OCCASION = Transition(
    OCCASION,
    code="occasion.postponed",
    permission=CHANGE_OCCASION,
    starts_from={OccasionStatus.OPEN},
    leads_to=OccasionStatus.POSTPONED,
)
CANCEL_OCCASION = Transition(
    OCCASION,
    code="occasion.cancelled",
    permission=CHANGE_OCCASION,
    starts_from={OccasionStatus.OPEN, OccasionStatus.POSTPONED},
    leads_to=OccasionStatus.CANCELLED,
)
RESUME_OCCASION = Transition(
    OCCASION,
    code="occasion.resumed",
    permission=CHANGE_OCCASION,
    starts_from={OccasionStatus.POSTPONED, OccasionStatus.CANCELLED},
    leads_to=OccasionStatus.OPEN,
)
RESCHEDULE_OCCASION = Transition(
    OCCASION,
    code="occasion.rescheduled",
    permission=CHANGE_OCCASION,
    starts_from={OccasionStatus.OPEN, OccasionStatus.POSTPONED},
    leads_to=OccasionStatus.OPEN,
    refusal=_("The occasion is cancelled. Resume it before it gets a new day."),
)

# --- Plan items -----------------------------------------------------------------------------------


def lock_item(key):
    items = PlanItem.objects.select_related("occasion__organization")
    item = items.select_for_update(of=["self"]).get(pk=key)
    # who waited for the lock has read the occasion before somebody else changed both
    item.occasion.refresh_from_db(fields=["status"])
    return item


def enter_item(item, *, was, by):
    work = Assignment.objects.filter(plan_item=item)
    if item.status in STANDING_STILL:
        if was not in STANDING_STILL:
            item.status_before, item.interrupted_by = was, InterruptedAt.PLAN_ITEM
        stand_still(work, OPEN_ASSIGNMENTS, InterruptedAt.PLAN_ITEM, item.status, by)
    else:
        if was in STANDING_STILL:
            item.status_before = item.interrupted_by = ""
            go_on(work, InterruptedAt.PLAN_ITEM, by)
        item.released_on = day_of_release(item, item.status)
    item.save()


def day_of_release(item, status):
    """The day on which an item that comes into the state came out; None where it is not out."""
    if status not in (PlanStatus.RELEASED, PlanStatus.MEASURED):
        return None
    finished = item.assignments.filter(status=AssignmentStatus.DONE)
    last = finished.aggregate(last=Max("done_at"))["last"]
    return item.released_on or timezone.localdate(last)


ITEM = States(lock=lock_item, enter=enter_item)  # from each state to each
MOVES = {
    to: Transition(
        ITEM,
        code="plan_item.moved",
        permission=f"publications.{'approve' if to == PlanStatus.APPROVED else 'change'}_planitem",
        starts_from=frozenset(PlanStatus),
        leads_to=to,
    )
    for to in PlanStatus
}


def fall_back(item):
    """What was approved, released or measured is in work again: some of its work is."""
    held_in = "status_before" if item.status in STANDING_STILL else "status"
    was = getattr(item, held_in)
    if was in WAY_OF_ITEMS and is_beyond(was, PlanStatus.IN_WORK):
        back = MOVES[PlanStatus.IN_WORK]
        if held_in == "status":
            return arrive(back, item, was=was, to=back.leads_to)
        item.status_before, item.released_on = back.leads_to, None
        item.save(update_fields=["status_before", "released_on"])
        log(None, back.code, item, was=was, to=back.leads_to)


def follow_assignments(item):
    """Let a locked plan item follow the work on it, forward only: an editor may be ahead of it."""
    if item.status not in OPEN_ITEMS:
        return
    work = item.assignments.exclude(status__in=STANDING_STILL)
    reached = reached_with(set(work.values_list("status", flat=True)))
    if reached and is_beyond(reached, item.status):
        arrive(MOVES[reached], item, was=item.status, to=reached)


def enter_with_occasion(item, *, was, by):
    item.interrupted_by, item.status_before = InterruptedAt.OCCASION, PlanStatus.IN_WORK
    item.released_on = None
    item.save()


# Of an item whose work begins again while its occasion stands still: the work tells of it.
STOP_WITH_OCCASION = {
    status: Transition(
        States(lock=lock_item, enter=enter_with_occasion),
        code=None,
        permission=None,
        starts_from=frozenset(WAY_OF_ITEMS),
        leads_to=status,
    )
    for status in STANDING_STILL
}


def reached_with(states):
    """The state of a plan item by those of its assignments; None where nothing has begun."""
    if states <= {AssignmentStatus.OFFERED}:
        return None
    if states == {AssignmentStatus.DONE}:
        return PlanStatus.RELEASED
    if states <= {AssignmentStatus.APPROVED, AssignmentStatus.DONE}:
        return PlanStatus.APPROVED
    return PlanStatus.IN_WORK


def is_beyond(status, other):
    return WAY_OF_ITEMS.index(status) > WAY_OF_ITEMS.index(other)


# --- Assignments ----------------------------------------------------------------------------------


def lock_assignment(key):
    known = Assignment.objects.only("plan_item_id").get(pk=key)
    item = lock_item_of_work(known.plan_item_id)
    assignments = Assignment.objects.select_related("plan_item__occasion__organization", "article")
    assignment = assignments.select_for_update(of=["self"]).get(pk=key)
    assignment.plan_item = item
    return assignment


def lock_item_of_work(key):
    items = PlanItem.objects.select_related("occasion__organization", "occasion__rubric")
    return items.select_for_update(of=["self"]).get(pk=key)


def enter_assignment(assignment, *, was, by):
    item = assignment.plan_item
    if assignment.status == AssignmentStatus.CANCELLED:
        assignment.status_before, assignment.interrupted_by = was, InterruptedAt.ASSIGNMENT
    elif was == AssignmentStatus.CANCELLED:
        assignment.status_before = assignment.interrupted_by = ""
        fall_back(item)
    elif is_back(was, assignment.status):
        fall_back(item)
    assignment.sequence += 1
    assignment.save()
    if was != AssignmentStatus.CANCELLED:
        follow_assignments(item)


def is_back(was, status):
    return WAY_OF_ASSIGNMENTS.index(status) < WAY_OF_ASSIGNMENTS.index(was)


ASSIGNMENT = States(
    lock=lock_assignment,
    enter=enter_assignment,
    refusal=_("The assignment is now “%(state)s”: someone else has already changed it."),
)


def step_of_assignment(permission, starts_from, leads_to, *, code=None, tells=None):
    return Transition(
        ASSIGNMENT,
        code=code or f"assignment.{leads_to}",
        permission=f"publications.{permission}_assignment",
        starts_from=frozenset(starts_from),
        leads_to=leads_to,
        tells=tells and partial(tell_assignee, tells),
    )


TAKE = step_of_assignment("take", [AssignmentStatus.OFFERED], AssignmentStatus.TAKEN)
HAND_IN = step_of_assignment(
    "work_on",
    [AssignmentStatus.OFFERED, AssignmentStatus.TAKEN],
    AssignmentStatus.HANDED_IN,
)
APPROVE = step_of_assignment(
    "approve",
    [AssignmentStatus.HANDED_IN],
    AssignmentStatus.APPROVED,
    tells=NoticeEvent.APPROVED,
)
GIVE_BACK = step_of_assignment(
    "work_on",
    [AssignmentStatus.HANDED_IN, AssignmentStatus.APPROVED],
    AssignmentStatus.TAKEN,
    tells=NoticeEvent.RETURNED,
)
FINISH = step_of_assignment("work_on", OPEN_ASSIGNMENTS, AssignmentStatus.DONE)
REOPEN = step_of_assignment("work_on", [AssignmentStatus.DONE], AssignmentStatus.TAKEN)
CANCEL = step_of_assignment(
    "change", OPEN_ASSIGNMENTS, AssignmentStatus.CANCELLED, tells=NoticeEvent.STOPPED
)
RESUME = step_of_assignment(
    "change",
    [AssignmentStatus.CANCELLED],
    attrgetter("status_before"),
    code="assignment.resumed",
    tells=NoticeEvent.RESUMED,
)
FOLLOW_TEXT = {
    status: step_of_assignment("change", AssignmentStatus, status) for status in WAY_OF_ASSIGNMENTS
}


def held_at(assignment):
    """As its item stands still, so does the work, which may do so already."""
    stands_still = assignment.status in STANDING_STILL
    return assignment.status if stands_still else assignment.plan_item.status


def enter_on_hold(assignment, *, was, by):
    if was not in STANDING_STILL:
        assignment.interrupted_by = assignment.plan_item.interrupted_by
    assignment.sequence += 1
    assignment.save()


FOLLOW_TEXT_ON_HOLD = {
    status: Transition(
        States(lock=lock_assignment, enter=enter_on_hold),
        code=step.code,
        permission=None,
        starts_from=frozenset(AssignmentStatus),
        leads_to=held_at,
    )
    for status, step in FOLLOW_TEXT.items()
}


def move_work(assignment, status, *, by=None):
    """Bring locked work to where its text takes it; what stands still goes there when it resumes.

    Work under an item that stands still stops with it.
    """
    item = assignment.plan_item
    stands_still = assignment.status in STANDING_STILL
    if not stands_still and item.status not in STANDING_STILL:
        arrive(FOLLOW_TEXT[status], assignment, by=by)
        return
    was = assignment.status_before if stands_still else assignment.status
    assignment.status_before = status
    arrive(FOLLOW_TEXT_ON_HOLD[status], assignment, by=by)
    if is_back(was, status):
        fall_back(item)
