"""The version for the visually impaired, and that of little data: by links and a cookie."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from mediacenter.portal.reading_modes import COOKIE, PicturesInWords
from publications.pictures.actions import make_renditions
from tests.publications.factories import ArticleFactory, ArticleTextFactory, PictureFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    """A reader who follows links of the portal's own pages."""
    return Client(headers={"Sec-Fetch-Site": "same-origin"})


def page(client, address="/kk/about/"):
    return client.get(address).content.decode()


def test_what_is_chosen_holds_on_every_page_and_in_each_language(client):
    assert 'class="size-' not in page(client)
    chosen = client.get("/kk/reading/size/large/", {"next": "/kk/about/"})
    assert (chosen.status_code, chosen.url) == (302, "/kk/about/")
    client.get("/ru/reading/colours/black/")
    for address in ("/kk/about/", "/ru/accessibility/", "/en/"):
        assert 'class="size-large colours-black"' in page(client, address)


def test_a_choice_is_taken_back_alone_and_all_of_them_together(client):
    client.get("/kk/reading/all/large/")
    client.get("/kk/reading/size/usual/")
    assert 'class="spacing-wide colours-white"' in page(client)
    client.get("/kk/reading/all/usual/")
    assert "reading-bar" not in page(client)
    assert "spacing-wide" not in page(client)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Referer": "http://testserver/"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Referer": "https://example.org/http://testserver/"},
        {"Referer": "http://[testserver"},
        {},
    ],
)
def test_a_page_elsewhere_chooses_nothing_and_its_visitors_are_asked(headers):
    visitor = Client(headers=headers, enforce_csrf_checks=True)
    address = "/kk/reading/colours/black/?next=/kk/about/"
    asked = visitor.get(address)
    assert (asked.status_code, "reading" in asked.cookies) == (200, False)
    assert visitor.post(address).status_code == 403
    token = {"csrfmiddlewaretoken": asked.context["csrf_token"]}
    assert visitor.post(address, token).url == "/kk/about/"
    assert 'class="colours-black"' in page(visitor)


def test_a_browser_that_tells_only_which_page_led_here_is_believed():
    reader = Client(headers={"Referer": "http://testserver/kk/reading/"})
    assert reader.get("/kk/reading/colours/black/").status_code == 302
    assert 'class="colours-black"' in page(reader)


def test_no_proxy_gives_one_readers_page_to_another(client):
    assert "Cookie" in client.get("/kk/about/")["Vary"]


@pytest.mark.parametrize(
    "cookie", ["size-huge", 'size-large"><script>', "x" * 5000, "..-.-", "size"]
)
def test_a_cookie_that_says_something_else_is_ignored(client, cookie):
    client.cookies["reading"] = cookie
    assert "reading-bar" not in page(client)


def test_only_what_is_offered_can_be_chosen_and_only_pages_of_this_site_follow(client):
    assert client.get("/kk/reading/size/huge/").status_code == 404
    assert client.get("/kk/reading/all/black/").status_code == 404
    for elsewhere in ("https://example.org/", "//example.org/", "javascript:alert(1)"):
        assert client.get("/kk/reading/size/large/", {"next": elsewhere}).url == "/kk/reading/"
        assert elsewhere not in page(client, f"/kk/reading/?next={elsewhere}")


def test_the_page_of_choices_marks_what_is_chosen_and_leads_back(client):
    client.get("/ru/reading/letters/serif/")
    shown = page(client, "/ru/reading/?next=/ru/about/")
    assert shown.count('rel="nofollow" aria-current="true"') == 6  # one of each row
    assert '<a href="/ru/about/">' in shown


@pytest.mark.parametrize("mode", ["pictures/off", "data/low"])
def test_whoever_wants_no_pictures_is_told_them_in_words(client, mode):
    cover = PictureFactory(alt_kk="Жиналыс «Алматы»")
    text = ArticleTextFactory(
        article=ArticleFactory(cover=cover),
        language="kk",
        published=True,
        body='<p>Сызба: <img src="/media/old/plan.png" alt="Жоспар > 2025"></p>',
    )
    make_renditions(picture_id=cover.pk)
    address = text.get_absolute_url()
    usual = page(client, address)
    assert "<picture>" in usual
    assert usual.count("<img ") == 3  # the emblem, the cover and the one within the text
    client.get(f"/kk/reading/{mode}/")
    without = page(client, address)
    assert "<picture>" not in without
    assert "<img " not in without
    assert re.search(r'<span class="picture-words">Жоспар (>|&gt;) 2025</span>', without)
    assert '<span class="picture-words">Жиналыс «Алматы»</span>' in without
    assert ("fonts/regular" in without) == (mode == "pictures/off")


def test_a_code_to_be_scanned_is_shown_to_whoever_wants_no_pictures(rf):
    code = '<img class="code-picture" src="data:image/svg+xml," alt="QR">'
    request = rf.get("/kk/accounts/2fa/totp/activate/")
    request.COOKIES[COOKIE] = "pictures-off"
    answer = PicturesInWords(lambda request: HttpResponse(code))(request)
    assert answer.content.decode() == code
