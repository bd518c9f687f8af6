"""A draft as its reader will see it, by a signed link that expires."""

import datetime as dt

import pytest
from django.utils import timezone

from publications.actions import note_correction, publish_text, save_article
from publications.models import ArticleText
from publications.previews import LASTS, preview_url
from tests.publications.article_form import change_url
from tests.publications.factories import ArticleFactory, ArticleTextFactory


@pytest.fixture
def text(karaganda):
    return ArticleTextFactory(article=ArticleFactory(organization=karaganda))


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
