"""What is saved into a record that somebody else has deleted meanwhile is not lost."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from mediacenter.toolkit.typed_words import typed_words
from publications.articles.models import Article, ArticleText
from publications.plan.models import Occasion
from tests.publications.article_form import change_url
from tests.publications.factories import ArticleTextFactory, PictureFactory
from tests.publications.plan.factories import OccasionFactory
from tests.shown import page_of
from tests.shown_form import send
from unions.actions import bring_back, delete_record
from unions.models import BinEntry

WORDS = {"text-ru-0-title": "Слёт юных", "text-ru-0-lead": "Трое суток у озера"}


@pytest.fixture
def article(karaganda):
    text = ArticleTextFactory(article__organization=karaganda, language="ru", title="Слёт")
    return text.article


@pytest.fixture
def gone(officer, article, editor):
    """What the officer sees who saves an article that the editor has deleted meanwhile.

    The editor has given it a cover that the officer may not choose.
    """
    article.cover = PictureFactory(organization=editor.kept_by)
    article.save()
    form = officer.get(change_url(article))
    delete_record(record=article, by=editor)
    return send(officer, form, **WORDS)


def title_and_lead(article):
    text = article.texts.get(language="ru")
    return text.title, text.lead


def test_words_for_an_article_that_is_gone_are_saved_as_a_new_one(officer, article, gone, editor):
    assert not Article.objects.exists()
    assert str(editor) in page_of(gone).get_element_by_id("gone-title").getparent().text_content()
    assert not gone.context["errors"]
    [label] = page_of(gone).find_class("typed")[0].iter("dt")
    assert label.text == "Cover picture"
    saved = send(officer, gone)
    assert saved.status_code == 302
    new = Article.objects.get()
    assert new.pk != article.pk
    assert title_and_lead(new) == tuple(WORDS.values())


def test_a_row_is_asked_for_without_scripts_in_a_form_whose_record_is_gone(
    officer, editor, karaganda
):
    occasion = OccasionFactory(organization=karaganda, title_ru="Слёт")
    form = officer.get(reverse("admin:publications_occasion_change", args=[occasion.pk]))
    delete_record(record=occasion, by=editor)
    told = send(officer, form, title_ru="Слёт юных", _more_rows="items")
    assert told.context["gone"]
    assert send(officer, told).status_code == 302
    assert Occasion.objects.get().title_ru == "Слёт юных"


def test_or_into_the_old_one_which_is_brought_back(officer, article, gone):
    [button] = page_of(gone).xpath("//button[@name='_bring_back']")
    [form] = button.iterancestors("form")
    sent = {**dict(form.form_values()), "_bring_back": ""}
    assert officer.post(change_url(article), sent).status_code == 302
    assert title_and_lead(Article.objects.get(pk=article.pk)) == tuple(WORDS.values())
    assert not BinEntry.objects.exists()


def test_no_second_record_is_made_unawares_beside_one_that_is_back(officer, article, gone, editor):
    bring_back(entry_id=BinEntry.objects.get().pk, by=editor)
    told = send(officer, gone)
    assert Article.objects.get() == article
    heading = page_of(told).get_element_by_id("gone-title")
    assert heading.text == "Somebody has brought the record back meanwhile"
    assert change_url(article) in [link for *__, link, ___ in heading.getparent().iterlinks()]
    saved = send(officer, told, **{"text-ru-0-slug": "slyot-2"})
    assert saved.status_code == 302
    assert title_and_lead(Article.objects.exclude(pk=article.pk).get()) == tuple(WORDS.values())


def test_paragraphs_of_what_was_typed_stay_apart():
    sent = QueryDict(mutable=True)
    sent["text-ru-0-body"] = "<p>Трое<br>суток</p>\n<ul><li>у <b>озера</b></li></ul>"
    [(__, words)] = typed_words(sent, ArticleText)
    assert words == "Трое\n\nсуток\n\nу озера"


def test_what_was_typed_in_the_cabinet_is_shown_to_be_copied(officer, karaganda):
    occasion = OccasionFactory(organization=karaganda)
    address = reverse("plan:step_occasion", args=[occasion.pk])
    occasion.delete()
    sent = {"step": "postpone", "reason": "Зал занят до мая", "next": "/ru/cabinet/plan/"}
    page = officer.post(address, sent)
    assert page.status_code == 404
    [typed] = page_of(page).find_class("typed")
    assert [" ".join(one.text_content().split()) for one in typed.iter("dd")] == [sent["reason"]]


def test_a_name_under_which_fields_are_called_differently_is_no_label(officer, karaganda):
    """The page 404 knows the address, and not the form."""
    occasion = OccasionFactory(organization=karaganda)
    address = reverse("plan:step_occasion", args=[occasion.pk])
    occasion.delete()
    sent = {"title": "Слёт", "lead": "Трое суток", "source": "Сайт", "kind": "conference"}
    typed = page_of(officer.post(address, sent)).find_class("typed")[0]
    assert [(one.tag, one.text_content().strip()) for one in typed] == [
        ("dd", "Слёт"),  # of an article, of a crisis
        ("dt", "Lead"),
        ("dd", "Трое суток"),
        ("dt", "Legal basis"),  # of a memorable date; those of other rooms are called otherwise
        ("dd", "Сайт"),
        ("dt", "Kind"),
        ("dd", "press conference"),
    ]
