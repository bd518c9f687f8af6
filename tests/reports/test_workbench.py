"""The workbench: league table, who has not submitted; by filters, at a fixed cost."""

import datetime as dt
import io

import openpyxl
import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from mediacenter.reports.actions.counting import count_year, weights_of_expected
from mediacenter.reports.actions.reminding import remind_of_report
from mediacenter.reports.actions.reviewing import submit_report
from mediacenter.reports.actions.wording import keep_wording
from mediacenter.reports.composing.quality import EXPECTED
from mediacenter.reports.indicators import REGISTRY
from mediacenter.reports.models import (
    CountedYear,
    Figure,
    IndicatorWording,
    ReportState,
    RolledUp,
    YearlyReport,
)
from mediacenter.services.outbox.models import Mail
from tests.reports.access import reporting_year
from tests.reports.factories import FigureFactory
from tests.unions.factories import (
    AppointmentFactory,
    OrganizationFactory,
    RegionFactory,
    UserFactory,
)
from unions.models import Role
from unions.models.organization import OrganizationEvent

pytestmark = pytest.mark.django_db

TODAY = dt.datetime(2025, 1, 25, 9, tzinfo=timezone.get_default_timezone())


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def federation():
    return OrganizationFactory(kind="federation", slug="federation")


@pytest.fixture
def union(federation):
    return OrganizationFactory(kind="industry_union", slug="union", parent=federation)


@pytest.fixture
def regions(union):
    return [
        OrganizationFactory(kind="regional", slug=f"region-{n}", parent=union) for n in range(3)
    ]


@pytest.fixture
def reader(union):
    client = Client()
    client.force_login(UserFactory(role=Role.CHAIR, organization=union))
    return client


def states(organization, *codes, year=2024):
    for code in codes:
        FigureFactory(organization=organization, indicator=code, year=year)


def submitted(organization, day, **fields):
    moment = timezone.make_aware(dt.datetime(*day, 12))
    return YearlyReport.objects.create(
        organization=organization,
        year=2024,
        status=ReportState.SUBMITTED,
        submitted_at=moment,
        **fields,
    )


def test_sections_weigh_alike_in_the_completeness(regions):
    weights = weights_of_expected()
    assert weights.keys() == set(EXPECTED)
    assert sum(weights.values()) == pytest.approx(100)
    states(regions[0], *EXPECTED)
    states(regions[1], "hearings.held")  # the only one of its section
    states(regions[2], "social.materials")  # one of three
    count_year(year=2024)
    found = dict(RolledUp.objects.values_list("organization__slug", "completeness"))
    assert found["region-0"] == found["union"] == found["federation"] == 100
    assert found["region-1"] == round(weights["hearings.held"])
    assert found["region-2"] == round(weights["social.materials"]) < found["region-1"]


def test_counting_writes_only_what_differs_and_says_when(regions):
    states(regions[0], "social.materials")
    count_year(year=2024)
    row = RolledUp.objects.get(organization=regions[0])
    assert (row.number("social.materials"), row.qualifier("social.materials")) == (1, "exact")
    assert RolledUp.objects.get(organization__slug="federation").organizations == 5
    versions = dict(RolledUp.objects.extra(select={"v": "xmin::text"}).values_list("pk", "v"))
    FigureFactory(organization=regions[1], indicator="boards.standing", number=7)
    with time_machine.travel(TODAY + dt.timedelta(hours=1), tick=False):
        count_year(year=2024)
        assert CountedYear.objects.get().counted_at == timezone.now()
    after = dict(RolledUp.objects.extra(select={"v": "xmin::text"}).values_list("pk", "v"))
    changed = {pk for pk in after if after[pk] != versions.get(pk)}
    kept = RolledUp.objects.filter(organization__in=[regions[0], regions[2]])
    assert not changed & set(kept.values_list("pk", flat=True))
    assert RolledUp.objects.get(organization=regions[1]).number("boards.standing") == 7


def test_the_league_ranks_peers_and_tells_how_they_came_in(reader, regions):
    reporting_year(2024, dt.date(2025, 1, 15))
    states(regions[1], *EXPECTED)
    states(regions[1], "hearings.held", year=2023)
    submitted(regions[0], (2025, 1, 15))
    submitted(regions[1], (2025, 1, 18), reminders=3)
    count_year(year=2024)
    count_year(year=2023)
    page = reader.get("/en/reports/union/workbench/league/", {"year": 2024, "kind": "regional"})
    rows = {row.organization.slug: row for row in page.context["rows"]}
    assert next(iter(rows)) == "region-1"
    assert (rows["region-1"].rank, rows["region-0"].rank, rows["region-2"].rank) == (1, 2, 2)
    assert rows["region-1"].trend == 100 - round(weights_of_expected()["hearings.held"])
    assert rows["region-0"].punctuality.words == "on time"
    assert rows["region-1"].punctuality.words == "3 days late"
    assert rows["region-2"].punctuality.words == "not submitted, 10 days late"
    assert page.context["summary"] == {
        "expected": 3,
        "on_time": 1,
        "late": 1,
        "reminded": 1,
        "missing": 1,
    }


