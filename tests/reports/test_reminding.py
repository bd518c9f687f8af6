"""Who has not submitted is reminded before the deadline, and told above once it is late."""

import datetime as dt

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core import mail as sent_mails
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mediacenter.reports.actions import reminding
from mediacenter.reports.actions.reminding import remind_of_reports
from mediacenter.reports.actions.reviewing import (
    extend_deadline,
    return_report,
    submit_report,
)
from mediacenter.reports.models import ReportingYear, YearlyReport
from mediacenter.services.outbox.actions import send_due_mails
from mediacenter.services.outbox.models import Mail
from tests.reports.access import reporting_year
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db
DUE = dt.date(2025, 1, 15)


@pytest.fixture
def federation():
    return OrganizationFactory(kind="federation", slug="federation", name_ru="Федерация")


@pytest.fixture
def ours(federation):
    return OrganizationFactory(parent=federation, slug="ours", kind="regional", name_ru="Наша")


@pytest.fixture
def chair(ours):
    return UserFactory(role=Role.CHAIR, organization=ours, language="ru")


@pytest.fixture
def above(federation):
    return UserFactory(role=Role.CHAIR, organization=federation, language="ru")


@pytest.fixture(autouse=True)
def year(db):
    return reporting_year(due_on=DUE)


def morning(days, hour=9):
    """So many days after the deadline."""
    return timezone.make_aware(dt.datetime.combine(DUE + dt.timedelta(days), dt.time(hour)))


def told(kind):
    return list(Mail.objects.filter(kind=kind).order_by("pk").values_list("user", flat=True))


def test_each_reminder_comes_once_a_deadline(ours, chair):
    for days in range(-20, 20):
        for hour in (3, 9, 10):
            remind_of_reports(now=morning(days, hour))
    assert told("reports.deadline") == [chair.pk] * 3
    stages = Mail.objects.filter(kind="reports.deadline").values_list("details__due", flat=True)
    assert set(stages) == {"2025-01-15"}


def test_nobody_is_woken_at_night(ours, chair):
    assert remind_of_reports(now=morning(1, hour=7)) == 0
    assert told("reports.deadline") == []


def test_what_is_late_is_told_to_the_nearest_chair_above_in_one_mail(
    federation, ours, chair, above
):
    union = OrganizationFactory(parent=federation, kind="industry_union")
    OrganizationFactory(parent=union, kind="regional", name_ru="Другая")  # no chair above
    remind_of_reports(now=morning(0))
    assert told("reports.late") == []
    remind_of_reports(now=morning(1))
    assert set(told("reports.late")) == {above.pk}
    assert len(told("reports.late")) == 3
    Mail.objects.update(asked_at=timezone.now() - dt.timedelta(hours=1))
    send_due_mails()
    [letter] = [one for one in sent_mails.outbox if "Другая" in one.body]
    assert letter.to == [above.email]
    assert "Наша" in letter.body


def test_who_has_submitted_is_left_in_peace(ours, chair, above):
    submit_report(organization=ours, year=2024, by=chair)
    remind_of_reports(now=morning(1))
    assert chair.pk not in told("reports.deadline")
    assert told("reports.late") == []


def test_a_reminder_that_came_too_late_is_not_sent(ours, chair):
    remind_of_reports(now=morning(-3))
    submit_report(organization=ours, year=2024, by=chair)
    send_due_mails()
    assert not any("Наша" in one.body for one in sent_mails.outbox if chair.email in one.to)


def test_a_year_that_was_opened_long_after_or_is_closed_reminds_nobody(year, ours, chair):
    assert remind_of_reports(now=morning(31)) == 0
    year.closed_at = timezone.now()
    year.save()
    assert remind_of_reports(now=morning(1)) == 0
    assert not Mail.objects.exists()


def test_an_extension_begins_anew_and_is_no_reminder_itself(ours, chair, above):
    today = timezone.localdate()
    later = today + dt.timedelta(days=10)
    extend_deadline(organization=ours, year=2024, until=later, by=above)
    now = timezone.localtime().replace(hour=9)
    remind_of_reports(now=now)
    assert chair.pk not in told("reports.deadline")
    remind_of_reports(now=now + dt.timedelta(days=7))
    assert told("reports.deadline").count(chair.pk) == 1


def test_a_deadline_that_was_put_off_tells_nobody(year, ours, chair):
    remind_of_reports(now=morning(-3))
    type(year).objects.update(regional_due_on=DUE + dt.timedelta(days=5))
    before = told("reports.deadline")
    remind_of_reports(now=morning(-2))
    assert told("reports.deadline") == before
    assert YearlyReport.objects.get(organization=ours).reminders == 1


def test_killed_between_two_transactions_it_goes_on_and_tells_nobody_twice(federation, monkeypatch):
    branches = [OrganizationFactory(parent=federation, kind="regional") for _ in range(4)]
    users = [UserFactory(role=Role.CHAIR, organization=branch) for branch in branches]
    monkeypatch.setattr(reminding, "AT_ONCE", 2)
    whole = reminding.tell_late
    rounds = []

    def killed(reports):
        rounds.append(reports)
        if len(rounds) == 2:
            raise SystemExit
        whole(reports)

    monkeypatch.setattr(reminding, "tell_late", killed)
    with pytest.raises(SystemExit):
        remind_of_reports(now=morning(1))
    first = len(told("reports.deadline"))
    assert 0 < first < len(users)
    remind_of_reports(now=morning(1))
    remind_of_reports(now=morning(1))
    assert sorted(told("reports.deadline")) == sorted(user.pk for user in users)


def test_a_returned_report_of_a_year_that_nobody_opened_is_reminded_of(
    year, federation, ours, chair, above
):
    year.delete()
    other = OrganizationFactory(parent=federation, kind="regional")
    UserFactory(role=Role.CHAIR, organization=other)
    today = timezone.localdate()
    submit_report(organization=ours, year=2024, by=chair)
    return_report(
        organization=ours,
        year=2024,
        items={"social.materials": ""},
        reason="Сверьте.",
        answer_by=today + dt.timedelta(days=5),
        by=above,
    )
    now = timezone.localtime().replace(hour=9)
    assert remind_of_reports(now=now) == 0
    assert remind_of_reports(now=now + dt.timedelta(days=3)) == 1
    assert remind_of_reports(now=now + dt.timedelta(days=6)) == 1
    assert told("reports.deadline") == [chair.pk] * 2
    assert told("reports.late") == [above.pk]


def test_a_round_costs_as_many_statements_for_ten_as_for_one(federation):
    def statements(number, year):
        ReportingYear.objects.update(closed_at=timezone.now())
        reporting_year(year, due_on=DUE)
        for _n in range(number):
            branch = OrganizationFactory(parent=federation, kind="regional")
            UserFactory(role=Role.CHAIR, organization=branch)
        with CaptureQueriesContext(connection) as captured:
            remind_of_reports(now=morning(1))
        return len(captured)

    UserFactory(role=Role.CHAIR, organization=federation)
    ContentType.objects.get_for_model(YearlyReport)  # what is kept for the process is kept now
    assert statements(1, 2022) == statements(9, 2023) <= 30
    assert len(told("reports.late")) > 10
