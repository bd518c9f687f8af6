"""For migrations: dates of an older portal that this one does not take are changed, and told.

It knew no limits (date_limits.py), or not in the database. What lies beyond comes to the nearest
day within; an end before its beginning comes to the beginning. The log says what it was. Where two
dates may not be the same, and would be, the rows are named and nothing is changed.
"""

import logging

from django.core.management import CommandError
from django.db import IntegrityError
from django.db.migrations.recorder import MigrationRecorder

from .date_limits import CHECKS, FIRST_YEAR, LAST_YEAR

TOLD = 20  # rows
log = logging.getLogger(__name__)

# {type of PostgreSQL: (check, value within)}, of a %(column)s
KINDS = {
    "date": (
        CHECKS["DateField"],
        f"least(greatest(\"%(column)s\", '{FIRST_YEAR}-01-01'), '{LAST_YEAR}-12-31')",
    ),
    "timestamptz": (
        CHECKS["DateTimeField"],
        f"least(greatest(\"%(column)s\", '{FIRST_YEAR}-01-01 12:00+00'),"
        f" '{LAST_YEAR}-12-31 12:00+00')",
    ),
}
# Columns of dates in tables of the portal without a check of their own.
UNCHECKED = """
SELECT c.relname, a.attname, t.typname
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
    AND c.relname = ANY (%s) AND t.typname = ANY (%s) AND NOT EXISTS (
        SELECT FROM pg_constraint o
        WHERE o.conrelid = c.oid AND o.contype = 'c' AND o.conkey = ARRAY[a.attnum]
    )
ORDER BY 1, a.attnum
"""


def check_all_dates(schema_editor):
    """Give each column of dates the check that Django writes into new ones."""
    connection = schema_editor.connection
    tables = connection.introspection.django_table_names(include_views=False)
    tables.append(MigrationRecorder.Migration._meta.db_table)
    unchecked = {}
    with connection.cursor() as cursor:
        cursor.execute(UNCHECKED, [tables, list(KINDS)])
        for table, column, kind in cursor.fetchall():
            unchecked.setdefault(table, {})[column] = [
                part % {"column": column} for part in KINDS[kind]
            ]
    for table, columns in unchecked.items():
        checks = [check for check, _within in columns.values()]
        repair(
            schema_editor,
            table,
            {column: within for column, (_check, within) in columns.items()},
            where=" OR ".join(f"NOT ({check})" for check in checks),
        )
        added = ", ".join(f"ADD CHECK ({check})" for check in checks)
        schema_editor.execute(f'ALTER TABLE "{table}" {added}')


def put_in_order(schema_editor, table, first, last):
    """Let no `last` of a table lie before its `first`."""
    repair(schema_editor, table, {last: f'"{first}"'}, where=f'"{last}" < "{first}"')


def repair(schema_editor, table, values, *, where):
    """Set columns of some rows to {column: SQL}, all at once, and tell what was there.

    Triggers that keep a table as it is are out of force for so long. Raises CommandError, which
    names the rows, where a constraint of the table refuses the new values.
    """
    changed = ", ".join(f'"{column}" = {value}' for column, value in values.items())
    columns_as_text = ", ".join(
        f'"{column}"::text, ({value})::text' for column, value in values.items()
    )
    with schema_editor.connection.cursor() as cursor:
        rows = f'FROM "{table}" t WHERE {where}'
        cursor.execute(f"SELECT to_jsonb(t) ->> 'id', {columns_as_text} {rows}")
        found = cursor.fetchall()
    if not found:
        return
    schema_editor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
    try:
        schema_editor.execute(f'UPDATE "{table}" SET {changed} WHERE {where}')  # noqa: S608
    except IntegrityError as refused:
        raise CommandError(in_words(refused, table, differing(values, found))) from refused
    schema_editor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
    for row, column, was, now in differing(values, found):
        log.warning("%s.%s of row %s: %s, now %s", table, column, row, was, now)


def differing(columns, found):
    """Yield row, column, what was there and what comes there."""
    for row, *pairs in found:
        for column, was, now in zip(columns, pairs[::2], pairs[1::2], strict=True):
            if was != now:
                yield row, column, was, now


def in_words(refused, table, changes):
    constraint = refused.__cause__.diag.constraint_name
    named = [f"{column} {was} of row {row}" for row, column, was, _now in changes]
    more = f" and {len(named) - TOLD} more" if len(named) > TOLD else ""
    return (
        f"The dates of {table} cannot be brought within {FIRST_YEAR} to {LAST_YEAR} and in order, "
        f"for {constraint} refuses it; nothing was changed. In the portal as it was, or by SQL, "
        f"give other dates, and migrate again: {', '.join(named[:TOLD])}{more}"
    )
