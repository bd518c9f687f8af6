"""The tables as migrations 1 to 6 leave them, for a database that is empty yet: made at once."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import mediacenter.toolkit.storing
import mediacenter.toolkit.words
import uuid
from django.conf import settings
from django.db import migrations, models
from mediacenter.toolkit.table_creation import CreateModels


class Migration(migrations.Migration):

    replaces = [
        ('reports', '0001_initial'),
        ('reports', '0002_no_control_characters'),
        ('reports', '0003_name_fields_plainly'),
        ('reports', '0004_published_reports'),
        ('reports', '0005_constraints_in_sentences'),
        ('reports', '0006_who_did_it_by_name'),
    ]

    initial = True

    dependencies = [
        ('unions', '0023_squashed'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Snapshot',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                    ('facts', models.JSONField(verbose_name='facts')),
                    ('facts_sha', models.CharField(max_length=64, verbose_name='SHA-256')),
                    ('taken_at', models.DateTimeField(auto_now_add=True, verbose_name='taken at')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='snapshots', to='unions.organization', verbose_name='organization')),
                ],
                options={
                    'verbose_name': 'snapshot',
                    'verbose_name_plural': 'snapshots',
                    'indexes': [models.Index(fields=['-taken_at'], name='snapshot_newest_first'), models.Index(fields=['year'], name='snapshot_year')],
                    'constraints': [models.UniqueConstraint(fields=('organization', 'year', 'facts_sha'), name='snapshot_once_a_state', violation_error_message='This state of the figures is kept already.')],
                },
            ),
            migrations.CreateModel(
                name='ReportFile',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('language', models.CharField(choices=[('kk', 'Қазақша'), ('ru', 'Русский'), ('en', 'English')], max_length=2, verbose_name='language')),
                    ('key', models.CharField(max_length=64, unique=True, verbose_name='key of the file')),
                    ('file', models.FileField(storage=mediacenter.toolkit.storing.private_storage, upload_to='reports/', verbose_name='file')),
                    ('file_sha', models.CharField(max_length=64, verbose_name='SHA-256')),
                    ('size', models.PositiveIntegerField(verbose_name='size, bytes')),
                    ('made_with', models.JSONField(default=dict, verbose_name='made with')),
                    ('built_at', models.DateTimeField(auto_now_add=True, verbose_name='built')),
                    ('published_at', models.DateTimeField(editable=False, null=True, verbose_name='published')),
                    ('published_document', models.JSONField(editable=False, null=True)),
                    ('snapshot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='reports.snapshot', verbose_name='snapshot')),
                ],
                options={
                    'verbose_name': 'report file',
                    'verbose_name_plural': 'report files',
                    'indexes': [models.Index(fields=['-built_at'], name='reportfile_newest_first'), models.Index(condition=models.Q(('published_at__isnull', False)), fields=['published_at'], name='reportfile_published')],
                },
            ),
            migrations.CreateModel(
                name='TaskAhead',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('year', models.PositiveSmallIntegerField(verbose_name='set in the report of the year')),
                    ('number', models.PositiveSmallIntegerField(verbose_name='No.')),
                    ('text', models.TextField(max_length=600, verbose_name='task')),
                    ('text_kk', models.TextField(max_length=600, null=True, verbose_name='task')),
                    ('text_ru', models.TextField(max_length=600, null=True, verbose_name='task')),
                    ('text_en', models.TextField(max_length=600, null=True, verbose_name='task')),
                    ('status', models.CharField(choices=[('ahead', 'ahead'), ('under_way', 'under way'), ('done', 'done')], default='ahead', max_length=10, verbose_name='state')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks_ahead', to='unions.organization', verbose_name='organization')),
                ],
                options={
                    'verbose_name': 'task ahead',
                    'verbose_name_plural': 'tasks ahead',
                    'ordering': ['year', 'number'],
                    'constraints': [models.UniqueConstraint(fields=('organization', 'year', 'number'), name='task_ahead_numbered_once', violation_error_message='A task of this number is entered for the year already.')],
                },
            ),
            migrations.CreateModel(
                name='Figure',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='number')),
                    ('qualifier', models.CharField(choices=[('exact', 'exactly'), ('more_than', 'more than'), ('about', 'about')], default='exact', max_length=10, verbose_name='precision')),
                    ('indicator', models.CharField(max_length=60, verbose_name='indicator')),
                    ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                    ('scope', models.CharField(choices=[('own', 'the organization itself'), ('subtree', 'the organization with everything below it')], default='own', max_length=10, verbose_name='covers')),
                    ('as_of', models.DateField(blank=True, null=True, verbose_name='as of')),
                    ('precision', models.CharField(choices=[('day', 'day'), ('month', 'month'), ('year', 'year'), ('day_month', 'day and month, year not stated')], default='day', max_length=10, verbose_name='known to the')),
                    ('source', models.CharField(max_length=250, verbose_name='source')),
                    ('source_kk', models.CharField(max_length=250, null=True, verbose_name='source')),
                    ('source_ru', models.CharField(max_length=250, null=True, verbose_name='source')),
                    ('source_en', models.CharField(max_length=250, null=True, verbose_name='source')),
                    ('note', models.CharField(blank=True, help_text='Printed below the figure.', max_length=400, verbose_name='note')),
                    ('note_kk', models.CharField(blank=True, help_text='Printed below the figure.', max_length=400, null=True, verbose_name='note')),
                    ('note_ru', models.CharField(blank=True, help_text='Printed below the figure.', max_length=400, null=True, verbose_name='note')),
                    ('note_en', models.CharField(blank=True, help_text='Printed below the figure.', max_length=400, null=True, verbose_name='note')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                    ('author', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='unions.organization', verbose_name='organization')),
                ],
                options={
                    'verbose_name': 'declared figure',
                    'verbose_name_plural': 'declared figures',
                    'indexes': [models.Index(fields=['-year', 'indicator', 'id'], name='figure_newest_first'), django.contrib.postgres.indexes.GinIndex(mediacenter.toolkit.words.Words('indicator'), name='figure_words')],
                    'constraints': [models.UniqueConstraint(fields=('organization', 'indicator', 'year'), name='figure_once_a_year', violation_error_message='This figure is declared for the year already.')],
                },
            ),
            migrations.CreateModel(
                name='ReportJob',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                    ('language', models.CharField(choices=[('kk', 'Қазақша'), ('ru', 'Русский'), ('en', 'English')], max_length=2, verbose_name='language')),
                    ('status', models.CharField(choices=[('queued', 'waiting'), ('running', 'being built'), ('done', 'ready'), ('failed', 'failed')], default='queued', max_length=10, verbose_name='state')),
                    ('stage', models.CharField(blank=True, max_length=20, verbose_name='stage')),
                    ('percent', models.PositiveSmallIntegerField(default=0, verbose_name='done, %')),
                    ('attempt', models.PositiveSmallIntegerField(default=0, verbose_name='attempt')),
                    ('requested_at', models.DateTimeField(auto_now_add=True, verbose_name='asked for')),
                    ('published_at', models.DateTimeField(editable=False, null=True)),
                    ('seen_alive_at', models.DateTimeField(editable=False, null=True)),
                    ('finished_at', models.DateTimeField(null=True, verbose_name='finished')),
                    ('failure', models.CharField(blank=True, max_length=30, verbose_name='reason of failure')),
                    ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='jobs', to='reports.reportfile', verbose_name='file')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='report_jobs', to='unions.organization', verbose_name='organization')),
                    ('requested_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked for by')),
                ],
                options={
                    'verbose_name': 'report job',
                    'verbose_name_plural': 'report jobs',
                    'ordering': ['-requested_at'],
                    'indexes': [models.Index(fields=['-requested_at'], name='reportjob_newest_first')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('status__in', ['queued', 'running'])), fields=('organization', 'year', 'language'), name='report_built_once_at_a_time', violation_error_message='This report is being built already.')],
                },
            ),
        ]),
    ]
