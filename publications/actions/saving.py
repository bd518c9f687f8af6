"""Records that are entered and changed without further ado, each with its journal entry."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from publications.models import Outlet
from unions.access import require
from unions.models.journal import log


@transaction.atomic
def save_outlet(*, outlet, by=None):
    """Store a new or changed outlet.

    Raises ValidationError where a new one is in the register already, by any of its names;
    PermissionDenied.
    """
    refuse_second_outlet(outlet)
    return saved(outlet, by)


def refuse_second_outlet(outlet):
    """Raise ValidationError where a new outlet is in the register already."""
    if outlet._state.adding and Outlet.objects.named_as(outlet).exists():
        raise ValidationError(_("This outlet is in the register already."))


@transaction.atomic
def save_printed_matter(*, printed, by=None):
    """Store new or changed printed matter. Raises PermissionDenied."""
    return saved(printed, by)


@transaction.atomic
def save_subscription(*, subscription, by=None):
    """Store a new or changed subscription. Raises PermissionDenied."""
    return saved(subscription, by)


def saved(record, by):
    is_new = may_be_saved(record, by)
    record.save()
    log(by, "entered" if is_new else "changed", record)
    return record


def may_be_saved(record, by):
    """Whether a record is new. Raises PermissionDenied: as it was, or as it is to be."""
    is_new = record._state.adding
    if not is_new:
        require(by, "change", type(record)._default_manager.get(pk=record.pk))
    require(by, "add" if is_new else "change", record)
    return is_new
