"""Notes on a day of the calendar, kept by whoever plans for the organization."""

from django.db import transaction

from mediacenter.services.journal.actions import log
from publications.plan.models import DayNote
from unions.access import require
from unions.actions import put_in_bin
from unions.deletion_registry import deletes


@transaction.atomic
def save_day_note(*, note, by=None):
    """Store a new or changed note. Raises PermissionDenied outside the reach, old or new."""
    is_new = note._state.adding
    if is_new:
        note.created_by = by
    else:
        stored = locked(note.pk)
        require(by, "change", stored)
        note.sequence = stored.sequence + 1
    require(by, "add" if is_new else "change", note)
    note.save()
    log(by, "day_note.saved", note)
    return note


@deletes(DayNote)
@transaction.atomic
def delete_day_note(*, daynote_id, by=None):
    note = locked(daynote_id)
    require(by, "delete", note)
    return put_in_bin(record=note, by=by, words=note.words)


def locked(note_id):
    notes = DayNote.objects.select_related("organization")
    return notes.select_for_update(of=["self"]).get(pk=note_id)
