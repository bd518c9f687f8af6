"""A seminar as its organizer keeps it: entered, moved, cancelled, and held after all."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mediacenter.services.transitions.steps import take, taking
from mediacenter.toolkit.dates import Precision
from mediacenter.toolkit.language import in_each
from training.models import Seminar
from training.telling import tell_all_participants
from training.transitions import CANCEL, HOLD
from unions.saving import may_be_saved, stored

from .signing_up import give_places

LONGEST_REASON = Seminar._meta.get_field("cancelled_because").max_length
# What calendars show of it: when one of these changes, the number rises that they compare.
IN_CALENDARS = (
    *in_each("title"),
    *in_each("place"),
    *in_each("about"),
    *("starts_on", "ends_on", "precision", "starts_at_time", "ends_at_time"),
    *("mode", "link", "slug"),
)


@transaction.atomic
def save_seminar(*, seminar, by=None):
    """Store a new or changed seminar; calendars that have it learn of what they show.

    Whether it is held stays as it is stored: that is said by cancel_seminar and hold_seminar.
    Participants are told of a move, and places that have been added go to who waits. Raises
    PermissionDenied outside the reach, old or new; ValidationError for fewer places than are held,
    and for no day, with people signed up.
    """
    is_new = may_be_saved(seminar, by)
    if is_new:
        return stored(seminar, is_new, by)
    was = Seminar.objects.get(pk=seminar.pk)
    seminar.cancelled_at, seminar.cancelled_because = was.cancelled_at, was.cancelled_because
    if seminar.places != was.places:
        refuse_fewer_places(seminar, seminar.places)
    refuse_without_day(seminar, (seminar.starts_on, seminar.ends_on, seminar.precision))
    moved = is_told_anew(was, seminar)
    seminar.sequence = was.sequence + moved
    stored(seminar, is_new, by)
    if moved:
        tell_all_participants(seminar)
    give_places(seminar)
    return seminar


def refuse_fewer_places(seminar, places):
    held = seminar.registrations.holding().count()
    if held and (places is None or places < held):
        raise ValidationError(
            ngettext(
                "%(held)s place is taken or offered already.",
                "%(held)s places are taken or offered already.",
                held,
            ),
            params={"held": held},
        )


def refuse_without_day(seminar, when):
    """`when`: (first day, last day, precision)."""
    first, _last, precision = when
    is_known = first is not None and precision == Precision.DAY
    if not is_known and seminar.registrations.standing().exists():
        raise ValidationError(_("People are signed up: say on which day it begins."))


def is_told_anew(was, seminar):
    return any(getattr(was, name) != getattr(seminar, name) for name in IN_CALENDARS)


def cancel_seminar(*, seminar_id, reason, by=None):
    """Call a seminar off, with a reason in a sentence. It stays on its page and in calendars.

    Raises PermissionDenied, WrongState, ValidationError for a reason that is missing or too long.
    """
    reason = reason.strip()
    if not reason:
        raise ValidationError(_("Say why it is cancelled."))
    if len(reason) > LONGEST_REASON:
        raise ValidationError(
            _("The reason may have %(most)s characters."), params={"most": LONGEST_REASON}
        )
    with taking(CANCEL, seminar_id, by=by, details={"reason": reason}) as seminar:
        seminar.cancelled_because = reason
    return seminar


@transaction.atomic
def hold_seminar(*, seminar_id, by=None):
    """Hold a cancelled seminar after all. Raises PermissionDenied, WrongState."""
    seminar = take(HOLD, seminar_id, by=by)
    give_places(seminar)
    return seminar
