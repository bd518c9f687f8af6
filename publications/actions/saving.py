"""Records that are entered and changed without further ado, each with its journal entry."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from publications.models import Outlet
from unions.saving import save_record


@transaction.atomic
def save_outlet(*, outlet, by=None):
    """Store a new or changed outlet.

    Raises ValidationError where a new one is in the register already, by any of its names;
    PermissionDenied.
    """
    refuse_second_outlet(outlet)
    return save_record(record=outlet, by=by)


def refuse_second_outlet(outlet):
    """Raise ValidationError where a new outlet is in the register already."""
    if outlet._state.adding and Outlet.objects.named_as(outlet).exists():
        raise ValidationError(_("This outlet is in the register already."))


@transaction.atomic
def save_printed_matter(*, printed, by=None):
    """Store new or changed printed matter. Raises PermissionDenied."""
    return save_record(record=printed, by=by)


@transaction.atomic
def save_subscription(*, subscription, by=None):
    """Store a new or changed subscription. Raises PermissionDenied."""
    return save_record(record=subscription, by=by)
