"""The report as data (JSON): its figures by code, and its texts; the shape is declared here.

`schema` names this shape. A field that is added leaves its number; one that changes or goes raises
it. docs/report-data.md describes it for readers.
"""

import json
from typing import TypedDict

from django.utils.translation import override

from mediacenter.reports.composing.localized_facts import LocalizedFacts
from mediacenter.reports.indicators import REGISTRY
from mediacenter.services.printing.workbook import text_of

SCHEMA = "yearly-report-1"


class Organization(TypedDict):
    slug: str
    name: str
    above: list[str]


class Declared(TypedDict):
    """What an organization entered itself. `scope`: own, subtree."""

    scope: str
    source: str
    note: str
    as_of: str | None


class YearValue(TypedDict):
    """A figure of one year. `value` of a yes-or-no figure is 1 or 0; `said` are the words of the
    report. `qualifier`: exact, more_than, about ... `basis`: counted, declared or mixed.
    `stated_by` of `organizations` are in it.
    """

    value: int
    qualifier: str
    said: str
    basis: str
    as_of: str | None
    stated_by: int
    organizations: int
    declared: Declared | None


class FigureData(TypedDict):
    """`years` has no entry for a year that nobody stated: that is not 0."""

    code: str
    name: str
    unit: str
    kind: str
    section: str
    section_name: str
    years: dict


class TableData(TypedDict):
    title: str
    columns: list[str]
    rows: list[list[str]]
    note: str


class Text(TypedDict):
    """A part of the report in words. `number`: "2.1" of a section, the name of an appendix."""

    number: str
    heading: str
    paragraphs: list[str]
    tables: list[TableData]


class Data(TypedDict):
    """`facts_sha256` is that of the frozen facts; `identifier` and `issued` stand on the report."""

    schema: str
    language: str
    title: str
    year: int
    years: list[int]
    organization: Organization
    identifier: str
    issued: str
    place_date: str
    signer: dict | None
    verification: str | None
    facts_sha256: str
    figures: list[FigureData]
    texts: list[Text]


def data_of(document, snapshot_facts, facts_sha) -> Data:
    """The Data of a numbered Document and the facts that it was composed of."""
    language = document["language"]
    with override(language):
        facts = LocalizedFacts(snapshot_facts, language)
        verification = document.get("verification")
        return {
            "schema": SCHEMA,
            "language": language,
            "title": document["title"],
            "year": facts.year,
            "years": facts.years,
            "organization": {
                "slug": facts["organization"]["slug"],
                "name": document["organization"],
                "above": document["parents"],
            },
            "identifier": document["identifier"],
            "issued": document["issued"],
            "place_date": document["place_date"],
            "signer": document["signer"],
            "verification": verification and verification["url"],
            "facts_sha256": facts_sha,
            "figures": figures_in(facts),
            "texts": list(_texts(document)),
        }


def write_data(data):
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode()


def figures_in(facts):
    """The FigureData of LocalizedFacts, whose language must be the active one."""
    return [_figure(facts, code) for code in facts.codes() if facts.stated_years(code)]


def _figure(facts, code):
    indicator = REGISTRY[code]
    return {
        "code": code,
        "name": facts.name(code),
        "unit": str(indicator.unit),
        "kind": str(indicator.kind),
        "section": str(indicator.section),
        "section_name": facts.name(indicator.section),
        "years": {str(year): _value(facts, code, year) for year in facts.stated_years(code)},
    }


def _value(facts, code, year):
    figure = facts.figure(code, year)
    declared = figure["declared"]
    return {
        "value": figure["number"],
        "qualifier": figure["qualifier"],
        "said": facts.quantity(code, year),
        "basis": figure["basis"],
        "as_of": figure["as_of"],
        "stated_by": figure["stated_by"],
        "organizations": figure["of"],
        "declared": declared
        and {
            "scope": declared["scope"],
            "source": facts.text(declared["source"]),
            "note": facts.text(declared["note"]),
            "as_of": declared["as_of"],
        },
    }


def _texts(document):
    for section in (*document["sections"], *document["appendices"]):
        for part in (section, *section.get("sections", ())):
            yield {
                "number": part.get("number", ""),
                "heading": part["heading"],
                "paragraphs": [line for block in part["blocks"] for line in lines_of(block)],
                "tables": [_table(block) for block in part["blocks"] if block["kind"] == "table"],
            }


def lines_of(block):
    """What a block that is no table says, a line each: of a chart the words for who sees none."""
    match block["kind"]:
        case "paragraph" | "callout" | "qr_code":
            return [text_of(block["runs"])]
        case "list" | "tasks":
            return [text_of(item) for item in block["items"]]
        case "definitions":
            return [f"{pair['term']}: {text_of(pair['runs'])}" for pair in block["pairs"]]
        case "chart" | "tiles":
            return [f"{block['number']}. {block['caption']}. {block['alt']}"]
        case _:
            return []


def _table(block):
    return {
        "title": f"{block['number']}. {block['caption']}",
        "columns": [column["label"] for column in block["columns"]],
        "rows": [[text_of(runs) for runs in row] for row in block["rows"]],
        "note": block.get("note", ""),
    }
