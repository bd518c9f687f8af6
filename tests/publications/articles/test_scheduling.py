"""Publishing and withdrawing by the clock: readers see it at once, the records follow once."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from mediacenter.services.journal.models import JournalEntry
from mediacenter.services.transitions.steps import WrongState
from publications.articles.actions.releasing import (
    NotReady,
    approve_text,
    limit_text,
    publish_text,
    return_text,
    submit_text,
    withdraw_at_its_time,
    withdraw_text,
)
from publications.articles.actions.scheduling import withdraw_due
from publications.articles.models import ArticleText, Rubric, Status, TextState
from tests.publications.article_form import change_url, send
from tests.publications.factories import RubricFactory

HOUR = dt.timedelta(hours=1)


def is_public():
    return ArticleText.objects.published().exists()


def move_clock(by):
    """Let the moments of all texts lie so much earlier: the database's clock is the real one."""
    for text in ArticleText.objects.all():
        for name in ("published_at", "withdraw_at", "embargo_until"):
            moment = getattr(text, name)
            setattr(text, name, moment and moment - by)
        text.save()


# --- Approval ---


def test_an_editor_approves_a_text_and_publishes_it_later(text, press_officer, editor):
    submit_text(text_id=text.pk, by=press_officer)
    approved = approve_text(text_id=text.pk, by=editor)
    assert (approved.status, approved.state) == (Status.READY, TextState.READY)
    assert not is_public()

    publish_text(text_id=text.pk, by=editor)
    assert is_public()


def test_only_what_was_handed_in_is_approved(text, editor):
    with pytest.raises(WrongState):
        approve_text(text_id=text.pk, by=editor)


def test_an_approved_text_is_given_back_with_a_reason(text, editor):
    submit_text(text_id=text.pk)
    approve_text(text_id=text.pk, by=editor)
    return_text(text_id=text.pk, by=editor, remark="Күні қате.")

    assert ArticleText.objects.get().status == Status.DRAFT


# --- The moment of publication ---


def test_a_scheduled_text_becomes_public_without_anybody_doing_anything(text, editor):
    scheduled = publish_text(text_id=text.pk, by=editor, at=timezone.now() + HOUR)
    assert scheduled.state == TextState.SCHEDULED
    assert not is_public()

    move_clock(by=HOUR)
    assert is_public()
    assert ArticleText.objects.get().state == TextState.PUBLISHED


# --- The moment of withdrawal ---


def test_a_text_leaves_the_site_at_its_moment_and_the_record_follows(text, editor):
    now = timezone.now()
    publish_text(text_id=text.pk, by=editor, at=now - 2 * HOUR, until=now + HOUR)
    assert is_public()
    assert withdraw_due() == 0

    move_clock(by=HOUR)
    assert not is_public()
    assert ArticleText.objects.get().state == TextState.DRAFT  # before any worker came to it

    left_at = ArticleText.objects.get().withdraw_at
    assert withdraw_due() == 1
    stored = ArticleText.objects.get()
    assert (stored.status, stored.published_at, stored.withdraw_at) == (Status.DRAFT, None, None)
    assert stored.revisions.get().public_until == left_at  # not when the worker came


def test_the_record_follows_once(text):
    now = timezone.now()
    publish_text(text_id=text.pk, at=now - 2 * HOUR, until=now + HOUR)
    move_clock(by=HOUR)

    assert [withdraw_due(), withdraw_due()] == [1, 0]
    assert not withdraw_at_its_time(text_id=text.pk), "who found it due, too, comes second"
    assert JournalEntry.objects.filter(code="text.withdrawn").count() == 1


def test_a_text_does_not_leave_before_it_came(text, editor):
    tomorrow = timezone.now() + 24 * HOUR
    with pytest.raises(NotReady):
        publish_text(text_id=text.pk, by=editor, at=tomorrow, until=tomorrow - HOUR)

    publish_text(text_id=text.pk, by=editor)
    with pytest.raises(NotReady):
        limit_text(text_id=text.pk, by=editor, until=timezone.now() - HOUR)


def test_the_end_of_a_public_text_is_set_moved_and_taken_back(text, editor):
    publish_text(text_id=text.pk, by=editor)
    for until in (timezone.now() + HOUR, timezone.now() + 2 * HOUR, None):
        limit_text(text_id=text.pk, by=editor, until=until)
        assert ArticleText.objects.get().withdraw_at == until


def test_a_text_withdrawn_by_hand_forgets_its_end(text, editor):
    publish_text(text_id=text.pk, by=editor, until=timezone.now() + HOUR)
    withdraw_text(text_id=text.pk, by=editor)
    publish_text(text_id=text.pk, by=editor)

    assert ArticleText.objects.get().withdraw_at is None


def test_the_form_sets_both_moments(client, text, editor):
    client.force_login(editor)
    send(
        client,
        change_url(text.article),
        _step="publish:kk",
        **{
            "text-kk-0-publish_at_0": "2099-05-01",
            "text-kk-0-publish_at_1": "09:00",
            "text-kk-0-leave_at_0": "2099-05-08",
            "text-kk-0-leave_at_1": "18:00",
        },
    )

    stored = ArticleText.objects.get()
    assert stored.state == TextState.SCHEDULED
    assert f"{timezone.localtime(stored.withdraw_at):%d.%m.%Y %H:%M}" == "08.05.2099 18:00"


@pytest.mark.django_db
def test_a_rubric_is_offered_between_its_first_and_its_last_day():
    RubricFactory(opened_on=dt.date(2026, 2, 1), closed_on=dt.date(2026, 3, 1))
    offered = {}
    for day in ("2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01"):
        with time_machine.travel(f"{day} 12:00 +0500", tick=False):
            offered[day] = Rubric.objects.in_use().exists()
    assert list(offered.values()) == [False, True, True, False]
