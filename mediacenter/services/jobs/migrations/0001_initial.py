import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=60, verbose_name='kind of work')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('requested_at', models.DateTimeField(auto_now_add=True, verbose_name='asked for')),
                ('requested_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked for by')),
            ],
            options={
                'verbose_name': 'batch of jobs',
                'verbose_name_plural': 'batches of jobs',
            },
        ),
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(editable=False, max_length=60, verbose_name='kind of work')),
                ('key', models.CharField(blank=True, editable=False, max_length=200)),
                ('wish', models.JSONField(blank=True, default=dict, editable=False)),
                ('status', models.CharField(choices=[('queued', 'waiting'), ('running', 'under way'), ('paused', 'paused'), ('done', 'ready'), ('failed', 'failed'), ('cancelled', 'cancelled')], default='queued', max_length=10, verbose_name='state')),
                ('stage', models.CharField(blank=True, max_length=20, verbose_name='stage')),
                ('percent', models.PositiveSmallIntegerField(default=0, verbose_name='done, %')),
                ('attempt', models.PositiveSmallIntegerField(default=0, verbose_name='attempt')),
                ('requested_at', models.DateTimeField(auto_now_add=True, verbose_name='asked for')),
                ('published_at', models.DateTimeField(editable=False, null=True)),
                ('started_at', models.DateTimeField(editable=False, null=True)),
                ('seen_alive_at', models.DateTimeField(editable=False, null=True)),
                ('finished_at', models.DateTimeField(null=True, verbose_name='finished')),
                ('failure', models.CharField(blank=True, max_length=30, verbose_name='reason of failure')),
                ('result', models.JSONField(editable=False, null=True)),
                ('batch', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='jobs', to='jobs.batch')),
                ('requested_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked for by')),
            ],
            options={
                'verbose_name': 'job',
                'verbose_name_plural': 'jobs',
                'ordering': ['-requested_at'],
                'indexes': [models.Index(fields=['-requested_at'], name='job_newest_first'), models.Index(condition=models.Q(('status__in', ['queued', 'running', 'paused'])), fields=['status'], name='job_unfinished')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status__in', ['queued', 'running', 'paused']), models.Q(('key', ''), _negated=True)), fields=('kind', 'key'), name='job_once_at_a_time', violation_error_message='This is being done already.')],
            },
        ),
    ]
