"""Publishing a text that fulfils an assignment completes it by itself."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from publications import actions
from publications.models import ArticleText, AssignmentStatus, MaterialFormat, PlanStatus
from tests.publications.factories import ArticleTextFactory, OutletFactory
from tests.unions.factories import UserFactory
from unions.models import JournalEntry, Role

from .factories import AssignmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def assignment(karaganda, press_officer):
    return AssignmentFactory(
        plan_item__occasion__organization=karaganda,
        plan_item__status=PlanStatus.PLANNED,
        assignee=press_officer,
    )


@pytest.fixture
def text(assignment, press_officer):
    article = actions.start_article(item_id=assignment.plan_item_id, by=press_officer)
    return ArticleTextFactory(article=article)


def state_of(assignment):
    assignment.refresh_from_db()
    return assignment.status


def publish(text, editor, **details):
    actions.submit_text(text_id=text.pk)
    return actions.publish_text(text_id=text.pk, by=editor, **details)


def test_an_assignment_goes_with_its_text_from_review_to_the_reader(assignment, text, editor):
    actions.submit_text(text_id=text.pk)
    assert state_of(assignment) == AssignmentStatus.HANDED_IN
    assignment.plan_item.refresh_from_db()
    assert assignment.plan_item.status == PlanStatus.IN_WORK
    actions.return_text(text_id=text.pk, by=editor, remark="Қысқарт")
    assert state_of(assignment) == AssignmentStatus.TAKEN
    published = publish(text, editor)
    assert state_of(assignment) == AssignmentStatus.DONE
    assert (assignment.text, assignment.done_at) == (text, published.published_at)
    assignment.plan_item.refresh_from_db()
    assert assignment.plan_item.status == PlanStatus.RELEASED


def test_an_item_is_released_when_the_last_of_its_materials_is(assignment, text, editor):
    other = AssignmentFactory(plan_item=assignment.plan_item, language="ru")
    publish(text, editor)
    assert state_of(assignment) == AssignmentStatus.DONE
    assert state_of(other) == AssignmentStatus.OFFERED
    assignment.plan_item.refresh_from_db()
    assert assignment.plan_item.status == PlanStatus.IN_WORK


def test_a_scheduled_text_completes_its_assignment_when_its_hour_comes(assignment, text, editor):
    publish(text, editor, at=timezone.now() + dt.timedelta(hours=1))
    assert actions.complete_released() == 0
    assert state_of(assignment) == AssignmentStatus.HANDED_IN
    hour = timezone.now() - dt.timedelta(minutes=1)
    ArticleText.objects.filter(pk=text.pk).update(published_at=hour)
    assert actions.complete_released() == 1
    assert state_of(assignment) == AssignmentStatus.DONE
    assert assignment.done_at == hour


def test_the_clock_completes_once(assignment, text, editor):
    publish(text, editor)
    assert actions.complete_released() == 0
    assert JournalEntry.objects.filter(verb="assignment done").count() == 1


@pytest.mark.parametrize(
    "other",
    [
        {"language": "ru"},
        {"format": MaterialFormat.POST},
        {"format": MaterialFormat.VIDEO},
        {"status": AssignmentStatus.CANCELLED},
        {"for_outlet": True},
    ],
    ids=str,
)
def test_a_text_fulfils_only_what_it_is(other, assignment, text, editor):
    outlet = OutletFactory() if other.pop("for_outlet", False) else None
    stays = AssignmentFactory(plan_item=assignment.plan_item, outlet=outlet, **other)
    was = stays.status
    publish(text, editor)
    assert state_of(stays) == was


def test_a_photo_report_fulfils_the_assignment_of_photos(assignment, text):
    text.article.kind = "photo"
    text.article.save()
    photos = AssignmentFactory(plan_item=assignment.plan_item, format=MaterialFormat.PHOTO)
    ArticleText.objects.filter(pk=text.pk).update(
        status="published", published_at=timezone.now() - dt.timedelta(minutes=1)
    )
    actions.complete_released()
    assert state_of(photos) == AssignmentStatus.DONE


def test_an_article_is_begun_once_for_an_item(assignment, text, press_officer):
    again = actions.start_article(item_id=assignment.plan_item_id, by=press_officer)
    assert again == text.article
    assert again.organization == assignment.plan_item.occasion.organization


# --- By hand ---


def test_who_writes_here_takes_what_nobody_has(assignment, press_officer, almaty):
    free = AssignmentFactory(plan_item=assignment.plan_item)
    stranger = UserFactory(role=Role.PRESS_OFFICER, organization=almaty)
    with pytest.raises(PermissionDenied):
        actions.take_assignment(assignment_id=free.pk, by=stranger)
    taken = actions.take_assignment(assignment_id=free.pk, by=press_officer)
    assert (taken.status, taken.assignee) == (AssignmentStatus.TAKEN, press_officer)


def test_two_do_not_take_the_same(assignment, press_officer, karaganda):
    free = AssignmentFactory(plan_item=assignment.plan_item)
    actions.take_assignment(assignment_id=free.pk, by=press_officer)
    second = UserFactory(role=Role.PRESS_OFFICER, organization=karaganda)
    with pytest.raises(PermissionDenied):
        actions.take_assignment(assignment_id=free.pk, by=second)


def test_a_post_is_finished_by_hand(assignment, press_officer):
    post = AssignmentFactory(
        plan_item=assignment.plan_item, format=MaterialFormat.POST, assignee=press_officer
    )
    done = actions.finish_assignment(assignment_id=post.pk, by=press_officer)
    assert done.done_at
    with pytest.raises(ValidationError):
        actions.hand_in_assignment(assignment_id=post.pk, by=press_officer)
