"""Each kind of article has its own form, its own demands and its own page."""

import pytest
from django.urls import reverse
from django.utils import timezone

from publications.articles.actions.releasing import NotReady, publish_text, submit_text
from publications.articles.checklist import checklist
from publications.articles.models import Article, ArticleKind, ArticleText, GalleryPicture
from publications.pictures.actions import make_renditions, upload_picture
from tests.publications.article_form import change_url, errors, form_of, send
from tests.publications.factories import (
    ArticleFactory,
    ArticleTextFactory,
    PictureFactory,
    RubricFactory,
    picture_file,
)

ADD = reverse("admin:publications_article_add")
RELEASE = {
    "quote": "Келісім еңбек адамын қорғайды.",
    "quoted": "А. Сейітова, төрайым",
    "about_us": "Ұйым 1990 жылы құрылған.",
    "press_contact": "press@example.org",
}


def of_kind(kind, organization, **fields):
    article = ArticleFactory(organization=organization, kind=kind, **fields)
    return ArticleTextFactory(article=article)


def parts(client, url):
    return {name.removeprefix("text-kk-0-") for name in form_of(client, url) if "-kk-0-" in name}


@pytest.mark.parametrize(
    ("kind", "own"),
    [
        ("news", set()),
        ("announcement", set()),
        ("interview", {"quoted"}),
        ("press_release", {"quote", "quoted", "about_us", "press_contact", "embargo_until"}),
    ],
)
def test_the_form_of_a_kind_asks_for_its_parts(client, press_officer, kind, own):
    client.force_login(press_officer)
    every = {"quote", "quoted", "about_us", "press_contact", "embargo_until"}
    assert parts(client, f"{ADD}?kind={kind}") & every == own


def test_a_press_release_is_written_by_the_classic_structure(client, press_officer):
    client.force_login(press_officer)
    send(
        client,
        f"{ADD}?kind=press_release",
        **{
            "text-kk-0-title": "Келісім жасалды",
            "text-kk-0-lead": "Тараптар келісімге қол қойды.",
            "text-kk-0-body": "<p>Мәтін</p>",
            "text-kk-0-embargo_until_0": "2099-05-01",
            "text-kk-0-embargo_until_1": "09:00",
            **{f"text-kk-0-{name}": value for name, value in RELEASE.items()},
        },
    )

    text = ArticleText.objects.get()
    assert text.article.kind == ArticleKind.PRESS_RELEASE
    assert {name: getattr(text, name) for name in RELEASE} == RELEASE
    assert timezone.localtime(text.embargo_until).year == 2099


def test_parts_that_a_form_does_not_show_are_not_wiped(client, press_officer, karaganda):
    text = of_kind("press_release", karaganda)
    ArticleText.objects.update(**RELEASE)
    client.force_login(press_officer)
    send(client, change_url(text.article), kind="news")
    send(client, change_url(text.article), kind="press_release", **{"text-kk-0-title": "Басқа"})

    assert {name: getattr(ArticleText.objects.get(), name) for name in RELEASE} == RELEASE


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("press_release", "press_release"),
        ("interview", "interview"),
        ("photo", "photo_report"),
        ("video", "video_report"),
    ],
)
def test_a_kind_without_its_parts_is_not_handed_in(karaganda, press_officer, kind, code):
    text = of_kind(kind, karaganda)
    assert code in {finding.code for finding in checklist(text, by=press_officer)}
    with pytest.raises(NotReady):
        submit_text(text_id=text.pk, by=press_officer)


def test_the_embargo_of_what_journalists_already_read_is_not_moved(client, editor, karaganda):
    text = of_kind("press_release", karaganda)
    publish_text(text_id=text.pk)
    client.force_login(editor)
    assert "embargo_until" not in parts(client, change_url(text.article))


# --- Video ---


@pytest.mark.parametrize(
    ("entered", "kept"),
    [
        ("https://m.youtube.com/watch?v=abc&si=x", "https://www.youtube.com/watch?v=abc"),
        ("t.me/kasipodaq/12", "https://t.me/kasipodaq/12"),
    ],
)
def test_a_video_is_linked_on_a_site_of_the_list(client, press_officer, entered, kept):
    client.force_login(press_officer)
    send(client, f"{ADD}?kind=video", video_url=entered, **{"text-kk-0-title": "Т"})
    assert Article.objects.get().video_url == kept


