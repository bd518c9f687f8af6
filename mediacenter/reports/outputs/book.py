"""The report as a workbook: what it is, all figures, its texts, each table in full."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from mediacenter.reports.composing.localized_facts import LocalizedFacts
from mediacenter.reports.composing.wording import no_data
from mediacenter.reports.indicators import REGISTRY, Kind
from mediacenter.services.printing.workbook import (
    DAY,
    Link,
    Sheet,
    Value,
    sheets_of,
    titles_of,
    value_of,
    write_workbook,
)

from .data import lines_of


def book_of(document, snapshot_facts, *, moment):
    """The bytes of the workbook of a numbered Document whose tables are whole."""
    with override(document["language"]):
        facts = LocalizedFacts(snapshot_facts, document["language"])
        sheets = [_figures(facts), _texts(document), *sheets_of(document)]
        return write_workbook(
            [_first(document, sheets), *sheets],
            title=f"{document['title']} · {document['organization']}",
            author=document["organization"],
            language=document["language"],
            moment=moment,
        )


def _first(document, sheets):
    signer, verification = document["signer"], document.get("verification")
    rows = [
        [pgettext("column", "Organization"), document["organization"]],
        [pgettext("column", "Year"), Value(document["year"], "0")],
        [document["labels"]["identifier"], document["identifier"]],
        [document["labels"]["issued"], document["issued"]],
    ]
    if signer and signer["name"]:
        rows.append([signer["post"], signer["name"]])
    if verification:
        address = verification["url"]
        rows.append([_("Whether this report is valid"), Link(address, address)])
    for number, (sheet, title) in enumerate(zip(sheets, titles_of(sheets), strict=True), start=2):
        rows.append(
            [_("Sheet %(number)s: %(title)s") % {"number": number, "title": title}, sheet.heading]
        )
    return Sheet(
        title=pgettext("sheet", "Report"),
        heading=document["title"],
        columns=[(pgettext("column", "What"), 40), (pgettext("column", "In this report"), 90)],
        rows=rows,
    )


def _figures(facts):
    """Every figure that is stated in one of the years, with what is known of it."""
    years = [(str(year), 16) for year in facts.years]
    return Sheet(
        title=pgettext("sheet", "Figures"),
        heading=_("Figures of the years %(first)s to %(last)s")
        % {"first": facts.years[0], "last": facts.years[-1]},
        columns=[
            (pgettext("column", "Section"), 30),
            (pgettext("column", "Code"), 30),
            (pgettext("column", "Indicator"), 60),
            (pgettext("column", "Unit"), 18),
            *years,
            (pgettext("column", "As of"), 12),
            (_("Organizations that stated it"), 14),
            (_("Organizations in all"), 14),
            (pgettext("column", "Source"), 50),
        ],
        rows=[_line(facts, code) for code in facts.codes() if facts.stated_years(code)],
        notes=[_("An empty cell: nobody has stated it, which is not nought.")],
    )


def _line(facts, code):
    indicator, figure = REGISTRY[code], facts.figure(code)
    as_of = figure and figure["as_of"]
    return [
        facts.name(indicator.section),
        code,
        facts.name(code),
        str(indicator.unit),
        *(_value(facts, code, year) for year in facts.years),
        as_of and Value(dt.date.fromisoformat(as_of), DAY),
        figure and Value(figure["stated_by"]),
        figure and Value(figure["of"]),
        facts.notes([code]),
    ]


def _value(facts, code, year):
    said = facts.quantity(code, year)
    if said is None or REGISTRY[code].kind == Kind.YES_NO:
        return said
    return value_of(said, facts.language)


def _texts(document):
    rows = [
        [part.get("number", ""), part["heading"], line]
        for section in (*document["sections"], *document["appendices"])
        for part in (section, *section.get("sections", ()))
        for block in part["blocks"]
        for line in lines_of(block)
    ]
    return Sheet(
        title=pgettext("sheet", "Texts"),
        heading=_("What the report says in words"),
        columns=[
            (pgettext("column", "No."), 14),
            (pgettext("column", "Section"), 40),
            (pgettext("column", "Text"), 110),
        ],
        rows=rows or [["", "", no_data()]],
    )
