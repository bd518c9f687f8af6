"""The demo, loaded once by a process: whoever needs it later gets the rows that were made then."""

import io

from django.apps import apps
from django.db import connection, models

from mediacenter.demo import loading
from tests.emptying import KEPT

PASSWORD = "demo password"
NUMBERED = """
SELECT setval(seq, greatest((SELECT max(id) FROM {table}), nextval(seq)))
FROM pg_get_serial_sequence('{table}', 'id') AS seq WHERE seq IS NOT NULL
"""

rows = {}  # table: what COPY tells of it, once the demo was loaded


def load_demo():
    """Fill the empty tables; every account has PASSWORD. Runs in the transaction of the test."""
    if rows and copy_in():
        return
    loading.load(dict.fromkeys(loading.accounts(), PASSWORD))
    copy_out()


def copy_out():
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True):
            if table not in KEPT:
                told = io.BytesIO()
                cursor.copy_expert(f"COPY {table} TO STDOUT", told)
                rows[table] = told.getvalue()


def copy_in():
    """Whether the rows stand again; not where a file that they name is gone meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # in whatever order
        for table, told in rows.items():
            if told:
                cursor.copy_expert(f"COPY {table} FROM STDIN", io.BytesIO(told))
        cursor.execute("SET LOCAL session_replication_role = origin")
        if missing_files():
            for table in rows:
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608  a name of our own
            return False
        for model in apps.get_models():
            is_numbered = isinstance(model._meta.pk, models.AutoField)
            if is_numbered and rows.get(model._meta.db_table):
                cursor.execute(NUMBERED.format(table=model._meta.db_table))
    return True


def missing_files():
    """What the rows name and no storage holds."""
    return [
        name
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.FileField) and not model._meta.proxy
        for name in model._base_manager.values_list(field.name, flat=True)
        if name and not field.storage.exists(name)
    ]
