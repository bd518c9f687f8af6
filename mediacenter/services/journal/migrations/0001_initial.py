"""The journal, with all entries that it had in unions; the database keeps them as written.

A migration that has to reword entries disables the trigger of rows for its own transaction:
ALTER TABLE journal_journalentry DISABLE TRIGGER journal_rows_stay.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from mediacenter.toolkit.moved_tables import carry_over_rows, rename_model
from mediacenter.toolkit.table_creation import CreateModels

STAYS = """
CREATE FUNCTION journal_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The journal is written once: % of %', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER journal_rows_stay BEFORE UPDATE OR DELETE ON journal_journalentry
    FOR EACH ROW EXECUTE FUNCTION journal_stays();
CREATE TRIGGER journal_stays BEFORE TRUNCATE ON journal_journalentry
    FOR EACH STATEMENT EXECUTE FUNCTION journal_stays();
"""


def move(apps, schema_editor):
    carry_over_rows(
        schema_editor, 'unions_journalentry', 'journal_journalentry', renamed={'verb': 'code'}
    )
    rename_model(schema_editor, 'unions.journalentry', 'journal.journalentry')


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('unions', '0026_mails_given_up'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='JournalEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='when')),
                    ('code', models.CharField(max_length=60, verbose_name='what was done')),
                    ('object_id', models.CharField(max_length=64, verbose_name='key of the record')),
                    ('details', models.JSONField(blank=True, default=dict, verbose_name='details')),
                    ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='contenttypes.contenttype', verbose_name='kind of record')),
                    ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL, verbose_name='who')),
                ],
                options={
                    'verbose_name': 'journal entry',
                    'verbose_name_plural': 'journal',
                    'indexes': [models.Index(fields=['content_type', 'object_id'], name='journal_jou_content_111c2b_idx')],
                },
            ),
        ]),
        migrations.RunPython(move),
        migrations.RunSQL(STAYS),
    ]
