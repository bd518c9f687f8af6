"""What every public page says of itself to search engines, networks and phones."""

import html
import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils.translation import override
from PIL import Image

from publications.articles.models import ArticleText
from publications.social.actions.cards import make_cards
from tests.access.table import READ_BY_ALL
from tests.publications.factories import ArticleTextFactory

pytestmark = pytest.mark.django_db

HOST = "http://localhost"
LOCALES = {"kk": "kk_KZ", "ru": "ru_RU", "en": "en_GB"}
TAG = re.compile(r"<(?:meta|link) [^>]*>")
PARTS = re.compile(r'([a-z-]+)="([^"]*)"')


class Head:
    """The metas of a page by name or property, and its links by what they are."""

    def __init__(self, page):
        head = page.split("</head>")[0]
        tags = [dict(PARTS.findall(tag)) for tag in TAG.findall(head)]
        self.title = html.unescape(re.search("<title>(.*?)</title>", head)[1])
        self.links = [tag for tag in tags if "rel" in tag]
        self.said = {}
        for tag in tags:
            name = tag.get("name") or tag.get("property")
            if name and name != "theme-color":
                assert name not in self.said, f"{name} stands twice"
                self.said[name] = html.unescape(tag["content"])

    def linked(self, rel, part="href"):
        return [link[part] for link in self.links if link["rel"] == rel]

    @property
    def languages(self):
        return {link["hreflang"]: link["href"] for link in self.links if "hreflang" in link}


def public_pages(client, ours, language):
    """(name, address, Head) of every kind of page that is open to all and meant to be found."""
    for name, row in READ_BY_ALL.items():
        about = row.about(ours) if row.about else []
        with override(language):  # whatever language an earlier page has left
            address = reverse(name, args=about) + row.query
        response = client.get(address)
        if response.status_code != 200 or not response["Content-Type"].startswith("text/html"):
            continue
        head = Head(response.content.decode())
        if "noindex" not in head.said.get("robots", ""):
            yield name, address, head


def file_behind(address):
    assert address.startswith(f"{HOST}/static/")
    return finders.find(address.removeprefix(f"{HOST}/static/"))


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_public_page_tells_machines_what_it_is(client, tree, language):
    told = {}
    for name, address, head in public_pages(client, tree["ours"], language):
        with override(language):
            manifest = reverse("portal:manifest")
        said = head.said
        assert head.linked("canonical") == [HOST + address], name
        assert said["og:url"] == HOST + address
        assert head.languages["x-default"] in head.languages.values()
        if name != "publications:article":
            assert set(head.languages) == {"kk", "ru", "en", "x-default"}, name
        assert head.title.startswith(said["og:title"])
        assert said["description"] == said["og:description"]
        assert 20 <= len(said["description"]) <= 200, name
        assert said["og:locale"] == LOCALES[language]
        assert said["og:site_name"]
        assert said["og:type"] in {"website", "article"}
        assert said["twitter:card"] == "summary_large_image"
        assert said["og:image:alt"]
        assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
        card = file_behind(said["og:image"])
        with Image.open(card) as image:
            assert image.size == (1200, 630), name
        with open(card, "rb") as file:
            assert len(file.read()) < 300_000
        assert len(head.linked("icon")) == 2
        assert head.linked("apple-touch-icon")
        assert head.linked("manifest") == [manifest]
        told[name] = said["description"]
    assert len(told) >= 19
    assert len(set(told.values())) == len(told), "two kinds of page with one description"


def test_an_article_is_shared_by_its_own_card_and_until_then_by_that_of_the_news(client):
    text = ArticleTextFactory(published=True, title='Еңбек «шарты» & "келісім"')

    def shown():
        return Head(client.get(text.get_absolute_url()).content.decode()).said

    assert shown()["og:image"] == f"{HOST}/static/cards/publications.kk.png"
    make_cards(text_id=text.pk)
    assert shown()["og:image"] == HOST + text.cards.get(size="wide").address
    assert shown()["og:image:alt"] == shown()["og:title"] == text.title


def test_a_text_in_russian_alone_is_what_everybody_else_gets(client):
    text = ArticleTextFactory(published=True, language="ru")
    head = Head(client.get(text.get_absolute_url()).content.decode())
    assert head.languages == {code: HOST + text.get_absolute_url() for code in ("ru", "x-default")}


def test_a_text_without_a_lead_is_described_by_its_first_words(client):
    text = ArticleTextFactory(
        published=True, lead="", body="<p>Алғашқы <b>сөз</b>.</p><p>Бір &amp; екі.</p>"
    )
    head = Head(client.get(text.get_absolute_url()).content.decode())
    assert head.said["description"] == "Алғашқы сөз. Бір & екі."


def test_a_page_of_a_list_is_known_by_its_number_and_by_nothing_else_that_was_asked(client, tree):
    address = reverse("unions:branches", args=[tree["ours"].slug])
    first = Head(client.get(f"{address}?page=1&fbclid=x").content.decode())
    assert first.linked("canonical") == [HOST + address]
    second = Head(client.get(f"{address}?page=2").content.decode())
    assert second.linked("canonical") == [f"{HOST}{address}?page=2"]


def test_what_is_not_for_everybody_offers_itself_to_nobody(client, tree):
    for address in ("/kk/net-mundai/", "/kk/accounts/login/"):
        head = Head(client.get(address).content.decode())
        assert "noindex" in head.said["robots"]
        assert not head.linked("canonical")
        assert not head.languages
    assert not ArticleText.objects.exists()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_phone_learns_name_colour_and_pictures_of_the_site(client, language):
    with override(language):
        response = client.get(reverse("portal:manifest"))
    assert response["Content-Type"] == "application/manifest+json"
    told = json.loads(response.content)
    assert (
        told["name"] == {"kk": "Медиаорталық", "ru": "Медиацентр", "en": "Media centre"}[language]
    )
    assert told["start_url"] == f"/{language}/"
    assert re.fullmatch("#[0-9a-f]{6}", told["theme_color"])
    for icon in told["icons"]:
        with Image.open(file_behind(HOST + icon["src"])) as image:
            assert "{}x{}".format(*image.size) == icon["sizes"]


@pytest.mark.parametrize(("name", "side"), [("32.png", 32), ("180.png", 180)])
def test_icons_are_drawn_in_their_sizes(name, side):
    with Image.open(finders.find(f"icons/{name}")) as image:
        assert image.size == (side, side)
        corner = image.getpixel((0, 0))
    assert corner[3] == (255 if side == 180 else 0)  # Apple paints what is clear black
