"""Two people at one text: what only one has changed is merged, for the rest the second picks."""

import threading

import pytest
from django.db import connections
from django.test import Client

from publications.articles.actions.texts import save_article
from publications.articles.merging import blocks_of, merge, same
from publications.articles.models import Article, ArticleText
from tests.publications.article_form import change_url, errors, form_of, messages, send, sent_from
from tests.publications.factories import ArticleFactory, ArticleTextFactory

BASE = {"title": "Семинар", "lead": "Лид.", "body": "<p>а</p>"}


@pytest.fixture
def text(karaganda):
    return ArticleTextFactory(article=ArticleFactory(organization=karaganda), **BASE)


def colleague_saves(text, by=None, **parts):
    current = ArticleText.objects.get(pk=text.pk)
    for name, value in parts.items():
        setattr(current, name, value)
    save_article(article=text.article, texts=[current], by=by)


def in_kazakh(**parts):
    return {f"text-kk-0-{name}": value for name, value in parts.items()}


# --- Part by part ---


def test_parts_that_one_side_left_alone_take_the_others_words():
    merged = merge(base=BASE, mine={**BASE, "title": "Мой"}, theirs={**BASE, "lead": "Их."})

    assert merged.parts == {**BASE, "title": "Мой", "lead": "Их."}
    assert (merged.taken, merged.conflicts) == (["lead"], [])


def test_a_part_that_both_changed_is_a_conflict_unless_they_agree():
    mine, theirs = {**BASE, "title": "Мой", "lead": "Оба."}, {**BASE, "title": "Их", "lead": "Оба."}
    merged = merge(base=BASE, mine=mine, theirs=theirs)

    assert [conflict.name for conflict in merged.conflicts] == ["title"]
    assert merged.parts["title"] == "Мой"


def test_the_line_breaks_of_the_editor_are_no_conflict():
    merged = merge(
        base=BASE, mine={**BASE, "body": "<p>\r\n\tа</p>\r\n"}, theirs={**BASE, "body": "<p>б</p>"}
    )

    assert merged.taken == ["body"]


def test_how_the_editor_spells_a_picture_is_no_difference():
    body = '<p><img src="/media/a.webp" alt="Зал"></p>'
    other = '<p><img alt="Зал" src="/media/a.webp" /></p>'

    assert same(body, other)
    assert not same(body, other.replace("Зал", "Зад"))


def test_without_a_common_version_everything_unlike_is_a_conflict():
    (conflict,) = merge(base={}, mine=BASE, theirs={**BASE, "lead": "Их."}).conflicts

    assert conflict.name == "lead"


# --- In the form ---


def test_what_only_the_colleague_changed_is_kept(officer, text):
    opened = form_of(officer, change_url(text.article))
    colleague_saves(text, lead="Лид коллеги.")

    response = officer.post(
        change_url(text.article), {**opened, **in_kazakh(title="Мой")}, follow=True
    )
    stored = ArticleText.objects.get()
    assert (stored.title, stored.lead) == ("Мой", "Лид коллеги.")
    assert any("colleague" in message and "lead" in message for message in messages(response))


def test_what_both_changed_is_shown_to_the_second_and_not_stored(officer, text, editor):
    opened = form_of(officer, change_url(text.article))
    colleague_saves(text, by=editor, title="Семинар их", lead="Лид коллеги.")

    response = officer.post(change_url(text.article), {**opened, **in_kazakh(title="Семинар мой")})
    page = response.content.decode()
    assert "Nothing is lost" in errors(response)
    assert "<ins> мой</ins>" in page
    assert "<ins> их</ins>" in page
    assert str(editor) in page
    assert "Лид коллеги." in page  # merged by itself, and shown
    assert ArticleText.objects.get().title == "Семинар их"


@pytest.mark.parametrize(("pick", "title"), [("mine", "Мой"), ("theirs", "Их")])
def test_the_second_picks(officer, text, pick, title):
    opened = form_of(officer, change_url(text.article))
    colleague_saves(text, title="Их", lead="Лид коллеги.")
    both = officer.post(change_url(text.article), {**opened, **in_kazakh(title="Мой")})

    again = sent_from(both)
    officer.post(change_url(text.article), {**again, "text-kk-0-pick_title": pick})
    stored = ArticleText.objects.get()
    assert (stored.title, stored.lead) == (title, "Лид коллеги.")
    assert title in ArticleText.objects.get().revisions.first().fields["title"]
    assert "Их" in [r.fields["title"] for r in stored.revisions.all()]  # never lost


