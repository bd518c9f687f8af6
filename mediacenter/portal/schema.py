"""Holds what the models want against what the database has: columns, and not only migrations.

An old database whose tables do not fit would answer every page with an error.
"""

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState

TOLD = 5  # columns named in one sentence
ANOTHERS = (
    "Another portal made it: a newer one, or one whose migrations were changed later. Start that "
    "one on it; or give this one an empty database (DATABASE_URL, or VAR_DIR; a demo may lose its "
    "var/) and, where there is a backup, bin/restore."
)
COLUMNS = """
SELECT table_name, column_name, is_nullable = 'NO' AND column_default IS NULL
    AND is_identity = 'NO' AND is_generated = 'NEVER'
FROM information_schema.columns WHERE table_schema = ANY (current_schemas(false))
"""


def wanted():
    """{(table, column)} of all models."""
    return {
        (model._meta.db_table, field.column)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
        for field in model._meta.local_concrete_fields
    }


def made_by(state):
    """{(table, column)} of the models of a ProjectState."""
    return {
        (
            model.options.get("db_table") or f"{model.app_label}_{model.name_lower}",
            field.db_column or (f"{name}_id" if field.remote_field else name),
        )
        for model in state.models.values()
        if model.options.get("managed", True)
        and not model.options.get("proxy")
        and not model.options.get("swappable")  # an auth_user of Django's own: ours is in its place
        for name, field in model.fields.items()
        if not field.many_to_many
    }


def lacking_and_strange(of_models=None):
    """What is wanted, by the models, and the database lacks; what it demands and they do not give.

    Two lists of "table.column".
    """
    of_models = of_models or wanted()
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        there = {(table, column): demanded for table, column, demanded in cursor.fetchall()}
    tables = {table for table, _column in of_models}
    lacking = of_models - there.keys()
    demanded = {place for place, is_demanded in there.items() if is_demanded}
    strange = {place for place in demanded - of_models if place[0] in tables}
    return sorted(map(".".join, lacking)), sorted(map(".".join, strange))


def unapplied():
    """The migrations that the database lacks."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [str(migration) for migration, _backwards in plan]


def what_its_migrations_did_not_make():
    """What lacks of what a database that waits for more migrations has had by those before.

    Sentences; told before any of them is carried out, which one in the middle would refuse.
    """
    executor = MigrationExecutor(connection)
    graph, applied = executor.loader.graph, executor.loader.applied_migrations
    if not applied or not executor.migration_plan(graph.leaf_nodes()):
        return []
    state = ProjectState(real_apps=executor.loader.unmigrated_apps)
    for migration, _backwards in executor.migration_plan(graph.leaf_nodes(), clean_start=True):
        if (migration.app_label, migration.name) in applied:
            migration.mutate_state(state, preserve=False)
    lacking, _strange = lacking_and_strange(made_by(state))
    if lacking:
        return [f"The database lacks {some(lacking)}, though its own migrations made it.", ANOTHERS]
    return []


def what_lacks():
    """What the models want and the database has not, and what to do: sentences.

    [] where nothing lacks, and where the database is away: a site waits for it.
    """
    try:
        lacking, _strange = lacking_and_strange()
        needed = unapplied() if lacking else []
    except DatabaseError:
        return []
    if needed:
        return [
            f"The database is older than this portal; it waits for {some(needed)}. Make a backup "
            "(bin/backup), then: python manage.py migrate"
        ]
    if lacking:
        return [f"The database lacks {some(lacking)}, though it has every migration.", ANOTHERS]
    return []


def misfits():
    """What lacks, or else what the database demands and this portal would not give: sentences."""
    if found := what_lacks():
        return found
    _lacking, strange = lacking_and_strange()
    if strange:
        return [f"The database demands {some(strange)}, which this portal does not know.", ANOTHERS]
    return []


def some(names):
    more = len(names) - TOLD
    return ", ".join(names[:TOLD]) + (f" and {more} more" if more > 0 else "")


def refuse_what_lacks():
    """Called by each web process that starts. Raises ImproperlyConfigured."""
    if found := what_lacks():
        raise ImproperlyConfigured(" ".join(found))


def end_where_something_lacks(**_signal):
    """A receiver for workers and beat, whose signals swallow any error but this."""
    if found := what_lacks():
        raise SystemExit(" ".join(found))
