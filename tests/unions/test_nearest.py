"""Who looks for a trade union finds the nearest one, and how to reach it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.unions.factories import OrganizationFactory, RegionFactory
from unions.models import OrganizationKind
from unions.nearest import MOST, nearest

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    """The federation; two industry unions and a territorial association; schools in Karaganda."""
    karaganda = RegionFactory(centre_kk="Қарағанды", centre_ru="Караганда")
    almaty = RegionFactory(
        iso="KZ-75", kind="city", name_kk="Алматы қаласы", name_ru="город Алматы"
    )
    federation = OrganizationFactory(
        slug="federation", kind=OrganizationKind.FEDERATION, address_ru="Астана, улица 1"
    )
    education, miners = (
        OrganizationFactory(parent=federation, kind=OrganizationKind.INDUSTRY_UNION, slug=slug)
        for slug in ("education-union", "miners-union")
    )
    OrganizationFactory(
        parent=federation, kind=OrganizationKind.TERRITORIAL, slug="centre", region=karaganda
    )
    regional = OrganizationFactory(
        parent=education,
        kind=OrganizationKind.REGIONAL,
        slug="karaganda-education",
        region=karaganda,
        address_ru="Караганда, улица 2",
        phone="+7 7212 00-00-00",
    )
    OrganizationFactory(
        parent=education, kind=OrganizationKind.REGIONAL, slug="almaty-education", region=almaty
    )
    city = OrganizationFactory(
        parent=regional,
        kind=OrganizationKind.CITY,
        slug="temirtau",
        name_ru="Темиртауская городская",
    )
    OrganizationFactory(
        parent=city,
        kind=OrganizationKind.PRIMARY,
        slug="school-5",
        name_kk="№5 мектептің бастауыш ұйымы",
        name_ru="Первичная организация школы №5",
    )
    return {"education": education, "miners": miners, "city": city}


def slugs(found):
    return [one.organization.slug for one in found.found]


def test_a_workplace_is_found_by_its_words_in_either_language(tree):
    for words in ("школы 5", "мектеп 5", "школа №5", "5 мектебі", "ШКОЛЫ № 5", "мектепте, 5"):
        found = nearest(workplace=words)
        assert (words, slugs(found), found.left_out) == (words, ["school-5"], ())
    assert nearest(workplace="школа 57").left_out == ("workplace",)


@pytest.mark.parametrize("workplace", ["үй", "ЖД", "су", "ән", "ақ", "ты"])
def test_a_workplace_of_two_letters_is_a_whole_word(tree, workplace):
    named = OrganizationFactory(
        parent=tree["city"], slug="short", name_ru=f"Первичная организация «{workplace}»"
    )
    OrganizationFactory(parent=tree["city"], slug="longer", name_ru=f"Первичная {workplace}шма")
    assert nearest(workplace=workplace).found[0].organization == named


def test_a_branch_has_the_contacts_of_the_nearest_above_it(tree):
    [school] = nearest(workplace="школы 5").found
    assert school.contacts.address.slug == "karaganda-education"
    assert school.contacts.phone.slug == "karaganda-education"
    assert school.contacts.email is None


@pytest.mark.parametrize("town", ["Караганда", "карағанды", "город Караганда", "Карагандинская"])
def test_a_town_or_region_leads_to_who_stands_above_the_others(tree, town):
    assert slugs(nearest(town=town))[:2] == ["centre", "karaganda-education"]


def test_a_region_holds_what_lies_below_its_organizations(tree):
    assert slugs(nearest(workplace="школы", town="Караганда")) == ["school-5"]
    assert slugs(nearest(workplace="школы", town="Алматы")) == ["almaty-education"]


def test_a_smaller_town_is_found_by_the_names_of_organizations(tree):
    assert slugs(nearest(town="Темиртау")) == ["temirtau"]


def test_an_industry_in_a_region_has_its_own_organization(tree):
    found = nearest(town="Караганда", industry=tree["education"])
    assert slugs(found)[0] == "karaganda-education"
    assert "centre" not in slugs(found)


def test_what_nothing_is_found_by_is_left_out_and_told(tree):
    found = nearest(workplace="Завод", town="Караганда", industry=tree["miners"])
    assert slugs(found)[0] == "centre"
    assert found.left_out == ("workplace", "industry")
    found = nearest(workplace="Завод", town="Нигде", industry=tree["miners"])
    assert (slugs(found), found.left_out) == (["miners-union"], ("workplace", "town"))
    found = nearest(workplace="Завод")
    assert (slugs(found), found.left_out) == (["federation"], ("workplace",))


def test_closed_organizations_are_not_found(tree):
    tree["city"].closed_on = "2024-05-01"
    tree["city"].save()
    assert slugs(nearest(town="Темиртау")) == ["federation"]


def test_there_is_somebody_even_in_an_empty_portal():
    assert nearest(workplace="Завод").found == []


def test_it_asks_the_database_no_more_where_there_are_many(tree):
    def asked(**kwargs):
        with CaptureQueriesContext(connection) as captured:
            found = nearest(**kwargs)
        return len(captured), found

    few, _found = asked(workplace="школы", town="Караганда")
    for n in range(MOST + 2):
        OrganizationFactory(parent=tree["city"], name_ru=f"Первичная организация школы №{n + 10}")
    many, found = asked(workplace="школы", town="Караганда")
    assert many == few
    assert (len(found.found), found.has_more) == (MOST, True)
    most, _found = asked(workplace="Завод", town="Нигде", industry=tree["miners"])
    assert most <= 9


def test_the_page_asks_and_answers(client, tree):
    page = client.get("/ru/organizations/find/").content.decode()
    assert "education-union" in page
    assert 'id="found"' not in page
    page = client.get("/ru/organizations/find/", {"workplace": "школы 5"}).content.decode()
    assert "Караганда, улица 2" in page
    assert 'href="tel:+77212000000"' in page
    assert 'href="/ru/organizations/school-5/write/"' in page
    page = client.get("/ru/organizations/find/", {"town": "Нигде"}).content.decode()
    assert "No organization was found" not in page
    assert 'class="notice notice-missing"' in page


@pytest.mark.parametrize(
    "query", [{"industry": "no-such"}, {"workplace": "ш" * 101}, {"town": "т" * 101}]
)
def test_what_cannot_be_asked_is_refused_in_its_field(client, tree, query):
    page = client.get("/kk/organizations/find/", query)
    assert page.status_code == 200
    assert 'class="errorlist"' in page.content.decode()
