"""What a page costs, told by PostgreSQL's own counters: the same on any machine, at any load."""

from collections import Counter
from dataclasses import dataclass, field

from django.db import connection
from django.test.utils import CaptureQueriesContext

# Rows read from tables and entries read from indexes, whether they served or were read in vain.
READ = """
SELECT coalesce(indrelid, oid)::regclass::text, sum(pg_stat_get_xact_tuples_returned(oid))::int
FROM pg_class LEFT JOIN pg_index ON indexrelid = oid
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i') GROUP BY 1
"""

READING_WHOLE = ("enable_seqscan", "enable_hashjoin", "enable_mergejoin")


@dataclass
class Cost:
    """`rows` are those that were touched, by table."""

    statements: int
    bytes: int
    rows: Counter = field(repr=False)

    @property
    def touched(self):
        return self.rows.total()

    def __str__(self):
        most = ", ".join(f"{number} of {table}" for table, number in self.rows.most_common(3))
        return f"{self.statements} statements, {self.bytes} bytes, {self.touched} rows: {most}"


def ask_where_indexes_are_read(client, url, *, beyond):
    """As ask; what touches more rows than `beyond` is asked again with whole tables held dear.

    A small table is read whole or by its index as the statistics happen to be: here it shall be
    the index, if there is one that serves.
    """
    response, cost = ask(client, url)
    if cost.touched <= beyond:
        return response, cost
    with connection.cursor() as cursor:
        cursor.execute("".join(f"SET LOCAL {way} = off;" for way in READING_WHOLE))
        again = ask(client, url)
        cursor.execute("".join(f"SET LOCAL {way} = on;" for way in READING_WHOLE))
    return min((response, cost), again, key=lambda asked: asked[1].touched)


def ask(client, url):
    """Open a page inside a transaction; return the response and its Cost."""
    before = rows_read()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    return response, Cost(len(captured), len(response.content), rows_read() - before)


def rows_read():
    with connection.cursor() as cursor:
        cursor.execute(READ)
        return Counter(dict(cursor.fetchall()))
