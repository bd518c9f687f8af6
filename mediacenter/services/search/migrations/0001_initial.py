"""The index of the search, and what rooms call by their triggers to have a record indexed."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

from mediacenter.toolkit.table_creation import CreateModels


DUE = """
CREATE FUNCTION search_is_due() RETURNS trigger LANGUAGE plpgsql AS $$
-- A trigger of a row: (kind, column that holds the key of the record).
DECLARE
    was bigint;
    key bigint;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        EXECUTE format('SELECT ($1).%I', TG_ARGV[1]) INTO was USING OLD;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        EXECUTE format('SELECT ($1).%I', TG_ARGV[1]) INTO key USING NEW;
    END IF;
    INSERT INTO search_due (kind, record)
        SELECT DISTINCT TG_ARGV[0], one FROM unnest(ARRAY[was, key]) AS one WHERE one IS NOT NULL;
    RETURN NULL;
END
$$;
ALTER TABLE search_entry SET (toast_tuple_target = 128);
"""
NOT_DUE = """
ALTER TABLE search_entry RESET (toast_tuple_target);
DROP FUNCTION search_is_due();
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Due',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=20)),
                    ('record', models.BigIntegerField()),
                ],
                options={
                    'verbose_name': 'record to be indexed',
                    'verbose_name_plural': 'records to be indexed',
                },
            ),
            migrations.CreateModel(
                name='Entry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=20)),
                    ('record', models.BigIntegerField()),
                    ('language', models.CharField(choices=[('kk', 'Қазақша'), ('ru', 'Русский'), ('en', 'English')], max_length=2)),
                    ('words', django.contrib.postgres.search.SearchVectorField()),
                    ('text', models.TextField(blank=True)),
                    ('day', models.DateField(null=True)),
                    ('rubric', models.BigIntegerField(null=True)),
                    ('region', models.BigIntegerField(null=True)),
                    ('union', models.BigIntegerField(null=True)),
                    ('since', models.DateTimeField(null=True)),
                    ('until', models.DateTimeField(null=True)),
                ],
                options={
                    'verbose_name': 'entry of the search',
                    'verbose_name_plural': 'entries of the search',
                    'indexes': [django.contrib.postgres.indexes.GinIndex(condition=models.Q(('language', 'kk')), fields=['words'], name='search_words_kk'), django.contrib.postgres.indexes.GinIndex(condition=models.Q(('language', 'ru')), fields=['words'], name='search_words_ru'), django.contrib.postgres.indexes.GinIndex(condition=models.Q(('language', 'en')), fields=['words'], name='search_words_en'), models.Index(fields=['language', 'day', 'id'], name='search_by_day')],
                    'constraints': [models.UniqueConstraint(fields=('kind', 'record', 'language'), name='search_entry_once')],
                },
            ),
            migrations.CreateModel(
                name='Word',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('language', models.CharField(choices=[('kk', 'Қазақша'), ('ru', 'Русский'), ('en', 'English')], max_length=2)),
                    ('word', models.CharField(max_length=40)),
                    ('near', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None)),
                ],
                options={
                    'verbose_name': 'word of titles',
                    'verbose_name_plural': 'words of titles',
                    'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['near'], name='search_word_near')],
                    'constraints': [models.UniqueConstraint(fields=('language', 'word'), name='search_word_once')],
                },
            ),
        ]),
        migrations.RunSQL(DUE, NOT_DUE),
    ]
