"""Every version of a text: who, when, what changed, what stood on the site on a day."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from publications.articles.actions.releasing import publish_text, withdraw_text
from publications.articles.actions.texts import ChangedMeanwhile, restore_version, save_article
from publications.articles.differences import (
    GONE,
    NEW,
    SAME,
    differences,
    readable,
    word_differences,
)
from publications.articles.models import ArticleText, FormerAddress, Revision
from publications.pictures.actions import delete_picture, upload_picture
from tests.publications.article_form import messages
from tests.publications.factories import ArticleFactory, ArticleTextFactory, picture_file
from tests.unions.factories import UserFactory
from unions.models import Role


@pytest.fixture
def text(karaganda):
    return ArticleTextFactory(
        article=ArticleFactory(organization=karaganda), language="ru", title="Семинар открыт"
    )


def rewrite(text, by=None, **parts):
    """Save new words in a text as somebody does who has just read it."""
    current = ArticleText.objects.select_related("article").get(pk=text.pk)
    for name, value in parts.items():
        setattr(current, name, value)
    save_article(article=current.article, texts=[current], by=by)
    return current


def history(text):
    return list(text.revisions.order_by("version").values_list("version", "fields__title"))


def periods(text):
    rows = text.revisions.order_by("version").values_list("public_from", "public_until")
    return [(first is not None, last is not None) for first, last in rows]


# --- Versions ---


def test_each_saving_is_a_version_with_its_writer(text, press_officer, editor):
    rewrite(text, press_officer, title="Семинар закрыт")
    rewrite(text, editor, title="Семинар окончен")

    assert history(text) == [
        (1, "Семинар открыт"),  # as it came, before anybody saved here
        (2, "Семинар закрыт"),
        (3, "Семинар окончен"),
    ]
    who = list(text.revisions.order_by("version").values_list("saved_by", flat=True))
    assert who == [None, press_officer.pk, editor.pk]


def test_saving_the_same_words_is_no_version(text):
    rewrite(text)
    rewrite(text, body=text.body)

    assert ArticleText.objects.get().version == 1
    assert not Revision.objects.exists()


def test_a_new_text_begins_with_version_one(karaganda, press_officer):
    article = ArticleFactory(organization=karaganda)
    text = ArticleText(language="kk", title="Т")
    save_article(article=article, texts=[text], by=press_officer)

    assert history(text) == [(1, "Т")]


def test_who_read_an_older_version_does_not_save_over_the_newer(text):
    stale = ArticleText.objects.get()
    rewrite(text, title="Семинар закрыт")
    stale.lead = "Мой лид."

    with pytest.raises(ChangedMeanwhile) as refusal:
        save_article(article=text.article, texts=[stale])
    assert refusal.value.stored.title == "Семинар закрыт"
    assert ArticleText.objects.get().lead == text.lead


def test_an_earlier_version_is_restored_as_the_newest(text, press_officer):
    rewrite(text, title="Семинар закрыт", lead="Другой лид.")
    restore_version(text_id=text.pk, version=1, by=press_officer)

    stored = ArticleText.objects.get()
    assert (stored.title, stored.lead, stored.version) == (text.title, text.lead, 3)
    assert [title for _version, title in history(text)] == [
        "Семинар открыт",
        "Семинар закрыт",
        "Семинар открыт",
    ]


@pytest.mark.parametrize(
    "place",
    [
        "<p>{}</p>",
        '<p style="text-align:center">&nbsp;<a href="/ru/">{}</a><br></p>',
        '<figure class="image">{}<figcaption>Зал</figcaption></figure>',
    ],
)
def test_a_picture_deleted_since_is_left_out_of_what_is_restored(
    client, text, press_officer, place
):
    gone, kept = (
        upload_picture(file=picture_file(600, 400), organization=text.article.organization)
        for _ in range(2)
    )
    first, last, other = "<p>Пришли 40 членов.</p>", "<p>Остались все.</p>", f"<p>{shown(kept)}</p>"
    rewrite(text, body=first + place.format(shown(gone)) + other + last)
    rewrite(text, body="<p>Без снимков.</p>")
    delete_picture(picture_id=gone.pk)
    client.force_login(press_officer)

    page = client.get(reverse("newsroom:text_history", args=[text.pk])).content.decode()
    assert page.count("1 picture of this version has been deleted since.") == 1
    restoring = reverse("newsroom:restore", args=[text.pk])
    answer = client.post(restoring, {"version": "2"}, follow=True)
    assert ArticleText.objects.get().body == first + other + last
    assert any("deleted since and is left out" in said for said in messages(answer))


def shown(picture):
    return f'<img src="{picture.renditions.get().address}" alt="Зал">'


def test_a_press_officer_does_not_restore_what_is_public(text, press_officer, editor):
    rewrite(text, title="Семинар закрыт")
    publish_text(text_id=text.pk)

    with pytest.raises(PermissionDenied):
        restore_version(text_id=text.pk, version=1, by=press_officer)
    restore_version(text_id=text.pk, version=1, by=editor)


# --- What stood on the site ---


def test_what_stood_on_the_site_on_a_day(text):
    published = timezone.now() - dt.timedelta(days=10)
    publish_text(text_id=text.pk, at=published)
    rewrite(text, title="Семинар закрыт")
    corrected = timezone.now()
    withdraw_text(text_id=text.pk)

    def title_on(moment):
        return [found.fields["title"] for found in text.revisions.standing_at(moment)]

    assert title_on(published - dt.timedelta(days=1)) == []
    assert title_on(published + dt.timedelta(days=1)) == ["Семинар открыт"]
    assert title_on(corrected) == ["Семинар закрыт"]
    assert title_on(timezone.now()) == []


def test_what_was_only_scheduled_has_never_stood_there(text):
    tomorrow = timezone.now() + dt.timedelta(days=1)
    publish_text(text_id=text.pk, at=tomorrow)
    rewrite(text, title="Семинар закрыт")
    assert periods(text) == [(False, False), (True, False)]
    assert text.revisions.get(version=2).public_from == tomorrow

    withdraw_text(text_id=text.pk)
    assert periods(text) == [(False, False), (False, False)]


def test_a_version_of_which_no_time_on_the_site_is_known_gets_no_end(text):
    publish_text(text_id=text.pk)
    text.revisions.update(public_from=None)
    withdraw_text(text_id=text.pk)

    assert periods(text) == [(False, False)]


def test_what_is_published_again_keeps_its_first_time_on_the_site(text):
    publish_text(text_id=text.pk)
    withdraw_text(text_id=text.pk)
    publish_text(text_id=text.pk)

    assert periods(text) == [(True, True), (True, False)]


# --- Outdated translations ---


def translated(text, language="kk"):
    other = ArticleText(language=language, title="Семинар ашылды")
    save_article(article=text.article, texts=[other], sources={language: text.language})
    return other


def is_outdated(text):
    return ArticleText.objects.select_related("source").get(pk=text.pk).is_outdated


def test_a_translation_is_outdated_once_its_source_says_something_else(text):
    kazakh = translated(text)
    assert not is_outdated(kazakh)

    rewrite(text, title="Семинар закрыт")
    assert is_outdated(kazakh)
    assert not is_outdated(text)

    rewrite(kazakh, lead="Бір әріп")  # mending a letter does not bring it up to date
    assert is_outdated(kazakh)
    save_article(article=text.article, sources={"kk": "ru"})
    assert not is_outdated(kazakh)


def test_both_changed_in_one_saving_agree(text):
    kazakh = translated(text)
    russian = ArticleText.objects.get(pk=text.pk)
    kazakh.title, russian.title = "Семинар жабылды", "Семинар закрыт"
    save_article(article=text.article, texts=[kazakh, russian])

    assert not is_outdated(kazakh)


def test_publishing_again_makes_no_translation_outdated(text):
    kazakh = translated(text)
    publish_text(text_id=text.pk)
    withdraw_text(text_id=text.pk)
    publish_text(text_id=text.pk)

    assert not is_outdated(kazakh)


def test_nobody_next_door_says_what_a_text_was_translated_from(text, almaty, press_officer):
    kazakh = translated(text)
    stranger = UserFactory(role=Role.PRESS_OFFICER, organization=almaty)

    with pytest.raises(PermissionDenied):
        save_article(article=text.article, sources={"kk": ""}, by=stranger)
    save_article(article=text.article, sources={"kk": ""}, by=press_officer)
    assert ArticleText.objects.get(pk=kazakh.pk).source is None


def test_a_text_is_no_translation_of_itself(text):
    kazakh = translated(text)
    save_article(article=text.article, sources={"kk": "kk"})
    assert ArticleText.objects.get(pk=kazakh.pk).source is None


# --- Former addresses ---


def test_the_former_address_of_a_public_text_leads_to_it(client, text):
    publish_text(text_id=text.pk)
    former = text.get_absolute_url()
    moved = rewrite(text, slug="seminar-2024")

    answer = client.get(former)
    assert answer.status_code == 301
    assert answer["Location"] == moved.get_absolute_url()


def test_a_draft_leaves_no_address_behind(text):
    rewrite(text, slug="seminar-2024")

    assert not FormerAddress.objects.exists()


def test_a_former_address_goes_to_no_other_text(text, karaganda):
    rewrite(text, slug="seminar-otkryt")
    publish_text(text_id=text.pk)
    rewrite(text, slug="seminar-2024")
    other = ArticleText(language="ru", title="Семинар открыт")
    save_article(article=ArticleFactory(organization=karaganda), texts=[other])

    assert other.slug == "seminar-otkryt-2"


def test_a_text_takes_its_own_former_address_back(client, text):
    publish_text(text_id=text.pk)
    first = text.slug
    rewrite(text, slug="seminar-2024")
    rewrite(text, slug=first)

    assert client.get(text.get_absolute_url()).status_code == 200
    assert client.get("/ru/news/seminar-2024/").status_code == 301


def test_a_withdrawn_text_answers_under_no_address(client, text):
    publish_text(text_id=text.pk)
    former = text.get_absolute_url()
    rewrite(text, slug="seminar-2024")
    withdraw_text(text_id=text.pk)

    assert client.get(former).status_code == 404


# --- Words ---


def test_differences_are_told_word_by_word():
    assert word_differences("Семинар открыт в мае", "Семинар закрыт в мае") == [
        (SAME, "Семинар "),
        (GONE, "открыт"),
        (NEW, "закрыт"),
        (SAME, " в мае"),
    ]


def test_only_parts_that_changed_are_compared():
    found = differences({"title": "а", "lead": "б"}, {"title": "а", "lead": "в", "quote": ""})

    assert [difference.name for difference in found] == ["lead"]


def test_markup_in_words_is_shown_and_does_nothing():
    [found] = differences({"lead": "а"}, {"lead": "а <script>alert(1)</script>"})

    assert "<script>" not in found.markup
    assert "&lt;" in found.markup


def test_a_text_is_compared_as_it_is_read():
    assert readable("<h2>А &amp; Б</h2><ul><li>в</li>\n<li><b>г</b></li></ul>") == "А & Б\nв\nг"
    [found] = differences({"body": "<p>а</p>"}, {"body": "<p><b>а</b></p>"})
    assert found.is_of_form_only


def test_what_takes_too_long_to_compare_is_shown_as_changed_whole(monkeypatch):
    monkeypatch.setattr("publications.articles.differences.LIMIT", 1e-9)
    before = " ".join(f"слово{n}" for n in range(20_000))
    after = " ".join(f"слово{n + n % 2}" for n in range(20_000))

    found = word_differences(before, after)
    assert [kind for kind, _words in found] == [SAME, GONE, NEW]
    assert "".join(words for kind, words in found if kind != NEW) == before
    assert "".join(words for kind, words in found if kind != GONE) == after


# --- The page of versions ---


def page_of(text):
    return reverse("newsroom:text_history", args=[text.pk])


def test_the_page_tells_who_changed_which_words_and_restores(client, text, press_officer):
    rewrite(text, press_officer, title="Семинар закрыт")
    client.force_login(press_officer)

    page = client.get(page_of(text)).content.decode()
    assert "<del>открыт</del><ins>закрыт</ins>" in page
    assert str(press_officer) in page
    client.post(reverse("newsroom:restore", args=[text.pk]), {"version": "1"})
    assert ArticleText.objects.get().title == "Семинар открыт"


def test_the_page_shows_what_stood_on_the_site_on_a_day(client, text, editor):
    publish_text(text_id=text.pk, at=timezone.now() - dt.timedelta(days=10))
    rewrite(text, title="Семинар закрыт")
    client.force_login(editor)
    day = timezone.localdate() - dt.timedelta(days=5)

    response = client.get(page_of(text), {"on": day.isoformat()})
    assert response.context["standing"].fields["title"] == "Семинар открыт"
    response = client.get(page_of(text), {"on": "2001-01-01"})
    assert "This text was not on the site then" in response.content.decode()
    assert client.get(page_of(text), {"on": "2001-02-31"}).status_code == 200


@pytest.mark.parametrize("role", [Role.PRESS_OFFICER, Role.EDITOR, Role.ADMINISTRATOR, Role.CHAIR])
def test_versions_are_read_inside_the_reach_only(client, text, karaganda, almaty, role):
    for organization, status in ((karaganda, 200), (almaty, 403)):
        client.force_login(UserFactory(role=role, organization=organization))
        assert client.get(page_of(text)).status_code == status
    client.logout()
    assert client.get(page_of(text)).status_code == 403


def test_a_chair_restores_nothing(client, text, karaganda):
    rewrite(text, title="Семинар закрыт")
    client.force_login(UserFactory(role=Role.CHAIR, organization=karaganda))

    answer = client.post(reverse("newsroom:restore", args=[text.pk]), {"version": "1"})
    assert answer.status_code == 403


def test_a_long_history_asks_as_much_as_a_short_one(
    client, text, editor, django_assert_num_queries, django_assert_max_num_queries
):
    rewrite(text, editor, title="А")
    rewrite(text, editor, title="Б")
    client.force_login(editor)
    client.get(page_of(text))
    with django_assert_max_num_queries(20) as first:
        client.get(page_of(text))
    for title in "ВГДЕ":
        rewrite(text, editor, title=title)
    with django_assert_num_queries(len(first)):
        client.get(page_of(text))
