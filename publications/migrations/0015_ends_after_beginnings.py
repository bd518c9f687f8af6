"""The database refuses an end before its beginning."""

from django.db import migrations

from mediacenter.toolkit.date_repair import put_in_order
from mediacenter.toolkit.dates import in_order

SPANS = {
    "revision": ("public_from", "public_until", "revision_public_span"),
    "rubric": ("opened_on", "closed_on", "rubric_span"),
}


def repair(apps, schema_editor):
    for model, (first, last, _name) in SPANS.items():
        put_in_order(schema_editor, f"publications_{model}", first, last)


class Migration(migrations.Migration):
    # those of the unions bring each date within its limits: one pass over all tables
    dependencies = [
        ("publications", "0014_squashed"),
        ("unions", "0025_dates_within_limits_and_in_order"),
    ]

    operations = [
        migrations.RunPython(repair, migrations.RunPython.noop),
        *(
            migrations.AddConstraint(model, in_order(first, last, name=name))
            for model, (first, last, name) in SPANS.items()
        ),
    ]
