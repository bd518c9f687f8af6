"""One table of secret addresses. Those of the media plan move here, and go on working."""

import hashlib

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from mediacenter.toolkit.sealing import seal


def move_addresses(apps, schema_editor):
    moved = apps.get_model("calendars", "CalendarAddress")
    for old in apps.get_model("publications", "CalendarAddress").objects.order_by("pk").iterator():
        moved.objects.create(
            pk=old.pk,
            kind="plan",
            owner_id=old.user_id,
            secret_hash=hashlib.sha256(old.secret.encode()).hexdigest(),
            sealed_secret=seal(old.secret, purpose="calendars.address"),
            renewed_at=old.renewed_at,
        )
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('calendars_calendaraddress', 'id'), max(id))"
            " FROM calendars_calendaraddress HAVING max(id) IS NOT NULL"
        )


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('publications', '0016_mails_given_up'),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30)),
                ('secret_hash', models.CharField(max_length=64, unique=True)),
                ('sealed_secret', models.TextField()),
                ('renewed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'calendar address',
                'verbose_name_plural': 'calendar addresses',
                'constraints': [models.UniqueConstraint(fields=('owner', 'kind'), name='calendar_address_once', violation_error_message='There is an address of this calendar already.')],
            },
        ),
        migrations.RunPython(move_addresses, migrations.RunPython.noop, elidable=True),
    ]
