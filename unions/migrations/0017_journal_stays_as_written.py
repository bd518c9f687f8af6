"""The database refuses to change or delete an entry of the journal, whoever asks.

A migration that has to reword entries disables the trigger of rows for its own transaction:
ALTER TABLE unions_journalentry DISABLE TRIGGER journal_rows_stay.
"""

from django.db import migrations

STAYS = """
CREATE FUNCTION unions_journal_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The journal is written once: % of %', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER journal_rows_stay BEFORE UPDATE OR DELETE ON unions_journalentry
    FOR EACH ROW EXECUTE FUNCTION unions_journal_stays();
CREATE TRIGGER journal_stays BEFORE TRUNCATE ON unions_journalentry
    FOR EACH STATEMENT EXECUTE FUNCTION unions_journal_stays();
"""
MAY_GO = """
DROP TRIGGER journal_rows_stay ON unions_journalentry;
DROP TRIGGER journal_stays ON unions_journalentry;
DROP FUNCTION unions_journal_stays();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('unions', '0016_who_is_named_in_the_journal_stays'),
    ]

    operations = [
        migrations.RunSQL(STAYS, MAY_GO),
    ]