def test_an_extension_counts_as_the_deadline(reader, regions):
    reporting_year(2024, dt.date(2025, 1, 15))
    submitted(regions[0], (2025, 1, 18), extended_to=dt.date(2025, 1, 20))
    page = reader.get("/en/reports/union/workbench/league/", {"year": 2024})
    assert page.context["summary"]["on_time"] == 1


def test_who_is_missing_comes_the_latest_first_with_who_answers(reader, regions):
    reporting_year(2024, dt.date(2025, 1, 15))
    submitted(regions[0], (2025, 1, 10))
    YearlyReport.objects.create(organization=regions[1], year=2024, extended_to=dt.date(2025, 2, 1))
    post = AppointmentFactory(organization=regions[2], role=Role.PRESS_OFFICER)
    page = reader.get("/ru/reports/union/workbench/missing/", {"year": 2024})
    rows = page.context["rows"]
    assert [(row.organization.slug, row.days) for row in rows] == [
        ("region-2", 10),
        ("region-1", 0),
    ]
    assert rows[0].people == [post]
    assert all(row.may_remind for row in rows)
    assert post.person.name_ru in page.content.decode()


def test_a_press_officer_sees_who_is_missing_and_reminds_nobody(union, regions):
    reporting_year(2024)
    client = Client()
    client.force_login(UserFactory(role=Role.PRESS_OFFICER, organization=union))
    page = client.get("/en/reports/union/workbench/missing/", {"year": 2024})
    assert len(page.context["rows"]) == 3
    assert not any(row.may_remind for row in page.context["rows"])


def test_a_reminder_by_hand_is_owed_once_a_day(union, regions):
    reporting_year(2024)
    officer = UserFactory(role=Role.PRESS_OFFICER, organization=regions[0])
    chair = UserFactory(role=Role.CHAIR, organization=union)
    remind_of_report(organization=regions[0], year=2024, by=chair)
    mail = Mail.objects.get()
    assert (mail.kind, mail.user) == ("reports.deadline", officer)
    with pytest.raises(ValidationError) as refused:
        remind_of_report(organization=regions[0], year=2024, by=chair)
    assert refused.value.code == "reminded"
    with time_machine.travel(TODAY + dt.timedelta(days=1), tick=False):
        remind_of_report(organization=regions[0], year=2024, by=chair)
    with pytest.raises(PermissionDenied):
        remind_of_report(organization=regions[1], year=2024, by=officer)
    submitted(regions[1], (2025, 1, 10))
    with pytest.raises(ValidationError) as refused:
        remind_of_report(organization=regions[1], year=2024, by=chair)
    assert refused.value.code == "not_awaited"


def test_the_button_leads_back_to_the_list(reader, regions):
    reporting_year(2024)
    back = "/en/reports/union/workbench/missing/?year=2024"
    answer = reader.post("/en/reports/region-0/2024/remind/", {"next": back})
    assert answer.url == back


@pytest.mark.parametrize("tab", ["league", "missing", "pivot", "growth", "regions"])
def test_nonsense_in_the_address_is_the_first_choice(reader, regions, tab):
    nonsense = {"year": "x", "kind": "'", "region": "-1", "size": "zz", "page": "1e9"}
    page = reader.get(f"/kk/reports/union/workbench/{tab}/", nonsense)
    assert page.status_code == 200


