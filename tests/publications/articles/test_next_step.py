"""At a glance: in which state each language of an article is, what it waits for, and for whom."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from publications.articles.actions.releasing import approve_text, publish_text, submit_text
from publications.articles.actions.remarks import remark_on_text
from publications.articles.actions.texts import save_article
from publications.articles.models import ArticleText, Status, TextState
from publications.articles.next_step import next_step
from tests.publications.article_form import change_url
from tests.publications.factories import ArticleTextFactory


def turns(text, *users):
    return [next_step(text, user=user).is_yours for user in users]


def test_a_text_waits_for_its_writer_then_for_an_editor_then_for_nobody(
    text, press_officer, editor
):
    assert turns(text, press_officer, editor) == [True, True]
    submit_text(text_id=text.pk)
    text.refresh_from_db()
    assert turns(text, press_officer, editor) == [False, True]
    approve_text(text_id=text.pk)
    text.refresh_from_db()
    assert turns(text, press_officer, editor) == [False, True]
    publish_text(text_id=text.pk)
    text.refresh_from_db()
    assert turns(text, press_officer, editor) == [False, False]


@pytest.mark.parametrize(
    ("counted", "sentence"),
    [
        ({"to_mend": 3, "remarks": 2}, "Open remarks: 2."),
        ({"to_mend": 3}, "Issues to fix: 3."),
        ({}, "Complete: its author submits it."),
    ],
)
def test_a_draft_says_what_is_left_to_do(text, press_officer, counted, sentence):
    assert next_step(text, user=press_officer, **counted).sentence == sentence


def test_a_scheduled_text_says_when_it_comes_and_a_public_one_when_it_leaves(text, editor):
    tomorrow = timezone.now() + dt.timedelta(days=1)
    publish_text(text_id=text.pk, at=tomorrow, until=tomorrow + dt.timedelta(days=1))
    text.refresh_from_db()
    scheduled = next_step(text, user=editor)
    assert scheduled.state == TextState.SCHEDULED
    assert scheduled.sentence.startswith("Becomes public on ")

    ArticleText.objects.update(published_at=timezone.now())
    text.refresh_from_db()
    assert next_step(text, user=editor).sentence.startswith("On the site until ")


def test_a_translation_that_its_source_has_overtaken_waits_for_who_may_change_it(
    text, press_officer, editor
):
    moment = timezone.now()
    russian = ArticleTextFactory(
        article=text.article,
        language="ru",
        source=text,
        source_version=1,
        status=Status.PUBLISHED,
        published_at=moment,
    )
    assert turns(russian, press_officer, editor) == [False, False]
    text.lead = "Семинар екі күн өтті."
    save_article(article=text.article, texts=[text])
    russian.refresh_from_db()
    assert turns(russian, press_officer, editor) == [False, True]


def test_the_form_shows_all_three_above_its_parts_and_opens_on_a_text(client, press_officer, text):
    remark_on_text(text_id=text.pk, words="Кім өткізді?")
    client.force_login(press_officer)
    page = client.get(change_url(text.article)).content.decode()
    row = page[page.index('class="admin-tabs"') :].split("</nav>")[0]

    assert "Open remarks: 1." in row
    assert row.count("Not written yet.") == 2
    assert row.count("It is your turn.") == 1
    assert row.index("text-kk") < row.index("#general")
    assert "activeTab = 'text-kk'" in row.split("x-init")[1]


def test_the_list_names_the_state_of_a_missing_text_in_words(client, press_officer, text):
    client.cookies["django_language"] = "ru"
    client.force_login(press_officer)
    page = client.get("/admin/publications/article/").content.decode()

    assert "пусто" in page
    assert "empty" not in page.split("result_list")[1]


def test_the_cabinet_names_first_what_has_waited_longest_and_leads_to_its_tab(
    client, press_officer, editor, text
):
    later = ArticleTextFactory(article=text.article, language="ru")
    for handed_in in (text, later):
        submit_text(text_id=handed_in.pk, by=press_officer)
    ArticleText.objects.filter(pk=text.pk).update(
        lead="Кейін түзетілген.", changed_at=timezone.now()
    )
    client.force_login(editor)
    page = client.get("/en/cabinet/").content.decode().split("Waits for your review")[1]

    assert page.index(text.form_address) < page.index(later.form_address)
    assert str(press_officer) in page
    assert f"{reverse('plan:desk')}?queue=review" in page
