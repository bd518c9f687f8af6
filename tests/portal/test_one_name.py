"""One page has one name: in the sidebar, on every link and button to it, at its head, in Ctrl+K."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import translation

from mediacenter.portal.sidebar import WORKS
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db

PAGES = [page for work in WORKS for page in work.pages]


class Told(HTMLParser):
    """`links` as (path, text), `title` and `h1` of a page, each with single spaces."""

    def __init__(self, page):
        super().__init__()
        self.links, self.title, self.h1 = [], "", ""
        self.address, self.open, self.words = "", "", ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag in ("a", "title", "h1"):
            self.open, self.words, self.address = tag, "", dict(attrs).get("href", "")

    def handle_data(self, data):
        self.words += data

    def handle_endtag(self, tag):
        if tag != self.open:
            return
        words, self.open = " ".join(self.words.split()), ""
        if tag == "a":
            self.links.append((urlsplit(self.address), words))
        else:
            setattr(self, tag, words)


@pytest.fixture
def signed_in(client):
    OrganizationFactory()  # of two organizations the page of reports is a list
    editor = UserFactory(role=Role.EDITOR, organization=OrganizationFactory(kind="federation"))
    editor.is_superuser = True
    editor.save()
    client.force_login(editor)
    return client


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_page_has_one_name_wherever_it_is_led_to(signed_in, language):
    signed_in.cookies["django_language"] = language
    with translation.override(language):
        names = {page.address: str(page.title) for page in PAGES}
        cabinet = reverse("portal:cabinet")
    seen = [reverse("admin:index"), cabinet, *names, *lists_with_buttons()]
    for address in seen:
        told = Told(signed_in.get(address).content.decode())
        if address in names:
            assert told.h1 == names[address]
            assert told.title.split(" · ")[0] == names[address]
        for led, words in told.links:
            place = aim(signed_in, led.path)
            # a link to one thing of a page, a queue say, has a name of its own
            if place in names and not led.query and words:
                assert words == names[place], (address, place)


def lists_with_buttons():
    for model, model_admin in admin.site._registry.items():
        if model_admin.actions_list:
            yield reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


BUTTONS = [
    f"/admin/{model._meta.app_label}/{model._meta.model_name}/{step}"
    for model, model_admin in admin.site._registry.items()
    for step in ("links", "table", "contacts", "followers")
]


def aim(client, path):
    """Where a link ends: a button of a list leads on."""
    return client.get(path).url if path.rstrip("/") in BUTTONS else path


def test_pages_are_found_by_the_beginnings_of_their_words(signed_in):
    signed_in.cookies["django_language"] = "ru"
    found = signed_in.get(reverse("desk:find"), {"q": "много ссыл", "part": "1"}).context["found"]
    assert [name for kind in found for name, _address in kind.records] == [
        "Публикации в СМИ: много ссылок сразу",
        "Посты в социальных сетях: много ссылок сразу",
    ]
