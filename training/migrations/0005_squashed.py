"""The tables as migrations 1 to 4 leave them, for a database that is empty yet: made at once."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import mediacenter.toolkit.words
from django.db import migrations, models
from mediacenter.toolkit.table_creation import CreateModels


class Migration(migrations.Migration):

    replaces = [
        ('training', '0001_initial'),
        ('training', '0002_no_control_characters'),
        ('training', '0003_name_fields_plainly'),
        ('training', '0004_constraints_in_sentences'),
    ]

    initial = True

    dependencies = [
        ('unions', '0023_squashed'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Programme',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sort_kk', models.CharField(db_collation='C', default='', editable=False, max_length=400)),
                    ('sort_ru', models.CharField(db_collation='C', default='', editable=False, max_length=400)),
                    ('sort_en', models.CharField(db_collation='C', default='', editable=False, max_length=400)),
                    ('kind', models.CharField(choices=[('school', 'school'), ('marathon', 'educational marathon'), ('sanatorium', 'sanatorium course'), ('international', 'international course'), ('cycle', 'training cycle')], max_length=15, verbose_name='kind')),
                    ('slug', models.SlugField(max_length=120, unique=True, verbose_name='address')),
                    ('name', models.CharField(max_length=250, verbose_name='name')),
                    ('name_kk', models.CharField(max_length=250, null=True, verbose_name='name')),
                    ('name_ru', models.CharField(max_length=250, null=True, verbose_name='name')),
                    ('name_en', models.CharField(max_length=250, null=True, verbose_name='name')),
                    ('about', models.TextField(blank=True, verbose_name='what it is for')),
                    ('about_kk', models.TextField(blank=True, null=True, verbose_name='what it is for')),
                    ('about_ru', models.TextField(blank=True, null=True, verbose_name='what it is for')),
                    ('about_en', models.TextField(blank=True, null=True, verbose_name='what it is for')),
                    ('started_on', models.DateField(blank=True, null=True, verbose_name='began on')),
                    ('days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='length, days')),
                    ('hours', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='training, hours')),
                    ('organizer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='programmes', to='unions.organization', verbose_name='organizer')),
                ],
                options={
                    'verbose_name': 'programme',
                    'verbose_name_plural': 'programmes',
                    'abstract': False,
                    'indexes': [models.Index(fields=['sort_kk', 'id'], name='programme_sort_kk'), models.Index(fields=['sort_ru', 'id'], name='programme_sort_ru'), models.Index(fields=['sort_en', 'id'], name='programme_sort_en'), django.contrib.postgres.indexes.GinIndex(mediacenter.toolkit.words.Words('name_kk', 'name_ru', 'name_en'), name='programme_words')],
                },
            ),
            migrations.CreateModel(
                name='Seminar',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField(blank=True, db_index=True, null=True, verbose_name='starts')),
                    ('ends_on', models.DateField(blank=True, null=True, verbose_name='ends')),
                    ('precision', models.CharField(choices=[('day', 'day'), ('month', 'month'), ('year', 'year'), ('day_month', 'day and month, year not stated')], default='day', max_length=10, verbose_name='known to the')),
                    ('slug', models.SlugField(max_length=160, unique=True, verbose_name='address')),
                    ('title', models.CharField(max_length=250, verbose_name='title')),
                    ('title_kk', models.CharField(max_length=250, null=True, verbose_name='title')),
                    ('title_ru', models.CharField(max_length=250, null=True, verbose_name='title')),
                    ('title_en', models.CharField(max_length=250, null=True, verbose_name='title')),
                    ('topic', models.CharField(blank=True, max_length=300, verbose_name='topic')),
                    ('topic_kk', models.CharField(blank=True, max_length=300, null=True, verbose_name='topic')),
                    ('topic_ru', models.CharField(blank=True, max_length=300, null=True, verbose_name='topic')),
                    ('topic_en', models.CharField(blank=True, max_length=300, null=True, verbose_name='topic')),
                    ('about', models.TextField(blank=True, verbose_name='what it is about')),
                    ('about_kk', models.TextField(blank=True, null=True, verbose_name='what it is about')),
                    ('about_ru', models.TextField(blank=True, null=True, verbose_name='what it is about')),
                    ('about_en', models.TextField(blank=True, null=True, verbose_name='what it is about')),
                    ('organizer_unit', models.CharField(blank=True, help_text='A training centre, say, or an outside organizer.', max_length=250, verbose_name='organizing unit or partner')),
                    ('organizer_unit_kk', models.CharField(blank=True, help_text='A training centre, say, or an outside organizer.', max_length=250, null=True, verbose_name='organizing unit or partner')),
                    ('organizer_unit_ru', models.CharField(blank=True, help_text='A training centre, say, or an outside organizer.', max_length=250, null=True, verbose_name='organizing unit or partner')),
                    ('organizer_unit_en', models.CharField(blank=True, help_text='A training centre, say, or an outside organizer.', max_length=250, null=True, verbose_name='organizing unit or partner')),
                    ('audience_note', models.CharField(blank=True, max_length=300, verbose_name='for whom')),
                    ('audience_note_kk', models.CharField(blank=True, max_length=300, null=True, verbose_name='for whom')),
                    ('audience_note_ru', models.CharField(blank=True, max_length=300, null=True, verbose_name='for whom')),
                    ('audience_note_en', models.CharField(blank=True, max_length=300, null=True, verbose_name='for whom')),
                    ('place', models.CharField(blank=True, max_length=250, verbose_name='place')),
                    ('place_kk', models.CharField(blank=True, max_length=250, null=True, verbose_name='place')),
                    ('place_ru', models.CharField(blank=True, max_length=250, null=True, verbose_name='place')),
                    ('place_en', models.CharField(blank=True, max_length=250, null=True, verbose_name='place')),
                    ('is_published', models.BooleanField(default=True, verbose_name='shown to the public')),
                    ('audience', models.ManyToManyField(blank=True, related_name='seminars_attended', to='unions.organization', verbose_name='organizations that took part')),
                    ('organizer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seminars', to='unions.organization', verbose_name='organizer')),
                    ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='seminars', to='training.programme', verbose_name='programme')),
                    ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='seminars', to='unions.region', verbose_name='region')),
                ],
                options={
                    'verbose_name': 'seminar',
                    'verbose_name_plural': 'seminars',
                    'abstract': False,
                    'indexes': [django.contrib.postgres.indexes.GinIndex(mediacenter.toolkit.words.Words('title_kk', 'title_ru', 'title_en', 'topic_kk', 'topic_ru', 'topic_en'), name='seminar_words')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ends_on__isnull', True), ('starts_on__isnull', True)), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='training_seminar_span', violation_error_message='The end is before the beginning.')],
                },
            ),
            migrations.CreateModel(
                name='SeminarFigure',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='number')),
                    ('qualifier', models.CharField(choices=[('exact', 'exactly'), ('more_than', 'more than'), ('about', 'about')], default='exact', max_length=10, verbose_name='precision')),
                    ('counted', models.CharField(choices=[('participants', 'participants'), ('countries', 'countries'), ('international', 'international organizations')], default='participants', max_length=15, verbose_name='what is counted')),
                    ('seminar', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='training.seminar')),
                ],
                options={
                    'verbose_name': 'number of participants',
                    'verbose_name_plural': 'numbers of participants',
                    'constraints': [models.UniqueConstraint(fields=('seminar', 'counted'), name='seminar_figure_once', violation_error_message='This figure of the seminar is entered already.')],
                },
            ),
            migrations.CreateModel(
                name='Session',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField(default=1, verbose_name='No.')),
                    ('title', models.CharField(max_length=300, verbose_name='title')),
                    ('title_kk', models.CharField(max_length=300, null=True, verbose_name='title')),
                    ('title_ru', models.CharField(max_length=300, null=True, verbose_name='title')),
                    ('title_en', models.CharField(max_length=300, null=True, verbose_name='title')),
                    ('starts_at', models.DateTimeField(blank=True, null=True, verbose_name='begins')),
                    ('hours', models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True, verbose_name='academic hours')),
                    ('seminar', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='training.seminar')),
                ],
                options={
                    'verbose_name': 'session',
                    'verbose_name_plural': 'sessions',
                    'ordering': ['number', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Lecture',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('capacity', models.CharField(blank=True, max_length=250, verbose_name='in what capacity')),
                    ('capacity_kk', models.CharField(blank=True, max_length=250, null=True, verbose_name='in what capacity')),
                    ('capacity_ru', models.CharField(blank=True, max_length=250, null=True, verbose_name='in what capacity')),
                    ('capacity_en', models.CharField(blank=True, max_length=250, null=True, verbose_name='in what capacity')),
                    ('topic', models.CharField(blank=True, max_length=300, verbose_name='topic')),
                    ('topic_kk', models.CharField(blank=True, max_length=300, null=True, verbose_name='topic')),
                    ('topic_ru', models.CharField(blank=True, max_length=300, null=True, verbose_name='topic')),
                    ('topic_en', models.CharField(blank=True, max_length=300, null=True, verbose_name='topic')),
                    ('number', models.PositiveSmallIntegerField(default=1, verbose_name='No.')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lectures', to='unions.person', verbose_name='lecturer')),
                    ('seminar', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lectures', to='training.seminar')),
                    ('session', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='lectures', to='training.session', verbose_name='session')),
                ],
                options={
                    'verbose_name': 'lecture',
                    'verbose_name_plural': 'lectures',
                    'ordering': ['number', 'pk'],
                },
            ),
        ]),
    ]
