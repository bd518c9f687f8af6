"""The tables as migrations 1 to 6 leave them, for a database that is empty yet: made at once."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
import mediacenter.toolkit.words
from django.db import migrations, models
from mediacenter.toolkit.table_creation import CreateModels


class Migration(migrations.Migration):

    replaces = [
        ('outreach', '0001_initial'),
        ('outreach', '0002_no_control_characters'),
        ('outreach', '0003_name_fields_in_natural_english'),
        ('outreach', '0004_name_fields_plainly'),
        ('outreach', '0005_constraints_in_sentences'),
        ('outreach', '0006_answer_dated_in_plain_words'),
    ]

    initial = True

    dependencies = [
        ('unions', '0023_squashed'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='BoardSubject',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sort_kk', models.CharField(db_collation='C', default='', editable=False, max_length=400)),
                    ('sort_ru', models.CharField(db_collation='C', default='', editable=False, max_length=400)),
                    ('sort_en', models.CharField(db_collation='C', default='', editable=False, max_length=400)),
                    ('name', models.CharField(max_length=150, verbose_name='name')),
                    ('name_kk', models.CharField(max_length=150, null=True, verbose_name='name')),
                    ('name_ru', models.CharField(max_length=150, null=True, verbose_name='name')),
                    ('name_en', models.CharField(max_length=150, null=True, verbose_name='name')),
                ],
                options={
                    'verbose_name': 'subject of notice boards',
                    'verbose_name_plural': 'subjects of notice boards',
                    'abstract': False,
                    'indexes': [models.Index(fields=['sort_kk', 'id'], name='boardsubject_sort_kk'), models.Index(fields=['sort_ru', 'id'], name='boardsubject_sort_ru'), models.Index(fields=['sort_en', 'id'], name='boardsubject_sort_en'), django.contrib.postgres.indexes.GinIndex(mediacenter.toolkit.words.Words('name_kk', 'name_ru', 'name_en'), name='boardsubject_words')],
                },
            ),
            migrations.CreateModel(
                name='Campaign',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField(blank=True, db_index=True, null=True, verbose_name='starts')),
                    ('ends_on', models.DateField(blank=True, null=True, verbose_name='ends')),
                    ('precision', models.CharField(choices=[('day', 'day'), ('month', 'month'), ('year', 'year'), ('day_month', 'day and month, year not stated')], default='day', max_length=10, verbose_name='known to the')),
                    ('title', models.CharField(max_length=200, verbose_name='title')),
                    ('title_kk', models.CharField(max_length=200, null=True, verbose_name='title')),
                    ('title_ru', models.CharField(max_length=200, null=True, verbose_name='title')),
                    ('title_en', models.CharField(max_length=200, null=True, verbose_name='title')),
                    ('about', models.TextField(blank=True, verbose_name='what it is for')),
                    ('about_kk', models.TextField(blank=True, null=True, verbose_name='what it is for')),
                    ('about_ru', models.TextField(blank=True, null=True, verbose_name='what it is for')),
                    ('about_en', models.TextField(blank=True, null=True, verbose_name='what it is for')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='campaigns', to='unions.organization', verbose_name='organization')),
                ],
                options={
                    'verbose_name': 'campaign',
                    'verbose_name_plural': 'campaigns',
                    'abstract': False,
                    'indexes': [django.contrib.postgres.indexes.GinIndex(mediacenter.toolkit.words.Words('title_kk', 'title_ru', 'title_en'), name='campaign_words')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ends_on__isnull', True), ('starts_on__isnull', True)), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='outreach_campaign_span', violation_error_message='The end is before the beginning.')],
                },
            ),
            migrations.CreateModel(
                name='CommitteeHearing',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField(blank=True, db_index=True, null=True, verbose_name='starts')),
                    ('ends_on', models.DateField(blank=True, null=True, verbose_name='ends')),
                    ('precision', models.CharField(choices=[('day', 'day'), ('month', 'month'), ('year', 'year'), ('day_month', 'day and month, year not stated')], default='day', max_length=10, verbose_name='known to the')),
                    ('body', models.CharField(max_length=200, verbose_name='committee')),
                    ('body_kk', models.CharField(max_length=200, null=True, verbose_name='committee')),
                    ('body_ru', models.CharField(max_length=200, null=True, verbose_name='committee')),
                    ('body_en', models.CharField(max_length=200, null=True, verbose_name='committee')),
                    ('question', models.CharField(max_length=300, verbose_name='question')),
                    ('question_kk', models.CharField(max_length=300, null=True, verbose_name='question')),
                    ('question_ru', models.CharField(max_length=300, null=True, verbose_name='question')),
                    ('question_en', models.CharField(max_length=300, null=True, verbose_name='question')),
                    ('with_levels', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('primary', 'primary organizations'), ('city', 'city organizations'), ('district', 'district organizations')], max_length=10), blank=True, default=list, size=None, verbose_name='with whom')),
                    ('outcome', models.CharField(blank=True, max_length=300, verbose_name='outcome')),
                    ('outcome_kk', models.CharField(blank=True, max_length=300, null=True, verbose_name='outcome')),
                    ('outcome_ru', models.CharField(blank=True, max_length=300, null=True, verbose_name='outcome')),
                    ('outcome_en', models.CharField(blank=True, max_length=300, null=True, verbose_name='outcome')),
                    ('resolution', models.CharField(blank=True, max_length=200, verbose_name='resolution, number and date')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hearings', to='unions.organization', verbose_name='organization')),
                ],
                options={
                    'verbose_name': 'committee hearing',
                    'verbose_name_plural': 'committee hearings',
                    'abstract': False,
                    'indexes': [django.contrib.postgres.indexes.GinIndex(mediacenter.toolkit.words.Words('question_kk', 'question_ru', 'question_en', 'body_kk', 'body_ru', 'body_en', 'resolution'), name='committeehearing_words')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ends_on__isnull', True), ('starts_on__isnull', True)), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='outreach_committeehearing_span', violation_error_message='The end is before the beginning.')],
                },
            ),
            migrations.CreateModel(
                name='Contest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField(blank=True, db_index=True, null=True, verbose_name='starts')),
                    ('ends_on', models.DateField(blank=True, null=True, verbose_name='ends')),
                    ('precision', models.CharField(choices=[('day', 'day'), ('month', 'month'), ('year', 'year'), ('day_month', 'day and month, year not stated')], default='day', max_length=10, verbose_name='known to the')),
                    ('title', models.CharField(max_length=200, verbose_name='title')),
                    ('title_kk', models.CharField(max_length=200, null=True, verbose_name='title')),
                    ('title_ru', models.CharField(max_length=200, null=True, verbose_name='title')),
                    ('title_en', models.CharField(max_length=200, null=True, verbose_name='title')),
                    ('network', models.CharField(choices=[('instagram', 'Instagram'), ('facebook', 'Facebook'), ('youtube', 'YouTube'), ('telegram', 'Telegram'), ('tiktok', 'TikTok'), ('whatsapp', 'WhatsApp'), ('site', 'website'), ('newspaper', 'newspaper')], max_length=12, verbose_name='network')),
                    ('weekday', models.PositiveSmallIntegerField(blank=True, choices=[(0, 'Monday'), (1, 'Tuesday'), (2, 'Wednesday'), (3, 'Thursday'), (4, 'Friday'), (5, 'Saturday'), (6, 'Sunday')], null=True, verbose_name='weekday of the draw')),
                    ('conditions', models.TextField(help_text='One a line.', verbose_name='conditions')),
                    ('conditions_kk', models.TextField(help_text='One a line.', null=True, verbose_name='conditions')),
                    ('conditions_ru', models.TextField(help_text='One a line.', null=True, verbose_name='conditions')),
                    ('conditions_en', models.TextField(help_text='One a line.', null=True, verbose_name='conditions')),
                    ('prize', models.CharField(blank=True, max_length=200, verbose_name='prize')),
                    ('prize_kk', models.CharField(blank=True, max_length=200, null=True, verbose_name='prize')),
                    ('prize_ru', models.CharField(blank=True, max_length=200, null=True, verbose_name='prize')),
                    ('prize_en', models.CharField(blank=True, max_length=200, null=True, verbose_name='prize')),
                    ('followers_gained', models.PositiveIntegerField(blank=True, null=True, verbose_name='followers gained')),
                    ('followers_gained_qualifier', models.CharField(choices=[('exact', 'exactly'), ('more_than', 'more than'), ('about', 'about')], default='exact', max_length=10, verbose_name='precision')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contests', to='unions.organization', verbose_name='organization')),
                ],
                options={
                    'verbose_name': 'prize draw',
                    'verbose_name_plural': 'prize draws',
                    'abstract': False,
                    'indexes': [django.contrib.postgres.indexes.GinIndex(mediacenter.toolkit.words.Words('title_kk', 'title_ru', 'title_en'), name='contest_words')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ends_on__isnull', True), ('starts_on__isnull', True)), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='outreach_contest_span', violation_error_message='The end is before the beginning.')],
                },
            ),
            migrations.CreateModel(
                name='FeedbackChannel',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('question', 'question'), ('message', 'message'), ('appeal', 'appeal'), ('comment', 'comment')], max_length=10, verbose_name='kind')),
                    ('way', models.CharField(choices=[('whatsapp', 'WhatsApp'), ('facebook', 'Facebook'), ('instagram', 'Instagram'), ('site', 'website'), ('email', 'e-mail'), ('phone', 'phone'), ('visit', 'in person'), ('letter', 'letter')], max_length=10, verbose_name='received via')),
                    ('since', models.DateField(blank=True, null=True, verbose_name='since')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='feedback_channels', to='unions.organization', verbose_name='organization')),
                ],
                options={
                    'verbose_name': 'feedback channel',
                    'verbose_name_plural': 'feedback channels',
                    'constraints': [models.UniqueConstraint(fields=('organization', 'kind', 'way'), name='feedback_channel_once', violation_error_message='The organization has this way of feedback already.')],
                },
            ),
            migrations.CreateModel(
                name='NoticeBoardRegister',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField(blank=True, db_index=True, null=True, verbose_name='starts')),
                    ('ends_on', models.DateField(blank=True, null=True, verbose_name='ends')),
                    ('precision', models.CharField(choices=[('day', 'day'), ('month', 'month'), ('year', 'year'), ('day_month', 'day and month, year not stated')], default='day', max_length=10, verbose_name='known to the')),
                    ('number', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='number')),
                    ('qualifier', models.CharField(choices=[('exact', 'exactly'), ('more_than', 'more than'), ('about', 'about')], default='exact', max_length=10, verbose_name='precision')),
                    ('where', models.CharField(choices=[('federation', 'federation'), ('industry_union', 'industry union'), ('territorial', 'territorial association'), ('regional', 'regional organization'), ('city', 'city organization'), ('district', 'district organization'), ('local', 'local trade union'), ('primary', 'primary organization')], default='primary', max_length=20, verbose_name='where they are installed')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notice_boards', to='unions.organization', verbose_name='organization')),
                    ('subjects', models.ManyToManyField(blank=True, related_name='registers', to='outreach.boardsubject', verbose_name='subjects')),
                ],
                options={
                    'verbose_name': 'notice boards',
                    'verbose_name_plural': 'notice boards',
                    'abstract': False,
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ends_on__isnull', True), ('starts_on__isnull', True)), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='outreach_noticeboardregister_span', violation_error_message='The end is before the beginning.')],
                },
            ),
            migrations.CreateModel(
                name='Visit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField(blank=True, db_index=True, null=True, verbose_name='starts')),
                    ('ends_on', models.DateField(blank=True, null=True, verbose_name='ends')),
                    ('precision', models.CharField(choices=[('day', 'day'), ('month', 'month'), ('year', 'year'), ('day_month', 'day and month, year not stated')], default='day', max_length=10, verbose_name='known to the')),
                    ('mode', models.CharField(choices=[('in_person', 'visit'), ('online', 'online meeting')], default='in_person', max_length=10, verbose_name='mode')),
                    ('place', models.CharField(blank=True, max_length=200, verbose_name='place')),
                    ('place_kk', models.CharField(blank=True, max_length=200, null=True, verbose_name='place')),
                    ('place_ru', models.CharField(blank=True, max_length=200, null=True, verbose_name='place')),
                    ('place_en', models.CharField(blank=True, max_length=200, null=True, verbose_name='place')),
                    ('topic', models.CharField(blank=True, max_length=300, verbose_name='topic')),
                    ('topic_kk', models.CharField(blank=True, max_length=300, null=True, verbose_name='topic')),
                    ('topic_ru', models.CharField(blank=True, max_length=300, null=True, verbose_name='topic')),
                    ('topic_en', models.CharField(blank=True, max_length=300, null=True, verbose_name='topic')),
                    ('participants', models.CharField(blank=True, max_length=200, verbose_name='with whom')),
                    ('participants_kk', models.CharField(blank=True, max_length=200, null=True, verbose_name='with whom')),
                    ('participants_ru', models.CharField(blank=True, max_length=200, null=True, verbose_name='with whom')),
                    ('participants_en', models.CharField(blank=True, max_length=200, null=True, verbose_name='with whom')),
                    ('campaign', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='visits', to='outreach.campaign', verbose_name='campaign')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='visits_made', to='unions.organization', verbose_name='who visited')),
                    ('visited', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='visits_received', to='unions.organization', verbose_name='organization visited')),
                ],
                options={
                    'verbose_name': 'visit or meeting',
                    'verbose_name_plural': 'visits and meetings',
                    'abstract': False,
                    'indexes': [django.contrib.postgres.indexes.GinIndex(mediacenter.toolkit.words.Words('place_kk', 'place_ru', 'place_en', 'topic_kk', 'topic_ru', 'topic_en'), name='visit_words')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ends_on__isnull', True), ('starts_on__isnull', True)), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='outreach_visit_span', violation_error_message='The end is before the beginning.')],
                },
            ),
            migrations.CreateModel(
                name='Appeal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('question', 'question'), ('message', 'message'), ('appeal', 'appeal'), ('comment', 'comment')], max_length=10, verbose_name='kind')),
                    ('way', models.CharField(choices=[('whatsapp', 'WhatsApp'), ('facebook', 'Facebook'), ('instagram', 'Instagram'), ('site', 'website'), ('email', 'e-mail'), ('phone', 'phone'), ('visit', 'in person'), ('letter', 'letter')], max_length=10, verbose_name='received via')),
                    ('received_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='received on')),
                    ('answered_on', models.DateField(blank=True, null=True, verbose_name='answered on')),
                    ('subject', models.CharField(max_length=200, verbose_name='subject')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='appeals', to='unions.organization', verbose_name='organization')),
                ],
                options={
                    'verbose_name': 'appeal',
                    'verbose_name_plural': 'appeals',
                    'indexes': [models.Index(fields=['organization', 'answered_on'], name='outreach_ap_organiz_85af0d_idx'), django.contrib.postgres.indexes.GinIndex(mediacenter.toolkit.words.Words('subject'), name='appeal_words'), models.Index(fields=['-received_on', '-id'], name='appeal_newest_first')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('answered_on__isnull', True), ('answered_on__gte', models.F('received_on')), _connector='OR'), name='appeal_answered_after_receipt', violation_error_message='The answer is dated before the receipt.')],
                },
            ),
        ]),
    ]
