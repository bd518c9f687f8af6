"""The database refuses dates beyond the limits, in all rooms, and ends before their beginnings."""

from django.db import migrations

from mediacenter.toolkit.date_repair import check_all_dates, put_in_order
from mediacenter.toolkit.dates import in_order

SPANS = {
    "channel": ("since", "closed_on", "channel_span"),
    "organization": ("founded_on", "closed_on", "organization_span"),
    "organizationname": ("valid_from", "valid_until", "organization_name_span"),
    "region": ("since", "until", "region_span"),
}


def repair(apps, schema_editor):
    check_all_dates(schema_editor)
    for model, (first, last, _name) in SPANS.items():
        put_in_order(schema_editor, f"unions_{model}", first, last)


class Migration(migrations.Migration):
    dependencies = [("unions", "0024_more_mails_by_the_queue")]

    operations = [
        migrations.RunPython(repair, migrations.RunPython.noop),
        *(
            migrations.AddConstraint(model, in_order(first, last, name=name))
            for model, (first, last, name) in SPANS.items()
        ),
    ]
