import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
from django.db import migrations, models
from django.db.models import Max, OuterRef, Subquery
from django.db.models.functions import TruncDate


def tell_days(apps, schema_editor):
    """What is out by now came out when the last work on it was done."""
    items = apps.get_model("publications", "PlanItem").objects
    done = apps.get_model("publications", "Assignment").objects.filter(
        plan_item=OuterRef("pk"), status="done"
    )
    last = done.values("plan_item").annotate(day=TruncDate(Max("done_at"))).values("day")
    items.filter(status__in=["released", "measured"]).update(released_on=Subquery(last))


class Migration(migrations.Migration):
    dependencies = [
        ("publications", "0002_link_keys"),
    ]

    operations = [
        migrations.AddField(
            model_name="planitem",
            name="released_on",
            field=models.DateField(
                db_index=True, editable=False, null=True, verbose_name="released on"
            ),
        ),
        migrations.RunPython(tell_days, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="occasion",
            index=django.contrib.postgres.indexes.GistIndex(
                models.Func(
                    models.F("starts_on"),
                    models.F("ends_on"),
                    models.Value("[]"),
                    function="daterange",
                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                ),
                condition=models.Q(("starts_on__isnull", False)),
                name="occasion_span",
            ),
        ),
    ]
