"""Who is told of what by e-mail, and who is not."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from mediacenter.services.outbox.actions import owe, send_due_mails
from mediacenter.services.outbox.models import Mail
from publications.articles.actions.releasing import (
    approve_text,
    publish_text,
    return_text,
    submit_text,
    take_back_text,
    withdraw_text,
)
from publications.articles.actions.texts import save_article
from publications.articles.models import ArticleText
from publications.plan.actions.assignments import (
    approve_assignment,
    cancel_assignment,
    give_back_assignment,
    hand_in_assignment,
    save_assignment,
)
from publications.plan.actions.occasions import postpone_occasion, reschedule_occasion
from publications.plan.actions.plan_items import move_plan_item
from publications.plan.models import MaterialFormat, Notice, PlanStatus
from tests.days import in_days
from tests.publications.factories import ArticleFactory, ArticleTextFactory
from tests.unions.factories import UserFactory
from unions.models import Role

from .factories import AssignmentFactory, PlanItemFactory

pytestmark = pytest.mark.django_db

MINUTES = dt.timedelta(minutes=5)


@pytest.fixture
def writer(karaganda):
    return UserFactory(role=Role.PRESS_OFFICER, organization=karaganda)


@pytest.fixture
def assignment(karaganda, writer):
    return AssignmentFactory(plan_item__occasion__organization=karaganda, assignee=writer)


@pytest.fixture
def give(karaganda, editor):
    """A function by which the editor gives somebody a material to make."""

    def give(assignee):
        item = PlanItemFactory(occasion__organization=karaganda)
        made = AssignmentFactory.build(plan_item=item, assignee=assignee)
        return save_assignment(assignment=made, by=editor)

    return give


def told(user):
    """What a user is told of, in the order in which it happened."""
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("event", flat=True))


def send_later():
    return send_due_mails(now=timezone.now() + MINUTES)


def test_whoever_is_given_work_is_told_so_and_nobody_tells_themselves(give, writer, editor):
    give(writer)
    give(editor)
    assert told(writer) == ["given"]
    assert told(editor) == []


def test_whoever_has_the_work_now_is_told_and_of_a_new_deadline(
    assignment, karaganda, writer, editor
):
    assignment.due_at += dt.timedelta(days=1)
    save_assignment(assignment=assignment, by=editor)
    assert told(writer) == ["moved"]
    second = UserFactory(role=Role.PRESS_OFFICER, organization=karaganda)
    assignment.assignee = second
    save_assignment(assignment=assignment, by=editor)
    assert (told(writer), told(second)) == (["moved"], ["given"])


def test_what_befalls_an_occasion_reaches_those_who_work_for_it(assignment, writer, editor):
    common = {"occasion_id": assignment.plan_item.occasion_id, "by": editor}
    postpone_occasion(reason="", **common)
    reschedule_occasion(to=in_days(9), **common)
    assert told(writer) == ["stopped", "resumed", "moved"]


def test_what_befalls_an_item_reaches_them_as_well(assignment, writer, editor):
    for state in (PlanStatus.POSTPONED, PlanStatus.PLANNED):
        move_plan_item(item_id=assignment.plan_item_id, to=state, by=editor)
    assert told(writer) == ["stopped", "resumed"]


def test_who_has_written_a_text_is_told_what_becomes_of_it(karaganda, writer, editor):
    article = ArticleFactory(organization=karaganda)
    text = ArticleText(language="kk", title="Съезд", lead="Съезд ашылды.", body="<p>Мәтін.</p>")
    save_article(article=article, texts=[text], by=writer)
    submit_text(text_id=text.pk, by=writer)
    return_text(text_id=text.pk, by=editor, remark="Қысқарт")
    submit_text(text_id=text.pk, by=writer)
    approve_text(text_id=text.pk, by=editor)
    publish_text(text_id=text.pk, by=editor, at=timezone.now() + dt.timedelta(hours=1))
    withdraw_text(text_id=text.pk, by=editor)
    publish_text(text_id=text.pk, by=editor)
    assert told(writer) == ["returned", "approved", "scheduled", "withdrawn", "released"]
    assert told(editor) == []


def test_a_material_that_is_no_text_is_approved_and_given_back_by_mail_too(
    assignment, writer, editor
):
    assignment.format = MaterialFormat.POST
    assignment.save()
    hand_in_assignment(assignment_id=assignment.pk, by=writer)
    approve_assignment(assignment_id=assignment.pk, by=editor)
    give_back_assignment(assignment_id=assignment.pk, by=editor)
    cancel_assignment(assignment_id=assignment.pk, by=editor)
    assert told(writer) == ["approved", "returned", "stopped"]


def test_what_happens_within_minutes_is_one_mail(give, writer, mailoutbox):
    given = [give(writer) for _number in range(3)]
    assert send_due_mails() == 0
    assert send_later() == 1
    [sent] = mail.outbox
    assert sent.to == [writer.email]
    assert all(one.plan_item.title in sent.body for one in given)
    assert send_later() == 0


def test_a_closed_account_is_sent_nothing(give, writer, mailoutbox):
    give(writer)
    writer.is_active = False
    writer.save()
    assert send_later() == 0


def test_a_mail_costs_the_same_for_one_and_for_five(
    give, writer, mailoutbox, django_assert_max_num_queries
):
    for number in (1, 5):
        for _more in range(number):
            give(writer)
        with django_assert_max_num_queries(21):
            assert send_later() == 1


# --- Who reviews ---


@pytest.fixture
def text(karaganda):
    return ArticleTextFactory(article__organization=karaganda)


def test_the_nearest_editors_learn_that_a_text_waits(text, karaganda, writer, editor):
    submit_text(text_id=text.pk, by=writer)
    assert told(editor) == ["waiting"]
    take_back_text(text_id=text.pk, by=writer)
    near = UserFactory(role=Role.EDITOR, organization=karaganda)
    submit_text(text_id=text.pk, by=writer)
    assert (told(near), told(editor)) == (["waiting"], [])


def test_an_editor_who_hands_in_calls_another_one(text, karaganda, editor):
    near = UserFactory(role=Role.EDITOR, organization=karaganda)
    submit_text(text_id=text.pk, by=near)
    assert (told(near), told(editor)) == ([], ["waiting"])


def test_a_text_that_waits_no_longer_calls_nobody(text, writer, editor, mailoutbox):
    submit_text(text_id=text.pk, by=writer)
    take_back_text(text_id=text.pk, by=writer)
    assert send_later() == 0
    submit_text(text_id=text.pk, by=writer)
    assert send_later() == 1
    [sent] = mail.outbox
    assert sent.to == [editor.email]
    assert text.form_address in sent.body


def test_a_mail_of_which_nothing_is_left_to_tell_holds_up_no_other(give, writer, mailoutbox):
    empty = owe("plan.notices", user=UserFactory())
    give(writer)
    assert send_later() == 1
    assert not Mail.objects.filter(pk=empty.pk).exists(), "it is dropped"
