"""A number of a report is read once: wherever it stands, it says the same."""

import datetime as dt
import json
import re

import pytest
from django.core.management import call_command

from mediacenter.outreach.models import Visit
from mediacenter.reports.actions.freezing import facts_of
from mediacenter.reports.composing import compose
from mediacenter.reports.facts import shapes
from mediacenter.reports.indicators import REGISTRY
from mediacenter.reports.models import Figure
from mediacenter.reports.rolling_up import figures_of
from mediacenter.services.printing.document import blocks_of
from mediacenter.services.printing.schema import check
from publications.plan.scope import Scope
from publications.press.overview import overview
from tests.loaded_demo import load_demo
from tests.publications.factories import CoverageFactory
from tests.reports.factories import FigureFactory
from tests.reports.records import YEAR as RECORDED
from tests.reports.records import record_of
from tests.reports.test_composing import composed, declared, facts, words
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Organization, Role

pytestmark = [pytest.mark.django_db, pytest.mark.long]

ISSUED = dt.date(2025, 1, 15)
GENERATED = 2024
# Which rows of the facts a section lists under a figure, and as how many each counts.
LISTED = {
    "field.campaigns": ("campaigns", lambda row, year: 1),
    "field.visits": ("visits", lambda row, year: 1),
    "field.online_meetings": ("online_meetings", lambda row, year: 1),
    "contests.held": ("contests", lambda row, year: 1),
    "hearings.held": ("hearings", lambda row, year: 1),
    "training.seminars": ("seminars", lambda row, year: row["is_organized"]),
    "press.broadcasts": ("broadcasts", lambda row, year: row["ends_on"][:4] == str(year)),
    "boards.standing": ("boards", lambda row, year: row["number"] or 0),
    "print.copies": ("printed_kinds", lambda row, year: row["copies"] or 0),
}


def identity(figure):
    return figure["organization"], figure["code"], figure["year"], figure["aspect"]


def runs_of(node):
    if isinstance(node, dict):
        if "text" in node:
            yield node
        for value in node.values():
            yield from runs_of(value)
    elif isinstance(node, list):
        for one in node:
            yield from runs_of(one)


def numbers(document):
    """Every number of the document that says which one it is: (identity, its words)."""
    for one in document["key_figures"]:
        if "figure" in one:
            yield identity(one["figure"]), one["value"]
        if "noted" in one:
            yield identity(one["noted"]), one["note"].split(": ")[1]
    for _place, block in blocks_of(document):
        for series in block.get("series", []):
            for figure, said in zip(series["figures"], series["shown"], strict=True):
                if figure:
                    yield identity(figure), said
        for run in runs_of(block):
            if "figure" in run:
                yield identity(run["figure"]), run["text"]


def contradictions(document):
    said = {}
    for which, text in numbers(document):
        said.setdefault(which, set()).add(text)
    return {which: texts for which, texts in said.items() if len(texts) > 1}


def nameless(document, found):
    """Numbers in sentences that neither say which they are nor stand in a record's own text."""
    known = json.dumps(found, ensure_ascii=False)
    for _place, block in blocks_of(document):
        if block["kind"] not in ("paragraph", "list", "callout"):
            continue
        for run in runs_of(block):
            for number in re.findall(r"\d+", run["text"]) if "figure" not in run else ():
                if number not in known and number not in str(document["year"] - 1):
                    yield run["text"]


def assert_one_reading(organization, year):
    found = facts_of(organization=organization, year=year)
    for language in ("kk", "ru", "en"):
        document = compose(found, language, identifier="x", issued=ISSUED)
        check(document)
        assert not contradictions(document)
        assert not list(nameless(document, found))
    assert_listed(found)
    for one in found["years"]:
        total = found["figures"].get("press.publications", {}).get(str(one))
        counted = found["publications"]["counted"].get(str(one), 0)
        if total and total["basis"] == "counted":
            assert counted == total["number"]


def assert_listed(found):
    """A section lists as much as its figure says, or says itself what is left."""
    document, year = composed(found), found["year"]
    stated = {one[0][1] for one in numbers(document)}
    for code, (name, counts) in LISTED.items():
        rows = found[name] if name == "printed_kinds" else found[name]["rows"]
        listed = sum(counts(row, year) for row in rows)
        figure = found["figures"].get(code, {}).get(str(year))
        if figure is None:
            assert not listed, code
            continue
        assert code in stated
        if code == "boards.standing" and figure["declared"]:
            own = sum(counts(row, year) for row in rows if row["whose"] is None)
            listed += figure["own_number"] - own
        assert figure["number"] == listed + left(document, code), code


def left(document, code):
    """What a section says of the records that it does not list: below zero where it lists more."""
    for _place, block in blocks_of(document):
        for run in runs_of(block):
            if run.get("figure", {}).get("aspect") == "rest" and run["figure"]["code"] == code:
                number = int(re.sub(r"\D", "", run["text"]))
                return -number if "beyond" in block["runs"][0]["text"] else number
    return 0


