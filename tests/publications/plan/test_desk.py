"""The desk: the texts of one's reach by what is to be done with them."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from publications.articles.actions.releasing import return_text, submit_text
from publications.articles.actions.texts import save_article
from publications.articles.models import ArticleText, Status
from tests.publications.factories import ArticleFactory, ArticleTextFactory
from tests.spending import spending
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def desk_of(client):
    def desk_of(user, **query):
        client.force_login(user)
        return client.get(reverse("plan:desk"), query)

    return desk_of


def text_in(status, organization, **fields):
    return ArticleTextFactory(article__organization=organization, status=status, **fields)


def numbers(page):
    return {one.queue.code: one.number for one in page.context["queues"]}


def outdated(organization):
    source = text_in(Status.DRAFT, organization, version=2)
    return ArticleTextFactory(
        article=source.article, language="ru", source=source, source_version=1
    )


def returned(organization, writer, editor):
    article = ArticleFactory(organization=organization)
    text = ArticleTextFactory.build(article=article, slug="")
    save_article(article=article, texts=[text], by=writer)
    submit_text(text_id=text.pk, by=writer)
    return return_text(text_id=text.pk, by=editor, remark="Қысқарт")


def test_each_text_lies_where_its_next_step_is(desk_of, karaganda, press_officer, editor):
    later, tomorrow = timezone.now() + HOUR, timezone.now() + 24 * HOUR
    texts = {
        "review": text_in(Status.REVIEW, karaganda),
        "returned": returned(karaganda, press_officer, editor),
        "ready": text_in(Status.READY, karaganda),
        "scheduled": text_in(Status.PUBLISHED, karaganda, published_at=later),
        "outdated": outdated(karaganda),
        "embargo": text_in(
            Status.PUBLISHED, karaganda, published_at=tomorrow, embargo_until=tomorrow
        ),
    }
    text_in(Status.DRAFT, karaganda)
    ArticleTextFactory(article__organization=karaganda, published=True)
    for queue, text in texts.items():
        page = desk_of(press_officer, queue=queue)
        assert list(page.context["page"]) == [text], queue
        assert text.form_address in page.content.decode()
    assert set(numbers(page).values()) == {1}


def test_an_editor_finds_what_waits_for_them_and_nothing_of_others(
    desk_of, karaganda, almaty, editor
):
    own = UserFactory(role=Role.EDITOR, organization=karaganda)
    here, there = text_in(Status.REVIEW, karaganda), text_in(Status.REVIEW, almaty)
    assert list(desk_of(own).context["page"]) == [here]
    assert set(desk_of(editor).context["page"]) == {here, there}
    assert list(desk_of(editor, organization=almaty.slug).context["page"]) == [there]
    assert not list(desk_of(own, organization=almaty.slug, queue="review").context["page"])


def test_mine_is_what_i_have_written_on(desk_of, karaganda, press_officer):
    theirs = text_in(Status.REVIEW, karaganda)
    article = ArticleFactory(organization=karaganda)
    mine = ArticleTextFactory.build(article=article, slug="")
    save_article(article=article, texts=[mine], by=press_officer)
    submit_text(text_id=mine.pk, by=press_officer)
    assert list(desk_of(press_officer, mine=1).context["page"]) == [mine]
    assert set(desk_of(press_officer).context["page"]) == {theirs, mine}


def test_the_first_queue_with_something_on_it_is_open(desk_of, karaganda, editor):
    assert desk_of(editor).context["shown"].queue.code == "review"
    ready = text_in(Status.READY, karaganda)
    page = desk_of(editor)
    assert page.context["shown"].queue.code == "ready"
    assert 'value="publish"' in page.content.decode()
    form = {"step": "publish", "next": reverse("plan:desk")}
    page.client.post(reverse("plan:step_text", args=[ready.pk]), form)
    ready.refresh_from_db()
    assert ready.status == Status.PUBLISHED


def test_the_desk_costs_the_same_however_much_lies_on_it(desk_of, karaganda, editor):
    def lay(number):
        for _text in range(number):
            organization = OrganizationFactory(parent=karaganda)
            text_in(Status.REVIEW, organization, handed_in_by=UserFactory())
            outdated(organization)

    lay(1)
    for queue in ("review", "outdated"):
        desk_of(editor, queue=queue)
        with spending() as one:
            desk_of(editor, queue=queue)
        lay(2)
        with spending() as three:
            desk_of(editor, queue=queue)
        assert one.statements == three.statements


def test_it_shows_a_page_and_tells_of_more_than_it_counts(desk_of, karaganda, editor):
    article = ArticleFactory(organization=karaganda)
    ready = ArticleTextFactory.build_batch(130, article=article, status=Status.READY)
    for text in ready:
        text.article = ArticleFactory(organization=karaganda)
    ArticleText.objects.bulk_create(ready)
    page = desk_of(editor, queue="ready")
    assert len(page.context["page"]) == 25
    assert numbers(page)["ready"] == 101
    assert "more than 100" in page.content.decode()


def test_the_cabinet_leads_to_the_desk(desk_of, karaganda, editor):
    text_in(Status.REVIEW, karaganda)
    client = desk_of(editor).client
    assert reverse("plan:desk") in client.get(reverse("portal:cabinet")).content.decode()
