"""For migrations: mails of a table from before there was the outbox come into it."""

COLUMNS = (
    "sent_at, attempts, next_try_at, set_aside_at, last_error,"
    " given_up_at, given_up_by_id, given_up_because"
)


def take_over(schema_editor, table, *, label, prefix, where="true", **values):
    """Copy the mails of an earlier table, which keep the Message-ID that they had there.

    `values` are SQL expressions over a row `o`: {column of the outbox: expression}. What the
    journal says of a mail, under the model `label` ("app.model"), it says of the new row from then
    on; None where the table goes on and the journal with it. The Message-ID was `prefix` and key.
    """
    values = {"language": "''", **values}
    names, expressions = ", ".join(f'"{name}"' for name in values), ", ".join(values.values())
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {table} IN SHARE MODE")
        cursor.execute(
            f"INSERT INTO outbox_mail ({names}, {COLUMNS}, message_key, ready_at)"  # noqa: S608
            f" SELECT {expressions}, {COLUMNS}, %s || o.id, o.asked_at"
            f" FROM {table} o WHERE {where} ORDER BY o.id",
            [prefix],
        )
        if label is not None:
            follow_in_journal(cursor, label, prefix)
        check_at_once(cursor)


def check_at_once(cursor):
    """What waits to be checked would hold up the changes of tables that come next."""
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def content_type(cursor, label):
    """The key of a model's content type, which may not be there yet."""
    named = label.split(".")
    cursor.execute(
        "INSERT INTO django_content_type (app_label, model) VALUES (%s, %s) ON CONFLICT DO NOTHING",
        named,
    )
    cursor.execute("SELECT id FROM django_content_type WHERE app_label = %s AND model = %s", named)
    [[key]] = cursor.fetchall()
    return key


def follow_in_journal(cursor, label, prefix):
    """The journal refuses changes: its trigger rests meanwhile, in this transaction alone."""
    cursor.execute("ALTER TABLE journal_journalentry DISABLE TRIGGER journal_rows_stay")
    cursor.execute(
        "UPDATE journal_journalentry j SET content_type_id = %s, object_id = m.id::text"
        " FROM outbox_mail m WHERE j.content_type_id = %s AND m.message_key = %s || j.object_id",
        [content_type(cursor, "outbox.mail"), content_type(cursor, label), prefix],
    )
    check_at_once(cursor)
    cursor.execute("ALTER TABLE journal_journalentry ENABLE TRIGGER journal_rows_stay")
