"""Make the tests' tables from the models (--nomigrations): a second, where migrating takes more.

What the migrations say by hand, such as the functions that indexes call and the triggers, is said
here as well: before the tables what stands before them, the rest after all tables.
tests/portal/test_stack.py holds the outcome to what migrating makes.
"""

from importlib import import_module
from itertools import takewhile
from pathlib import Path

from django.db import connections
from django.db.migrations import DeleteModel, RunSQL

from mediacenter.toolkit.table_creation import CreateModels


def run_sql_before_tables(app_config, using, **_signal):
    """A receiver of pre_migrate, which Django sends for each app."""
    run(before_tables(operations(app_config)), app_config, using)


def run_sql_after_tables(app_config, using, **_signal):
    """A receiver of post_migrate, which Django sends for each app."""
    every = operations(app_config)
    run(every[len(before_tables(every)) :], app_config, using)


def operations(app_config):
    """Those of the migration that makes all tables at once, and of the later ones."""
    names = sorted(path.stem for path in Path(app_config.path).glob("migrations/0*.py"))
    every = [import_module(f"{app_config.name}.migrations.{name}").Migration for name in names]
    at_once = [number for number, migration in enumerate(every) if makes_tables(migration)]
    later = every[at_once[-1] :] if at_once else []
    return [operation for migration in later for operation in migration.operations]


def makes_tables(migration):
    return any(isinstance(operation, CreateModels) for operation in migration.operations)


def before_tables(every):
    return list(takewhile(lambda one: not isinstance(one, CreateModels), every))


def run(every, app_config, using):
    gone = gone_tables(app_config)
    with connections[using].schema_editor() as editor:
        for operation in every:
            if isinstance(operation, RunSQL) and not any(name in operation.sql for name in gone):
                operation.database_forwards(app_config.label, editor, None, None)


def gone_tables(app_config):
    """Those that a later migration deletes, because another app has them by now, say."""
    return [
        f"{app_config.label}_{operation.name_lower}"
        for operation in operations(app_config)
        if isinstance(operation, DeleteModel)
    ]
