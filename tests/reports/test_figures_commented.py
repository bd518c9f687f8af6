"""A figure is talked over by who answers for it and who reviews it; texts are returned singly."""

import datetime as dt

import pytest
from django.core import mail as sent_mails
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from mediacenter.reports.actions import commenting
from mediacenter.reports.actions.commenting import comment_on_figure, comments_of
from mediacenter.reports.actions.narrative import write_narrative
from mediacenter.reports.actions.reporting_years import close_reporting_year
from mediacenter.reports.actions.reviewing import return_report, submit_report
from mediacenter.reports.models import FigureComment, YearlyReport
from mediacenter.services.journal.models import JournalEntry
from mediacenter.services.outbox.actions import send_due_mails
from mediacenter.services.outbox.models import Mail
from tests.reports.access import reporting_year
from tests.shown import page_of as shown_page
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db
CODE = "social.materials"


@pytest.fixture
def federation():
    return OrganizationFactory(kind="federation", slug="federation")


@pytest.fixture
def ours(federation):
    return OrganizationFactory(parent=federation, slug="ours", kind="regional")


@pytest.fixture
def reviewer(federation):
    return UserFactory(role=Role.CHAIR, organization=federation, language="ru")


def say(organization, by, text="Откуда число?", **details):
    wish = {"organization": organization, "year": 2024, "code": CODE, "text": text}
    return comment_on_figure(**{**wish, **details}, by=by)


def awaiting():
    mails = Mail.objects.filter(kind="reports.commented").order_by("pk")
    return list(mails.values_list("user", flat=True))


def test_each_side_is_told_what_the_other_says(ours, chair, reviewer):
    say(ours, reviewer)
    assert awaiting() == [chair.pk]
    say(ours, chair, "Из журнала.")
    assert awaiting() == [chair.pk, reviewer.pk]
    [thread] = comments_of(YearlyReport.objects.get()).values()
    assert [comment.text for comment in thread] == ["Откуда число?", "Из журнала."]
    entries = JournalEntry.objects.filter(code="report.commented").order_by("pk")
    assert [entry.user for entry in entries] == [reviewer, chair]
    assert entries[0].details["indicator"] == CODE


def test_what_is_said_within_a_while_comes_in_one_mail_in_the_readers_language(
    ours, chair, reviewer
):
    say(ours, chair, "Первое.")
    say(ours, chair, "Второе.", code="press.publications")
    Mail.objects.update(asked_at=timezone.now() - dt.timedelta(hours=1))
    send_due_mails()
    [letter] = [one for one in sent_mails.outbox if one.to == [reviewer.email]]
    assert "Первое." in letter.body
    assert "Второе." in letter.body
    assert "/ru/reports/ours/2024/figures/social.materials/#comments" in letter.body


@pytest.mark.parametrize("role", [Role.EDITOR, Role.TRAINING_ORGANIZER])
def test_who_only_reads_says_nothing(ours, role):
    with pytest.raises(PermissionDenied):
        say(ours, UserFactory(role=role, organization=ours))


def test_a_stranger_says_nothing(ours):
    elsewhere = OrganizationFactory(kind="regional")
    with pytest.raises(PermissionDenied):
        say(ours, UserFactory(role=Role.CHAIR, organization=elsewhere))


@pytest.mark.parametrize("details", [{"text": " \n "}, {"text": "о" * 1001}, {"code": "no.such"}])
def test_what_says_nothing_or_too_much_is_refused(ours, chair, details):
    with pytest.raises(ValidationError):
        say(ours, chair, **details)
    assert not FigureComment.objects.exists()


def test_a_thread_is_bounded_and_a_closed_year_is_silent(ours, chair, monkeypatch):
    monkeypatch.setattr(commenting, "MOST", 2)
    for _n in range(2):
        say(ours, chair)
    with pytest.raises(ValidationError):
        say(ours, chair)
    say(ours, chair, code="press.publications")
    close_reporting_year(reporting_year_id=reporting_year().pk)
    with pytest.raises(ValidationError):
        say(ours, chair, code="appeals.answered")


def test_the_thread_stands_on_the_page_of_the_figure(client, ours, chair, reviewer):
    say(ours, reviewer, "<b>Откуда</b>?")
    client.force_login(chair)
    with override("ru"):
        page = reverse("reports:figure", args=[ours.slug, 2024, CODE])
        address = reverse("reports:comment", args=[ours.slug, 2024, CODE])
    assert "&lt;b&gt;Откуда&lt;/b&gt;?" in client.get(page).content.decode()
    answered = client.post(address, {"text": "Из журнала."}, follow=True)
    assert "Из журнала." in answered.content.decode()
    client.force_login(UserFactory(role=Role.EDITOR, organization=ours))
    seen = shown_page(client.get(page))
    assert seen.xpath("//section[@aria-labelledby='comments']")
    assert not seen.xpath("//form[contains(@action, 'comment')]")


def test_the_reviewer_reads_the_threads_where_figures_are_returned(client, ours, chair, reviewer):
    submit_report(organization=ours, year=2024, by=chair)
    client.force_login(reviewer)
    page = reverse("reports:return", args=[ours.slug, 2024])

    def statements():
        with CaptureQueriesContext(connection) as captured:
            assert "Из журнала." in client.get(page).content.decode()
        return len(captured)

    say(ours, chair, "Из журнала.")
    at_one = statements()
    for code in ("press.publications", "appeals.answered"):
        say(ours, chair, "Ещё.", code=code)
    assert statements() == at_one


# --- Texts that are returned ---------------------------------------------------------------------


def give_back(organization, by, *codes):
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    return return_report(
        organization=organization,
        year=2024,
        items=dict.fromkeys(codes, "Короче."),
        reason="Не сходится",
        answer_by=tomorrow,
        by=by,
    )


def write(organization, by, section):
    return write_narrative(
        organization=organization, year=2024, language="ru", texts={section: "Слова"}, by=by
    )


def test_of_texts_those_are_open_that_the_return_names(ours, chair, reviewer):
    submit_report(organization=ours, year=2024, by=chair)
    report = give_back(ours, reviewer, "press", CODE)
    assert write(ours, chair, "press") == ["press"]
    with pytest.raises(ValidationError) as refusal:
        write(ours, chair, "social")
    assert set(refusal.value.error_dict) == {"social"}
    assert str(report.returned_items().get(code="press")) != "press"


def test_a_return_that_names_no_text_opens_all(ours, chair, reviewer):
    submit_report(organization=ours, year=2024, by=chair)
    give_back(ours, reviewer, CODE)
    assert write(ours, chair, "social") == ["social"]


def test_a_text_is_ticked_beside_its_words(client, ours, chair, reviewer):
    write(ours, chair, "social")
    submit_report(organization=ours, year=2024, by=chair)
    client.force_login(reviewer)
    with override("ru"):
        page = reverse("reports:return", args=[ours.slug, 2024])
    assert "Слова" in client.get(page).content.decode()
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    sent = {"item-social": "on", "reason": "Короче", "answer_by": tomorrow.isoformat()}
    assert client.post(page, sent).status_code == 302
    assert [item.code for item in YearlyReport.objects.get().returned_items()] == ["social"]
