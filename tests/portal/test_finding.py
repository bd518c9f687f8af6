"""Finding articles, occasions, organizations and people, within the reach, also as a page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from mediacenter.portal.finding import pages
from mediacenter.portal.sidebar import WORKS, sidebar_of
from mediacenter.toolkit.words import words_in
from tests.access.rows import OPEN
from tests.access.table import SITE
from tests.counting_calls import grows_no_faster
from tests.publications.factories import ArticleTextFactory
from tests.publications.plan.factories import OccasionFactory
from tests.unions.factories import OrganizationFactory, PersonFactory, UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db

FIND = reverse("desk:find")


@pytest.fixture
def ours():
    return OrganizationFactory(parent=OrganizationFactory(), name_ru="Каменный цветок")


@pytest.fixture
def signed_in(client, ours):
    user = UserFactory(role=Role.PRESS_OFFICER, organization=ours)
    client.force_login(user)
    client.cookies["django_language"] = "ru"
    return client


def found(client, asked, **more):
    kinds = client.get(FIND, {"q": asked, **more}).context["found"]
    return {name: address for kind in kinds for name, address in kind.records}


def test_each_kind_is_found_by_the_beginning_of_a_word_and_opened(signed_in, ours):
    text = ArticleTextFactory(
        article__organization=ours, language="ru", title="Каменка: новый договор"
    )
    occasion = OccasionFactory(organization=ours, title_ru="Открытие каменоломни")
    person = PersonFactory(name_ru="Каменев Айдар")
    assert found(signed_in, "камен") == {
        str(text): reverse("admin:publications_article_change", args=[text.article_id]),
        str(occasion): reverse("plan:occasion", args=[occasion.pk]),
        str(ours): reverse("admin:unions_organization_change", args=[ours.pk]),
        str(person): reverse("admin:unions_person_change", args=[person.pk]),
    }


def test_what_lies_beyond_the_reach_is_not_found(signed_in):
    theirs = OrganizationFactory(name_ru="Чужая", name_kk="Бөтен")
    ArticleTextFactory(article__organization=theirs, title="Каменка")
    OccasionFactory(organization=theirs, title_ru="Каменка")
    assert found(signed_in, "каменка") == {}


def test_it_costs_the_same_however_much_is_found(signed_in, ours):
    def statements():
        with CaptureQueriesContext(connection) as captured:
            signed_in.get(FIND, {"q": "камен", "part": "1"})
        return len(captured)

    ArticleTextFactory(article__organization=ours, language="ru", title="Камень")
    OccasionFactory(organization=ours, title_ru="Камень")
    statements()
    one = statements()
    for _number in range(3):
        ArticleTextFactory(article__organization=ours, language="ru", title="Камень")
        OccasionFactory(organization=ours, title_ru="Камень")
    assert statements() == one


@pytest.mark.parametrize("asked", ["", "   ", "' | ! :* &", "<script>alert(1)</script>"])
def test_any_question_is_answered(signed_in, asked):
    page = signed_in.get(FIND, {"q": asked})
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


def test_a_question_of_many_words_costs_no_more_than_each_of_them(signed_in):
    def asked(words):
        found(signed_in, " ".join(["каменка"] * words))

    assert grows_no_faster(asked, 10)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_each_page_and_its_views_are_found_by_each_word_of_their_names(rf, language):
    request = rf.get(FIND)
    request.user = UserFactory(role=Role.ADMINISTRATOR, organization=OrganizationFactory())
    with override(language):
        groups = sidebar_of(request)["groups"]
        named = {entry.address: entry.title for group in groups for entry in group.entries}
        named |= {page.address: str(page.title) for work in WORKS for page in work.views}
        lost = [
            (title, word)
            for address, title in named.items()
            for word in [*words_in(title), title]
            if len(word) > 1 and address not in dict(map(reversed, pages(request, word).records))
        ]
    assert len(named) > 50
    assert len(set(named.values())) == len(named)
    assert lost == []


def test_no_page_of_the_cabinet_is_forgotten():
    asked_for = {
        name
        for name, page in SITE.items()
        if page.about is None and page.posted is None and page.open_to != OPEN
    }
    known = {page.place for work in WORKS for page in work.pages + work.views}
    assert asked_for - known == {
        "desk:find",
        "crises:cards",  # named as the list of the admin
        "newsroom:choose_picture",  # within the form of an article, as the next
        "newsroom:find_own_page",
        "portal:change_address",  # a step of the account
        "publications:under_embargo",  # for journalists
        "training:learners_sheet",  # a file of its page, as the next
        "training:learning_paper",
    }


def test_who_may_not_open_a_page_does_not_find_it(client):
    user = UserFactory(role=Role.TRAINING_ORGANIZER, organization=OrganizationFactory())
    client.force_login(user)
    client.cookies["django_language"] = "ru"
    assert reverse("mails:set_aside") not in found(client, "письма").values()
    assert reverse("portal:account") in found(client, "запись").values()
