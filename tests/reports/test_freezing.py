"""A snapshot holds every fact of the year, the same for the same records."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from mediacenter.outreach.models import Campaign, Visit
from mediacenter.reports.actions.freezing import facts_of, freeze
from mediacenter.reports.facts import branches, shapes
from mediacenter.reports.models import Scope, Snapshot
from publications.press.models import Coverage, Outlet
from publications.printed.models import PrintedMatter
from tests.reports.factories import FigureFactory, TaskAheadFactory
from tests.unions.factories import (
    AppointmentFactory,
    ChannelFactory,
    OrganizationFactory,
    PersonFactory,
    RegionFactory,
)
from unions.models import (
    ActivityProgramme,
    ChannelFlag,
    Congress,
    FollowerCount,
    OrganizationName,
    Role,
)

YEAR = {
    "starts_on": dt.date(2024, 1, 1),
    "ends_on": dt.date(2024, 12, 31),
    "precision": "year",
}


@pytest.fixture
def union(db):
    return OrganizationFactory(kind="industry_union")


@pytest.fixture
def organization(union):
    return OrganizationFactory(parent=union, kind="regional", region=RegionFactory())


@pytest.fixture
def outlet(db):
    return Outlet.objects.create(name_kk="Арна", kind="tv", level="regional")


def facts(organization, year=2024):
    return facts_of(organization=organization, year=year)


def branch_of(organization, **fields):
    return OrganizationFactory(parent=organization, **{"kind": "district", **fields})


# --- The same state, the same snapshot ---------------------------------------------------------


def test_the_same_records_give_the_same_snapshot(organization):
    assert freeze(organization=organization, year=2024) == freeze(
        organization=organization, year=2024
    )


def test_a_changed_record_gives_another_snapshot_and_leaves_the_first(organization):
    first = freeze(organization=organization, year=2024)
    FigureFactory(organization=organization, number=103)
    second = freeze(organization=organization, year=2024)
    assert first != second
    first.refresh_from_db()
    assert "social.materials" not in first.facts["figures"]


def test_what_came_back_from_the_database_is_what_was_frozen(organization):
    FigureFactory(organization=organization)
    snapshot = freeze(organization=organization, year=2024)
    stored = Snapshot.objects.get(pk=snapshot.pk)
    assert stored.facts == snapshot.facts == facts(organization)


@pytest.mark.django_db(transaction=True)
def test_two_who_freeze_at_once_get_one_snapshot():
    organization = OrganizationFactory(kind="regional")
    start = Barrier(4)

    def freeze_in_own_connection(_number):
        start.wait()
        try:
            return freeze(organization=organization, year=2024).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(freeze_in_own_connection, range(4)))) == 1


@pytest.mark.django_db(transaction=True)
def test_all_statements_see_one_moment():
    """A task that somebody sets while the figures are being read is not in these facts."""
    organization = OrganizationFactory(kind="regional")

    def set_task():
        try:
            TaskAheadFactory(organization=organization)
        finally:
            connection.close()

    def interrupt(execute, statement, parameters, many, context):
        result = execute(statement, parameters, many, context)
        if "reports_figure" in statement:
            with ThreadPoolExecutor(1) as pool:
                pool.submit(set_task).result() if not interrupted else None
            interrupted.append(statement)
        return result

    interrupted = []
    with connection.execute_wrapper(interrupt):
        taken = facts(organization)
    assert interrupted
    assert taken["tasks_ahead"]["rows"] == []
    assert len(facts(organization)["tasks_ahead"]["rows"]) == 1


def test_the_number_of_statements_does_not_grow_with_branches_and_records(
    organization, outlet, django_assert_num_queries, django_assert_max_num_queries
):
    def grow():
        branch = branch_of(organization)
        channel = ChannelFactory(organization=branch)
        FollowerCount.objects.create(channel=channel, counted_on=dt.date(2024, 5, 1), number=10)
        ChannelFlag.objects.create(channel=channel, kind="personal")
        FigureFactory(organization=branch)
        campaign = Campaign.objects.create(organization=organization, title_kk="Акция", **YEAR)
        Visit.objects.create(
            organization=organization, visited=branch, campaign=campaign, place_kk="Жер", **YEAR
        )
        broadcast = Coverage.objects.create(
            organization=branch, outlet=outlet, medium="broadcast", **YEAR
        )
        broadcast.speakers.add(PersonFactory())

    grow()
    with django_assert_max_num_queries(45) as one:
        facts(organization)
    grow()
    grow()
    with django_assert_num_queries(len(one)):
        facts(organization)


def test_each_speaker_has_the_public_post_of_that_day_unless_one_is_said_of_all(
    organization, outlet
):
    broadcast = Coverage.objects.create(
        organization=organization, outlet=outlet, medium="broadcast", **YEAR
    )
    for name, details in (
        ("А", {"post_ru": "председатель", "starts_on": "2024-01-01"}),
        ("Б", {"post_ru": "юрист", "ends_on": "2023-12-31"}),
        ("В", {"post_ru": "член комиссии", "is_public": False}),
    ):
        held = AppointmentFactory(person__name_ru=name, post_kk="", post_en="", **details)
        broadcast.speakers.add(held.person)
    [row] = facts(organization)["broadcasts"]["rows"]
    assert [one["ru"] for one in row["speakers"]] == ["А", "Б", "В"]
    assert row["speakers_posts"] == [{"ru": "председатель"}, {}, {}]
    Coverage.objects.update(speakers_post_ru="члены профсоюза")
    assert "speakers_posts" not in facts(organization)["broadcasts"]["rows"][0]


# --- Who ---------------------------------------------------------------------------------------


def test_names_are_those_of_the_end_of_the_year(organization):
    OrganizationName.objects.filter(organization=organization).update(
        valid_from=dt.date(2025, 3, 1)
    )
    OrganizationName.objects.create(
        organization=organization, name_kk="Бұрынғы атау", valid_until=dt.date(2025, 2, 28)
    )
    assert facts(organization)["organization"]["name"] == {"kk": "Бұрынғы атау"}
    assert facts(organization, 2025)["organization"]["name"]["kk"] == organization.name_kk
    assert facts(organization)["appendix"]["rows"][0]["name"] == {"kk": "Бұрынғы атау"}


def test_the_chair_of_the_end_of_the_year_signs(organization):
    for name, starts_on, ends_on in (
        ("Бұрынғы Т.", dt.date(2020, 1, 1), dt.date(2023, 12, 31)),
        ("Қазіргі Т.", dt.date(2024, 1, 1), None),
    ):
        AppointmentFactory(
            organization=organization,
            person=PersonFactory(name_kk=name),
            role=Role.CHAIR,
            starts_on=starts_on,
            ends_on=ends_on,
        )
    assert facts(organization)["signer"]["name"]["kk"] == "Қазіргі Т."
    assert facts(organization, 2023)["signer"]["name"]["kk"] == "Бұрынғы Т."


def test_the_mandate_is_that_of_the_nearest_union_above(union, organization):
    for owner, title in ((union, "Кәсіподақ бағдарламасы"), (organization, "Мерзімі өткен")):
        last_year = 2029 if owner == union else 2023
        congress = Congress.objects.create(organization=owner, ordinal="XV")
        ActivityProgramme.objects.create(
            organization=owner,
            congress=congress,
            title_kk=title,
            first_year=2020,
            last_year=last_year,
        )
    mandate = facts(organization)["mandate"]
    assert mandate["congress"] == "XV"
    assert [programme["title"]["kk"] for programme in mandate["programmes"]] == [
        "Кәсіподақ бағдарламасы"
    ]


# --- What --------------------------------------------------------------------------------------


def test_figures_stand_for_three_years_with_their_source(organization):
    for year, number in ((2022, 76), (2023, 120), (2024, 103), (2021, 60)):
        FigureFactory(organization=organization, year=year, number=number, scope=Scope.SUBTREE)
    figures = facts(organization)["figures"]["social.materials"]
    assert {year: figure["number"] for year, figure in figures.items()} == {
        "2022": 76,
        "2023": 120,
        "2024": 103,
    }
    assert figures["2024"]["declared"]["source"]["kk"] == "ұйымның мәліметі"


def test_broadcasts_stand_in_the_order_of_their_dates(organization, outlet):
    for day in (dt.date(2023, 4, 18), dt.date(2022, 12, 15), dt.date(2024, 8, 30)):
        Coverage.objects.create(
            organization=organization,
            outlet=outlet,
            medium="broadcast",
            starts_on=day,
            ends_on=day,
        )
    days = [broadcast["starts_on"] for broadcast in facts(organization)["broadcasts"]["rows"]]
    assert days == ["2022-12-15", "2023-04-18", "2024-08-30"]


def test_broadcasts_of_branches_are_broadcasts_of_the_organization(organization, outlet):
    Coverage.objects.create(
        organization=branch_of(organization), outlet=outlet, medium="broadcast", **YEAR
    )
    assert len(facts(organization)["broadcasts"]["rows"]) == 1


def test_branches_stand_in_the_order_of_the_annex(organization):
    third = branch_of(organization, annex_number=3)
    second = branch_of(organization, annex_number=2)
    unnumbered = branch_of(organization)
    branch_of(third, kind="primary")
    names = [row["name"]["kk"] for row in facts(organization)["appendix"]["rows"]]
    assert names == [one.name_kk for one in (organization, second, third, unnumbered)]


def test_primaries_are_branches_only_where_there_are_no_others(organization):
    primary = branch_of(organization, kind="primary")
    assert len(facts(organization)["appendix"]["rows"]) == 2
    district = branch_of(organization, kind="district")
    names = [row["name"]["kk"] for row in facts(organization)["appendix"]["rows"]]
    assert district.name_kk in names
    assert primary.name_kk not in names


def test_a_branch_closed_in_the_year_is_not_in_the_appendix(organization):
    branch_of(organization, closed_on=dt.date(2024, 6, 1))
    assert len(facts(organization)["appendix"]["rows"]) == 1
    assert len(facts(organization, 2023)["appendix"]["rows"]) == 2


def test_the_appendix_tells_the_open_doubts_about_a_page(organization):
    channel = ChannelFactory(organization=organization)
    ChannelFlag.objects.create(channel=channel, kind="post")
    ChannelFlag.objects.create(channel=channel, kind="personal", settled_on=dt.date(2024, 2, 1))
    (shown,) = facts(organization)["appendix"]["rows"][0]["channels"]
    assert (shown["url"], shown["doubts"]) == (channel.url, ["post"])


def test_a_branch_counts_as_visited_when_one_below_it_was(organization):
    visited, missed = branch_of(organization), branch_of(organization)
    primary = branch_of(visited, kind="primary")
    Visit.objects.create(organization=organization, visited=primary, **YEAR)
    rows = facts(organization)["appendix"]["rows"]
    assert [(row["name"]["kk"], row["is_visited"]) for row in rows] == [
        (organization.name_kk, None),
        (visited.name_kk, True),
        (missed.name_kk, False),
    ]


def test_where_no_visit_is_known_nobody_is_said_to_be_missed(organization):
    branch_of(organization)
    assert [row["is_visited"] for row in facts(organization)["appendix"]["rows"]] == [None, None]


def test_records_without_a_date_are_counted_apart(organization):
    Visit.objects.create(organization=organization, place_kk="Жер")
    PrintedMatter.objects.create(organization=organization, kind="memo")
    found = facts(organization)
    assert found["undated"] == {"visits": 1, "printed": 1}
    assert found["visits"]["rows"] == []
    assert found["printed_kinds"] == []


def test_long_lists_are_cut_and_say_so(organization, outlet, monkeypatch):
    monkeypatch.setattr(shapes.bounded, "__defaults__", (2,))
    monkeypatch.setattr(branches, "APPENDIX_ROWS", 3)
    for day in range(1, 4):
        Coverage.objects.create(
            organization=organization,
            outlet=outlet,
            medium="broadcast",
            starts_on=dt.date(2024, 1, day),
            ends_on=dt.date(2024, 1, day),
        )
        branch_of(organization)
    found = facts(organization)
    days = [broadcast["starts_on"] for broadcast in found["broadcasts"]["rows"]]
    assert days == ["2024-01-02", "2024-01-03"]
    assert found["broadcasts"]["is_cut"]
    assert (len(found["appendix"]["rows"]), found["appendix"]["is_cut"]) == (3, True)
    assert not found["visits"]["is_cut"]


def test_an_organization_without_records_has_facts_without_figures(organization):
    found = facts(organization)
    assert found["figures"] == {}
    assert found["signer"] is None
    assert found["mandate"] is None
