"""The secret addresses of the plan lie in the service of calendars now."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('calendars', '0001_initial'),
        ('publications', '0016_mails_given_up'),
    ]

    operations = [
        migrations.DeleteModel(
            name='CalendarAddress',
        ),
    ]
