"""The consolidated report: organizations side by side, the same numbers as in their own reports."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils.translation import override

from mediacenter.reports.actions.freezing import facts_of
from mediacenter.reports.actions.outputs import printed_document
from mediacenter.reports.composing import compose
from mediacenter.reports.facts.figures_below import LAID_SIDE_BY_SIDE
from mediacenter.reports.indicators import REGISTRY
from mediacenter.reports.outputs.consolidated import consolidated
from mediacenter.services.printing.document import blocks_of
from mediacenter.services.printing.schema import check
from mediacenter.toolkit.region_map import PLACES
from tests.reports.factories import FigureFactory
from tests.reports.outputs import frozen, made
from tests.reports.test_one_reading import contradictions, numbers
from tests.services.printed import elements, pages_overrun, squeezed, text_of
from tests.unions.factories import OrganizationFactory, RegionFactory
from unions.models import Organization

pytestmark = pytest.mark.django_db
ISSUED = dt.date(2025, 1, 15)


@pytest.fixture
def parent(db):
    """A federation with two organizations in regions and one that stated nothing."""
    top = OrganizationFactory(slug="top", kind="federation")
    for n, iso in enumerate(("KZ-35", "KZ-10")):
        region = RegionFactory(iso=iso, name_kk=f"{iso} облысы", name_ru=f"область {iso}")
        child = OrganizationFactory(parent=top, kind="territorial", region=region, slug=f"c{n}")
        FigureFactory(organization=child, number=100 + n)
        FigureFactory(organization=child, number=90 + n, year=2023)
        FigureFactory(organization=child, number=7, indicator="press.publications")
    OrganizationFactory(parent=top, kind="territorial", slug="silent", name_ru="Молчащая")
    top.refresh_from_db()
    return top


def composed(file, lines=500):
    document = consolidated(printed_document(file), file.snapshot.facts, lines=lines)
    check(document)
    return document


def of_kind(document, kind):
    return [block for _place, block in blocks_of(document) if block["kind"] == kind]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_organizations_stand_side_by_side(parent, language):
    file = frozen(parent, 2024, language)
    document = composed(file)
    rows = of_kind(document, "table")[0]["rows"]
    assert [[run["text"] for run in cell] for cell in rows[0][1:3]] == [["90"], ["100"]]
    assert [[run["text"] for run in cell] for cell in rows[-1][1:3]] == [["181"], ["201"]]
    assert len(rows) == 2 + 1
    assert len(of_kind(document, "chart")) == 2
    silent, _no_tasks = of_kind(document, "callout")
    assert document["language"] != "ru" or "Молчащая" in silent["runs"][0]["text"]
    assert not contradictions(document)


def test_a_table_has_no_column_that_nobody_stated(parent):
    press = of_kind(composed(frozen(parent, 2024, "en")), "table")[1]
    with override("en"):
        assert [column["label"] for column in press["columns"][1:]] == [
            f"{REGISTRY['press.publications'].name}, 2024"
        ]


def test_the_map_shows_each_region_and_its_number(parent):
    for iso in set(PLACES) - {"KZ-35", "KZ-10"}:
        RegionFactory(iso=iso)
    (drawn,) = of_kind(composed(frozen(parent, 2024)), "tiles")
    shown = {tile["label"]: tile["shown"] for tile in drawn["tiles"] if tile["shown"]}
    assert shown == {"KZ-35": "100", "KZ-10": "101"}
    assert len(drawn["tiles"]) == len(PLACES)
    assert "область KZ-35: 100" in drawn["alt"]


def test_it_is_printed_and_read_out(parent):
    file = frozen(parent, 2024)
    pdf = made(file, "consolidated")
    assert not pages_overrun(pdf)
    assert "Молчащая" in squeezed(text_of(pdf))
    assert any("KZ-35" in alt for _tag, alt in elements(pdf))
    file.outputs.all().delete()
    assert made(file, "consolidated") == pdf


def test_a_long_table_says_where_it_ends(parent):
    document = composed(frozen(parent, 2024, "en"), lines=1)
    table = of_kind(document, "table")[0]
    assert len(table["rows"]) == 1 + 1
    assert "Only the first 1 are listed." in table["note"]


def assert_one_number_each(organization, year):
    """Of a parent and its children: no number has two values in any of their documents."""
    facts = facts_of(organization=organization, year=year)
    said = {}
    for language in ("kk", "ru", "en"):
        whole = compose(facts, language, identifier="x", issued=ISSUED)
        side_by_side = consolidated(whole | {"place_date": ""}, facts, lines=500)
        for document in (whole, side_by_side):
            assert not contradictions(document)
            for which, text in numbers(document):
                assert said.setdefault((language, which), text) == text
    for row in facts["branches"]["rows"]:
        child = Organization.objects.get(slug=row["slug"])
        theirs = facts_of(organization=child, year=year)["figures"]
        for code in LAID_SIDE_BY_SIDE:
            for one in (year - 1, year):
                own = theirs.get(code, {}).get(str(one))
                expected = own and [own["number"], own["qualifier"]]
                assert row["figures"].get(code, {}).get(str(one)) == expected, (child, code)
    return facts


@pytest.mark.long
def test_no_number_of_a_generated_federation_has_two_values_in_any_document():
    call_command("generate_federation", organizations=60, articles=60, verbosity=0)
    federation = Organization.objects.get(depth=1)
    year = dt.date.today().year - 1
    stated = 0
    for organization in (federation, *Organization.objects.get_children(federation)):
        facts = assert_one_number_each(organization, year)
        stated += sum(bool(row["figures"]) for row in facts["branches"]["rows"])
    assert stated >= 3


def test_the_figures_below_cost_a_fixed_number_of_statements(parent, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as before:
        facts_of(organization=parent, year=2024)
    for n in range(5):
        OrganizationFactory(parent=parent, kind="territorial", slug=f"more-{n}")
    parent.refresh_from_db()
    with django_assert_num_queries(len(before)):
        facts_of(organization=parent, year=2024)
