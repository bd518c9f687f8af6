"""Mails of the tables from before the outbox come into it, as the mails that they were."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from mediacenter.services.journal.actions import log
from mediacenter.services.journal.models import JournalEntry
from mediacenter.services.outbox.actions import send_due_mails
from mediacenter.services.outbox.earlier_tables import take_over
from mediacenter.services.outbox.models import Mail
from tests.unions.factories import UserFactory

EARLIER = """
CREATE TABLE earlier_mail (
    id bigint PRIMARY KEY, user_id bigint, asked_at timestamptz, sent_at timestamptz,
    attempts smallint, next_try_at timestamptz, set_aside_at timestamptz, last_error text,
    given_up_at timestamptz, given_up_by_id bigint, given_up_because text
);
INSERT INTO earlier_mail VALUES
    (7, {user}, now(), NULL, 0, NULL, NULL, '', NULL, NULL, ''),
    (9, {user}, now(), NULL, 2, NULL, now(), 'Refused', now(), {user}, 'Not needed')
"""


@pytest.fixture
def user(db):
    return UserFactory()


@pytest.fixture
def earlier(user):
    with connection.cursor() as cursor:
        cursor.execute(EARLIER.format(user=user.pk))


def bring_in(label="elsewhere.earliermail"):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # each migration is a transaction
    with connection.schema_editor(atomic=False) as editor:
        take_over(
            editor,
            "earlier_mail",
            label=label,
            prefix="earlier-",
            kind="'account.password'",
            user_id="o.user_id",
            **{"to": "'reader@example.org'"},
            details="'{}'::jsonb",
            asked_at="o.asked_at",
        )


def test_what_was_owed_is_sent_under_the_name_that_it_had(earlier, user, mailbox):
    bring_in()
    assert send_due_mails() == 1
    assert mailbox.received[0]["Message-ID"].startswith("<earlier-7@")
    given_up = Mail.objects.get(message_key="earlier-9")
    assert (given_up.attempts, given_up.last_error) == (2, "Refused")
    assert (given_up.given_up_by, given_up.given_up_because) == (user, "Not needed")


def test_what_the_journal_says_of_a_mail_follows_it_and_stays_as_written(earlier, user):
    kind = ContentType.objects.create(app_label="elsewhere", model="earliermail")
    told = {"code": "mail.given_up", "content_type": kind, "user": user, "details": {"reason": "?"}}
    JournalEntry.objects.create(**told, object_id="9")
    JournalEntry.objects.create(**told, object_id="1")
    log(user, "account.signed_in", user)
    bring_in()
    followed, lost, other = JournalEntry.objects.order_by("pk")
    assert followed.subject == Mail.objects.get(message_key="earlier-9")
    assert (followed.code, followed.details) == ("mail.given_up", {"reason": "?"})
    assert (lost.content_type, other.subject) == (kind, user)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgenabled FROM pg_trigger WHERE tgrelid = 'journal_journalentry'::regclass"
            " AND tgname = 'journal_rows_stay'"
        )
        assert cursor.fetchall() == [("O",)], "the trigger is on again"