@pytest.mark.parametrize("most", [1, 100])
def test_a_section_lists_what_its_figure_counts_or_says_how_many_are_left(monkeypatch, tree, most):
    monkeypatch.setattr(shapes.bounded, "__defaults__", (most,))
    for code in LISTED:
        for organization in (tree["ours"], tree["branch"], tree["theirs"]):
            record_of(REGISTRY[code], organization)
    tops = [tree["federation"], tree["ours"]]
    for declared_there in (None, 9, 0):
        if declared_there is not None:
            for code in LISTED:
                declare(code, tree["ours"], declared_there)
        for top in tops:
            found = facts_of(organization=top, year=RECORDED)
            assert_listed(found)
            assert not contradictions(composed(found))
    if most == 100:
        said = words(composed(found))
        assert said.count(found["visits"]["rows"][-1]["whose"]["name"]["kk"]) >= len(LISTED) - 4


def declare(code, organization, number):
    Figure.objects.filter(indicator=code, organization=organization).delete()
    FigureFactory(indicator=code, organization=organization, year=RECORDED, number=number)


@pytest.mark.together
def test_no_number_of_the_demos_reports_stands_twice_with_two_values():
    load_demo()
    for slug in ("federation", "karaganda-education", "almaty-education"):
        assert_one_reading(Organization.objects.get(slug=slug), 2024)
    karaganda = Organization.objects.get(slug="karaganda-education")
    document = composed(facts_of(organization=karaganda, year=2024))
    assert len(list(numbers(document))) > 40


def test_no_number_of_a_generated_federations_reports_stands_twice_with_two_values():
    """Of each of its organizations, in its last year, which is full of records."""
    call_command("generate_federation", organizations=60, articles=60, verbosity=0)
    organizations = Organization.objects.order_by("path")
    for organization in organizations:
        assert_one_reading(organization, GENERATED)
    document = composed(facts_of(organization=organizations[0], year=GENERATED))
    assert len(list(numbers(document))) > 40


@pytest.mark.parametrize(
    ("code", "missing"),
    [
        ("boards.standing", "Whether notice boards are kept was not stated."),
        ("print.copies", "Printed matter of the year was not stated."),
        ("print.subscription_copies", "Subscriptions to newspapers and magazines were not stated."),
        ("field.visits", "Visits to primary organizations were not stated."),
        ("field.online_meetings", "Online meetings were not stated."),
        ("field.campaigns", "Campaigns of the year were not stated."),
        ("hearings.held", "Whether committees considered information work was not stated."),
        ("training.seminars", "Seminars on information work were not stated."),
        ("press.broadcasts", "Appearances on television, radio or video channels were not stated."),
    ],
)
def test_what_was_declared_is_not_missing_in_its_section(code, missing):
    nothing = composed(facts())
    assert missing in words(nothing)
    document = composed(facts(figures={code: {"2024": declared(71)}}))
    assert missing not in words(document)
    assert len([one for one in numbers(document) if one[0][1] == code and one[1] == "71"]) >= 2


def test_pages_are_said_by_the_figure_and_not_counted_again():
    figure = {"channels.both_pages": {"2024": {**declared(17), "declared": None, "of": 1300}}}
    said = words(composed(facts(figures=figure)))
    assert "on both Facebook and Instagram: 17 of 1,300" in said


def test_outlets_have_no_number_in_a_year_without_data_and_add_up_to_the_figure():
    outlet = {"name": {"kk": "Газет"}, "level": "national", "by_year": {"2024": 3}}
    found = facts(
        figures={"press.publications": {"2024": declared(10)}},
        publications={"rows": [outlet], "is_cut": False, "counted": {"2024": 3}},
    )
    document = composed(found)
    (table,) = [
        block
        for _place, block in blocks_of(document)
        if block.get("caption") == "Publications by outlet"
    ]
    rows = [[words(cell) for cell in row] for row in table["rows"]]
    assert [row[1:] for row in rows] == [["", "", "3"], ["", "", "7"]]


def test_the_overview_of_the_press_counts_as_the_report_does(tree):
    joint = CoverageFactory(organization=tree["theirs"], medium="press", url="https://a.kz/1")
    joint.shared_with.add(tree["ours"])
    CoverageFactory(organization=tree["branch"], medium="press", url="https://a.kz/1")
    CoverageFactory(organization=tree["branch"], medium="press", url="")
    year = joint.ends_on.year
    user = UserFactory(role=Role.PRESS_OFFICER, organization=tree["federation"])
    for organization in (tree["federation"], tree["ours"], tree["branch"], tree["theirs"]):
        cell = figures_of(organization, (year, year), codes=["press.publications"])
        by_outlet = facts_of(organization=organization, year=year)["publications"]
        shown = overview(Scope(user, organization, False), year).media["press"][0]
        number = cell["press.publications"][year].number
        assert (number, by_outlet["counted"][str(year)]) == (shown, shown)


def test_what_is_known_to_the_year_only_counts_in_that_year():
    ours = OrganizationFactory()
    for _n in range(3):
        Visit.objects.create(organization=ours, mode="in_person", starts_on=dt.date(2024, 5, 7))
    Visit.objects.create(
        organization=ours, mode="in_person", starts_on=dt.date(2024, 1, 1), precision="year"
    )
    found = facts_of(organization=ours, year=2024)
    assert found["figures"]["field.visits"]["2024"]["number"] == 4
    quality = words(compose(found, "en", identifier="x", issued=ISSUED)["sections"][-2])
    assert "visits to primary" not in quality.lower()
