"""What entries say was done are codes; those that were English phrases keep their meaning.

What two kinds of records shared ("saved") becomes the code of each.
"""

import json

from django.db import migrations

PHRASES = {
    "loaded the demo": "demo.loaded",
    "visit entered": "visit.entered",
    "visit changed": "visit.changed",
    "declared figure": "figure.declared",
    "withdrew figure": "figure.withdrawn",
    "asked for report": "report.requested",
    "report published": "report.published",
    "report withdrawn": "report.withdrawn",
    "accredited": "journalist.accredited",
    "noted contact": "journalist.contacted",
    "invited": "press_event.invited",
    "crisis log written": "crisis.log_written",
    "closed": "crisis.closed",
    "opened": "crisis.opened",
    "reopened": "crisis.reopened",
    "named jointly, asked": "coverage.joint_asked",
    "joint piece confirmed": "coverage.joint_confirmed",
    "joint piece refused": "coverage.joint_refused",
    "uploaded": "picture.uploaded",
    "focal point set": "picture.focal_point_set",
    "article duplicated": "article.duplicated",
    "submitted": "text.submitted",
    "approved": "text.approved",
    "returned": "text.returned",
    "taken back": "text.taken_back",
    "published": "text.published",
    "text published": "text.published",
    "withdrawal scheduled": "text.withdrawal_scheduled",
    "withdrawn": "text.withdrawn",
    "corrected": "text.corrected",
    "remarked": "text.remarked",
    "answered a remark": "text.remark_answered",
    "settled a remark": "text.remark_settled",
    "moved in the plan": "plan_item.moved",
    "postponed": "occasion.postponed",
    "cancelled": "occasion.cancelled",
    "assignment offered": "assignment.offered",
    "assignment taken": "assignment.taken",
    "assignment handed_in": "assignment.handed_in",
    "assignment approved": "assignment.approved",
    "assignment done": "assignment.done",
    "assignment postponed": "assignment.postponed",
    "assignment cancelled": "assignment.cancelled",
    "renewed the calendar address": "calendar.address_renewed",
    "deleted": "record.put_in_bin",
    "record deleted": "record.deleted",
    "record entered": "record.entered",
    "record changed": "record.changed",
    "brought back from the bin": "record.brought_back",
    "deleted for good": "record.deleted_for_good",
    "organization opened": "organization.opened",
    "particulars changed": "organization.particulars_changed",
    "contacts entered": "organization.contacts_entered",
    "organization renamed": "organization.renamed",
    "organization moved": "organization.moved",
    "organizations merged": "organization.merged",
    "organization closed": "organization.closed",
    "organization opened again": "organization.reopened",
    "person entered": "person.entered",
    "person appointed": "appointment.made",
    "appointment changed": "appointment.changed",
    "appointment ended": "appointment.ended",
    "channel added": "channel.added",
    "channel changed": "channel.changed",
    "channel closed": "channel.closed",
    "channel opened again": "channel.reopened",
    "channel removed": "channel.removed",
    "followers counted": "channel.followers_counted",
    "count of followers withdrawn": "channel.count_withdrawn",
    "channel doubted": "channel.doubted",
    "doubt resolved": "channel.doubt_resolved",
    "account opened": "account.opened",
    "account changed": "account.changed",
    "account handed over": "account.handed_over",
    "language chosen": "account.language_chosen",
    "other e-mail asked for": "account.other_email_requested",
    "e-mail of the account changed": "account.email_changed",
    "signed in": "account.signed_in",
    "sign-in failed": "account.sign_in_failed",
    "sign-in held off: too many attempts": "account.sign_in_held_off",
    "session ended": "account.session_ended",
    "password changed": "account.password_changed",
    "password chosen by a mailed link": "account.password_reset",
    "password link asked for": "account.password_link_requested",
    "password link mailed": "account.password_link_mailed",
    "second factor set up": "account.factor_added",
    "second factor removed": "account.factor_removed",
    "second factor reset": "account.factor_reset",
    "recovery codes made anew": "account.recovery_codes_renewed",
    "recovery codes renewed": "account.recovery_codes_renewed",
    "mail tried again": "mail.tried_again",
    "mail given up": "mail.given_up",
    # of any other kind of record than those below
    "saved": "record.changed",
    "entered": "record.entered",
    "changed": "record.changed",
}
# (model, phrase): code
OF_KINDS = {
    ("article", "saved"): "article.saved",
    ("occasion", "saved"): "occasion.saved",
    ("planitem", "saved"): "plan_item.saved",
    ("assignment", "saved"): "assignment.saved",
    ("daynote", "saved"): "day_note.saved",
    ("coverage", "entered"): "coverage.entered",
    ("coverage", "changed"): "coverage.changed",
    ("crisiscard", "changed"): "crisis.changed",
    ("socialpost", "entered"): "post.entered",
    ("socialpost", "changed"): "post.changed",
    ("subscription", "entered"): "subscription.entered",
    ("subscription", "changed"): "subscription.changed",
    ("occasion", "resumed"): "occasion.resumed",
    ("assignment", "resumed"): "assignment.resumed",
    ("occasion", "rescheduled"): "occasion.rescheduled",
    ("planitem", "rescheduled"): "plan_item.rescheduled",
    ("articletext", "rescheduled"): "text.rescheduled",
}


def recode(apps, schema_editor):
    """The trigger that keeps entries as written is off for this transaction alone."""
    entry = schema_editor.quote_name("journal_journalentry")
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {entry} DISABLE TRIGGER journal_rows_stay")
        cursor.executemany(
            f"UPDATE {entry} e SET code = %s FROM django_content_type kind"
            " WHERE kind.id = e.content_type_id AND kind.model = %s AND e.code = %s",
            [(code, model, phrase) for (model, phrase), code in OF_KINDS.items()],
        )
        cursor.execute(
            f"UPDATE {entry} SET code = (%s::jsonb) ->> code WHERE %s::jsonb ? code",
            [json.dumps(PHRASES)] * 2,
        )
        cursor.execute(f"ALTER TABLE {entry} ENABLE TRIGGER journal_rows_stay")


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0001_initial'),
        ('unions', '0027_journal_is_a_service'),
    ]

    operations = [
        migrations.RunPython(recode),
    ]
