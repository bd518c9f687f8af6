"""How many rows each rule has purged, day by day."""

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Purge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(max_length=60)),
                ('day', models.DateField(verbose_name='day')),
                ('number', models.PositiveIntegerField(default=0)),
                ('last_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name': 'purge',
                'verbose_name_plural': 'purges',
                'constraints': [models.UniqueConstraint(fields=('rule', 'day'), name='purge_once_a_day', violation_error_message='What was purged on this day is counted already.')],
            },
        ),
    ]
