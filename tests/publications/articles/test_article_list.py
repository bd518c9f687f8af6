"""The list of articles: what each row tells, duplicates, and steps taken with several at once."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from publications.articles.actions.duplicating import duplicate_article
from publications.articles.actions.releasing import publish_text
from publications.articles.actions.texts import save_article
from publications.articles.models import Article, ArticleText, Status, Tag
from publications.pictures.models import Rendition
from tests.publications.article_form import messages
from tests.publications.factories import (
    ArticleFactory,
    ArticleTextFactory,
    PictureFactory,
)
from tests.unions.factories import UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db

LIST = reverse("admin:publications_article_changelist")


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def make(karaganda, press_officer):
    """Return a function that makes an article with one text of a title."""

    def make(title, **fields):
        article = ArticleFactory(organization=karaganda, created_by=press_officer)
        ArticleTextFactory(article=article, title=title, **fields)
        return article

    return make


def take(client, name, articles, **more):
    sent = {"action": name, "_selected_action": [article.pk for article in articles], **more}
    return client.post(LIST, sent, follow=True)


def statuses(*articles):
    texts = ArticleText.objects.filter(article__in=articles).order_by("pk")
    return [text.status for text in texts]


# --- Rows ---


def test_a_row_tells_date_author_and_cover(desk, make, press_officer):
    article = make("Жаңалық", status=Status.PUBLISHED, published_at="2026-03-05T10:00Z")
    article.cover = PictureFactory()
    article.save()
    rendition = Rendition.objects.create(
        picture=article.cover, width=320, height=180, format="webp", file="small.webp"
    )
    page = desk.get(LIST).content.decode()
    assert str(press_officer) in page
    assert re.search(r"\b0?5[./]0?3[./]2026|0?3/0?5/2026|2026-03-05", page)
    assert rendition.address in page


# --- Duplicates ---


def test_a_duplicate_holds_the_words_as_drafts_with_addresses_of_their_own(
    karaganda, press_officer
):
    article = ArticleFactory(organization=karaganda, cover=PictureFactory(), audiences=["youth"])
    article.tags.add(Tag.objects.create(name_kk="Жастар", slug="zhastar"))
    first = ArticleTextFactory(article=article, language="ru", title="Слёт", body="<p>Вот так</p>")
    second = ArticleTextFactory(article=article, language="kk", title="Слет")
    save_article(article=article, texts=[], by=press_officer, sources={second.language: "ru"})
    publish_text(text_id=first.pk)
    made = duplicate_article(article_id=article.pk, by=press_officer)
    texts = {text.language: text for text in made.texts.all()}
    assert made.pk != article.pk
    assert (made.cover, made.audiences, made.created_by) == (
        article.cover,
        ["youth"],
        press_officer,
    )
    assert list(made.tags.all()) == list(article.tags.all())
    assert {text.status for text in texts.values()} == {Status.DRAFT}
    assert texts["ru"].body == first.body
    assert texts["ru"].title == "Слёт (копия)"
    assert texts["ru"].slug not in {"", first.slug}
    assert texts["kk"].source == texts["ru"]


def test_copies_are_numbered_in_their_language(karaganda, press_officer):
    def copy_of(article):
        return duplicate_article(article_id=article.pk, by=press_officer)

    def titles(article):
        return [text.title for text in article.texts.order_by("language")]

    article = ArticleFactory(organization=karaganda)
    for language in ("en", "kk", "ru"):
        ArticleTextFactory(article=article, language=language, title="Слёт")
    first = copy_of(article)
    assert titles(first) == ["Слёт (copy)", "Слёт (көшірме)", "Слёт (копия)"]
    assert titles(copy_of(first)) == ["Слёт (copy 2)", "Слёт (көшірме 2)", "Слёт (копия 2)"]
    assert titles(copy_of(article)) == ["Слёт (copy 3)", "Слёт (көшірме 3)", "Слёт (копия 3)"]

    piled = ArticleTextFactory(
        article__organization=karaganda, language="ru", title="Форум (копия) (копия)"
    )
    assert titles(copy_of(piled.article)) == ["Форум (копия)"]


def test_a_copy_of_the_longest_title_is_told_from_it(karaganda, press_officer):
    longest = ArticleText._meta.get_field("title").max_length
    text = ArticleTextFactory(
        article__organization=karaganda, language="ru", title="Слёт".ljust(longest, "ы")
    )
    made = [
        duplicate_article(article_id=text.article_id, by=press_officer).texts.get().title
        for _copy in range(2)
    ]
    assert [len(title) for title in made] == [longest, longest]
    assert [title[-10:] for title in made] == ["ы… (копия)", " (копия 2)"]


def test_what_is_read_elsewhere_is_not_duplicated_there(almaty, press_officer):
    article = ArticleTextFactory(article__organization=almaty).article
    with pytest.raises(PermissionDenied):
        duplicate_article(article_id=article.pk, by=press_officer)
    assert Article.objects.count() == 1


def test_the_form_offers_a_duplicate_and_leads_to_it(desk, make):
    article = make("Жаңалық")
    url = reverse("admin:publications_article_change", args=[article.pk])
    page = desk.get(url).content.decode()
    duplicate = reverse("admin:publications_article_duplicate", args=[article.pk])
    assert duplicate in page
    assert "Жаңалық" in desk.get(duplicate).content.decode()
    assert Article.objects.count() == 1
    response = desk.post(duplicate)
    made = Article.objects.latest("pk")
    assert made != article
    assert response["Location"] == reverse("admin:publications_article_change", args=[made.pk])


def test_several_are_duplicated_and_told_by_their_names(client, press_officer, make):
    client.force_login(press_officer)
    both = [make("«Слёт» юных"), make("Форум")]
    told = " ".join(messages(take(client, "duplicate_several", both)))
    assert Article.objects.count() == 4
    assert "«Слёт» юных" in told
    assert "Форум" in told


# --- Several at once ---


@pytest.fixture
def complete(make):
    def complete(title, **fields):
        return make(title, lead="Қысқаша.", body="<p>Мәтін.</p>", **fields)

    return complete


def test_several_are_handed_in_and_what_stops_one_is_told_by_its_name(
    client, press_officer, complete, make
):
    client.force_login(press_officer)
    good, bad, over = complete("Дайын"), make("Бос", lead="", body=""), complete("Кеткен")
    ArticleText.objects.filter(article=over).update(status=Status.REVIEW)
    page = take(client, "submit_several", [good, bad, over], confirmed="1")
    told = messages(page)
    assert statuses(good, bad, over) == ["review", "draft", "review"]
    assert [line for line in told if "Дайын" in line and "submitted" in line.lower()]
    assert [line for line in told if "Бос" in line and "text" in line.lower()]
    assert [line for line in told if "Кеткен" in line and "in review" in line]


def test_nothing_is_done_before_the_question_is_answered(desk, complete):
    article = complete("«Дайын» жоба", status=Status.READY)
    page = take(desk, "publish_several", [article])
    assert statuses(article) == ["ready"]
    assert "«„Дайын“ жоба» (" in page.content.decode()
    page = take(desk, "publish_several", [article], confirmed="1")
    assert statuses(article) == ["published"]
    take(desk, "withdraw_several", [article], confirmed="1")
    assert statuses(article) == ["draft"]


def test_what_an_embargo_holds_is_not_said_to_be_published(desk, complete):
    embargo = timezone.now() + timedelta(days=1)
    held = complete("Тыйымда", status=Status.READY, embargo_until=embargo)
    (told,) = messages(take(desk, "publish_several", [held], confirmed="1"))
    assert "Тыйымда" in told
    assert "not published yet" in told


def test_drafts_are_not_published_by_the_way(desk, complete):
    ready, draft = complete("Дайын", status=Status.READY), complete("Қолжазба")
    told = messages(take(desk, "publish_several", [ready, draft], confirmed="1"))
    assert statuses(ready, draft) == ["published", "draft"]
    assert [line for line in told if "Қолжазба" in line]


def test_only_who_publishes_is_offered_it(client, press_officer, complete):
    client.force_login(press_officer)
    article = complete("Дайын", status=Status.READY)
    page = client.get(LIST).content.decode()
    assert "submit_several" in page
    assert "publish_several" not in page
    take(client, "publish_several", [article], confirmed="1")
    assert statuses(article) == ["ready"]


def test_readers_are_offered_nothing(client, karaganda, complete):
    client.force_login(UserFactory(role=Role.CHAIR, organization=karaganda))
    complete("Дайын")
    assert "submit_several" not in client.get(LIST).content.decode()
