"""A worker that dies between a mail and its note loses none, and sends no second one unseen."""

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from mediacenter.services.outbox.models import Mail
from mediacenter.services.outbox.tasks import send_mails
from publications.plan.actions.noticing import note
from publications.plan.models import Notice, NoticeEvent
from tests.celery_worker import CeleryWorker, until
from tests.mailbox import Mailbox, open_mailbox
from tests.publications.plan.factories import AssignmentFactory
from tests.unions.factories import UserFactory

MINUTES = dt.timedelta(minutes=3)


class DeadlyMailbox(Mailbox):
    """Takes mails; whoever hands over the first one dies before it hears so."""

    victim = None

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  aiosmtpd's name
        answer = await super().handle_DATA(server, session, envelope)
        if self.victim:
            victim, self.victim = self.victim, None
            victim.kill()
        return answer


@pytest.fixture
def mailbox(settings):
    with open_mailbox(settings, DeadlyMailbox()) as box:
        yield box


@pytest.fixture
def mailing_worker(transactional_db, mailbox, settings):
    """A Celery worker that sends its mail into the mailbox."""
    worker = CeleryWorker(database=connection.settings_dict["NAME"])
    worker.environment["EMAIL_URL"] = f"smtp://{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    worker.start()
    yield worker
    worker.stop()


@pytest.fixture
def people(transactional_db):
    """Five of whom each waits to be told of two materials."""
    people = [UserFactory() for _number in range(5)]
    for person in [*people, *people]:
        assignment = AssignmentFactory(assignee=person)
        notice = Notice(user=person, event=NoticeEvent.GIVEN, assignment=assignment)
        note([notice], now=timezone.now() - MINUTES)
    return people


def test_a_mail_sent_while_its_worker_died_is_the_same_one_again(people, mailbox, mailing_worker):
    mailbox.victim = mailing_worker
    send_mails.delay()
    until(lambda: not mailing_worker.alive, limit=30)
    mailing_worker.start()
    send_mails.delay()
    until(
        lambda: (
            Mail.objects.filter(gathered_into=None).exclude(sent_at=None).count() == len(people)
        ),
        limit=30,
    )
    send_mails.delay()
    until(mailing_worker.is_idle, limit=30)
    addresses = sorted(person.email for person in people)
    assert len(mailbox.received) == len(people) + 1
    shown = {mail["Message-ID"]: mail["To"] for mail in mailbox.received}
    assert sorted(shown.values()) == addresses
