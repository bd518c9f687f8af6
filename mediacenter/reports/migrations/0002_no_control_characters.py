from django.db import migrations

from mediacenter.toolkit.plain_text import clean_texts


def clean(apps, schema_editor):
    clean_texts(apps.get_app_config("reports"))


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]
    operations = [migrations.RunPython(clean, migrations.RunPython.noop)]
