"""Plan items: from an idea to a released and measured material."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mediacenter.services.journal.actions import log
from mediacenter.services.transitions.steps import taking
from publications.plan.models import OccasionStatus, PlanStatus
from publications.plan.models.plan import STANDING_STILL
from publications.plan.transitions import MOVES, lock_item
from unions.access import require

from .fulfilling import follow_texts_of
from .occasions import locked_occasion


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
    details = {"to": to}
    with taking(MOVES[to], item_id, by=by, details=details) as item:
        if item.occasion.status != OccasionStatus.OPEN:
            raise ValidationError(_("The occasion is not open: resume it first."))
        if to in (PlanStatus.RELEASED, PlanStatus.MEASURED) and item.assignments.open().exists():
            raise ValidationError(_("Not everything is out yet: there are open assignments."))
        if to == PlanStatus.MEASURED and not item.measured:
            raise ValidationError(
                _("Enter the result first: then the item can be marked as measured.")
            )
        details["was"] = was = item.status
    if was in STANDING_STILL:
        follow_texts_of([item])
        item.refresh_from_db(fields=["status"])
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
    item = lock_item(item_id)
    require(by, "change", item)
    return item
