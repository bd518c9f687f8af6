"""Rows from model instances to a table, in one statement and without keeping them in memory."""

import json
import re
from operator import attrgetter

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import JSONField

TO_ESCAPE = re.compile(r"[\\\t\n\r]")
ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
SHORT = {None: r"\N", True: "t", False: "f"}


class Lines:
    """An iterable of lines, read as a file."""

    def __init__(self, lines):
        self.lines = iter(lines)

    def read(self, size):
        parts, length = [], 0
        for line in self.lines:
            parts.append(line)
            length += len(line)
            if length >= size:
                break
        return "".join(parts)


def copy_in(model, records):
    """Store instances of a model in its empty table; return how many.

    Columns are filled from the attributes as they stand: no save, no signal, no auto_now, and
    rich text must be clean. Instances without a key are numbered from 1.
    """
    fields = [field for field in model._meta.local_concrete_fields if not field.generated]
    values = attrgetter(*(field.attname for field in fields))
    writers = [writer(field) for field in fields]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)

    def lines():
        for number, record in enumerate(records, start=1):
            record.pk = record.pk or number
            cells = zip(writers, values(record), strict=True)
            yield "\t".join([write(value) for write, value in cells]) + "\n"

    with connection.cursor() as cursor:
        table = model._meta.db_table
        cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", Lines(lines()))
        return numbered(cursor, model)


def numbered(cursor, model):
    """Let later records go on from the rows just numbered from 1; return how many these are."""
    count = cursor.rowcount
    cursor.execute(
        "SELECT setval(pg_get_serial_sequence(%s, %s), %s, %s)",
        [model._meta.db_table, model._meta.pk.column, max(count, 1), count > 0],
    )
    return count


def keys(count):
    """The primary keys of that many records in an empty table."""
    return range(1, count + 1)


def writer(field):
    """What turns a value of the field into its cell."""
    if isinstance(field, ArrayField):
        return lambda value: cell(None if value is None else array(value))
    if isinstance(field, JSONField):
        return lambda value: cell(None if value is None else json.dumps(value, cls=field.encoder))
    return cell


def array(values):
    """A list as PostgreSQL writes an array, as deep as it goes."""
    return "{" + ",".join(map(element, values)) + "}"


def element(value):
    if value is None:
        return "NULL"
    if isinstance(value, list | tuple):
        return array(value)
    return '"' + re.sub(r'(["\\])', r"\\\1", str(value)) + '"'


def cell(value):
    if value is None or value is True or value is False:
        return SHORT[value]
    text = str(value)
    return text.translate(ESCAPES) if TO_ESCAPE.search(text) else text
