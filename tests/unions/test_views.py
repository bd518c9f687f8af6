"""The directory of organizations, as a reader sees it."""

import datetime as dt

import pytest

from tests.publications.factories import ArticleTextFactory
from tests.training.factories import SeminarFactory
from tests.unions.factories import (
    AppointmentFactory,
    ChannelFactory,
    OrganizationFactory,
    PersonFactory,
    RegionFactory,
    UserFactory,
)
from unions.models import (
    ChannelFlag,
    FlagKind,
    FollowerCount,
    OrganizationEvent,
    OrganizationKind,
    OrganizationName,
    Role,
)
from unions.models.organization import EventKind
from unions.tree import grown
from unions.views import MOST_IN_TREE

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return RegionFactory()


@pytest.fixture
def federation():
    return OrganizationFactory(slug="federation", kind=OrganizationKind.FEDERATION)


@pytest.fixture
def union(federation):
    return OrganizationFactory(
        slug="education-union", kind=OrganizationKind.INDUSTRY_UNION, parent=federation
    )


@pytest.fixture
def karaganda(union, region):
    return OrganizationFactory(
        slug="karaganda-education",
        kind=OrganizationKind.REGIONAL,
        parent=union,
        region=region,
        name_kk="Қарағанды облыстық ұйымы",
        name_ru="Карагандинская областная организация",
    )


def page_of(client, organization, language="kk"):
    return client.get(f"/{language}/organizations/{organization.slug}/").content.decode()


# --- The tree -----------------------------------------------------------------------------------


def test_the_directory_shows_three_levels_of_the_tree_and_not_the_fourth(client, karaganda):
    branch = OrganizationFactory(parent=karaganda, kind=OrganizationKind.DISTRICT)
    page = client.get("/kk/organizations/").content.decode()
    assert karaganda.get_absolute_url() in page
    assert branch.get_absolute_url() not in page


def test_a_level_that_would_flood_the_page_waits_on_the_pages_of_its_parents(
    client, union, karaganda
):
    for _ in range(MOST_IN_TREE):
        union.refresh_from_db()
        OrganizationFactory(parent=union, kind=OrganizationKind.REGIONAL)
    page = client.get("/kk/organizations/").content.decode()
    assert union.get_absolute_url() in page
    assert "/kk/organizations/education-union/branches/" in page
    assert karaganda.get_absolute_url() not in page


def test_branches_are_grouped_by_kind_and_sorted_by_the_kazakh_alphabet(federation):
    for name in ("Қостанай", "Ақмола", "Әулие"):
        OrganizationFactory(
            parent=federation, kind=OrganizationKind.TERRITORIAL, name_kk=name, name_ru=name
        )
    OrganizationFactory(parent=federation, kind=OrganizationKind.INDUSTRY_UNION, name_kk="Яғни")
    (root,) = grown(list(type(federation).objects.all()))
    assert [group["kind"] for group in root["groups"]] == ["industry_union", "territorial"]
    names = [branch["organization"].name_kk for branch in root["groups"][1]["branches"]]
    assert names == ["Ақмола", "Әулие", "Қостанай"]


def test_all_branches_of_an_organization_stand_on_pages_of_their_own(client, karaganda):
    for _ in range(61):
        OrganizationFactory(parent=karaganda)
    karaganda.refresh_from_db()
    assert "/branches/" in page_of(client, karaganda)
    first = client.get("/kk/organizations/karaganda-education/branches/")
    assert len(first.context["page"].object_list) == 60
    assert b"?page=2" in first.content


# --- Regions ------------------------------------------------------------------------------------


def test_a_region_lists_its_open_organizations_by_kind(client, karaganda, region):
    OrganizationFactory(parent=karaganda, region=region, kind=OrganizationKind.DISTRICT)
    OrganizationFactory(
        parent=karaganda,
        region=region,
        kind=OrganizationKind.DISTRICT,
        closed_on=dt.date(2020, 1, 1),
    )
    everything = client.get("/kk/organizations/regions/KZ-35/")
    assert everything.context["page"].paginator.count == 2
    districts = client.get("/kk/organizations/regions/KZ-35/", {"kind": "district"})
    assert districts.context["page"].paginator.count == 1
    nonsense = client.get("/kk/organizations/regions/KZ-35/", {"kind": "nonsense"})
    assert nonsense.context["page"].paginator.count == 2
    assert client.get("/kk/organizations/regions/KZ-99/").status_code == 404


def test_the_regions_tell_how_many_organizations_they_have(client, karaganda):
    (region,) = client.get("/kk/organizations/regions/").context["regions"]
    assert region.number == 1


# --- An organization ----------------------------------------------------------------------------


def test_an_organization_shows_its_chair_first_and_no_one_who_is_not_public(client, karaganda):
    AppointmentFactory(organization=karaganda, person=PersonFactory(name_kk="Маманов М."))
    chair = PersonFactory(name_kk="Ракишева А.")
    AppointmentFactory(organization=karaganda, post_kk="төраға", role=Role.CHAIR, person=chair)
    hidden = PersonFactory(name_kk="Құпиянов Қ.")
    AppointmentFactory(organization=karaganda, person=hidden, is_public=False)
    left = PersonFactory(name_kk="Бұрынғы Б.")
    AppointmentFactory(organization=karaganda, person=left, ends_on=dt.date(2020, 1, 1))

    page = page_of(client, karaganda)
    assert page.index("Ракишева А.") < page.index("Маманов М.")
    assert "Құпиянов" not in page
    assert "Бұрынғы" not in page


