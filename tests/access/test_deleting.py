"""Whatever a role may delete can be brought back for a month, or stands here with its reason."""

import pytest
from django.contrib import admin
from django.db import connection
from django.db.models import FileField
from django.urls import reverse

from mediacenter.services.journal.models import JournalEntry
from mediacenter.services.search.indexing import index_due
from tests.access.table import MODELS
from tests.publications.factories import picture_file
from unions.access import GRANTS, kept_kinds
from unions.actions import bring_back, delete_record
from unions.deletion_registry import GONE_AT_ONCE
from unions.models import BinEntry

pytestmark = pytest.mark.django_db

KEPT = sorted(MODELS.keys() & {model._meta.label_lower for model in kept_kinds()})


def deletable():
    """What the admin deletes: records by their own pages, rows by those of their records."""
    for model, model_admin in admin.site._registry.items():
        granted = GRANTS.get(model)
        if granted is None or granted.roles["delete"]:
            yield model
        yield from (inline.model for inline in model_admin.inlines if inline.can_delete)


def test_whatever_can_be_deleted_is_kept_or_says_why_not():
    reverse("admin:index")  # what the libraries register for themselves is closed by now
    assert not set(deletable()) - set(kept_kinds()) - GONE_AT_ONCE.keys()
    assert all(why.endswith(".") for why in GONE_AT_ONCE.values())


def stored(table):
    with connection.cursor() as cursor:
        name = connection.ops.quote_name(table)
        cursor.execute(f"SELECT to_jsonb(t)::text FROM {name} t ORDER BY 1")  # noqa: S608
        return cursor.fetchall()


def everything():
    """Every row of every table, but what tells of the deleting itself; the search has followed."""
    while index_due():
        pass
    told = {JournalEntry._meta.db_table, "django_content_type"}
    return {name: stored(name) for name in set(connection.introspection.table_names()) - told}


@pytest.mark.parametrize("label", KEPT)
def test_every_kind_of_record_comes_back_as_it_was(tree, label):
    record = MODELS[label].record(tree["branch"])
    for field in record._meta.concrete_fields:
        if isinstance(field, FileField) and not getattr(record, field.name):
            getattr(record, field.name).save("file.pdf", picture_file(10, 10))
    before, title = everything(), str(record)
    entry = delete_record(record=record)
    assert not type(record)._base_manager.filter(pk=record.pk).exists()
    assert entry.title == title
    bring_back(entry_id=entry.pk)
    assert everything() == before
    assert not BinEntry.objects.exists()
