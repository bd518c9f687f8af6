"""A worker that dies between a mail and its note loses none, and sends no second one unseen."""

import pytest
from django.db import connection
from django.utils import timezone

from publications.plan import tasks
from publications.plan.actions.plan_mail import GATHERED_FOR
from publications.plan.models import Notice, NoticeEvent, PlanMail
from tests.celery_worker import CeleryWorker, until
from tests.mailbox import Mailbox, open_mailbox
from tests.publications.plan.factories import AssignmentFactory
from tests.unions.factories import UserFactory


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
        Notice.objects.create(
            user=person,
            event=NoticeEvent.GIVEN,
            assignment=assignment,
            made_at=timezone.now() - GATHERED_FOR,
        )
    return people


def test_a_mail_sent_while_its_worker_died_is_the_same_one_again(people, mailbox, mailing_worker):
    mailbox.victim = mailing_worker
    tasks.send_plan_mail.delay()
    until(lambda: not mailing_worker.alive, limit=30)
    mailing_worker.start()
    tasks.send_plan_mail.delay()
    until(lambda: PlanMail.objects.exclude(sent_at=None).count() == len(people), limit=30)
    tasks.send_plan_mail.delay()
    until(mailing_worker.is_idle, limit=30)
    addresses = sorted(person.email for person in people)
    assert len(mailbox.received) == len(people) + 1
    shown = {mail["Message-ID"]: mail["To"] for mail in mailbox.received}
    assert sorted(shown.values()) == addresses
