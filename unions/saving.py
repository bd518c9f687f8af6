"""The use case that stores a record where there is no more to it than the record.

Every admin (unions.admin.reach.ReachAdmin) stores by it what has no use case of its own.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from mediacenter.services.journal.actions import log
from unions.access import require


@transaction.atomic
def save_record(*, record, by=None):
    """Store a new or changed record. Raises PermissionDenied outside the reach, old or new."""
    is_new = may_be_saved(record, by)
    return stored(record, is_new, by)


@transaction.atomic
def save_part(*, part, of, by=None):
    """Store a new or changed row of what hangs on a record `of`, whose grant holds for it too.

    Raises PermissionDenied to whoever may neither add nor change the record.
    """
    try:
        require(by, "add", of)
    except PermissionDenied:
        require(by, "change", of)
    return stored(part, part._state.adding, by)


def may_be_saved(record, by):
    """Whether a record is new. Raises PermissionDenied: as it was, or as it is to be."""
    is_new = record._state.adding
    if not is_new:
        locked = type(record)._base_manager.select_for_update(no_key=True, of=["self"])
        require(by, "change", locked.get(pk=record.pk))
    require(by, "add" if is_new else "change", record)
    return is_new


def stored(record, is_new, by):
    record.save()
    log(by, "record.entered" if is_new else "record.changed", record)
    return record
