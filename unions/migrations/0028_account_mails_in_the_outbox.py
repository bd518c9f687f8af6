from django.db import migrations

from mediacenter.services.outbox.earlier_tables import take_over


def into_the_outbox(apps, schema_editor):
    take_over(
        schema_editor,
        'unions_accountmail',
        label='unions.accountmail',
        prefix='account-mail-',
        kind="'account.' || o.event",
        user_id='o.user_id',
        to='o."to"',
        details='o.details',
        asked_at='o.asked_at',
    )


class Migration(migrations.Migration):

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('journal', '0001_initial'),
        ('outbox', '0001_initial'),
        ('unions', '0027_journal_is_a_service'),
    ]

    operations = [
        migrations.RunPython(into_the_outbox),
        migrations.DeleteModel('AccountMail'),
    ]
