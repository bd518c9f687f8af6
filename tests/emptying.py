"""Empty the database after a test that commits: what is empty costs nothing.

Django truncates every table, whatever it holds, and then makes the content types and permissions
anew: half a second a test.
"""

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

# Facts of the code, not of a test.
KEPT = {model._meta.db_table for model in (ContentType, Permission)}


def empty_database():
    """Delete every row that a test has committed, once nobody is at work on any table."""
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    tables = {name: connection.ops.quote_name(name) for name in names if name not in KEPT}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {', '.join(tables.values())} IN ACCESS EXCLUSIVE MODE")
        any_row = "(SELECT '{}' FROM {} LIMIT 1)"
        cursor.execute(" UNION ALL ".join(any_row.format(*table) for table in tables.items()))
        filled = [tables[name] for (name,) in cursor.fetchall()]
        cursor.execute("SET LOCAL session_replication_role = replica")  # in whatever order
        for table in filled:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608  a name of our own
