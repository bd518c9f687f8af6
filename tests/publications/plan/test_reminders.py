"""Reminders by e-mail before and after a deadline, once each, seen by a server that receives."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from email import message_from_bytes
from email.header import decode_header, make_header
from smtplib import SMTPException

import pytest
from aiosmtpd.controller import Controller
from django.db import connection
from django.utils import timezone

from publications import actions
from publications.models import AssignmentStatus
from tests.served_portal import free_port
from tests.unions.factories import UserFactory

from .factories import AssignmentFactory

pytestmark = pytest.mark.django_db(transaction=True)

HOURS = dt.timedelta(hours=1)


class Mailbox:
    """What an SMTP server on this machine was handed; `refuses` lets it turn mail away."""

    def __init__(self):
        self.received, self.refuses = [], False

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  aiosmtpd's name
        if self.refuses:
            return "451 later"
        self.received.append(message_from_bytes(envelope.content))
        return "250 OK"

    @property
    def subjects(self):
        return [str(make_header(decode_header(mail["Subject"]))) for mail in self.received]


@pytest.fixture
def mailbox(settings):
    box = Mailbox()
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.hostname, server.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield box
    server.stop()


@pytest.fixture
def assignment(karaganda):
    return AssignmentFactory(
        plan_item__occasion__organization=karaganda,
        assignee=UserFactory(language="en", email="writer@example.org"),
        status=AssignmentStatus.TAKEN,
        due_at=timezone.now() + 20 * HOURS,
    )


def test_one_reminder_before_and_one_after_the_deadline(mailbox, assignment):
    title, due_at = assignment.plan_item.title, assignment.due_at
    assert actions.remind_of_deadlines() == 1
    assert actions.remind_of_deadlines() == 0
    assert actions.remind_of_deadlines(now=due_at + HOURS) == 1
    assert actions.remind_of_deadlines(now=due_at + 2 * HOURS) == 0
    assert mailbox.subjects == [f"Due soon: {title}", f"Overdue: {title}"]
    [before, after] = mailbox.received
    assert before["To"] == "writer@example.org"
    assert before["Message-ID"] != after["Message-ID"]
    body = before.get_payload(decode=True).decode()
    assert f"/cabinet/plan/occasions/{assignment.plan_item.occasion_id}/" in body


def test_a_new_deadline_is_reminded_of_anew(mailbox, assignment):
    actions.remind_of_deadlines()
    assignment.due_at += 24 * HOURS
    actions.save_assignment(assignment=assignment)
    assert actions.remind_of_deadlines(now=assignment.due_at - HOURS) == 1


@pytest.mark.parametrize("status", ["handed_in", "done", "postponed", "cancelled"])
def test_who_owes_nothing_is_not_reminded(status, mailbox, assignment):
    assignment.status = status
    assignment.save()
    assert actions.remind_of_deadlines() == 0
    assert actions.remind_of_deadlines(now=assignment.due_at + HOURS) == 0


def test_what_lies_far_ahead_or_back_is_left_alone(mailbox, assignment):
    assert actions.remind_of_deadlines(now=assignment.due_at - 30 * HOURS) == 0
    assert actions.remind_of_deadlines(now=assignment.due_at + 24 * 30 * HOURS) == 0


def test_a_mail_that_was_refused_is_sent_later(mailbox, assignment):
    mailbox.refuses = True
    with pytest.raises(SMTPException):
        actions.remind_of_deadlines()
    mailbox.refuses = False
    assert actions.remind_of_deadlines() == 1
    assert len(mailbox.received) == 1


def test_two_workers_remind_once(mailbox, assignment):
    def work(_number):
        try:
            return actions.remind_of_deadlines()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        assert sum(workers.map(work, range(4))) == 1
    assert len(mailbox.received) == 1
