"""Make the tests' tables from the models (--nomigrations): a second, where migrating takes ten.

What the first migrations say by hand before their first table, such as the functions that indexes
call, is said here as well. tests/portal/test_stack.py holds the outcome to what migrating makes.
"""

from importlib import import_module
from importlib.util import find_spec
from itertools import takewhile

from django.db import connections
from django.db.migrations import CreateModel, RunSQL


def run_sql_before_tables(app_config, using, **_signal):
    """A receiver of pre_migrate, which Django sends for each app."""
    migrations = f"{app_config.name}.migrations"
    if not find_spec(migrations):
        return
    operations = import_module(f"{migrations}.0001_initial").Migration.operations
    with connections[using].schema_editor() as editor:
        for operation in takewhile(lambda one: not isinstance(one, CreateModel), operations):
            if isinstance(operation, RunSQL):
                operation.database_forwards(app_config.label, editor, None, None)
