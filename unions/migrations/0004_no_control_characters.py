from django.db import migrations

from mediacenter.toolkit.plain_text import clean_json, clean_texts


def clean(apps, schema_editor):
    clean_texts(apps.get_app_config("unions"))
    clean_json(apps.get_app_config("unions"))


class Migration(migrations.Migration):
    dependencies = [("unions", "0003_contacts_by_language")]
    operations = [migrations.RunPython(clean, migrations.RunPython.noop)]