@pytest.mark.parametrize("tab", ["league", "missing", "pivot", "growth", "regions"])
def test_more_organizations_ask_no_more_statements(
    reader, union, regions, tab, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    reporting_year(2024)
    address = f"/en/reports/union/workbench/{tab}/?year=2024"
    count_year(year=2024)
    with CaptureQueriesContext(connection) as few:
        reader.get(address)
    for one in regions:
        for _ in range(3):
            OrganizationFactory(parent=one)
        UserFactory(role=Role.CHAIR, organization=one)
    count_year(year=2024)
    with django_assert_num_queries(len(few)):
        reader.get(address)


def test_an_association_sees_what_is_assigned_to_it_whatever_its_union(federation, regions):
    association = OrganizationFactory(kind="territorial", slug="association", parent=federation)
    regions[0].territorial_association = association
    regions[0].save()
    client = Client()
    client.force_login(UserFactory(role=Role.CHAIR, organization=association))
    count_year(year=2024)
    page = client.get("/en/reports/association/workbench/league/", {"year": 2024})
    assert [row.organization for row in page.context["rows"]] == [regions[0]]
    assert client.get("/en/reports/region-0/2024/").status_code == 200
    assert client.get("/en/reports/region-1/2024/").status_code == 403
    missing = client.get("/en/reports/association/workbench/missing/", {"year": 2024})
    assert [row.people for row in missing.context["rows"]] == [None]


@pytest.fixture
def association(federation, regions):
    """With regions 0 and 1, of a union that it does not stand above."""
    made = OrganizationFactory(kind="territorial", slug="association", parent=federation)
    for one in regions[:2]:
        one.territorial_association = made
        one.save()
    return made


@pytest.fixture
def leader(association):
    client = Client()
    client.force_login(UserFactory(role=Role.CHAIR, organization=association))
    return client


def test_an_association_adds_up_what_is_assigned_to_it_once(leader, association, regions):
    branch = OrganizationFactory(parent=regions[0])
    assigned_below = OrganizationFactory(parent=branch, territorial_association=association)
    told = [(association, 1), (regions[0], 10), (branch, 100), (assigned_below, 1000)]
    for one, number in [*told, (regions[1], 10_000), (regions[2], 100_000)]:
        FigureFactory(organization=one, indicator="social.materials", number=number)
    Figure.objects.filter(organization=regions[1]).update(qualifier="more_than")
    count_year(year=2024)
    asked = {"year": 2024, "years": 1, "indicator": "social.materials"}
    pivot = leader.get("/en/reports/association/workbench/pivot/", asked).context["pivot"]
    assert [cell.number for cell in pivot.together] == [11_111]
    assert "more than" in pivot.together[0].words


def test_the_map_of_an_association_is_of_what_is_assigned_to_it(leader, union, regions):
    karaganda = RegionFactory()
    for one in (union, *regions):
        one.region = karaganda
        one.save()
        FigureFactory(organization=one, indicator="social.materials", number=10)
    count_year(year=2024)
    page = leader.get("/en/reports/association/workbench/regions/", {"year": 2024})
    (row,) = page.context["rows"]
    assert (row.number, row.organizations) == (20, 2)


def test_a_union_does_not_stand_for_the_region_of_its_seat(reader, union, regions):
    karaganda, almaty = RegionFactory(), RegionFactory(iso="KZ-75")
    union.region = karaganda
    union.save()
    for one, region in zip(regions, (karaganda, almaty, almaty), strict=True):
        one.region = region
        one.save()
        FigureFactory(organization=one, indicator="social.materials", number=10)
    count_year(year=2024)
    page = reader.get("/en/reports/union/workbench/regions/", {"year": 2024})
    assert {row.region: row.number for row in page.context["rows"]} == {karaganda: 10, almaty: 20}


def test_the_cabinet_leads_an_association_to_its_workbench(leader):
    assert b"/en/reports/association/workbench/league/" in leader.get("/en/cabinet/").content


def test_the_pivot_lays_figures_organizations_and_years_side_by_side(reader, regions):
    for year, number in ((2022, 5), (2023, 8), (2024, 13)):
        FigureFactory(
            organization=regions[0], indicator="social.materials", year=year, number=number
        )
        count_year(year=year)
    FigureFactory(organization=regions[1], indicator="social.materials", number=21)
    count_year(year=2024)
    asked = {"year": 2024, "years": 3, "indicator": "social.materials", "sort": "most"}
    page = reader.get("/en/reports/union/workbench/pivot/", asked)
    rows = {
        row["organization"].slug: [cell.number for cell in row["cells"]]
        for row in page.context["pivot"].rows
    }
    assert list(rows) == ["region-1", "region-0", "region-2"]
    assert rows["region-0"] == [5, 8, 13]
    assert rows["region-2"] == [None, None, None]
    assert [cell.number for cell in page.context["pivot"].together] == [5, 8, 34]
    assert page.context["chart"]["categories"] == ["2022", "2023", "2024"]


def test_a_wide_section_is_cut_on_the_page_and_whole_in_the_workbook(reader, regions):
    asked = {"year": 2024, "years": 3, "section": "C"}
    page = reader.get("/en/reports/union/workbench/pivot/", asked)
    assert page.context["pivot"].is_cut
    book = openpyxl.load_workbook(
        io.BytesIO(reader.get("/en/reports/union/workbench/pivot.xlsx", asked).content)
    )
    all_of_it = [one for one in REGISTRY.values() if one.section == "C"]
    assert book.active.max_column == 3 + 3 * len(all_of_it)


def test_a_workbook_with_fewer_rows_than_there_are_says_so_in_its_last(
    reader, regions, monkeypatch
):
    count_year(year=2024)
    asked = {"year": 2024, "years": 1, "indicator": "social.materials"}
    address = "/ru/reports/union/workbench/pivot.xlsx"

    def told():
        book = openpyxl.load_workbook(io.BytesIO(reader.get(address, asked).content))
        return list(book.active.values)

    number = len(told()) - 1
    monkeypatch.setattr("mediacenter.reports.workbench.workbook.MOST_CELLS", number)
    assert len(told()) == 1 + number
    monkeypatch.setattr("mediacenter.reports.workbench.workbook.MOST_CELLS", number - 1)
    assert f"{number - 1} из {number}" in told()[-1][0]


def test_no_cell_of_the_workbook_begins_a_formula(reader, regions):
    regions[0].name_en = "=HYPERLINK(1)"
    regions[0].save()
    FigureFactory(organization=regions[0], indicator="social.materials", number=13)
    count_year(year=2024)
    asked = {"year": 2024, "years": 1, "indicator": "social.materials"}
    sent = reader.get("/en/reports/union/workbench/pivot.xlsx", asked)
    rows = list(openpyxl.load_workbook(io.BytesIO(sent.content)).active.iter_rows())
    cells = {row[0].value: row for row in rows[1:]}
    assert cells["'=HYPERLINK(1)"][3].value == 13
    assert all(cell.data_type != "f" for row in rows for cell in row)


def test_pages_and_workbook_call_blocks_and_figures_as_the_year_does(reader, regions):
    code, name = "appeals.answered", "Рассмотренные обращения"
    for year in (2023, 2024):
        states(regions[0], code, year=year)
        count_year(year=year)
    keep_wording(wording=IndicatorWording(code=code, year=2024, name_ru=name), by=None)
    keep_wording(wording=IndicatorWording(code="G", year=2024, name_ru="Приём граждан"), by=None)
    of_2024 = {"year": 2024, "section": "G", "indicator": code}
    for tab in ("pivot", "growth", "regions"):
        page = reader.get(f"/ru/reports/union/workbench/{tab}/", of_2024).content.decode()
        assert name in page, tab
    assert (
        "Приём граждан"
        in reader.get("/ru/reports/union/workbench/pivot/", of_2024).content.decode()
    )
    book = reader.get("/ru/reports/union/workbench/pivot.xlsx", of_2024)
    heads = [cell.value for cell in openpyxl.load_workbook(io.BytesIO(book.content)).active[1]]
    assert f"{name}, 2024" in heads
    of_2023 = {**of_2024, "year": 2023}
    earlier = reader.get("/ru/reports/union/workbench/pivot/", of_2023).content.decode()
    assert name not in earlier


def test_growth_is_of_those_who_reported_both_years(reader, regions):
    for year, numbers in ((2023, [10]), (2024, [12, 500])):
        for one, number in zip(regions, numbers, strict=False):
            FigureFactory(organization=one, indicator="social.materials", year=year, number=number)
        count_year(year=year)
    page = reader.get("/en/reports/union/workbench/growth/", {"year": 2024})
    (change,) = page.context["changes"]
    assert (change.before, change.after, change.reporters) == (10, 12, 1)
    assert change.percent == 20
    assert "1 of 3" in page.content.decode()


def test_as_reported_stays_what_it_was_and_a_move_is_told(reader, federation, regions):
    FigureFactory(organization=regions[0], indicator="social.materials", year=2023, number=10)
    figure = FigureFactory(organization=regions[0], indicator="social.materials", number=30)
    for year in (2023, 2024):
        report = submit_report(organization=regions[0], year=year)
        assert report.submitted_facts
    figure.number = 99
    figure.save()
    for year in (2023, 2024):
        count_year(year=year)
    OrganizationEvent.objects.create(
        organization=regions[0], kind="moved", happened_on=dt.date(2024, 5, 1), other=federation
    )
    address = "/en/reports/union/workbench/growth/"
    asked = {"year": 2024, "basis": "reported"}
    reported = {c.indicator.code: c for c in reader.get(address, asked).context["changes"]}
    today = reader.get(address, {"year": 2024})
    now = {c.indicator.code: c for c in today.context["changes"]}
    assert reported["social.materials"].after == 30
    assert now["social.materials"].after == 99
    assert [event.kind for event in today.context["events"]] == ["moved"]


def test_the_map_adds_the_uppermost_organizations_of_a_region(reader, regions):
    karaganda = RegionFactory()
    for one in regions[:2]:
        one.region = karaganda
        one.save()
        FigureFactory(organization=one, indicator="social.materials", number=10)
        branch = OrganizationFactory(parent=one, region=karaganda)
        FigureFactory(organization=branch, indicator="social.materials", number=1)
    count_year(year=2024)
    page = reader.get("/kk/reports/union/workbench/regions/", {"year": 2024})
    (row,) = page.context["rows"]
    assert (row.region, row.number, row.organizations) == (karaganda, 22, 2)
    (tile,) = page.context["grid"]["tiles"]
    assert tile["lines"][0][0] == "Қарағанды"
