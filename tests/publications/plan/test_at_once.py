"""Two who plan at the same moment: real threads, one PostgreSQL."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils import timezone

from mediacenter.services.transitions.steps import WrongState
from publications.articles.actions.deleting import delete_article
from publications.articles.actions.releasing import (
    approve_text,
    publish_text,
    return_text,
    submit_text,
    withdraw_text,
)
from publications.articles.models import ArticleText
from publications.plan.actions.assignments import save_assignment, start_article, take_assignment
from publications.plan.actions.fulfilling import complete_released
from publications.plan.actions.occasions import cancel_occasion, propose_occasions
from publications.plan.actions.plan_items import move_plan_item, save_plan_item
from publications.plan.models import Assignment, AssignmentStatus, PlanItem, PlanStatus
from tests.celery_worker import until
from tests.publications.factories import ArticleTextFactory
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.actions import bring_back, delete_record
from unions.models import Role

from .factories import AssignmentFactory, MemorableDateFactory, OccasionFactory, PlanItemFactory

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Run all acts at the same moment; return what each returned or was refused with."""
    start = Barrier(len(acts))

    def run(act):
        start.wait()
        try:
            return act()
        except (ValidationError, PermissionDenied, WrongState) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def test_nothing_slips_under_an_occasion_that_is_being_cancelled():
    for _round in range(5):
        occasion = OccasionFactory()
        item = PlanItemFactory(occasion=occasion, status=PlanStatus.PLANNED)
        at_once(
            lambda o=occasion: cancel_occasion(occasion_id=o.pk, reason=""),
            lambda o=occasion: save_plan_item(item=PlanItem(occasion=o, title="Хабар")),
            lambda i=item: move_plan_item(item_id=i.pk, to=PlanStatus.IN_WORK),
            lambda i=item: save_assignment(assignment=AssignmentFactory.build(plan_item=i)),
        )
        assert set(occasion.plan_items.values_list("status", flat=True)) == {"cancelled"}
        left = Assignment.objects.open().filter(plan_item__occasion=occasion)
        assert not left.exists()


def test_of_several_who_take_an_assignment_one_has_it():
    organization = OrganizationFactory()
    users = [
        UserFactory(role=Role.PRESS_OFFICER, organization=organization) for _number in range(4)
    ]
    assignment = AssignmentFactory(plan_item__occasion__organization=organization)
    results = at_once(
        *(lambda by=user: take_assignment(assignment_id=assignment.pk, by=by) for user in users)
    )
    [winner] = [result for result in results if isinstance(result, Assignment)]
    assignment.refresh_from_db()
    assert assignment.assignee == winner.assignee
    assert assignment.status == AssignmentStatus.TAKEN


def begun(*languages):
    """A text in review for each language of one material, and its plan item."""
    first = AssignmentFactory(language=languages[0], plan_item__status=PlanStatus.PLANNED)
    for language in languages[1:]:
        AssignmentFactory(plan_item=first.plan_item, language=language)
    article = start_article(assignment_id=first.pk)
    texts = [ArticleTextFactory(article=article, language=language) for language in languages]
    for text in texts:
        submit_text(text_id=text.pk)
    return first.plan_item, texts


def test_two_texts_approved_at_once_approve_their_item():
    for _round in range(5):
        item, texts = begun("kk", "ru")
        at_once(*(lambda pk=text.pk: approve_text(text_id=pk) for text in texts))
        item.refresh_from_db()
        assert item.status == PlanStatus.APPROVED


def test_a_text_withdrawn_while_the_clock_completes_it_fulfils_nothing():
    for _round in range(5):
        item, [text] = begun("kk")
        publish_text(text_id=text.pk, at=timezone.now() + dt.timedelta(hours=1))
        ArticleText.objects.update(published_at=timezone.now() - dt.timedelta(minutes=1))
        at_once(complete_released, lambda pk=text.pk: withdraw_text(text_id=pk))
        item.refresh_from_db()
        assert item.status == PlanStatus.IN_WORK
        assert item.assignments.get().status == AssignmentStatus.TAKEN


def test_a_text_withdrawn_while_its_occasion_is_cancelled_leaves_no_open_work():
    for _round in range(5):
        item, [text] = begun("kk")
        publish_text(text_id=text.pk)
        at_once(
            lambda pk=item.occasion_id: cancel_occasion(occasion_id=pk, reason=""),
            lambda pk=text.pk: withdraw_text(text_id=pk),
        )
        item.refresh_from_db()
        assert item.status == PlanStatus.CANCELLED
        assert not item.assignments.open().exists()


def test_a_text_published_and_returned_at_once_ends_in_one_of_both():
    for _round in range(5):
        item, [text] = begun("kk")
        at_once(
            lambda pk=text.pk: publish_text(text_id=pk),
            lambda pk=text.pk: return_text(text_id=pk, remark="Қысқарт"),
        )
        item.refresh_from_db()
        text.refresh_from_db()
        ends = {"published": PlanStatus.RELEASED, "draft": PlanStatus.IN_WORK}
        assert item.status == ends[text.status]


def test_two_runs_propose_an_occasion_once():
    OrganizationFactory()
    memorable = MemorableDateFactory()
    today = dt.date(2026, 9, 1)
    at_once(*[lambda: propose_occasions(today=today)] * 4)
    assert memorable.occasions.count() == 1


def an_article_coming_back(item, text):
    entry = delete_article(article_id=text.article_id)
    return lambda: bring_back(entry_id=entry.pk)


def an_article_being_deleted(item, text):
    return lambda: delete_article(article_id=text.article_id)


def an_occasion_being_deleted(item, text):
    return lambda: delete_record(record=item.occasion)


@pytest.mark.parametrize(
    "going_on", [an_article_coming_back, an_article_being_deleted, an_occasion_being_deleted]
)
def test_the_bin_takes_its_locks_in_the_order_of_the_plan(going_on):
    """Whoever holds a plan item gets its assignments while the other waits for the item."""
    item, [text] = begun("kk")
    act = going_on(item, text)
    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            PlanItem.objects.select_for_update().get(pk=item.pk)
            other = threads.submit(at_once, act)
            until(somebody_waits, limit=20)
            item.assignments.select_for_update().get()
        assert not isinstance(other.result()[0], Exception)


def somebody_waits():
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_locks WHERE NOT granted")
        return cursor.fetchone() is not None
