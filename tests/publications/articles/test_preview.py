"""A draft as its reader will see it, by a signed link that expires."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from publications.articles.actions.releasing import publish_text
from publications.articles.actions.remarks import note_correction
from publications.articles.actions.texts import save_article
from publications.articles.models import Article, ArticleText, Revision, Tag, UnsavedWork
from publications.articles.previews import LASTS, preview_url
from tests.publications.article_form import change_url, form_of
from tests.publications.factories import ArticleTextFactory, RubricFactory


def test_a_draft_is_read_by_whoever_has_the_link(client, text):
    answer = client.get(preview_url(text))

    assert answer.status_code == 200
    assert text.title in answer.content.decode()
    assert client.get(text.get_absolute_url()).status_code == 404


def test_each_language_has_its_own(client, text):
    russian = ArticleTextFactory(article=text.article, language="ru", title="Семинар прошёл")

    assert preview_url(russian).startswith("/ru/")
    assert "Семинар прошёл" in client.get(preview_url(russian)).content.decode()
    assert client.get(preview_url(russian).replace("/ru/", "/kk/")).status_code == 410


def test_nobody_keeps_or_finds_it(client, text):
    answer = client.get(preview_url(text))

    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert 'name="robots" content="noindex' in answer.content.decode()
    assert "canonical" not in answer.content.decode()


def test_it_opens_for_seven_days(client, text, after):
    url = preview_url(text)

    after(dt.timedelta(seconds=LASTS - 60))
    assert client.get(url).status_code == 200
    after(dt.timedelta(seconds=LASTS + 60))
    assert client.get(url).status_code == 410


def test_it_dies_with_the_next_saving(client, text):
    url = preview_url(text)
    text.title = "Басқа тақырып"
    save_article(article=text.article, texts=[text])

    assert client.get(url).status_code == 410
    assert client.get(preview_url(text)).status_code == 200


def test_once_the_text_is_public_the_link_leads_there(client, text, editor):
    url = preview_url(text)
    publish_text(text_id=text.pk, by=editor)

    assert client.get(url)["Location"] == text.get_absolute_url()


@pytest.mark.parametrize("spoil", [lambda t: t[:-2], lambda t: "x" + t, lambda t: "Wzk5XQ:a:b"])
def test_a_link_that_nobody_signed_opens_nothing(client, text, spoil):
    head, _slash, token = preview_url(text).rstrip("/").rpartition("/")

    assert client.get(f"{head}/{spoil(token)}/").status_code == 410


def test_the_form_offers_it(client, text, press_officer):
    client.force_login(press_officer)

    assert "/kk/news/preview/" in client.get(change_url(text.article)).content.decode()


def test_corrections_stand_below_the_public_text_with_their_date(client, text, editor):
    publish_text(text_id=text.pk, by=editor)
    note_correction(text_id=text.pk, note="Күні қате жазылған еді.", by=editor)

    page = client.get(ArticleText.objects.get().get_absolute_url()).content.decode()
    assert "Күні қате жазылған еді." in page
    assert f'datetime="{timezone.localdate().isoformat()}' in page


@pytest.fixture
def after(monkeypatch):
    """Let the clock that signs links show a later moment."""
    from django.core import signing

    clock = signing.time.time

    def later(by):
        monkeypatch.setattr(signing.time, "time", lambda: clock() + by.total_seconds())

    return later


# --- What stands in the form now ---


def previewed(client, article=None, language="kk", **changes):
    """The page that the preview button gives of a form with these changes in it."""
    url = change_url(article) if article else reverse("admin:publications_article_add")
    sent = {**form_of(client, url), "preview": language, **changes}
    address = (
        reverse("newsroom:preview_form", args=[article.pk])
        if article
        else reverse("newsroom:preview_new")
    )
    return client.post(address, sent)


def test_what_stands_in_the_form_is_seen_before_it_is_saved(officer, press_officer, text):
    answer = previewed(
        officer,
        text.article,
        **{
            "text-kk-0-title": "Қысқы мектеп",
            "text-kk-0-body": "<p>Кеше<script>alert(1)</script></p>",
        },
    )
    page = answer.content.decode()

    assert "<h1>Қысқы мектеп</h1>" in page
    assert "<p>Кеше</p>" in page
    assert text.lead in page
    assert ArticleText.objects.get().version == 1
    assert ArticleText.objects.get().title == text.title
    assert not Revision.objects.exists()
    work = UnsavedWork.objects.lying(user=press_officer).get()
    assert work.fields["title"] == "Қысқы мектеп"
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]


def test_so_is_what_all_languages_share(officer, text, karaganda):
    rubric = RubricFactory(name_kk="Еңбек адамы")
    tag = Tag.objects.create(slug="mektep", name_kk="Мектеп")
    page = previewed(officer, text.article, rubric=rubric.pk, tags=[tag.pk]).content.decode()

    assert "Еңбек адамы" in page
    assert "Мектеп" in page
    text.article.refresh_from_db()
    assert text.article.rubric is None
    assert not text.article.tags.exists()


def test_each_language_is_seen_as_its_reader_would(officer, text):
    changes = {"text-kk-0-title": "Қысқы мектеп", "text-ru-0-title": "Зимняя школа"}
    page = previewed(officer, text.article, "ru", **changes).content.decode()

    assert '<html lang="ru">' in page
    assert "<h1>Зимняя школа</h1>" in page
    assert "Қысқы мектеп" not in page
    assert ArticleText.objects.get().language == "kk"


def test_a_new_article_too(officer, karaganda):
    page = previewed(officer, **{"text-kk-0-title": "Қысқы мектеп"}).content.decode()

    assert "<h1>Қысқы мектеп</h1>" in page
    assert str(karaganda.name_kk) in page
    assert not Article.objects.exists()


def test_what_is_wrong_in_the_form_hinders_no_preview(officer, text):
    wrong = {"video_url": "nothing", "kind": "none", "organization": ""}
    for article in (text.article, None):
        page = previewed(officer, article, **wrong, **{"text-kk-0-title": "Қысқы"})
        assert "<h1>Қысқы</h1>" in page.content.decode()


def test_one_preview_after_the_other_shows_and_keeps_the_newest(officer, text):
    sent = form_of(officer, change_url(text.article))
    for title in ("Қысқы", "Қысқы мектеп"):  # without scripts the sequence stays
        page = previewed(officer, text.article, **{**sent, "text-kk-0-title": title})
        assert f"<h1>{title}</h1>" in page.content.decode()

    assert UnsavedWork.objects.lying().get().fields["title"] == "Қысқы мектеп"


def test_what_is_no_language_or_too_long_is_refused(officer, text):
    assert previewed(officer, text.article, "xx").status_code == 400
    assert previewed(officer, text.article, **{"text-kk-0-lead": "а" * 200_001}).status_code == 400
