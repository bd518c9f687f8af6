"""A number of a report is read once: wherever it stands, it says the same."""

import datetime as dt
import json
import re

import pytest
from django.core.management import call_command

from mediacenter.outreach.models import Visit
from mediacenter.reports.actions.freezing import facts_of
from mediacenter.reports.composing import compose
from mediacenter.reports.printing.document import blocks_of
from mediacenter.reports.printing.schema import check
from mediacenter.reports.rolling_up import figures_of
from publications.plan.scope import Scope
from publications.press.overview import overview
from tests.publications.factories import CoverageFactory
from tests.reports.test_composing import composed, declared, facts, words
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Organization, Role

pytestmark = pytest.mark.django_db

ISSUED = dt.date(2025, 1, 15)
# What the organization's own lists hold is what its own figure counts.
LISTED = {
    "field.visits": ("visits", lambda row: row["mode"] == "in_person"),
    "field.online_meetings": ("visits", lambda row: row["mode"] == "online"),
    "hearings.held": ("hearings", lambda row: True),
    "field.campaigns": ("campaigns", lambda row: True),
    "contests.held": ("contests", lambda row: True),
}


def identity(figure):
    return figure["organization"], figure["code"], figure["year"], figure["tells"]


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
    for code, (name, belongs) in LISTED.items():
        figure = found["figures"].get(code, {}).get(str(year))
        own = figure["own_number"] if figure else None
        if (figure and figure["declared"]) or found[name]["is_cut"]:
            continue
        assert sum(map(belongs, found[name]["rows"])) == (own or 0), code
    for one in found["years"]:
        total = found["figures"].get("press.publications", {}).get(str(one))
        counted = found["publications"]["counted"].get(str(one), 0)
        if total and total["basis"] == "counted":
            assert counted == total["number"]


def test_no_number_of_the_demos_reports_stands_twice_with_two_values():
    call_command("load_demo", verbosity=0)
    for slug in ("federation", "karaganda-education", "almaty-education"):
        assert_one_reading(Organization.objects.get(slug=slug), 2024)
    karaganda = Organization.objects.get(slug="karaganda-education")
    document = composed(facts_of(organization=karaganda, year=2024))
    assert len(list(numbers(document))) > 40


def test_no_number_of_a_generated_federations_report_stands_twice_with_two_values():
    call_command("generate_federation", organizations=60, articles=60, verbosity=0)
    federation = Organization.objects.get(depth=1)
    year = dt.date.today().year - 1
    assert_one_reading(federation, year)
    assert_one_reading(Organization.objects.get_children(federation).first(), year)


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
