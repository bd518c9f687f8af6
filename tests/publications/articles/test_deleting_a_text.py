"""One language of an article is deleted alone, and comes back alone."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from publications.articles.actions.deleting import delete_article, delete_text
from publications.articles.actions.releasing import publish_text, submit_text, withdraw_text
from publications.articles.actions.texts import save_article
from publications.articles.models import ArticleText, Revision
from publications.plan.actions.assignments import start_article
from tests.publications.article_form import change_url, errors, form_of, messages, sent_from
from tests.publications.factories import ArticleTextFactory
from tests.publications.plan.factories import AssignmentFactory
from tests.shown_form import send
from unions.actions import bring_back
from unions.models import BinEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(text, press_officer):
    """In Kazakh, and in Russian translated from it."""
    russian = ArticleText(language="ru", title="Русский текст", body="<p>Слова</p>")
    save_article(article=text.article, texts=[russian], by=press_officer, sources={"ru": "kk"})
    return text.article


def asked_at(article, language):
    page = reverse("admin:publications_article_delete_text", args=[article.pk])
    return f"{page}?language={language}"


def offered(client, article):
    page = client.get(change_url(article)).content.decode()
    return {code for code in ("kk", "ru") if f'href="{asked_at(article, code)}"' in page}


def test_a_language_is_asked_about_deleted_and_brought_back(officer, article):
    before = list(Revision.objects.order_by("pk").values())
    assert offered(officer, article) == {"kk", "ru"}
    question = officer.get(asked_at(article, "kk"))
    kazakh = article.texts.get(language="kk")
    assert kazakh.title in question.content.decode()
    assert article.texts.count() == 2

    deleted = officer.get(send(officer, question).url)
    russian = article.texts.get()
    assert (russian.language, russian.source) == ("ru", None)
    undo = reverse("admin:unions_binentry_bring_back", args=[BinEntry.objects.get().pk])
    assert [f'formaction="{undo}"' in message for message in messages(deleted)] == [False, True]

    send(officer, officer.get(undo))
    assert article.texts.get(language="ru").source == kazakh
    assert list(Revision.objects.order_by("pk").values()) == before


def test_it_is_offered_to_whoever_may_change_a_text_that_is_not_the_only_one(
    client, officer, article, editor
):
    kazakh, russian = article.texts.order_by("language")
    submit_text(text_id=kazakh.pk)
    assert offered(officer, article) == {"ru"}
    client.force_login(editor)
    assert offered(client, article) == {"kk", "ru"}
    publish_text(text_id=kazakh.pk)
    assert offered(client, article) == {"ru"}
    delete_text(text_id=russian.pk)
    withdraw_text(text_id=kazakh.pk)
    assert offered(client, article) == set()


def test_what_is_not_offered_is_refused(article, press_officer, editor):
    kazakh, russian = article.texts.order_by("language")
    submit_text(text_id=kazakh.pk)
    with pytest.raises(PermissionDenied):
        delete_text(text_id=kazakh.pk, by=press_officer)
    publish_text(text_id=kazakh.pk)
    with pytest.raises(ValidationError, match="off the site first"):
        delete_text(text_id=kazakh.pk, by=editor)
    delete_text(text_id=russian.pk, by=editor)
    withdraw_text(text_id=kazakh.pk)
    with pytest.raises(ValidationError, match="delete the article itself"):
        delete_text(text_id=kazakh.pk, by=editor)


def test_its_work_starts_where_it_began_until_it_is_back(karaganda, press_officer, editor):
    first = AssignmentFactory(
        plan_item__occasion__organization=karaganda, plan_item__status="planned"
    )
    second = AssignmentFactory(plan_item=first.plan_item, language="ru")
    article = start_article(assignment_id=first.pk, by=press_officer)
    texts = [ArticleTextFactory(article=article, language=code) for code in ("kk", "ru")]
    for text in texts:
        submit_text(text_id=text.pk)

    def states():
        return [type(one).objects.get(pk=one.pk).status for one in (first, second)]

    assert states() == ["handed_in", "handed_in"]
    entry = delete_text(text_id=texts[1].pk, by=editor)
    assert states() == ["handed_in", "offered"]
    bring_back(entry_id=entry.pk, by=editor)
    assert states() == ["handed_in", "handed_in"]


def test_it_does_not_come_back_beside_another_or_without_its_article(article, press_officer):
    entry = delete_text(text_id=article.texts.get(language="ru").pk, by=press_officer)
    other = ArticleTextFactory(article=article, language="ru")
    with pytest.raises(ValidationError, match="language"):
        bring_back(entry_id=entry.pk, by=press_officer)
    other.delete()
    whole = delete_article(article_id=article.pk, by=press_officer)
    with pytest.raises(ValidationError, match=f"“{whole.title}”, which is in the bin too"):
        bring_back(entry_id=entry.pk, by=press_officer)
    bring_back(entry_id=whole.pk, by=press_officer)
    bring_back(entry_id=entry.pk, by=press_officer)
    assert article.texts.count() == 2


def test_who_had_it_open_is_told_and_keeps_the_words(officer, article):
    written = form_of(officer, change_url(article))
    delete_text(text_id=article.texts.get(language="ru").pk)
    page = officer.post(change_url(article), {**written, "text-ru-0-title": "Мои слова"})
    assert "A colleague has deleted this text" in errors(page)
    assert "Мои слова" in page.content.decode()
    assert article.texts.count() == 1

    officer.post(change_url(article), sent_from(page))
    assert article.texts.get(language="ru").title == "Мои слова"
