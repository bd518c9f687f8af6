"""A portal says plainly that its database does not fit, and does not answer every page with 500."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from mediacenter.portal import schema
from mediacenter.portal.management.commands.serve import Command
from mediacenter.portal.stack import StackFailed

pytestmark = pytest.mark.django_db


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def every_migration(monkeypatch):
    """The tables of the tests are made without any: here all of them count as applied."""
    monkeypatch.setattr(schema, "unapplied", list)
    monkeypatch.setattr("mediacenter.portal.preparation.migrate_if_behind", lambda: "up to date")


def test_the_tables_of_the_models_fit(every_migration):
    assert schema.misfits() == []
    assert Command().migrate() == "up to date"
    schema.refuse_what_lacks()
    schema.end_where_something_lacks()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("ALTER TABLE unions_user DROP COLUMN pinned", "lacks unions_user.pinned"),
        ("ALTER TABLE publications_tag RENAME TO tags", "lacks publications_tag.id, "),
    ],
)
def test_what_lacks_is_told_by_every_start(every_migration, change, told):
    run(change)
    with pytest.raises(ImproperlyConfigured, match=told):
        schema.refuse_what_lacks()
    with pytest.raises(SystemExit, match=told):
        schema.end_where_something_lacks()
    with pytest.raises(StackFailed, match=f"{told}.*bin/restore"):
        Command().migrate()


def test_a_column_that_this_portal_would_leave_empty_is_told_by_serve_alone(every_migration):
    """Web processes of before an upgrade go on reading until they are replaced."""
    run("ALTER TABLE publications_tag ADD COLUMN weight integer NOT NULL")
    schema.refuse_what_lacks()
    with pytest.raises(StackFailed, match=r"demands publications_tag.weight"):
        Command().migrate()


def test_a_database_that_waits_for_migrations_is_told_which(monkeypatch):
    run("ALTER TABLE unions_user DROP COLUMN pinned")
    monkeypatch.setattr(schema, "unapplied", lambda: [f"unions.00{n}" for n in range(10, 17)])
    with pytest.raises(ImproperlyConfigured, match=r"unions.0014 and 2 more.*manage.py migrate"):
        schema.refuse_what_lacks()


def test_a_database_that_its_own_migrations_did_not_make_is_left_as_it_is(monkeypatch, settings):
    """Of an initial migration that was changed later, an upgrade would carry out the first part."""
    settings.MIGRATION_MODULES = {}  # the tests do without them
    executor = MigrationExecutor(connection)
    executor.recorder.ensure_schema()
    [newest] = executor.loader.graph.leaf_nodes("outreach")
    for key in executor.loader.disk_migrations.keys() - {newest}:
        executor.recorder.record_applied(*key)
    carried_out = []
    monkeypatch.setattr(
        "mediacenter.portal.preparation.migrate_if_behind", lambda: carried_out.append(1) or "done"
    )
    assert Command().migrate() == "done"
    run("ALTER TABLE unions_user DROP COLUMN pinned")
    with pytest.raises(StackFailed, match=r"lacks unions_user.pinned, .*bin/restore"):
        Command().migrate()
    assert carried_out == [1]
