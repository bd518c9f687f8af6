"""Verbs of the journal are phrases; entries made before keep being read in each language."""

from django.db import migrations

SPOKEN = {"appointed": "person appointed", "doubt settled": "doubt resolved"}


def phrase(apps, schema_editor):
    entries = apps.get_model("unions", "JournalEntry").objects
    for before, now in SPOKEN.items():
        entries.filter(verb=before).update(verb=now)


class Migration(migrations.Migration):
    dependencies = [("unions", "0007_name_fields_plainly")]

    operations = [migrations.RunPython(phrase, migrations.RunPython.noop)]
