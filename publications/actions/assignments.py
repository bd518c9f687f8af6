"""Assignments: offered → taken → handed in → done; aside: postponed, cancelled.

Where a text fulfils one, the assignment follows the text: see fulfilling.py. Locks: plan item,
then assignment.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from publications.models import Assignment, AssignmentStatus, OccasionStatus, PlanItem
from publications.models.plan import OPEN_ASSIGNMENTS, STANDING_STILL, Level
from unions.access import require
from unions.models.journal import log

from .fulfilling import bring, follow_assignments


@transaction.atomic
def save_assignment(*, assignment, by=None):
    """Store a new or changed assignment; a new deadline is reminded of anew."""
    item = locked_plan_item(assignment.plan_item_id)
    if assignment._state.adding:
        if item.status in STANDING_STILL or item.occasion.status != OccasionStatus.OPEN:
            raise ValidationError(_("The plan item stands still: resume it first."))
        require(by, "add", assignment)
    else:
        stored = locked(assignment.pk)
        require(by, "change", stored)
        for name in ("status", "status_before", "interrupted_by", "text_id", "done_at"):
            setattr(assignment, name, getattr(stored, name))
        assignment.sequence = stored.sequence + 1
        if assignment.due_at != stored.due_at:
            assignment.reminded_before_at = assignment.reminded_after_at = None
    assignment.save()
    log(by, "saved", assignment)
    return assignment


@transaction.atomic
def take_assignment(*, assignment_id, by):
    """Take up an assignment that is one's own or nobody's yet."""
    return step(
        assignment_id, by, "take", [AssignmentStatus.OFFERED], AssignmentStatus.TAKEN, assignee=by
    )


@transaction.atomic
def hand_in_assignment(*, assignment_id, by):
    """Say that the material is made and waits for approval."""
    starts_from = [AssignmentStatus.OFFERED, AssignmentStatus.TAKEN]
    return step(assignment_id, by, "work_on", starts_from, AssignmentStatus.HANDED_IN)


@transaction.atomic
def finish_assignment(*, assignment_id, by):
    """Say that a material which is no text of the portal is out: a post, a broadcast, a print."""
    return step(
        assignment_id,
        by,
        "work_on",
        OPEN_ASSIGNMENTS,
        AssignmentStatus.DONE,
        done_at=timezone.now(),
    )


@transaction.atomic
def cancel_assignment(*, assignment_id, by):
    return step(
        assignment_id,
        by,
        "change",
        OPEN_ASSIGNMENTS,
        AssignmentStatus.CANCELLED,
        interrupted_by=Level.ASSIGNMENT,
    )


def step(assignment_id, by, permission, starts_from, leads_to, **fields):
    known = Assignment.objects.only("plan_item_id").get(pk=assignment_id)
    item = locked_plan_item(known.plan_item_id)
    assignment = locked(assignment_id)
    assignment.plan_item = item
    if by is not None and not by.has_perm(f"publications.{permission}_assignment", assignment):
        raise PermissionDenied
    if assignment.status not in starts_from:
        raise ValidationError(
            _("The assignment is in the state “%(state)s” now: somebody was faster."),
            params={"state": assignment.get_status_display()},
        )
    if leads_to == AssignmentStatus.CANCELLED:
        assignment.status_before = assignment.status
    bring(assignment, leads_to, **fields)
    follow_assignments(item)
    log(by, f"assignment {leads_to}", assignment)
    return assignment


def locked_plan_item(item_id):
    items = PlanItem.objects.select_related("occasion__organization")
    return items.select_for_update(of=["self"]).get(pk=item_id)


def locked(assignment_id):
    assignments = Assignment.objects.select_related("plan_item__occasion__organization")
    return assignments.select_for_update(of=["self"]).get(pk=assignment_id)
