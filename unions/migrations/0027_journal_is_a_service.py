from django.db import migrations

from mediacenter.toolkit.moved_tables import carry_over_rows

PINNED = "unions.journalentry", "journal.journalentry"


def follow(apps, schema_editor):
    carry_over_rows(
        schema_editor, 'unions_journalentry', 'journal_journalentry', renamed={'verb': 'code'}
    )
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "UPDATE unions_user SET pinned = array_replace(pinned, %s, %s) WHERE %s = ANY (pinned)",
            [*PINNED, PINNED[0]],
        )


class Migration(migrations.Migration):

    dependencies = [
        ('unions', '0026_mails_given_up'),
        ('journal', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(follow),
        migrations.DeleteModel('JournalEntry'),
        migrations.RunSQL("DROP FUNCTION IF EXISTS unions_journal_stays()"),
    ]
