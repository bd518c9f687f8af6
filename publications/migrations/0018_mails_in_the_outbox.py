"""Mails about the plan, invitations and alerts lie in the outbox now; a notice names its mail there."""

import django.db.models.deletion
from django.db import migrations, models

from mediacenter.services.outbox.earlier_tables import check_at_once, content_type, take_over

NOTICES_FOLLOW = """
UPDATE publications_notice n SET mail_id = m.id
FROM outbox_mail m WHERE m.message_key = 'plan-' || n.mail_id
"""
# What waits to be gathered does so in the outbox: one mail for all that waits for a person.
NOTICES_WAIT = """
INSERT INTO outbox_mail (kind, user_id, "to", language, details, message_key, asked_at,
    attempts, last_error, given_up_because)
SELECT 'plan.notices', user_id, '', '', '{}', 'plan-waiting-' || user_id, min(made_at), 0, '', ''
FROM publications_notice WHERE mail_id IS NULL GROUP BY user_id ORDER BY user_id;
UPDATE publications_notice n SET mail_id = m.id
FROM outbox_mail m WHERE n.mail_id IS NULL AND m.message_key = 'plan-waiting-' || n.user_id
"""
# What the earlier tables had in common: as it is for a mail that was not tried yet.
UNTRIED = {
    'attempts': 0,
    'next_try_at': None,
    'set_aside_at': None,
    'last_error': '',
    'given_up_at': None,
    'given_up_by_id': None,
    'given_up_because': '',
}
INVITATION, ALERT = 'publications.PressInvitation', 'publications.CrisisAlert'


def into_the_outbox(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        event = str(content_type(cursor, 'publications.pressinvitation'))
        card = str(content_type(cursor, 'publications.crisiscard'))
    take_over(
        schema_editor,
        'publications_planmail',
        label='publications.planmail',
        prefix='plan-',
        kind="'plan.notices'",
        user_id='o.user_id',
        to="''",
        details="'{}'::jsonb",
        asked_at='o.asked_at',
    )
    take_over(
        schema_editor,
        'publications_crisisalert',
        label='publications.crisisalert',
        prefix='crisis-alert-',
        kind="'press.crisis'",
        user_id='o.user_id',
        to="''",
        details="'{}'::jsonb",
        about_type_id=card,
        about_key='o.card_id',
        asked_at='o.asked_at',
    )
    reader = '(SELECT {} FROM publications_journalist j WHERE j.id = o.journalist_id)'
    take_over(
        schema_editor,
        'publications_pressinvitation',
        label=None,
        prefix='press-invitation-',
        where='o.asked_at IS NOT NULL',
        kind="'press.invitation'",
        to=reader.format('j.email'),
        language=reader.format('j.language'),
        details="'{}'::jsonb",
        about_type_id=event,
        about_key='o.id',
        asked_at='o.asked_at',
    )
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(NOTICES_FOLLOW)
        cursor.execute(NOTICES_WAIT)
        for entry in apps.get_model('unions', 'BinEntry').objects.filter(
            rows__has_any_keys=[INVITATION, ALERT]
        ):
            entry.rows = with_mails(entry.rows, cursor, invitation=int(event), card=int(card))
            entry.save(update_fields=['rows'])
        check_at_once(cursor)


def with_mails(rows, cursor, *, invitation, card):
    """The rows of an entry of the bin, its mails those of the outbox."""
    mails = [
        {
            **UNTRIED,
            **{name: row[name] for name in UNTRIED if name in row},
            'kind': kind,
            'user_id': row.get('user_id'),
            'to': '',
            'language': '',
            'details': {},
            'about_type_id': about,
            'about_key': row[key],
            'message_key': f"{prefix}-{row['id']}",
            'asked_at': row['asked_at'],
            'ready_at': row['asked_at'],
            'gathered_into_id': None,
            'sent_at': row['sent_at'],
        }
        for label, kind, about, key, prefix in (
            (INVITATION, 'press.invitation', invitation, 'id', 'press-invitation'),
            (ALERT, 'press.crisis', card, 'card_id', 'crisis-alert'),
        )
        for row in rows.get(label, ())
        if row['asked_at']
    ]
    for mail in mails:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('outbox_mail', 'id'))")
        [mail['id']] = cursor.fetchone()
    kept = {label: some for label, some in rows.items() if label != ALERT}
    return {**kept, 'outbox.Mail': mails} if mails else kept


class Migration(migrations.Migration):

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('journal', '0001_initial'),
        ('outbox', '0001_initial'),
        ('publications', '0017_calendar_addresses_have_moved'),
        ('unions', '0028_account_mails_in_the_outbox'),
    ]

    operations = [
        migrations.RemoveIndex('notice', 'notice_waiting'),
        migrations.AlterField(
            model_name='notice',
            name='mail',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='publications.planmail'),
        ),
        migrations.RunPython(into_the_outbox),
        migrations.AlterField(
            model_name='notice',
            name='mail',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='outbox.mail'),
        ),
        migrations.DeleteModel('PlanMail'),
        migrations.DeleteModel('CrisisAlert'),
        *(
            migrations.RemoveField('pressinvitation', name)
            for name in (
                'attempts',
                'given_up_at',
                'given_up_because',
                'given_up_by',
                'last_error',
                'next_try_at',
                'sent_at',
                'set_aside_at',
            )
        ),
    ]
