"""What is joint today counts on; whoever is named in it may refuse it from now on."""

from django.db import migrations
from django.utils import timezone


def confirm_what_is_there(apps, schema_editor):
    request = apps.get_model("publications", "JointRequest")
    shares = apps.get_model("publications", "Coverage").shared_with.through.objects.all()
    now = timezone.now()
    request.objects.bulk_create(
        (
            request(coverage_id=coverage, organization_id=organization, state="confirmed", asked_at=now)
            for coverage, organization in shares.values_list("coverage", "organization").iterator()
        ),
        batch_size=1000,
    )


class Migration(migrations.Migration):

    dependencies = [
        ('publications', '0011_joint_publications_are_agreed_to'),
    ]

    operations = [
        migrations.RunPython(confirm_what_is_there, migrations.RunPython.noop),
    ]
