"""Plan items: from an idea to a released and measured material."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from mediacenter.services.journal.actions import log
from publications.plan.models import (
    Assignment,
    InterruptedAt,
    NoticeEvent,
    OccasionStatus,
    PlanItem,
    PlanStatus,
)
from publications.plan.models.plan import STANDING_STILL
from unions.access import require

from .fulfilling import day_of_release, follow_texts_of
from .noticing import tell_assignees
from .occasions import changed, locked_occasion


@transaction.atomic
def save_plan_item(*, item, by=None):
    """Store a new or changed plan item; its state stays. A new one joins an open occasion."""
    if item._state.adding:
        item.occasion = locked_occasion(item.occasion_id, None)
        if item.occasion.status != OccasionStatus.OPEN:
            raise ValidationError(_("The occasion is not open: resume it first."))
        require(by, "add", item)
    else:
        stored = locked_item(item.pk, by)
        item.status, item.status_before = stored.status, stored.status_before
        item.interrupted_by = stored.interrupted_by
        item.released_on = stored.released_on
    item.save()
    log(by, "plan_item.saved", item)
    return item


@transaction.atomic
def move_plan_item(*, item_id, to, by=None):
    """Bring a plan item to another state of the board: forward, back, aside or back from aside.

    Raises ValidationError where the way is closed: an item of an interrupted occasion, a released
    one with work that is not out, a measured one without words on what came of it;
    PermissionDenied for an approval by a writer.
    """
    item = locked_item(item_id, by)
    if item.occasion.status != OccasionStatus.OPEN:
        raise ValidationError(_("The occasion is not open: resume it first."))
    if to == PlanStatus.APPROVED and by and not by.has_perm("publications.approve_planitem", item):
        raise PermissionDenied
    if to in (PlanStatus.RELEASED, PlanStatus.MEASURED) and item.assignments.open().exists():
        raise ValidationError(_("Not everything is out yet: there are open assignments."))
    if to == PlanStatus.MEASURED and not item.measured:
        raise ValidationError(_("Enter the result first: then the item can be marked as measured."))
    was = item.status
    if to in STANDING_STILL:
        stop(item, to, by)
    elif was in STANDING_STILL:
        resume(item, by)
    if to not in STANDING_STILL:
        item.released_on = day_of_release(item, to)
    item.status = to
    item.save()
    if was in STANDING_STILL:
        follow_texts_of([item])
        item.refresh_from_db(fields=["status"])
    log(by, "plan_item.moved", item, was=was, to=to)
    return item


@transaction.atomic
def release_plan_item_on(*, item_id, day, by=None):
    """Plan the release of an item for another day; its deadlines stay."""
    item = locked_item(item_id, by)
    item.release_on = day
    item.save(update_fields=["release_on"])
    log(by, "plan_item.rescheduled", item, to=day.isoformat())
    return item


def locked_item(item_id, by):
    items = PlanItem.objects.select_related("occasion__organization")
    item = items.select_for_update(of=["self"]).get(pk=item_id)
    # who waited for the lock has read the occasion before somebody else changed both
    item.occasion.refresh_from_db(fields=["status"])
    require(by, "change", item)
    return item


def stop(item, status, by):
    """Postpone or cancel an item together with its unfinished assignments."""
    if item.status not in STANDING_STILL:
        item.status_before, item.interrupted_by = item.status, InterruptedAt.PLAN_ITEM
    assignments = Assignment.objects.filter(plan_item=item)
    stopped = PlanStatus(status).value
    assignments.filter(interrupted_by=InterruptedAt.PLAN_ITEM).update(
        status=stopped, **changed(assignments)
    )
    unfinished = assignments.open()
    tell_assignees(NoticeEvent.STOPPED, unfinished, by=by)
    unfinished.update(
        status_before=F("status"),
        interrupted_by=InterruptedAt.PLAN_ITEM,
        status=stopped,
        **changed(assignments),
    )


def resume(item, by):
    item.status_before = item.interrupted_by = ""
    assignments = Assignment.objects.filter(plan_item=item)
    stopped = assignments.filter(interrupted_by=InterruptedAt.PLAN_ITEM)
    tell_assignees(NoticeEvent.RESUMED, stopped, by=by)
    stopped.update(
        status=F("status_before"), status_before="", interrupted_by="", **changed(assignments)
    )
