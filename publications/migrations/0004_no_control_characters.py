from django.db import migrations

from mediacenter.toolkit.plain_text import clean_json, clean_texts


def clean(apps, schema_editor):
    clean_texts(apps.get_app_config("publications"))
    clean_json(apps.get_app_config("publications"))


class Migration(migrations.Migration):
    dependencies = [("publications", "0003_days_of_release")]
    operations = [migrations.RunPython(clean, migrations.RunPython.noop)]
