from django.db import migrations

from mediacenter.toolkit.language import sort_key

KINDS = ("город ", "область ")


def sort_by_name(apps, schema_editor):
    for region in apps.get_model("unions", "Region").objects.all():
        name = region.name_ru or ""
        for kind in KINDS:
            name = name.removeprefix(kind)
        if name != (region.name_ru or ""):
            region.sort_ru = sort_key(name)[:400]
            region.save(update_fields=["sort_ru"])


class Migration(migrations.Migration):

    dependencies = [
        ('unions', '0012_who_did_it_by_name'),
    ]

    operations = [
        migrations.RunPython(sort_by_name, migrations.RunPython.noop),
    ]
