"""The tables as migrations 1 to 22 leave them, for a database that is empty yet: made at once."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import mediacenter.toolkit.link_keys
import mediacenter.toolkit.phones
import mediacenter.toolkit.words
from django.conf import settings
from django.db import migrations, models
from mediacenter.toolkit.table_creation import CreateModels

# A migration that has to reword entries disables the trigger of rows for its own transaction:
# ALTER TABLE unions_journalentry DISABLE TRIGGER journal_rows_stay.
STAYS = """
CREATE FUNCTION unions_journal_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The journal is written once: % of %', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER journal_rows_stay BEFORE UPDATE OR DELETE ON unions_journalentry
    FOR EACH ROW EXECUTE FUNCTION unions_journal_stays();
CREATE TRIGGER journal_stays BEFORE TRUNCATE ON unions_journalentry
    FOR EACH STATEMENT EXECUTE FUNCTION unions_journal_stays();
"""
MAY_GO = """
DROP TRIGGER journal_rows_stay ON unions_journalentry;
DROP TRIGGER journal_stays ON unions_journalentry;
DROP FUNCTION unions_journal_stays();
"""


class Migration(migrations.Migration):

    replaces = [
        ('unions', '0001_initial'),
        ('unions', '0002_link_keys'),
        ('unions', '0003_contacts_by_language'),
        ('unions', '0004_no_control_characters'),
        ('unions', '0005_name_fields_in_natural_english'),
        ('unions', '0006_what_a_closing_ended'),
        ('unions', '0007_name_fields_plainly'),
        ('unions', '0008_verbs_in_phrases'),
        ('unions', '0009_pinned_places'),
        ('unions', '0010_say_what_the_journal_holds'),
        ('unions', '0011_constraints_in_sentences'),
        ('unions', '0012_who_did_it_by_name'),
        ('unions', '0013_sort_regions_by_name'),
        ('unions', '0014_who_keeps_an_account'),
        ('unions', '0015_accounts_kept_where_they_were'),
        ('unions', '0016_who_is_named_in_the_journal_stays'),
        ('unions', '0017_journal_stays_as_written'),
        ('unions', '0018_limits_without_redis'),
        ('unions', '0019_name_what_is_counted'),
        ('unions', '0020_bin'),
        ('unions', '0021_mail_password_links_by_the_queue'),
        ('unions', '0022_titles_of_the_bin_by_language'),
    ]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Limit',
                fields=[
                    ('cache_key', models.CharField(max_length=255, primary_key=True, serialize=False)),
                    ('value', models.TextField()),
                    ('expires', models.DateTimeField(db_index=True)),
                ],
                options={
                    'verbose_name': 'counted attempts',
                    'verbose_name_plural': 'counted attempts',
                    'db_table': 'unions_limit',
                },
            ),
            migrations.CreateModel(
                name='User',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                    ('email', models.EmailField(max_length=254, verbose_name='e-mail')),
                    ('language', models.CharField(choices=[('kk', 'Қазақша'), ('ru', 'Русский'), ('en', 'English')], default='kk', max_length=2, verbose_name='language of the admin and of mails')),
                    ('is_active', models.BooleanField(default=True, verbose_name='may sign in')),
                    ('pinned', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), blank=True, default=list, editable=False, size=None, verbose_name='at the top of the sidebar')),
                    ('date_joined', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='since')),
                    ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                    ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                    ('kept_by', models.ForeignKey(blank=True, help_text='Its administrators keep this account; left empty, those at the root do.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='unions.organization', verbose_name='kept by')),
                    ('person', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='user', to='unions.person', verbose_name='person')),
                ],
                options={
                    'verbose_name': 'user',
                    'verbose_name_plural': 'users',
                    'indexes': [django.contrib.postgres.indexes.GinIndex(mediacenter.toolkit.words.Words('email'), name='user_words')],
                    'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_unique', violation_error_message='Somebody signs in with this e-mail already.')],
                },
            ),
            migrations.CreateModel(
                name='Organization',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('depth', models.PositiveIntegerField()),
                    ('numchild', models.PositiveIntegerField(default=0)),
                    ('sort_kk', models.CharField(db_collation='C', default='', editable=False, max_length=400)),
                    ('sort_ru', models.CharField(db_collation='C', default='', editable=False, max_length=400)),
                    ('sort_en', models.CharField(db_collation='C', default='', editable=False, max_length=400)),
                    ('path', models.CharField(db_collation='C', max_length=255, unique=True)),
                    ('slug', models.SlugField(max_length=120, unique=True, verbose_name='address')),
                    ('kind', models.CharField(choices=[('federation', 'federation'), ('industry_union', 'industry union'), ('territorial', 'territorial association'), ('regional', 'regional organization'), ('city', 'city organization'), ('district', 'district organization'), ('local', 'local trade union'), ('primary', 'primary organization')], db_index=True, max_length=20, verbose_name='kind')),
                    ('name', models.CharField(max_length=300, verbose_name='name')),
                    ('name_kk', models.CharField(max_length=300, null=True, verbose_name='name')),
                    ('name_ru', models.CharField(max_length=300, null=True, verbose_name='name')),
                    ('name_en', models.CharField(max_length=300, null=True, verbose_name='name')),
                    ('short_name', models.CharField(blank=True, max_length=150, verbose_name='short name')),
                    ('short_name_kk', models.CharField(blank=True, max_length=150, null=True, verbose_name='short name')),
                    ('short_name_ru', models.CharField(blank=True, max_length=150, null=True, verbose_name='short name')),
                    ('short_name_en', models.CharField(blank=True, max_length=150, null=True, verbose_name='short name')),
                    ('annex_number', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='number in the annex of the yearly report')),
                    ('address', models.CharField(blank=True, max_length=300, verbose_name='postal address')),
                    ('address_kk', models.CharField(blank=True, max_length=300, null=True, verbose_name='postal address')),
                    ('address_ru', models.CharField(blank=True, max_length=300, null=True, verbose_name='postal address')),
                    ('address_en', models.CharField(blank=True, max_length=300, null=True, verbose_name='postal address')),
                    ('phone', mediacenter.toolkit.phones.PhoneField(blank=True, max_length=50, verbose_name='phone')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                    ('hours', models.CharField(blank=True, help_text='Days and hours, with the lunch break: Mon–Fri 9:00–18:00, lunch 13:00–14:00.', max_length=200, verbose_name='office hours')),
                    ('hours_kk', models.CharField(blank=True, help_text='Days and hours, with the lunch break: Mon–Fri 9:00–18:00, lunch 13:00–14:00.', max_length=200, null=True, verbose_name='office hours')),
                    ('hours_ru', models.CharField(blank=True, help_text='Days and hours, with the lunch break: Mon–Fri 9:00–18:00, lunch 13:00–14:00.', max_length=200, null=True, verbose_name='office hours')),
                    ('hours_en', models.CharField(blank=True, help_text='Days and hours, with the lunch break: Mon–Fri 9:00–18:00, lunch 13:00–14:00.', max_length=200, null=True, verbose_name='office hours')),
                    ('founded_on', models.DateField(blank=True, null=True, verbose_name='founded on')),
                    ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed on')),
                    ('is_synthetic', models.BooleanField(default=False, editable=False, verbose_name='made up for measuring')),
                    ('territorial_association', models.ForeignKey(blank=True, limit_choices_to={'kind': 'territorial'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='affiliated', to='unions.organization', verbose_name='territorial association')),
                    ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='organizations', to='unions.region', verbose_name='region')),
                ],
                options={
                    'verbose_name': 'organization',
                    'verbose_name_plural': 'organizations',
                    'abstract': False,
                    'indexes': [models.Index(fields=['sort_kk', 'id'], name='organization_sort_kk'), models.Index(fields=['sort_ru', 'id'], name='organization_sort_ru'), models.Index(fields=['sort_en', 'id'], name='organization_sort_en'), models.Index(fields=['depth', 'path'], name='organization_level'), django.contrib.postgres.indexes.GinIndex(mediacenter.toolkit.words.Words('name_kk', 'name_ru', 'name_en', 'short_name_kk', 'short_name_ru', 'short_name_en', 'slug'), name='organization_words')],
                },
            ),
            migrations.CreateModel(
                name='Congress',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ordinal', models.CharField(help_text='Roman, as in XV.', max_length=10, verbose_name='number')),
                    ('held_on', models.DateField(blank=True, null=True, verbose_name='held on')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='congresses', to='unions.organization', verbose_name='organization')),
                ],
                options={
                    'verbose_name': 'congress',
                    'verbose_name_plural': 'congresses',
                    'indexes': [django.contrib.postgres.indexes.GinIndex(mediacenter.toolkit.words.Words('ordinal'), name='congress_words')],
                    'constraints': [models.UniqueConstraint(fields=('organization', 'ordinal'), name='congress_once_an_ordinal', violation_error_message='The organization has a congress of this number already.')],
                },
            ),
            migrations.CreateModel(
                name='Channel',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('network', models.CharField(choices=[('instagram', 'Instagram'), ('facebook', 'Facebook'), ('youtube', 'YouTube'), ('telegram', 'Telegram'), ('tiktok', 'TikTok'), ('whatsapp', 'WhatsApp'), ('site', 'website'), ('newspaper', 'newspaper')], max_length=12, verbose_name='network')),
                    ('url', models.URLField(max_length=2000, verbose_name='link')),
                    ('link_key', mediacenter.toolkit.link_keys.LinkKeyField(default='', editable=False, max_length=200, of='url')),
                    ('entered', models.CharField(editable=False, max_length=6000, verbose_name='as it was entered')),
                    ('title', models.CharField(blank=True, max_length=200, verbose_name='title')),
                    ('since', models.DateField(blank=True, null=True, verbose_name='since')),
                    ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed on')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='channels', to='unions.organization', verbose_name='organization')),
                ],
                options={
                    'verbose_name': 'channel',
                    'verbose_name_plural': 'channels',
                    'indexes': [models.Index(fields=['link_key'], name='channel_link_key'), django.contrib.postgres.indexes.GinIndex(mediacenter.toolkit.words.Words('url', 'title'), name='channel_words')],
                    'constraints': [models.UniqueConstraint(fields=('organization', 'url'), name='channel_once_an_organization', violation_error_message='The organization has this channel already.')],
                },
            ),
            migrations.CreateModel(
                name='BinEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('object_id', models.CharField(editable=False, max_length=64)),
                    ('title', models.CharField(max_length=300, verbose_name='record')),
                    ('title_kk', models.CharField(max_length=300, null=True, verbose_name='record')),
                    ('title_ru', models.CharField(max_length=300, null=True, verbose_name='record')),
                    ('title_en', models.CharField(max_length=300, null=True, verbose_name='record')),
                    ('removed_at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='time of deletion')),
                    ('rows', models.JSONField(editable=False)),
                    ('links', models.JSONField(default=list, editable=False)),
                    ('files', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, editable=False, size=None)),
                    ('slugs', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, editable=False, size=None)),
                    ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='contenttypes.contenttype', verbose_name='kind of record')),
                    ('removed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who deleted it')),
                    ('organization', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='unions.organization', verbose_name='organization')),
                ],
                options={
                    'verbose_name': 'record in the bin',
                    'verbose_name_plural': 'bin',
                    'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['files'], name='bin_files'), django.contrib.postgres.indexes.GinIndex(fields=['slugs'], name='bin_slugs')],
                },
            ),
            migrations.CreateModel(
                name='ActivityProgramme',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=300, verbose_name='title')),
                    ('title_kk', models.CharField(max_length=300, null=True, verbose_name='title')),
                    ('title_ru', models.CharField(max_length=300, null=True, verbose_name='title')),
                    ('title_en', models.CharField(max_length=300, null=True, verbose_name='title')),
                    ('first_year', models.PositiveSmallIntegerField(verbose_name='from year')),
                    ('last_year', models.PositiveSmallIntegerField(verbose_name='to year')),
                    ('congress', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='activity_programmes', to='unions.congress', verbose_name='adopted by the congress')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='activity_programmes', to='unions.organization', verbose_name='organization')),
                ],
                options={
                    'verbose_name': 'programme of activity',
                    'verbose_name_plural': 'programmes of activity',
                    'indexes': [django.contrib.postgres.indexes.GinIndex(mediacenter.toolkit.words.Words('title_kk', 'title_ru', 'title_en'), name='activityprogramme_words')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('last_year__gte', models.F('first_year'))), name='activity_programme_years', violation_error_message='The last year is before the first.')],
                },
            ),
            migrations.CreateModel(
                name='OrganizationEvent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('founded', 'founded'), ('renamed', 'renamed'), ('moved', 'moved in the tree'), ('merged', 'merged into another'), ('closed', 'closed'), ('reopened', 'opened again')], max_length=10, verbose_name='what happened')),
                    ('happened_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='date')),
                    ('decision', models.CharField(blank=True, max_length=200, verbose_name='decision, number and date')),
                    ('ended', models.JSONField(default=dict, editable=False)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='unions.organization')),
                    ('other', models.ForeignKey(blank=True, help_text='The successor, or the parent before a move.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='unions.organization', verbose_name='other organization')),
                ],
                options={
                    'verbose_name': 'event in the organization’s history',
                    'verbose_name_plural': 'events in the organization’s history',
                    'ordering': ['happened_on', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='OrganizationName',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=300, verbose_name='name')),
                    ('name_kk', models.CharField(max_length=300, null=True, verbose_name='name')),
                    ('name_ru', models.CharField(max_length=300, null=True, verbose_name='name')),
                    ('name_en', models.CharField(max_length=300, null=True, verbose_name='name')),
                    ('short_name', models.CharField(blank=True, max_length=150, verbose_name='short name')),
                    ('short_name_kk', models.CharField(blank=True, max_length=150, null=True, verbose_name='short name')),
                    ('short_name_ru', models.CharField(blank=True, max_length=150, null=True, verbose_name='short name')),
                    ('short_name_en', models.CharField(blank=True, max_length=150, null=True, verbose_name='short name')),
                    ('valid_from', models.DateField(blank=True, null=True, verbose_name='starts')),
                    ('valid_until', models.DateField(blank=True, null=True, verbose_name='ends')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='unions.organization')),
                ],
                options={
                    'verbose_name': 'name',
                    'verbose_name_plural': 'names',
                    'constraints': [models.UniqueConstraint(condition=models.Q(('valid_until__isnull', True)), fields=('organization',), name='organization_has_one_current_name', violation_error_message='The organization has one name in force at a time.')],
                },
            ),
            migrations.CreateModel(
                name='Person',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sort_kk', models.CharField(db_collation='C', default='', editable=False, max_length=400)),
                    ('sort_ru', models.CharField(db_collation='C', default='', editable=False, max_length=400)),
                    ('sort_en', models.CharField(db_collation='C', default='', editable=False, max_length=400)),
                    ('name', models.CharField(help_text='Surname first, as it is signed.', max_length=150, verbose_name='name')),
                    ('name_kk', models.CharField(help_text='Surname first, as it is signed.', max_length=150, null=True, verbose_name='name')),
                    ('name_ru', models.CharField(help_text='Surname first, as it is signed.', max_length=150, null=True, verbose_name='name')),
                    ('name_en', models.CharField(help_text='Surname first, as it is signed.', max_length=150, null=True, verbose_name='name')),
                    ('about', models.CharField(blank=True, max_length=300, verbose_name='who it is')),
                    ('about_kk', models.CharField(blank=True, max_length=300, null=True, verbose_name='who it is')),
                    ('about_ru', models.CharField(blank=True, max_length=300, null=True, verbose_name='who it is')),
                    ('about_en', models.CharField(blank=True, max_length=300, null=True, verbose_name='who it is')),
                    ('phone', models.CharField(blank=True, max_length=50, verbose_name='phone')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                    ('kept_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='unions.organization', verbose_name='kept by')),
                ],
                options={
                    'verbose_name': 'person',
                    'verbose_name_plural': 'people',
                    'abstract': False,
                    'indexes': [models.Index(fields=['sort_kk', 'id'], name='person_sort_kk'), models.Index(fields=['sort_ru', 'id'], name='person_sort_ru'), models.Index(fields=['sort_en', 'id'], name='person_sort_en'), django.contrib.postgres.indexes.GinIndex(mediacenter.toolkit.words.Words('name_kk', 'name_ru', 'name_en'), name='person_words')],
                },
            ),
            migrations.CreateModel(
                name='Appointment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('post', models.CharField(max_length=200, verbose_name='post')),
                    ('post_kk', models.CharField(max_length=200, null=True, verbose_name='post')),
                    ('post_ru', models.CharField(max_length=200, null=True, verbose_name='post')),
                    ('post_en', models.CharField(max_length=200, null=True, verbose_name='post')),
                    ('role', models.CharField(blank=True, choices=[('press_officer', 'press officer'), ('editor', 'editor'), ('chair', 'chair'), ('training_organizer', 'training organizer'), ('appeals_officer', 'appeals officer'), ('administrator', 'administrator')], max_length=20, verbose_name='role in the portal')),
                    ('starts_on', models.DateField(blank=True, null=True, verbose_name='starts')),
                    ('ends_on', models.DateField(blank=True, null=True, verbose_name='ends')),
                    ('is_public', models.BooleanField(default=True, verbose_name="shown on the organization's page")),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='appointments', to='unions.organization', verbose_name='organization')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='appointments', to='unions.person', verbose_name='person')),
                ],
                options={
                    'verbose_name': 'appointment',
                    'verbose_name_plural': 'appointments',
                    'indexes': [models.Index(fields=['organization', 'role'], name='unions_appo_organiz_b09394_idx'), django.contrib.postgres.indexes.GinIndex(mediacenter.toolkit.words.Words('post_kk', 'post_ru', 'post_en'), name='appointment_words')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='appointment_span', violation_error_message='The end is before the beginning.')],
                },
            ),
            migrations.CreateModel(
                name='Region',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sort_kk', models.CharField(db_collation='C', default='', editable=False, max_length=400)),
                    ('sort_ru', models.CharField(db_collation='C', default='', editable=False, max_length=400)),
                    ('sort_en', models.CharField(db_collation='C', default='', editable=False, max_length=400)),
                    ('iso', models.CharField(max_length=6, unique=True, verbose_name='ISO 3166-2')),
                    ('kato', models.CharField(max_length=9, unique=True, verbose_name='KATO code')),
                    ('kind', models.CharField(choices=[('region', 'region'), ('city', 'city of republican significance')], max_length=10, verbose_name='kind')),
                    ('name', models.CharField(max_length=100, verbose_name='name')),
                    ('name_kk', models.CharField(max_length=100, null=True, verbose_name='name')),
                    ('name_ru', models.CharField(max_length=100, null=True, verbose_name='name')),
                    ('name_en', models.CharField(max_length=100, null=True, verbose_name='name')),
                    ('centre', models.CharField(blank=True, max_length=100, verbose_name='administrative centre')),
                    ('centre_kk', models.CharField(blank=True, max_length=100, null=True, verbose_name='administrative centre')),
                    ('centre_ru', models.CharField(blank=True, max_length=100, null=True, verbose_name='administrative centre')),
                    ('centre_en', models.CharField(blank=True, max_length=100, null=True, verbose_name='administrative centre')),
                    ('since', models.DateField(blank=True, null=True, verbose_name='exists since')),
                    ('until', models.DateField(blank=True, null=True, verbose_name='existed until')),
                ],
                options={
                    'verbose_name': 'region',
                    'verbose_name_plural': 'regions',
                    'abstract': False,
                    'indexes': [models.Index(fields=['sort_kk', 'id'], name='region_sort_kk'), models.Index(fields=['sort_ru', 'id'], name='region_sort_ru'), models.Index(fields=['sort_en', 'id'], name='region_sort_en'), django.contrib.postgres.indexes.GinIndex(mediacenter.toolkit.words.Words('name_kk', 'name_ru', 'name_en', 'iso', 'kato'), name='region_words')],
                },
            ),
            migrations.CreateModel(
                name='AccountMail',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('attempts', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='attempts')),
                    ('next_try_at', models.DateTimeField(editable=False, null=True, verbose_name='next attempt')),
                    ('set_aside_at', models.DateTimeField(editable=False, null=True, verbose_name='set aside')),
                    ('last_error', models.CharField(blank=True, editable=False, max_length=500, verbose_name='why it was not sent')),
                    ('to', models.EmailField(max_length=254)),
                    ('event', models.CharField(choices=[('signed_in', 'Your account was signed in to'), ('failed', 'A sign-in to your account failed'), ('password', 'The password of your account was changed'), ('address', 'The e-mail of your account was changed'), ('factor', 'A second factor of sign-in was set up for your account'), ('no_factor', 'The second factor of your account was removed'), ('codes', 'New recovery codes were made for your account'), ('link', 'Choose a password for the portal')], max_length=10)),
                    ('details', models.JSONField(default=dict)),
                    ('asked_at', models.DateTimeField()),
                    ('sent_at', models.DateTimeField(db_index=True, null=True)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'mail about an account',
                    'verbose_name_plural': 'mails about accounts',
                    'indexes': [models.Index(fields=['user', 'event', 'asked_at'], name='account_mail_told')],
                },
            ),
            migrations.CreateModel(
                name='ChannelFlag',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('shared', 'another organization lists the same page'), ('post', 'a single post, not a page'), ('share_link', 'a share link, not a page'), ('personal', 'looks like a personal account')], max_length=10, verbose_name='doubt')),
                    ('raised_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='raised on')),
                    ('settled_on', models.DateField(blank=True, null=True, verbose_name='settled on')),
                    ('settlement', models.CharField(blank=True, max_length=300, verbose_name='how it was settled')),
                    ('channel', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='flags', to='unions.channel')),
                ],
                options={
                    'verbose_name': 'doubt about a channel',
                    'verbose_name_plural': 'doubts about channels',
                    'constraints': [models.UniqueConstraint(condition=models.Q(('settled_on__isnull', True)), fields=('channel', 'kind'), name='channel_flag_open_once', violation_error_message='This doubt has been raised already.')],
                },
            ),
            migrations.CreateModel(
                name='FollowerCount',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='number')),
                    ('qualifier', models.CharField(choices=[('exact', 'exactly'), ('more_than', 'more than'), ('about', 'about')], default='exact', max_length=10, verbose_name='precision')),
                    ('counted_on', models.DateField(verbose_name='as of')),
                    ('precision', models.CharField(choices=[('day', 'day'), ('month', 'month'), ('year', 'year'), ('day_month', 'day and month, year not stated')], default='day', max_length=10, verbose_name='known to the')),
                    ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
                    ('channel', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='follower_counts', to='unions.channel', verbose_name='channel')),
                ],
                options={
                    'verbose_name': 'number of followers',
                    'verbose_name_plural': 'numbers of followers',
                    'ordering': ['-counted_on'],
                    'constraints': [models.UniqueConstraint(fields=('channel', 'counted_on'), name='followers_once_a_day_and_channel', violation_error_message='The followers of this channel were counted on this day already.')],
                },
            ),
            migrations.CreateModel(
                name='JournalEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='when')),
                    ('verb', models.CharField(max_length=40, verbose_name='what was done')),
                    ('object_id', models.CharField(max_length=64, verbose_name='key of the record')),
                    ('details', models.JSONField(blank=True, default=dict, verbose_name='details')),
                    ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='contenttypes.contenttype', verbose_name='kind of record')),
                    ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL, verbose_name='who')),
                ],
                options={
                    'verbose_name': 'journal entry',
                    'verbose_name_plural': 'journal',
                    'indexes': [models.Index(fields=['content_type', 'object_id'], name='unions_jour_content_71ae2c_idx')],
                },
            ),
        ]),
        migrations.RunSQL(STAYS, MAY_GO),
    ]
