"""My work: what waits for a person, and the texts beside the plan that they release from it."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from publications.articles.actions.releasing import (
    NotReady,
    reschedule_text,
    return_text,
    submit_text,
)
from publications.articles.actions.texts import save_article
from publications.articles.models import Status
from publications.plan.actions.assignments import hand_in_assignment, start_article
from publications.plan.models import AssignmentStatus
from tests.days import in_days
from tests.publications.factories import ArticleFactory, ArticleTextFactory
from tests.shown import page_of

from .factories import AssignmentFactory, OccasionFactory

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)


def work_shown_to(client):
    return client.get(reverse("plan:today")).context


def due(organization, moment, **fields):
    return AssignmentFactory(
        plan_item__occasion__organization=organization, due_at=moment, **fields
    )


def text_in(status, organization, **fields):
    return ArticleTextFactory(article__organization=organization, status=status, **fields)


def test_ones_own_work_stands_by_its_deadline(sign_in, karaganda, press_officer):
    now = timezone.now()
    late = due(karaganda, now - HOUR, assignee=press_officer)
    soon = due(karaganda, now + dt.timedelta(days=3), assignee=press_officer)
    later = due(karaganda, now + dt.timedelta(days=30), assignee=press_officer)
    due(karaganda, now - HOUR, assignee=press_officer, status=AssignmentStatus.DONE)
    free = due(karaganda, now + HOUR)
    shown = work_shown_to(sign_in(press_officer))
    deadlines = shown["deadlines"]
    assert [deadlines.overdue, deadlines.soon, deadlines.later] == [[late], [soon], [later]]
    assert list(shown["to_take"]) == [free]


def test_a_list_of_more_than_it_shows_says_so(sign_in, karaganda, editor, monkeypatch):
    monkeypatch.setattr("publications.plan.today.SHOWN", 2)
    monkeypatch.setattr("publications.plan.today.SHOWN_BESIDE", 2)
    client, now = sign_in(editor), timezone.now()
    told = "Only the first 2 are shown here", "only the 2 assignments that are due first"
    for _number in range(2):
        text_in(Status.READY, karaganda)
        due(karaganda, now + HOUR, assignee=editor)
    pages = [reverse("plan:today"), reverse("portal:cabinet"), reverse("admin:index")]
    for page in pages:
        assert not [one for one in told if one in client.get(page).content.decode()], page
    for _number in range(2):
        text_in(Status.READY, karaganda)
        text_in(Status.REVIEW, karaganda)
    text_in(Status.REVIEW, karaganda)
    due(karaganda, now + HOUR, assignee=editor)
    for page in pages:
        assert all(one in client.get(page).content.decode() for one in told), page


def test_others_work_and_others_organizations_are_not_there(
    sign_in, karaganda, almaty, press_officer, editor
):
    due(karaganda, timezone.now() + HOUR, assignee=editor)
    due(almaty, timezone.now() + HOUR)
    text_in(Status.READY, karaganda)
    shown = work_shown_to(sign_in(press_officer))
    assert not any(shown[name] for name in ("to_take", "ready", "in_review"))
    assert not shown["deadlines"].today


def test_a_text_given_back_waits_for_who_wrote_it(sign_in, karaganda, press_officer, editor):
    text = ArticleTextFactory.build(article=ArticleFactory(organization=karaganda))
    save_article(article=text.article, texts=[text], by=press_officer)
    submit_text(text_id=text.pk, by=press_officer)
    return_text(text_id=text.pk, by=editor, remark="Қысқарт")
    assert list(work_shown_to(sign_in(press_officer))["returned"]) == [text]


def test_an_editor_sees_what_waits_and_publishes_it_from_there(sign_in, karaganda, editor):
    review, ready = text_in(Status.REVIEW, karaganda), text_in(Status.READY, karaganda)
    client = sign_in(editor)
    shown = work_shown_to(client)
    assert (list(shown["in_review"]), list(shown["ready"])) == ([review], [ready])
    moment = timezone.localtime() + dt.timedelta(days=2)
    client.post(
        reverse("plan:step_text", args=[ready.pk]),
        {"step": "publish", "at": f"{moment:%Y-%m-%dT%H:%M}"},
    )
    ready.refresh_from_db()
    assert ready.published_at == moment.replace(second=0, microsecond=0)
    assert list(work_shown_to(client)["scheduled"]) == [ready]


def test_what_is_no_text_waits_for_an_editors_approval(sign_in, karaganda, press_officer, editor):
    post = due(karaganda, timezone.now() + HOUR, assignee=press_officer, format="post")
    hand_in_assignment(assignment_id=post.pk, by=press_officer)
    shown = page_of(sign_in(editor).get(reverse("plan:today")))
    assert shown.xpath("//form[contains(@action, 'assignment')]//button/@value") == [
        "finish",
        "approve",
        "give_back",
    ]
    assert not work_shown_to(sign_in(press_officer))["handed_in"]


def test_what_a_text_lacks_is_said_instead_of_publishing_it(sign_in, karaganda, editor):
    text = text_in(Status.READY, karaganda, lead="")
    url = reverse("plan:step_text", args=[text.pk])
    page = sign_in(editor).post(url, {"step": "publish"}, follow=True)
    assert page.redirect_chain[-1][0] == reverse("plan:today")
    assert [message.level_tag for message in page.context["messages"]] == ["error"]
    text.refresh_from_db()
    assert text.status == Status.READY


def test_what_happens_today_is_there(sign_in, karaganda, press_officer):
    today = OccasionFactory(organization=karaganda, starts_on=in_days(0))
    OccasionFactory(organization=karaganda, starts_on=in_days(1))
    assert list(work_shown_to(sign_in(press_officer))["occasions"]) == [today]


# --- Texts in the calendar ---


@pytest.mark.parametrize("view", ["month", "week"])
def test_the_calendar_shows_scheduled_and_public_texts(view, sign_in, karaganda, almaty, editor):
    ours = text_in(Status.PUBLISHED, karaganda, published_at=timezone.now())
    text_in(Status.PUBLISHED, almaty, published_at=timezone.now())
    text_in(Status.DRAFT, karaganda)
    page = sign_in(editor).get(reverse(f"plan:{view}"), {"organization": karaganda.slug})
    shown = [text for week in page.context["weeks"] for day in week for text in day.texts]
    assert shown == [ours]


def test_a_scheduled_text_is_moved_to_another_day_at_its_hour(karaganda, editor):
    moment = timezone.localtime() + dt.timedelta(days=1)
    text = text_in(Status.PUBLISHED, karaganda, published_at=moment)
    moved = reschedule_text(text_id=text.pk, day=in_days(5), by=editor)
    assert timezone.localtime(moved.published_at) == moment + dt.timedelta(days=4)


@pytest.mark.parametrize("published_in", [-1, 1])
def test_what_is_public_or_would_have_been_is_not_moved(published_in, karaganda, editor):
    moment = timezone.now() + published_in * HOUR
    text = text_in(Status.PUBLISHED, karaganda, published_at=moment)
    with pytest.raises(NotReady):
        reschedule_text(text_id=text.pk, day=in_days(-3), by=editor)


def test_an_embargo_and_the_leaving_bound_the_new_day(karaganda, editor):
    text = text_in(
        Status.PUBLISHED,
        karaganda,
        published_at=timezone.now() + dt.timedelta(days=4),
        embargo_until=timezone.now() + dt.timedelta(days=3),
        withdraw_at=timezone.now() + dt.timedelta(days=6),
    )
    for day in (1, 9):
        with pytest.raises(NotReady):
            reschedule_text(text_id=text.pk, day=in_days(day), by=editor)


def test_the_form_of_an_article_leads_back_to_its_assignment(sign_in, karaganda, press_officer):
    assignment = due(karaganda, timezone.now(), assignee=press_officer)
    article = start_article(assignment_id=assignment.pk, by=press_officer)
    url = reverse("admin:publications_article_change", args=[article.pk])
    page = sign_in(press_officer).get(url).content.decode()
    item = assignment.plan_item
    address = reverse("plan:occasion", args=[item.occasion_id])
    assert f"{address}#item-{item.pk}" in page
    assert item.title in page