def test_contacts_of_a_person_are_not_shown(client, karaganda):
    person = PersonFactory(phone="+7 700 000 00 00", email="own@example.org")
    AppointmentFactory(organization=karaganda, person=person)
    page = page_of(client, karaganda)
    assert person.name_kk in page
    assert "+7 700" not in page
    assert "own@example.org" not in page


def test_a_name_that_is_missing_in_the_language_is_borrowed_and_marked(client, karaganda):
    page = page_of(client, karaganda, "en")
    assert '<h1><span lang="kk">Қарағанды облыстық ұйымы</span></h1>' in page


def test_a_channel_shows_its_newest_count_and_discreetly_a_doubt(client, karaganda):
    channel = ChannelFactory(organization=karaganda)
    FollowerCount.objects.create(channel=channel, number=4000, counted_on=dt.date(2023, 1, 1))
    FollowerCount.objects.create(
        channel=channel, number=5000, qualifier="more_than", counted_on=dt.date(2024, 12, 31)
    )
    assert "badge" not in page_of(client, karaganda, "ru")
    flag = ChannelFlag.objects.create(channel=channel, kind=FlagKind.SHARED)
    page = page_of(client, karaganda, "ru")
    assert "5\N{NO-BREAK SPACE}000" in page
    assert "4\N{NO-BREAK SPACE}000" not in page
    assert "badge" in page

    flag.settled_on = dt.date(2024, 6, 1)
    flag.save()
    assert "badge" not in page_of(client, karaganda, "ru")


def test_a_closed_channel_is_not_shown(client, karaganda):
    channel = ChannelFactory(organization=karaganda, closed_on=dt.date(2024, 1, 1))
    assert channel.url not in page_of(client, karaganda)


def test_a_closed_organization_says_so_and_names_its_successor(client, union, karaganda):
    successor = OrganizationFactory(parent=union, slug="murager")
    karaganda.closed_on = dt.date(2024, 5, 1)
    karaganda.save()
    OrganizationEvent.objects.create(
        organization=karaganda,
        kind=EventKind.MERGED,
        happened_on=dt.date(2024, 5, 1),
        other=successor,
        decision="№ 7",
    )
    page = page_of(client, karaganda)
    assert "notice-warning" in page
    assert page.count(successor.get_absolute_url()) == 2  # in the notice and in the history
    assert "№ 7" in page


def test_the_founding_is_told_once_by_its_event_or_else_by_its_day(client, karaganda):
    karaganda.founded_on = dt.date(1990, 10, 10)
    karaganda.save()
    assert page_of(client, karaganda).count('datetime="1990-10-10"') == 1
    OrganizationEvent.objects.create(
        organization=karaganda, kind=EventKind.FOUNDED, happened_on=karaganda.founded_on
    )
    assert page_of(client, karaganda).count('datetime="1990-10-10"') == 1


def test_former_names_stay_to_be_seen(client, karaganda):
    OrganizationName.objects.create(
        organization=karaganda, name_kk="Ескі атауы", valid_until=dt.date(2015, 1, 1)
    )
    assert "Ескі атауы" in page_of(client, karaganda)


def test_a_territorial_association_shows_what_is_affiliated_to_it(client, federation, karaganda):
    centre = OrganizationFactory(parent=federation, kind=OrganizationKind.TERRITORIAL)
    karaganda.territorial_association = centre
    karaganda.save()
    assert karaganda.get_absolute_url() in page_of(client, centre)
    assert centre.get_absolute_url() in page_of(client, karaganda)


def test_news_and_seminars_of_the_branches_stand_on_the_page_of_their_parent(client, karaganda):
    branch = OrganizationFactory(parent=karaganda)
    text = ArticleTextFactory(published=True, article__organization=branch)
    seminar = SeminarFactory(organizer=branch)
    page = page_of(client, karaganda)
    assert text.title in page
    assert seminar.title_kk in page


def test_the_directorys_own_addresses_are_not_taken_for_organizations(client, karaganda):
    assert client.get("/kk/organizations/regions/").status_code == 200
    assert client.get("/kk/organizations/zhoq/").status_code == 404


# --- Queries ------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3])
def test_pages_take_the_same_queries_for_one_of_each_as_for_three(
    client, karaganda, region, number, django_assert_num_queries
):
    for n in range(number):
        branch = OrganizationFactory(parent=karaganda, region=region)
        AppointmentFactory(organization=karaganda)
        channel = ChannelFactory(organization=karaganda)
        FollowerCount.objects.create(channel=channel, number=1, counted_on=dt.date(2024, 1, 1))
        OrganizationEvent.objects.create(organization=karaganda, kind="moved", other=branch)
        OrganizationName.objects.create(
            organization=karaganda, name_kk=f"Ескі {n}", valid_until=dt.date(2000 + n, 1, 1)
        )
        ArticleTextFactory(published=True, article__organization=branch)
        SeminarFactory(organizer=branch)
    with django_assert_num_queries(12):
        client.get("/kk/organizations/karaganda-education/")
    with django_assert_num_queries(2):
        client.get("/kk/organizations/")
    with django_assert_num_queries(5):
        client.get("/kk/organizations/karaganda-education/branches/")
    with django_assert_num_queries(2):
        client.get("/kk/organizations/regions/")
    with django_assert_num_queries(5):
        client.get("/kk/organizations/regions/KZ-35/")

    user = UserFactory(role=Role.PRESS_OFFICER, organization=karaganda)
    client.force_login(user)
    with django_assert_num_queries(14):  # the longest page: 12, and the session and the user
        client.get("/kk/organizations/karaganda-education/")
