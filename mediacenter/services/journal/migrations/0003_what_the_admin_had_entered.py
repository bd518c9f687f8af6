"""What Django's admin told in a table of its own is told by the journal, in one trail with the rest.

The portal has entered nothing there since its use cases write the journal; the rows stay unread.
"""

import json

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.db import migrations
from django.utils.translation import override

ENTER = """
INSERT INTO journal_journalentry (at, user_id, code, content_type_id, object_id, details)
VALUES (%s, %s, 'admin.changed', %s, %s, %s)
"""


def bring(apps, schema_editor):
    told = apps.get_model("admin", "LogEntry").objects.exclude(content_type=None)
    with override(settings.LANGUAGE_CODE), schema_editor.connection.cursor() as cursor:
        for entry in told.order_by("action_time", "pk").iterator():
            cursor.execute(
                ENTER,
                [
                    entry.action_time,
                    entry.user_id,
                    entry.content_type_id,
                    (entry.object_id or "")[:64],
                    json.dumps({"said": said(entry)}),
                ],
            )


def said(entry):
    return str(
        LogEntry(
            action_flag=entry.action_flag,
            object_repr=entry.object_repr,
            change_message=entry.change_message,
        )
    )


class Migration(migrations.Migration):

    dependencies = [
        ('admin', '0003_logentry_add_action_flag_choices'),
        ('journal', '0002_codes'),
    ]

    operations = [
        migrations.RunPython(bring),
    ]