def test_without_a_pick_the_question_stands(officer, text):
    opened = form_of(officer, change_url(text.article))
    colleague_saves(text, title="Их")
    both = officer.post(change_url(text.article), {**opened, **in_kazakh(title="Мой")})

    assert "Nothing is lost" in errors(officer.post(change_url(text.article), sent_from(both)))
    assert ArticleText.objects.get().title == "Их"


def test_a_third_who_saves_between_question_and_answer_is_not_overwritten_either(officer, text):
    opened = form_of(officer, change_url(text.article))
    colleague_saves(text, title="Их")
    both = officer.post(change_url(text.article), {**opened, **in_kazakh(title="Мой")})
    colleague_saves(text, title="Третий")

    answer = {**sent_from(both), "text-kk-0-pick_title": "mine"}
    assert "Nothing is lost" in errors(officer.post(change_url(text.article), answer))
    assert ArticleText.objects.get().title == "Третий"


THREE = "<p>Бірінші.</p><p>Екінші.</p><p>Үшінші.</p>"


@pytest.fixture
def both_at_two_paragraphs(officer, text):
    """Both have changed the first and the third paragraph, each another way, and one the second."""
    colleague_saves(text, body=THREE)
    opened = form_of(officer, change_url(text.article))
    colleague_saves(text, body="<p>Оның бірінші.</p><p>Оның екінші.</p><p>Оның үшінші.</p>")
    mine = "<p>Менің бірінші.</p><p>Екінші.</p><p>Менің үшінші.</p>"
    return officer.post(change_url(text.article), {**opened, **in_kazakh(body=mine)})


def test_of_the_body_only_paragraphs_that_both_changed_are_asked_about(both_at_two_paragraphs):
    page = both_at_two_paragraphs.content.decode()

    assert page.count("You and a colleague both changed") == 2
    assert "<ins>Менің бірінші</ins>" in page
    assert "<ins>Оның үшінші</ins>" in page
    assert "<ins>Оның екінші</ins>" not in page  # merged by itself
    assert "Оның екінші" in sent_from(both_at_two_paragraphs)["text-kk-0-body"]


def test_each_paragraph_is_picked_by_itself(officer, text, both_at_two_paragraphs):
    picks = in_kazakh(pick_body_0="theirs", pick_body_1="mine")
    officer.post(change_url(text.article), {**sent_from(both_at_two_paragraphs), **picks})

    body = ArticleText.objects.get().body
    assert blocks_of(body) == [
        "<p>Оның бірінші.</p>",
        "<p>Оның екінші.</p>",
        "<p>Менің үшінші.</p>",
    ]


def test_what_is_written_on_beside_the_question_is_kept(officer, text, both_at_two_paragraphs):
    again = sent_from(both_at_two_paragraphs)
    again["text-kk-0-body"] = f"<p>Кіріспе.</p>{again['text-kk-0-body']}<p>Соңы.</p>"
    picks = in_kazakh(pick_body_0="theirs", pick_body_1="theirs")
    officer.post(change_url(text.article), {**again, **picks})

    assert blocks_of(ArticleText.objects.get().body) == [
        "<p>Кіріспе.</p>",
        "<p>Оның бірінші.</p>",
        "<p>Оның екінші.</p>",
        "<p>Оның үшінші.</p>",
        "<p>Соңы.</p>",
    ]


def test_a_paragraph_without_a_pick_is_asked_about_again(officer, text, both_at_two_paragraphs):
    answer = {**sent_from(both_at_two_paragraphs), **in_kazakh(pick_body_1="theirs")}
    asked = officer.post(change_url(text.article), answer)

    assert "Nothing is lost" in errors(asked)
    assert asked.content.decode().count("You and a colleague both changed") == 2
    assert 'name="text-kk-0-pick_body_1" value="theirs" checked' in asked.content.decode()
    assert "Менің" not in ArticleText.objects.get().body


def test_a_question_that_nobody_asked_answers_nothing(officer, text):
    opened = form_of(officer, change_url(text.article))
    colleague_saves(text, title="Их")
    forged = in_kazakh(title="Мой", conflicts="title", pick_title="theirs")

    assert "Nothing is lost" in errors(officer.post(change_url(text.article), {**opened, **forged}))


