"""Publishing a text that fulfils an assignment completes it by itself."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from mediacenter.services.journal.models import JournalEntry
from publications.articles.actions.releasing import publish_text, return_text, submit_text
from publications.articles.models import ArticleText
from publications.plan.actions.assignments import (
    approve_assignment,
    finish_assignment,
    give_back_assignment,
    hand_in_assignment,
    save_assignment,
    start_article,
    take_assignment,
)
from publications.plan.actions.fulfilling import complete_released
from publications.plan.models import AssignmentStatus, MaterialFormat, PlanStatus
from tests.publications.factories import ArticleTextFactory, OutletFactory, RubricFactory
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

from .factories import AssignmentFactory

pytestmark = pytest.mark.django_db


def organization_of(assignment):
    return assignment.plan_item.occasion.organization


def state_of(assignment):
    assignment.refresh_from_db()
    return assignment.status


def item_of(assignment):
    assignment.plan_item.refresh_from_db()
    return assignment.plan_item.status


def publish(text, editor, **details):
    submit_text(text_id=text.pk)
    return publish_text(text_id=text.pk, by=editor, **details)


def test_an_assignment_goes_with_its_text_from_review_to_the_reader(assignment, text, editor):
    submit_text(text_id=text.pk)
    assert state_of(assignment) == AssignmentStatus.HANDED_IN
    assert item_of(assignment) == PlanStatus.IN_WORK
    return_text(text_id=text.pk, by=editor, remark="Қысқарт")
    assert state_of(assignment) == AssignmentStatus.TAKEN
    published = publish(text, editor)
    assert state_of(assignment) == AssignmentStatus.DONE
    assert assignment.done_at == published.published_at
    assert item_of(assignment) == PlanStatus.RELEASED


def test_an_item_is_released_when_the_last_of_its_materials_is(assignment, text, editor):
    other = AssignmentFactory(plan_item=assignment.plan_item, language="ru")
    publish(text, editor)
    assert state_of(assignment) == AssignmentStatus.DONE
    assert state_of(other) == AssignmentStatus.OFFERED
    assert item_of(assignment) == PlanStatus.IN_WORK


def test_a_scheduled_text_completes_its_assignment_when_its_hour_comes(assignment, text, editor):
    publish(text, editor, at=timezone.now() + dt.timedelta(hours=1))
    assert complete_released() == 0
    assert state_of(assignment) == AssignmentStatus.APPROVED
    hour = timezone.now() - dt.timedelta(minutes=1)
    ArticleText.objects.filter(pk=text.pk).update(published_at=hour)
    assert complete_released() == 1
    assert state_of(assignment) == AssignmentStatus.DONE
    assert assignment.done_at == hour


def test_the_clock_completes_once(assignment, text, editor):
    publish(text, editor)
    assert complete_released() == 0
    assert JournalEntry.objects.filter(code="assignment.done").count() == 1


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


@pytest.mark.parametrize(
    ("format", "kind"),
    [("text", "news"), ("press_release", "press_release"), ("photo", "photo")],
)
def test_an_article_is_begun_as_what_was_ordered(format, kind, assignment, press_officer):
    item = assignment.plan_item
    item.occasion.rubric = RubricFactory(organization=item.occasion.organization)
    item.occasion.save()
    ordered = AssignmentFactory(plan_item=item, format=format, language="ru")
    article = start_article(assignment_id=ordered.pk, by=press_officer)
    assert (article.kind, article.rubric) == (kind, item.occasion.rubric)
    assert article.organization == item.occasion.organization
    assert state_of(ordered) == AssignmentStatus.TAKEN
    assert ordered.assignee == press_officer


def test_the_languages_of_a_material_are_one_article(assignment, text, press_officer):
    later = save_assignment(
        assignment=AssignmentFactory.build(plan_item=assignment.plan_item, language="ru")
    )
    photos = AssignmentFactory(plan_item=assignment.plan_item, format=MaterialFormat.PHOTO)
    again = start_article(assignment_id=assignment.pk, by=press_officer)
    other = start_article(assignment_id=photos.pk, by=press_officer)
    assert text.article == again == later.article
    assert other != again


def test_a_second_text_of_one_language_is_an_article_of_its_own(assignment, text):
    second = AssignmentFactory.build(plan_item=assignment.plan_item, language=assignment.language)
    assert save_assignment(assignment=second).article is None


def test_an_article_written_before_the_plan_fulfils_it(assignment, editor):
    text = publish(ArticleTextFactory(article__organization=organization_of(assignment)), editor)
    assignment.article = text.article
    save_assignment(assignment=assignment, by=editor)
    assert state_of(assignment) == AssignmentStatus.DONE
    assert assignment.done_at == text.published_at


def test_what_was_made_keeps_its_article_whatever_a_form_says(assignment, text, editor):
    publish(text, editor)
    assignment.refresh_from_db()
    other = ArticleTextFactory(article__organization=organization_of(assignment))
    assignment.article = other.article
    assert save_assignment(assignment=assignment, by=editor).article_id == text.article_id


def test_of_two_siblings_in_one_language_the_first_shares_the_article(assignment, press_officer):
    item = assignment.plan_item
    first, second = (AssignmentFactory(plan_item=item, language="ru") for _ in range(2))
    article = start_article(assignment_id=assignment.pk, by=press_officer)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.article, second.article) == (article, None)


def test_who_writes_for_another_writes_where_they_may(assignment, karaganda):
    branch = OrganizationFactory(parent=karaganda)
    assignment.assignee = UserFactory(role=Role.PRESS_OFFICER, organization=branch)
    assignment.save()
    article = start_article(assignment_id=assignment.pk, by=assignment.assignee)
    assert article.organization == branch


def test_what_a_text_leads_is_not_moved_by_hand(assignment, text, press_officer):
    for step in (hand_in_assignment, finish_assignment):
        with pytest.raises(ValidationError):
            step(assignment_id=assignment.pk, by=press_officer)


# --- By hand ---


def test_who_writes_here_takes_what_nobody_has(assignment, press_officer, almaty):
    free = AssignmentFactory(plan_item=assignment.plan_item)
    stranger = UserFactory(role=Role.PRESS_OFFICER, organization=almaty)
    with pytest.raises(PermissionDenied):
        take_assignment(assignment_id=free.pk, by=stranger)
    taken = take_assignment(assignment_id=free.pk, by=press_officer)
    assert (taken.status, taken.assignee) == (AssignmentStatus.TAKEN, press_officer)


def test_two_do_not_take_the_same(assignment, press_officer, karaganda):
    free = AssignmentFactory(plan_item=assignment.plan_item)
    take_assignment(assignment_id=free.pk, by=press_officer)
    second = UserFactory(role=Role.PRESS_OFFICER, organization=karaganda)
    with pytest.raises(PermissionDenied):
        take_assignment(assignment_id=free.pk, by=second)


def test_a_post_is_finished_by_hand(assignment, press_officer):
    post = AssignmentFactory(
        plan_item=assignment.plan_item, format=MaterialFormat.POST, assignee=press_officer
    )
    done = finish_assignment(assignment_id=post.pk, by=press_officer)
    assert done.done_at
    with pytest.raises(ValidationError):
        hand_in_assignment(assignment_id=post.pk, by=press_officer)


def test_a_post_is_handed_in_approved_and_out(assignment, press_officer, editor):
    item = assignment.plan_item
    assignment.delete()
    post = AssignmentFactory(plan_item=item, format=MaterialFormat.POST, assignee=press_officer)
    hand_in_assignment(assignment_id=post.pk, by=press_officer)
    with pytest.raises(PermissionDenied):
        approve_assignment(assignment_id=post.pk, by=press_officer)
    approve_assignment(assignment_id=post.pk, by=editor)
    assert item_of(post) == PlanStatus.APPROVED
    give_back_assignment(assignment_id=post.pk, by=editor)
    assert state_of(post) == AssignmentStatus.TAKEN
    assert item_of(post) == PlanStatus.IN_WORK
    finish_assignment(assignment_id=post.pk, by=press_officer)
    assert item_of(post) == PlanStatus.RELEASED
