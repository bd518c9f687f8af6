"""Reminders by e-mail before and after a deadline, once each, seen by a server that receives."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from mediacenter.services.outbox.actions import send_due_mails
from publications.plan.actions.assignments import save_assignment
from publications.plan.actions.reminding import remind_of_deadlines
from publications.plan.models import AssignmentStatus
from tests.mailbox import words_of
from tests.unions.factories import UserFactory

from .factories import AssignmentFactory

pytestmark = pytest.mark.django_db(transaction=True)

HOUR, MINUTES = dt.timedelta(hours=1), dt.timedelta(minutes=5)


@pytest.fixture
def writer():
    return UserFactory(language="en", email="writer@example.org")


def at(hour, *, days=1):
    """A whole hour of the local day, some days from now."""
    day = timezone.localdate() + dt.timedelta(days=days)
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))


def assigned(writer, due_at):
    return AssignmentFactory(assignee=writer, status=AssignmentStatus.TAKEN, due_at=due_at)


@pytest.fixture
def assignment(writer):
    return assigned(writer, at(18))


def remind(now):
    """Let the clock stand at a moment: what is due then is noted, and sent some minutes later."""
    noted = remind_of_deadlines(now=now)
    send_due_mails(now=now + MINUTES)
    return noted


def test_one_reminder_before_and_one_after_the_deadline(mailbox, assignment):
    due_at, title = assignment.due_at, assignment.plan_item.title
    noted = [remind(due_at + hours * HOUR) for hours in (-30, -20, -19, 1, 2)]
    assert noted == [0, 1, 0, 1, 0]
    assert mailbox.subjects == [f"Due soon: {title}", f"The deadline has passed: {title}"]
    [before, after] = mailbox.received
    assert before["To"] == "writer@example.org"
    assert before["Message-ID"] != after["Message-ID"]
    assert f"/cabinet/plan/occasions/{assignment.plan_item.occasion_id}/" in words_of(before)


def test_ten_deadlines_of_a_day_are_one_mail_before_and_one_after(mailbox, writer):
    made = [assigned(writer, at(9 + number)) for number in range(10)]
    for hour in range(-30, 24):
        remind(at(9) + hour * HOUR)
    [before, after] = mailbox.received
    for mail in (before, after):
        assert all(one.plan_item.title in words_of(mail) for one in made)
    assert mailbox.subjects[0].endswith("and 9 more")


def test_each_person_and_each_day_has_a_mail_of_its_own(mailbox, writer):
    assigned(writer, at(12))
    assigned(writer, at(12, days=4))
    assigned(UserFactory(email="other@example.org"), at(12))
    for day in range(6):
        remind(at(10, days=day))
        remind(at(14, days=day))
    assert mailbox.addresses == ["other@example.org"] * 2 + ["writer@example.org"] * 4


def test_a_reminder_speaks_the_language_of_its_reader(mailbox, writer, assignment):
    writer.language = "kk"
    writer.save()
    remind(at(10))
    [mail] = mailbox.received
    assert "Сәлеметсіз бе" in words_of(mail)


def test_a_new_deadline_is_reminded_of_anew(mailbox, assignment):
    remind(at(10))
    assignment.due_at += 48 * HOUR
    save_assignment(assignment=assignment)
    assert remind(assignment.due_at - HOUR) == 1


@pytest.mark.parametrize("status", ["handed_in", "approved", "done", "postponed", "cancelled"])
def test_who_owes_nothing_is_not_reminded(status, assignment):
    assignment.status = status
    assignment.save()
    assert remind_of_deadlines(now=assignment.due_at - HOUR) == 0
    assert remind_of_deadlines(now=assignment.due_at + HOUR) == 0


def test_what_lies_far_ahead_or_back_is_left_alone(assignment):
    assert remind_of_deadlines(now=assignment.due_at - 30 * HOUR) == 0
    assert remind_of_deadlines(now=assignment.due_at + 24 * 30 * HOUR) == 0


def test_a_mail_that_was_refused_is_sent_later_and_holds_up_nobody(mailbox, writer, assignment):
    assigned(UserFactory(email="other@example.org"), at(18))
    mailbox.refuses = {writer.email}
    remind(at(10))
    assert mailbox.addresses == ["other@example.org"]
    mailbox.refuses = set()
    send_due_mails(now=at(11))
    assert mailbox.addresses == ["other@example.org", writer.email]


def test_several_workers_remind_once(mailbox, assignment):
    def work(_number):
        try:
            return remind(at(10))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        list(workers.map(work, range(4)))
    assert len(mailbox.received) == 1