def test_a_picture_that_both_have_changed_is_shown_for_the_choice(officer, text):
    places = [f'<p><img src="/media/pictures/{n}.webp" alt="{n}"></p>' for n in "abc"]
    colleague_saves(text, body=f"<p>а</p>{places[0]}")
    opened = form_of(officer, change_url(text.article))
    colleague_saves(text, body=f"<p>а</p>{places[1]}")
    mine = in_kazakh(body=f"<p>а</p>{places[2]}")
    page = officer.post(change_url(text.article), {**opened, **mine}).content.decode()

    assert page.count('<img src="/media/pictures/b.webp"') == 1


def test_who_changed_nothing_takes_nothing_back(officer, text):
    opened = form_of(officer, change_url(text.article))
    colleague_saves(text, title="Их", lead="Лид коллеги.")
    officer.post(change_url(text.article), opened)

    stored = ArticleText.objects.get()
    assert (stored.title, stored.lead, stored.version) == ("Их", "Лид коллеги.", 2)


def test_a_language_begun_by_two_at_once_is_a_question_too(officer, text):
    opened = form_of(officer, change_url(text.article))
    russian = ArticleText(language="ru", title="Начал коллега", lead="Лид.")
    save_article(article=text.article, texts=[russian])

    mine = {**opened, "text-ru-0-title": "Начал я"}
    both = officer.post(change_url(text.article), mine)
    assert "Nothing is lost" in errors(both)
    officer.post(change_url(text.article), {**sent_from(both), "text-ru-0-pick_title": "mine"})
    stored = ArticleText.objects.get(language="ru")
    assert (stored.title, stored.lead) == ("Начал я", "Лид.")


def test_a_colleagues_words_act_as_nothing_in_the_question(officer, text):
    opened = form_of(officer, change_url(text.article))
    colleague_saves(text, title="<script>alert(1)</script>")

    both = officer.post(change_url(text.article), {**opened, **in_kazakh(title="Мой")})
    assert "<script>alert(1)" not in both.content.decode()


# --- At the same moment ---


def at_once(users, url, changes):
    """Post the same opened form with each user's changes from threads of their own."""
    barrier, answers = threading.Barrier(len(users)), {}

    def post(user, opened, change):
        client = Client()
        client.cookies["django_language"] = "en"
        client.force_login(user)
        barrier.wait()
        answers[user] = client.post(url, {**opened, **change})
        connections.close_all()

    threads = []
    for user, change in zip(users, changes, strict=True):
        client = Client()
        client.force_login(user)
        threads.append(threading.Thread(target=post, args=(user, form_of(client, url), change)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [answers[user].status_code for user in users]


def test_two_who_save_different_parts_at_once_are_both_kept(
    transactional_db, text, press_officer, editor
):
    changes = [in_kazakh(title="Тақырып"), in_kazakh(lead="Лид редактора.")]
    assert at_once([press_officer, editor], change_url(text.article), changes) == [302, 302]

    stored = ArticleText.objects.get()
    assert (stored.title, stored.lead, stored.version) == ("Тақырып", "Лид редактора.", 3)


def test_of_two_who_save_the_same_part_at_once_one_is_asked(
    transactional_db, text, press_officer, editor
):
    changes = [in_kazakh(title="Бірінші"), in_kazakh(title="Екінші")]
    answers = at_once([press_officer, editor], change_url(text.article), changes)

    assert sorted(answers) == [200, 302]
    assert ArticleText.objects.get().title in ("Бірінші", "Екінші")
    assert ArticleText.objects.get().version == 2


def test_a_language_that_two_begin_at_once_is_written_once(
    transactional_db, text, press_officer, editor
):
    changes = [{"text-ru-0-title": "Первый"}, {"text-ru-0-title": "Второй"}]
    answers = at_once([press_officer, editor], change_url(text.article), changes)

    assert sorted(answers) == [200, 302]
    assert Article.objects.get().texts.filter(language="ru").count() == 1


# --- What a translation agrees with ---


def test_the_form_says_what_was_translated_and_when_it_agrees_again(officer, text):
    russian = ArticleTextFactory(article=text.article, language="ru")
    send(officer, change_url(text.article), **{"text-ru-0-translated_from": "kk"})
    russian.refresh_from_db()
    assert (russian.source, russian.source_version) == (text, 1)

    colleague_saves(text, lead="Семинар өтті.")
    page = officer.get(change_url(text.article)).content.decode()
    assert "<ins>Семинар өтті</ins>" in page
    send(officer, change_url(text.article), **{"text-ru-0-agrees": "on"})
    russian.refresh_from_db()
    assert not russian.is_outdated
