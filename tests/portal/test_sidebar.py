"""The sidebar of the admin: by work, role and alphabet; and what is kept at hand."""

import re

import pytest
from django.contrib import admin
from django.urls import reverse

from mediacenter.portal.sidebar import WORKS
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.actions.pins import MOST_PINNED
from unions.models import Role

pytestmark = pytest.mark.django_db

HOME, PINS = reverse("admin:index"), reverse("desk:pins")


@pytest.fixture
def enter(client):
    """Return a function that signs in with a role, in a language, and gives the user."""

    def enter(role, language="ru"):
        user = UserFactory(role=role, organization=OrganizationFactory())
        client.force_login(user)
        client.cookies["django_language"] = language
        return user

    return enter


def sidebar(client):
    return client.get(HOME).context["work"]


def titles(groups):
    return [entry.title for group in groups for entry in group.entries]


def test_every_list_of_the_admin_has_its_work():
    placed = [label for work in WORKS for label in work.models]
    assert sorted(placed) == sorted(model._meta.label_lower for model in admin.site._registry)


def test_each_role_has_what_it_works_on_first(client, enter):
    enter(Role.TRAINING_ORGANIZER)
    work = sidebar(client)
    assert "Семинары" in titles(work["groups"])
    assert "Статьи" not in titles(work["groups"])
    assert "Организации" in titles(work["to_read"])
    enter(Role.PRESS_OFFICER)
    work = sidebar(client)
    assert "Статьи" in titles(work["groups"])
    assert "Съезды" in titles(work["to_read"])


def test_names_stand_by_the_alphabet_of_the_reader(client, enter):
    enter(Role.ADMINISTRATOR, "kk")
    page = sidebar(client)
    [people] = [group for group in page["groups"] if "Адамдар" in titles([group])]
    names = [entry.title for entry in people.entries if ":" not in entry.place]
    assert names.index("Өңірлер") < names.index("Съездер")
    assert names == sorted(names, key=kazakh)


def kazakh(name):
    letters = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
    return [letters.find(letter) for letter in name.lower()]


def test_a_page_that_stays_gets_the_list_alone_with_what_was_done(client, enter):
    enter(Role.PRESS_OFFICER)
    back = reverse("admin:publications_article_changelist")
    sent = {"pin": "publications.article", "next": back, "part": "1"}
    part = client.post(PINS, sent).content.decode()
    assert "<html" not in part
    assert 'data-message="Закреплено: Статьи"' in part
    current = f'<a href="{back}" aria-current="page">'
    assert part.count(current) == 2  # at hand, and in its group
    part = client.post(PINS, {"unpin": "publications.article", "part": "1"}).content.decode()
    assert 'data-message="Откреплено: Статьи"' in part
    assert part.count(f'<a href="{back}">') == 1


def test_what_is_pinned_stands_at_the_top_until_it_is_taken_away(client, enter):
    user = enter(Role.PRESS_OFFICER)
    page = client.get(reverse("admin:publications_article_changelist")).content.decode()
    assert re.search(r'<button type="submit" name="pin" value="publications.coverage"', page)
    back = reverse("admin:publications_article_changelist")
    answer = client.post(PINS, {"pin": "publications.coverage", "next": back})
    assert answer["Location"] == back
    client.post(PINS, {"pin": "plan:today"})
    client.post(PINS, {"pin": "plan:today"})
    assert [entry.place for entry in sidebar(client)["pinned"]] == [
        "publications.coverage",
        "plan:today",
    ]
    client.post(PINS, {"unpin": "publications.coverage"})
    user.refresh_from_db()
    assert user.pinned == ["plan:today"]


def test_what_nobody_may_open_is_not_pinned_and_leads_nowhere_else(client, enter):
    user = enter(Role.CHAIR)
    assert client.post(PINS, {"pin": "unions.user"}).status_code == 403
    answer = client.post(PINS, {"pin": "plan:today", "next": "https://evil.example/"})
    assert answer["Location"] == HOME
    user.refresh_from_db()
    assert user.pinned == ["plan:today"]


def test_the_top_has_room_for_a_dozen(client, enter):
    user = enter(Role.ADMINISTRATOR)
    places = [label for work in WORKS for label in work.models if label.startswith("publications")]
    for place in places:
        client.post(PINS, {"pin": place})
    user.refresh_from_db()
    assert user.pinned == places[:MOST_PINNED]


def test_pages_are_named_by_what_stands_on_them(client, enter):
    enter(Role.PRESS_OFFICER)
    articles = reverse("admin:publications_article_changelist")
    room = reverse("admin:app_list", args=["publications"])
    for address, name in [(HOME, "Что ждёт вас"), (articles, "Статьи"), (room, "Публикации")]:
        told = client.get(address).content.decode()
        assert re.search(r"<title>\s*(.+?) \| Медиацентр</title>", told)[1] == name


def test_the_way_to_a_page_is_told_by_the_work_of_the_sidebar(client, enter):
    enter(Role.PRESS_OFFICER)
    for page in ("changelist", "add"):
        address = reverse(f"admin:publications_socialpost_{page}")
        heading = re.search(r"<h1.*?</h1>", client.get(address).content.decode(), re.DOTALL)[0]
        steps = re.findall(r'class="crumb(?:-last)? align[^>]*>([^<]+)<', heading)
        assert steps == ["Социальные сети", "Посты в социальных сетях"]
