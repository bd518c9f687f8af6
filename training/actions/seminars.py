"""A seminar as its organizer keeps it: entered, moved, cancelled, and held after all."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mediacenter.services.transitions.steps import take, taking
from mediacenter.toolkit.language import in_each
from training.models import Seminar
from training.transitions import CANCEL, HOLD
from unions.saving import may_be_saved, stored

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
    Raises PermissionDenied outside the reach, old or new.
    """
    is_new = may_be_saved(seminar, by)
    if not is_new:
        was = Seminar.objects.get(pk=seminar.pk)
        seminar.cancelled_at, seminar.cancelled_because = was.cancelled_at, was.cancelled_because
        seminar.sequence = was.sequence + is_told_anew(was, seminar)
    return stored(seminar, is_new, by)


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


def hold_seminar(*, seminar_id, by=None):
    """Hold a cancelled seminar after all. Raises PermissionDenied, WrongState."""
    return take(HOLD, seminar_id, by=by)
