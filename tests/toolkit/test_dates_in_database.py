"""What goes around forms and fields, the database refuses: each column of dates has its check."""

from importlib import import_module

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError
from django.db import ProgrammingError, connection, transaction

from mediacenter.services.journal.actions import log
from mediacenter.services.journal.models import JournalEntry
from mediacenter.toolkit import date_repair
from mediacenter.toolkit.races import refused_in_words
from tests.publications.factories import ArticleTextFactory
from tests.publications.plan.factories import AssignmentFactory
from tests.unions.factories import ChannelFactory, RegionFactory
from unions.models import FollowerCount

pytestmark = pytest.mark.django_db

BEYOND = ["0001-01-01", "1899-12-30", "2101-01-03", "-infinity", "infinity"]
# Moments of the portal's own clock (..._at) are in no order that a wrong clock must not break.
ENDS = [
    "ends_on",
    "until",
    "closed_on",
    "valid_until",
    "public_until",
    "answered_on",
    "withdraw_at",
]
WITHOUT_ORDER = """
SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND a.attname = ANY (%s)
    AND NOT EXISTS (
        SELECT FROM pg_constraint o WHERE o.conrelid = c.oid AND o.contype = 'c'
        AND a.attnum = ANY (o.conkey) AND cardinality(o.conkey) > 1
    )
"""


def ask(statement, *given):
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.fetchall() if cursor.description else None


def tables():
    return connection.introspection.django_table_names()


def test_every_column_of_dates_has_its_check():
    assert ask(date_repair.UNCHECKED, tables(), list(date_repair.KINDS)) == []


def test_every_end_is_held_against_its_beginning():
    assert ask(WITHOUT_ORDER, ENDS) == []


@pytest.mark.parametrize("moment", BEYOND)
def test_the_database_refuses_a_date_beyond_the_limits_in_words(moment):
    AssignmentFactory()
    for statement in (
        "UPDATE publications_assignment SET due_at = %s",
        "UPDATE publications_planitem SET release_on = %s",
    ):
        with pytest.raises(ValidationError), refused_in_words(), transaction.atomic():
            ask(statement, moment)


def test_a_migration_brings_old_dates_within_the_limits_and_tells_each(caplog):
    region = RegionFactory()
    log(None, "text.published", region)
    entry = JournalEntry.objects.get()
    for statement in (
        "SET CONSTRAINTS ALL IMMEDIATE",
        "ALTER TABLE unions_region DROP CONSTRAINT unions_region_since_check,"
        " DROP CONSTRAINT unions_region_until_check, DROP CONSTRAINT region_span",
        "ALTER TABLE journal_journalentry DROP CONSTRAINT journal_journalentry_at_check,"
        " DISABLE TRIGGER USER",
        "UPDATE unions_region SET since = '9999-12-31', until = '0044-03-15 BC'",
        "UPDATE journal_journalentry SET at = '-infinity'",
        "ALTER TABLE journal_journalentry ENABLE TRIGGER USER",
    ):
        ask(statement)
    migration = import_module("unions.migrations.0025_dates_within_limits_and_in_order")
    with connection.schema_editor() as editor:
        migration.repair(None, editor)
    region.refresh_from_db()
    entry.refresh_from_db()
    assert (str(region.since), str(region.until)) == ("2100-12-31", "2100-12-31")
    assert entry.at.isoformat() == "1900-01-01T12:00:00+00:00"
    assert [record.getMessage() for record in caplog.records] == [
        f"journal_journalentry.at of row {entry.pk}: -infinity, now 1900-01-01 12:00:00+00",
        f"unions_region.since of row {region.pk}: 9999-12-31, now 2100-12-31",
        f"unions_region.until of row {region.pk}: 0044-03-15 BC, now 1900-01-01",
        f"unions_region.until of row {region.pk}: 1900-01-01, now 2100-12-31",
    ]
    assert ask(date_repair.UNCHECKED, tables(), list(date_repair.KINDS)) == []
    with pytest.raises(ProgrammingError, match="written once"), transaction.atomic():
        entry.delete()


def test_rows_that_cannot_come_within_the_limits_are_named_and_left():
    """Moments that may not be the same, and days that a channel has once."""
    text, channel = ArticleTextFactory(), ChannelFactory()
    days = ["2024-01-01", "2024-01-02"]
    [first, _second] = [
        FollowerCount.objects.create(channel=channel, counted_on=day, number=1) for day in days
    ]
    ask("SET CONSTRAINTS ALL IMMEDIATE")
    for table, columns, change, told in (
        (
            "publications_articletext",
            ("published_at", "withdraw_at"),
            "published_at = '2150-01-01 00:00+00', withdraw_at = '2160-01-01 00:00+00'",
            f"published_at 2150-01-01 00:00:00+00 of row {text.pk}, "
            f"withdraw_at 2160-01-01 00:00:00+00 of row {text.pk}",
        ),
        (
            "unions_followercount",
            ("counted_on",),
            f"counted_on = CASE id WHEN {first.pk} THEN '2101-01-01'::date ELSE '9999-01-01' END",
            f"counted_on 2101-01-01 of row {first.pk}",
        ),
    ):
        dropped = ", ".join(f"DROP CONSTRAINT {table}_{column}_check" for column in columns)
        ask(f"ALTER TABLE {table} {dropped}")
        ask(f"UPDATE {table} SET {change}")  # noqa: S608
        before = ask(f"TABLE {table}")
        with pytest.raises(CommandError) as refused, connection.schema_editor() as editor:
            date_repair.check_all_dates(editor)
        assert f"dates of {table}" in str(refused.value)
        assert told in str(refused.value)
        assert ask(f"TABLE {table}") == before
        ask(f"DELETE FROM {table}")  # noqa: S608