@pytest.mark.parametrize(
    "entered", ["https://evil.example/v", "javascript:alert(1)", "https://youtube.com.evil.example"]
)
def test_a_video_elsewhere_is_refused(client, press_officer, entered):
    client.force_login(press_officer)
    response = send(client, f"{ADD}?kind=video", video_url=entered, **{"text-kk-0-title": "Т"})
    assert errors(response)
    assert not Article.objects.exists()


# --- Rubrics ---


def test_a_closed_rubric_is_not_offered_but_stays_where_it_is(client, press_officer, karaganda):
    closed = RubricFactory(closed_on=timezone.localdate())
    client.force_login(press_officer)
    refused = send(client, ADD, rubric=closed.pk, **{"text-kk-0-title": "Т"})
    assert "rubric" in refused.context["adminform"].form.errors

    text = ArticleTextFactory(article=ArticleFactory(organization=karaganda, rubric=closed))
    send(client, change_url(text.article), **{"text-kk-0-title": "Басқа"})
    stored = ArticleText.objects.get()
    assert (stored.title, stored.article.rubric) == ("Басқа", closed)


def test_the_choice_of_rubrics_knows_only_the_open_ones(client, press_officer):
    RubricFactory(closed_on=timezone.localdate(), name_kk="Жабық")
    RubricFactory(name_kk="Ашық")
    client.force_login(press_officer)
    asked = {"app_label": "publications", "model_name": "article", "field_name": "rubric"}
    found = client.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert len(found) == 1


# --- Pages ---


def test_the_page_of_a_press_release_has_its_parts(client, karaganda):
    text = of_kind("press_release", karaganda)
    ArticleText.objects.update(**RELEASE)
    publish_text(text_id=text.pk)
    page = client.get(text.get_absolute_url()).content.decode()

    assert all(value in page for value in RELEASE.values())
    assert "<blockquote>" in page


def test_the_page_of_a_video_report_leads_to_the_video(client, karaganda):
    text = of_kind("video", karaganda, video_url="https://www.youtube.com/watch?v=abc")
    publish_text(text_id=text.pk)
    page = client.get(text.get_absolute_url()).content.decode()

    assert 'href="https://www.youtube.com/watch?v=abc"' in page
    assert "YouTube" in page
    assert "<iframe" not in page


# --- Photo reports ---


def test_a_photo_report_gets_its_gallery_in_the_form_and_on_the_page(
    client, press_officer, editor, karaganda
):
    first, second = (
        upload_picture(file=picture_file(), organization=karaganda, alt_kk=f"Сурет {n}")
        for n in (1, 2)
    )
    for picture in (first, second):
        make_renditions(picture_id=picture.pk)
    client.force_login(press_officer)
    send(
        client,
        f"{ADD}?kind=photo",
        _step="submit:kk",
        **{
            "text-kk-0-title": "Шеру",
            "text-kk-0-lead": "Мыңдаған адам қатысты.",
            "text-kk-0-body": "<p>Мәтін</p>",
            "gallery-0-picture": second.pk,
            "gallery-0-number": 1,
            "gallery-1-picture": first.pk,
            "gallery-1-number": 2,
        },
    )

    text = ArticleText.objects.get()
    assert [place.picture for place in text.article.gallery.all()] == [second, first]
    publish_text(text_id=text.pk, by=editor)
    page = client.get(text.get_absolute_url()).content.decode()
    assert page.index('alt="Сурет 2"') < page.index('alt="Сурет 1"')


def test_the_gallery_of_a_public_report_is_not_the_writers_to_change(
    client, press_officer, karaganda
):
    text = of_kind("photo", karaganda)
    picture = PictureFactory(organization=karaganda)
    GalleryPicture.objects.create(article=text.article, picture=picture)
    publish_text(text_id=text.pk)
    client.force_login(press_officer)
    sent = form_of(client, change_url(text.article))
    forged = {
        "gallery-TOTAL_FORMS": 1,
        "gallery-INITIAL_FORMS": 1,
        "gallery-0-id": text.article.gallery.get().pk,
        "gallery-0-article": text.article.pk,
        "gallery-0-picture": picture.pk,
        "gallery-0-number": 1,
        "gallery-0-DELETE": "on",
    }
    client.post(change_url(text.article), {**sent, **forged})
    assert text.article.gallery.get().picture == picture


def test_only_a_photo_report_asks_for_a_gallery(client, press_officer):
    client.force_login(press_officer)
    assert "gallery-TOTAL_FORMS" in form_of(client, f"{ADD}?kind=photo")
    assert "gallery-TOTAL_FORMS" not in form_of(client, ADD)
