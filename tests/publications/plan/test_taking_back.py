"""Approval, withdrawal and the clock: what they do to the plan that a text fulfils."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from publications.articles.actions.releasing import (
    approve_text,
    publish_text,
    return_text,
    submit_text,
    withdraw_text,
)
from publications.articles.actions.scheduling import withdraw_due
from publications.articles.models import ArticleText
from publications.plan.actions.assignments import save_assignment
from publications.plan.actions.occasions import cancel_occasion, postpone_occasion, resume_occasion
from publications.plan.actions.plan_items import move_plan_item, save_plan_item
from publications.plan.models import AssignmentStatus, PlanStatus
from tests.publications.factories import ArticleTextFactory

from .factories import AssignmentFactory
from .states import states

pytestmark = pytest.mark.django_db


@pytest.fixture
def text(text):
    submit_text(text_id=text.pk)
    return text


def translate(assignment, text):
    save_assignment(
        assignment=AssignmentFactory.build(plan_item=assignment.plan_item, language="ru")
    )
    translated = ArticleTextFactory(article=text.article, language="ru")
    submit_text(text_id=translated.pk)
    return translated


def test_an_item_is_approved_when_all_its_texts_are(assignment, text, editor):
    translated = translate(assignment, text)
    approve_text(text_id=text.pk, by=editor)
    assert states(assignment) == ("approved", "in_work")
    approve_text(text_id=translated.pk, by=editor)
    assert states(assignment) == ("approved", "approved")


def test_a_scheduled_text_keeps_its_item_approved_until_its_hour(assignment, text, editor):
    publish_text(text_id=text.pk, by=editor, at=timezone.now() + dt.timedelta(hours=1))
    assert states(assignment) == ("approved", "approved")


def test_an_approved_text_that_is_returned_puts_its_item_in_work_again(assignment, text, editor):
    approve_text(text_id=text.pk, by=editor)
    return_text(text_id=text.pk, by=editor, remark="Қысқарт")
    assert states(assignment) == ("taken", "in_work")


def test_an_approval_by_hand_stays_while_the_work_goes_on(assignment, text, editor):
    move_plan_item(item_id=assignment.plan_item_id, to=PlanStatus.APPROVED, by=editor)
    translate(assignment, text)  # new work: not approved any more
    assert states(assignment) == ("handed_in", "in_work")
    move_plan_item(item_id=assignment.plan_item_id, to=PlanStatus.APPROVED, by=editor)
    approve_text(text_id=text.pk, by=editor)
    assert states(assignment) == ("approved", "approved")


def test_an_item_is_not_called_released_while_work_is_open(assignment, text, editor):
    for state in (PlanStatus.RELEASED, PlanStatus.MEASURED):
        with pytest.raises(ValidationError):
            move_plan_item(item_id=assignment.plan_item_id, to=state, by=editor)


def test_withdrawing_a_text_puts_its_assignment_in_work_again(assignment, text, editor):
    publish_text(text_id=text.pk, by=editor)
    assert states(assignment) == ("done", "released")
    withdraw_text(text_id=text.pk, by=editor)
    assert states(assignment) == ("taken", "in_work")
    assert assignment.done_at is None
    publish_text(text_id=text.pk, by=editor)
    assert states(assignment) == ("done", "released")


def test_a_measured_item_is_in_work_again_and_keeps_what_came_of_it(assignment, text, editor):
    publish_text(text_id=text.pk, by=editor)
    item = assignment.plan_item
    item.measured = "1200 қаралым"
    save_plan_item(item=item, by=editor)
    move_plan_item(item_id=item.pk, to=PlanStatus.MEASURED, by=editor)
    withdraw_text(text_id=text.pk, by=editor)
    assert states(assignment) == ("taken", "in_work")
    assert assignment.plan_item.measured == "1200 қаралым"


def test_a_text_that_leaves_at_its_time_has_done_its_work(assignment, text, editor):
    now = timezone.now()
    publish_text(text_id=text.pk, by=editor, until=now + dt.timedelta(hours=1))
    ArticleText.objects.update(published_at=now - dt.timedelta(days=2), withdraw_at=now)
    assert withdraw_due() == 1
    assert states(assignment) == ("done", "released")


def test_so_has_one_whose_whole_time_passed_without_a_worker(assignment, text, editor):
    now, hour = timezone.now(), dt.timedelta(hours=1)
    publish_text(text_id=text.pk, by=editor, at=now + hour, until=now + 2 * hour)
    ArticleText.objects.update(published_at=now - 2 * hour, withdraw_at=now - hour)
    withdraw_due()
    assert states(assignment) == ("done", "released")
    assert assignment.done_at == now - 2 * hour


def test_under_a_cancelled_occasion_a_withdrawn_text_waits_for_its_resuming(
    assignment, text, editor
):
    publish_text(text_id=text.pk, by=editor)
    occasion_id = assignment.plan_item.occasion_id
    cancel_occasion(occasion_id=occasion_id, reason="", by=editor)
    assert states(assignment) == ("done", "released")
    withdraw_text(text_id=text.pk, by=editor)
    assert states(assignment) == ("cancelled", "cancelled")
    resume_occasion(occasion_id=occasion_id, by=editor)
    assert states(assignment) == ("taken", "in_work")


def test_what_stood_still_catches_up_with_its_text(assignment, text, editor):
    occasion_id = assignment.plan_item.occasion_id
    approve_text(text_id=text.pk, by=editor)
    postpone_occasion(occasion_id=occasion_id, reason="", by=editor)
    return_text(text_id=text.pk, by=editor, remark="Қысқарт")
    assert states(assignment) == ("postponed", "postponed")
    resume_occasion(occasion_id=occasion_id, by=editor)
    assert states(assignment) == ("taken", "in_work")


def test_a_postponed_item_catches_up_as_well(assignment, text, editor):
    item_id = assignment.plan_item_id
    move_plan_item(item_id=item_id, to=PlanStatus.POSTPONED, by=editor)
    publish_text(text_id=text.pk, by=editor)
    assert states(assignment) == ("postponed", "postponed")
    move_plan_item(item_id=item_id, to=PlanStatus.PLANNED, by=editor)
    assert states(assignment) == (AssignmentStatus.DONE, PlanStatus.RELEASED)
