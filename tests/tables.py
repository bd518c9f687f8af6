"""Make the tests' tables from the models (--nomigrations): a second, where migrating takes ten.

What the first migrations say by hand before their first table, such as the functions that indexes
call, is said here as well, and after all tables what AFTER_TABLES names.
tests/portal/test_stack.py holds the outcome to what migrating makes.
"""

from importlib import import_module
from importlib.util import find_spec
from itertools import takewhile

from django.db import connections
from django.db.migrations import CreateModel, RunSQL

AFTER_TABLES = {"unions": ["0017_journal_stays_as_written"]}


def run_sql_before_tables(app_config, using, **_signal):
    """A receiver of pre_migrate, which Django sends for each app."""
    migrations = f"{app_config.name}.migrations"
    if not find_spec(migrations):
        return
    operations = import_module(f"{migrations}.0001_initial").Migration.operations
    run(takewhile(lambda one: not isinstance(one, CreateModel), operations), app_config, using)


def run_sql_after_tables(app_config, using, **_signal):
    """A receiver of post_migrate, which Django sends for each app."""
    for name in AFTER_TABLES.get(app_config.label, []):
        migration = import_module(f"{app_config.name}.migrations.{name}").Migration
        run(migration.operations, app_config, using)


def run(operations, app_config, using):
    with connections[using].schema_editor() as editor:
        for operation in operations:
            if isinstance(operation, RunSQL):
                operation.database_forwards(app_config.label, editor, None, None)
