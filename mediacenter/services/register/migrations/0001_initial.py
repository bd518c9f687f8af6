"""The register. The database refuses to change more of an entry than its state, whoever asks.

A migration that has to change entries disables the trigger of rows for its own transaction:
ALTER TABLE register_entry DISABLE TRIGGER register_rows_stay. Their hashes are then to be made anew.
"""

import django.db.models.deletion
from django.db import migrations, models

from mediacenter.toolkit.table_creation import CreateModels

STAYS = """
CREATE FUNCTION register_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    may_change text[] := ARRAY['state', 'state_since', 'superseded_by_id',
                               'reason', 'reason_kk', 'reason_ru', 'reason_en'];
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF to_jsonb(OLD) - may_change = to_jsonb(NEW) - may_change THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'What was issued stays on record: % of %', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER register_rows_stay BEFORE UPDATE OR DELETE ON register_entry
    FOR EACH ROW EXECUTE FUNCTION register_stays();
CREATE TRIGGER register_stays BEFORE TRUNCATE ON register_entry
    FOR EACH STATEMENT EXECUTE FUNCTION register_stays();
"""
MAY_GO = """
DROP TRIGGER register_rows_stay ON register_entry;
DROP TRIGGER register_stays ON register_entry;
DROP FUNCTION register_stays();
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='ReservedCode',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=30)),
                    ('record', models.CharField(max_length=64)),
                    ('code', models.CharField(max_length=14, unique=True)),
                ],
                options={
                    'verbose_name': 'reserved code',
                    'verbose_name_plural': 'reserved codes',
                    'constraints': [models.UniqueConstraint(fields=('kind', 'record'), name='register_reserved_once', violation_error_message='A code is reserved for this record already.')],
                },
            ),
            migrations.CreateModel(
                name='Entry',
                fields=[
                    ('number', models.PositiveBigIntegerField(primary_key=True, serialize=False, verbose_name='number')),
                    ('code', models.CharField(max_length=14, unique=True, verbose_name='code')),
                    ('kind', models.CharField(max_length=30, verbose_name='kind of document')),
                    ('record', models.CharField(max_length=64, verbose_name='key of the record')),
                    ('title', models.CharField(max_length=300, verbose_name='title')),
                    ('title_kk', models.CharField(max_length=300, null=True, verbose_name='title')),
                    ('title_ru', models.CharField(max_length=300, null=True, verbose_name='title')),
                    ('title_en', models.CharField(max_length=300, null=True, verbose_name='title')),
                    ('issuer', models.CharField(max_length=300, verbose_name='issued by')),
                    ('issuer_kk', models.CharField(max_length=300, null=True, verbose_name='issued by')),
                    ('issuer_ru', models.CharField(max_length=300, null=True, verbose_name='issued by')),
                    ('issuer_en', models.CharField(max_length=300, null=True, verbose_name='issued by')),
                    ('issued_at', models.DateTimeField(verbose_name='issued')),
                    ('files', models.JSONField(verbose_name='files')),
                    ('previous_digest', models.CharField(max_length=64, unique=True, verbose_name='SHA-256 of the entry before')),
                    ('digest', models.CharField(max_length=64, verbose_name='SHA-256')),
                    ('state', models.CharField(choices=[('valid', 'valid'), ('superseded', 'superseded'), ('revoked', 'revoked')], default='valid', max_length=10, verbose_name='state')),
                    ('state_since', models.DateTimeField(verbose_name='in this state since')),
                    ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason of the revocation')),
                    ('reason_kk', models.CharField(blank=True, max_length=300, null=True, verbose_name='reason of the revocation')),
                    ('reason_ru', models.CharField(blank=True, max_length=300, null=True, verbose_name='reason of the revocation')),
                    ('reason_en', models.CharField(blank=True, max_length=300, null=True, verbose_name='reason of the revocation')),
                    ('superseded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='register.entry', verbose_name='superseded by')),
                ],
                options={
                    'verbose_name': 'entry of the register',
                    'verbose_name_plural': 'register of documents',
                    'indexes': [models.Index(fields=['kind', 'record'], name='register_record')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'valid')), fields=('kind', 'record'), name='register_one_valid', violation_error_message='A valid document of this record is entered already.'), models.CheckConstraint(condition=models.Q(('state', 'superseded'), ('superseded_by', None), _connector='XOR'), name='register_superseded_by_another', violation_error_message='What is superseded names what supersedes it.')],
                },
            ),
        ]),
        migrations.RunSQL(STAYS, MAY_GO),
    ]
