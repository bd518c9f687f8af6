"""The bin: what people delete can be brought back for a month.

Restored, the rows are the same under the same keys, so that the journal and whatever else knows
the record by its key is right again.
"""

from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models.deletion import Collector
from django.utils.translation import override

from mediacenter.services.journal.actions import log
from mediacenter.toolkit.language import LANGUAGES, in_each
from mediacenter.toolkit.storing import hold
from unions.access import kept_kinds, may_delete, require, require_deleting
from unions.deletion_registry import DELETIONS, LEFT_OUT, LOCKS, RETURNS, deletes, gone_at_once
from unions.models import BinEntry

from . import bin_rows

LONGEST_TITLE = BinEntry._meta.get_field("title").max_length

gone_at_once(BinEntry, why="What is deleted in the bin is deleted for good.")


@transaction.atomic
def delete_record(*, record, by=None):
    """Delete a record by the use case of its model.

    Returns the BinEntry from which it comes back; None where it does not, or where somebody else
    has deleted it a moment ago. Raises PermissionDenied.
    """
    model = type(record)
    if model not in DELETIONS and model not in kept_kinds():
        log(by, "record.deleted", record, was=str(record))
        record.delete()
        return None
    try:
        if model in DELETIONS:
            return DELETIONS[model](**{f"{model._meta.model_name}_id": record.pk}, by=by)
        locked_record = model._base_manager.select_for_update().get(pk=record.pk)
    except model.DoesNotExist:
        return None
    require_deleting(by, record)
    return put_in_bin(record=locked_record, by=by, was=str(record))


@transaction.atomic
def put_in_bin(*, record, by, code="record.put_in_bin", **details):
    """Take a locked record and all that hangs on it out of their tables; return the BinEntry.

    `code` and `details` are entered in the journal. Who may do so is the caller's to ask.
    """
    collector = Collector(using=connection.alias, origin=record)
    collector.collect([record])
    rows = bin_rows.rows_of(collector, without=LEFT_OUT)
    entry = BinEntry.objects.create(
        content_type=ContentType.objects.get_for_model(record),
        object_id=str(record.pk),
        organization=may_delete(type(record)).organization_of(record),
        **titles_of(record),
        removed_by=by,
        rows=rows,
        links=bin_rows.links_of(collector, rows),
        files=bin_rows.files_in(rows),
        slugs=bin_rows.slugs_in(rows),
    )
    log(by, code, record, **details)
    record.delete()
    return entry


def titles_of(record):
    """What the record is called in each language: it is not there any more to say so."""
    titles = {}
    for language, column in zip(LANGUAGES, in_each("title"), strict=True):
        with override(language):
            titles[column] = str(record)[:LONGEST_TITLE]
    return titles


@transaction.atomic
def bring_back(*, entry_id, by=None):
    """Put a deleted record back where it was; return it.

    Raises PermissionDenied as deleting does, and ValidationError where something that the record
    needs is gone or its place is taken.
    """
    hold("bin")  # one at a time: what comes back may change other entries
    entry = locked(entry_id)
    require(by, "change", entry)
    model = entry.content_type.model_class()
    for take_locks in LOCKS[model]:
        take_locks(entry)
    bin_rows.write(entry.rows, label=model._meta.label)
    record = model._base_manager.get(pk=entry.object_id)
    require_deleting(by, record)
    bin_rows.tie(entry.links)
    for follow in RETURNS[model]:
        follow(record, by=by)
    log(by, "record.brought_back", record)
    entry.delete()
    return record


@deletes(BinEntry)
@transaction.atomic
def delete_for_good(*, binentry_id, by=None):
    """Take a record out of the bin with its files, not to come back. Raises PermissionDenied.

    Files that a process leaves which is stopped here are named by nothing: the sweep finds them.
    """
    entry = locked(binentry_id)
    require(by, "delete", entry)
    record = entry.content_type.model_class()(pk=entry.object_id)
    log(by, "record.deleted_for_good", record, title=entry.title)
    rows = entry.rows
    entry.delete()
    transaction.on_commit(partial(bin_rows.delete_files, rows))


def locked(entry_id):
    entries = BinEntry.objects.select_related("organization", "content_type")
    return entries.select_for_update(of=["self"]).get(pk=entry_id)
