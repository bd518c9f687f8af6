import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def reach_who_keeps_the_journalist(apps, schema_editor):
    """Who gave those that are there is not told for sure: they reach no further than that."""
    keepers = apps.get_model("publications", "Journalist").objects.filter(pk=OuterRef("journalist"))
    apps.get_model("publications", "Accreditation").objects.update(
        reach=Subquery(keepers.values("organization")[:1])
    )


class Migration(migrations.Migration):

    dependencies = [
        ('publications', '0009_who_did_it_by_name'),
        ('unions', '0015_accounts_kept_where_they_were'),
    ]

    operations = [
        migrations.AddField(
            model_name='accreditation',
            name='reach',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='unions.organization', verbose_name='opens the texts of'),
        ),
        migrations.RunPython(reach_who_keeps_the_journalist, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='accreditation',
            name='reach',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='unions.organization', verbose_name='opens the texts of'),
        ),
    ]
