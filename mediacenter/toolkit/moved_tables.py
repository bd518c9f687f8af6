"""For migrations: the rows of a table that another app owns from now on."""


def carry_over_rows(schema_editor, old, new, *, renamed=None):
    """Copy what `new` lacks of the rows of `old`, under their keys; `renamed`: {column: now}.

    Called by the migration that makes the new table, and once more by the one that drops the old:
    for what an older portal, still at work, has entered in between.
    """
    quote = schema_editor.quote_name
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {quote(old)} IN SHARE MODE")
        described = schema_editor.connection.introspection.get_table_description(cursor, old)
        names = [column.name for column in described]
        columns = ", ".join(quote((renamed or {}).get(name, name)) for name in names)
        values = ", ".join(f"o.{quote(name)}" for name in names)
        cursor.execute(
            f"INSERT INTO {quote(new)} ({columns}) SELECT {values} FROM {quote(old)} o"  # noqa: S608
            f" WHERE NOT EXISTS (SELECT FROM {quote(new)} n WHERE n.id = o.id)"
        )
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence(%s, 'id'), max(id)) FROM {quote(new)}"  # noqa: S608
            " HAVING max(id) IS NOT NULL",
            [quote(new)],
        )


def rename_model(schema_editor, old, new):
    """Let a content type, with what refers to it, name a model by its new label ("app.model").

    Where migrations run on an empty database no content type is there yet.
    """
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "UPDATE django_content_type SET app_label = %s, model = %s"
            " WHERE app_label = %s AND model = %s",
            [*new.split("."), *old.split(".")],
        )
