"""Empty the database after a test that commits: what is empty costs nothing.

Django truncates every table, whatever it holds, and then makes the content types and permissions
anew: half a second a test.
"""

import time

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import OperationalError, connection, transaction
from psycopg2.errors import LockNotAvailable

# Facts of the code, not of a test.
KEPT = {model._meta.db_table for model in (ContentType, Permission)}
PATIENCE = 30  # seconds for a request that a test has left behind


def empty_database():
    """Delete every row that a test has committed, once nobody is at work on any table.

    Raises OperationalError if somebody is at work for longer than PATIENCE.
    """
    latest = time.monotonic() + PATIENCE
    while True:
        try:
            return delete_rows()
        except OperationalError as error:
            if not isinstance(error.__cause__, LockNotAvailable) or time.monotonic() > latest:
                raise
            time.sleep(0.02)


def delete_rows():
    """Never waits with locks in hand: a request that wants one of them would wait for us, and we
    for the request. Raises OperationalError at once if any table is in use."""
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    tables = {name: connection.ops.quote_name(name) for name in names if name not in KEPT}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {', '.join(tables.values())} IN ACCESS EXCLUSIVE MODE NOWAIT")
        any_row = "(SELECT '{}' FROM {} LIMIT 1)"
        cursor.execute(" UNION ALL ".join(any_row.format(*table) for table in tables.items()))
        filled = [tables[name] for (name,) in cursor.fetchall()]
        cursor.execute("SET LOCAL session_replication_role = replica")  # in whatever order
        for table in filled:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608  a name of our own
