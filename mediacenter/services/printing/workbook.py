"""Workbooks (XLSX) of tables: typed numbers and days, the same bytes for the same sheets."""

import datetime as dt
import io
import re
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple

from django.utils.formats import get_format
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from mediacenter.toolkit.tables.formulas import guarded

from .document import Document, blocks_of
from .printable import safe_url
from .settled import settled

LONGEST_TITLE = 31  # of a sheet, by the format
LONGEST_CELL = 32_767
MOST_LINKS = 65_000  # of a sheet; the rest are text
NO_TITLE = re.compile(r"[\[\]:*?/\\]+")
WHOLE, DECIMAL, PERCENT, DAY = "#,##0", "#,##0.0", "0.0%", "dd.mm.yyyy"

HEAD = Font(bold=True, color="FFFFFF")
HEAD_FILL = PatternFill("solid", fgColor="0B4A58")
HEADING, LINK, NOTE = (
    Font(bold=True, size=14),
    Font(color="134B86", underline="single"),
    Font(italic=True),
)
RULE = Border(bottom=Side(style="thin", color="C3CDCF"))
TOP = Alignment(vertical="top", wrap_text=True)


class Value(NamedTuple):
    """A number or a day with the format in which a spreadsheet shows it."""

    value: int | float | dt.date
    format: str = WHOLE


class Link(NamedTuple):
    text: str
    url: str


@dataclass
class Sheet:
    """`columns` are (label, width in letters); a cell is a text, a Value, a Link or None."""

    title: str
    heading: str
    columns: list[tuple[str, int]]
    rows: list[list]
    notes: list[str] = field(default_factory=list)


def write_workbook(sheets, *, title, author, language, moment):
    """The bytes of a workbook. `moment`, an aware datetime, is the one that it carries."""
    book = Workbook(write_only=True)
    properties = book.properties
    properties.title, properties.creator, properties.language = title, author, language
    properties.created = moment.replace(tzinfo=None)
    for sheet, name in zip(sheets, titles_of(sheets), strict=True):
        _write(book.create_sheet(name), sheet)
    written = io.BytesIO()
    book.save(written)
    return settled(written.getvalue(), moment)


def titles_of(sheets):
    """A title for each sheet that the format allows and no other has."""
    taken = set()
    for sheet in sheets:
        plain = NO_TITLE.sub(" ", ILLEGAL_CHARACTERS_RE.sub("", sheet.title)).strip(" '") or "-"
        for number in count(1):
            ending = f" ({number})" if number > 1 else ""
            title = f"{plain[: LONGEST_TITLE - len(ending)].strip()}{ending}"
            if title.casefold() not in taken:
                break
        taken.add(title.casefold())
        yield title


def _write(page, sheet):
    for number, (_label, width) in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(number)].width = width
    above = [[_styled(page, sheet.heading, HEADING)]]
    above += [[_styled(page, note, NOTE)] for note in sheet.notes]
    page.freeze_panes = f"A{len(above) + 2}"
    page.print_title_rows = f"{len(above) + 1}:{len(above) + 1}"
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    for row in above:
        page.append(row)
    page.append([_head(page, label) for label, _width in sheet.columns])
    links = 0
    for row in sheet.rows:
        cells = []
        for content in row:
            links += isinstance(content, Link)
            cells.append(_cell(page, content, links))
        page.append(cells)


def _styled(page, text, font):
    cell = WriteOnlyCell(page, plain(text))
    cell.font = font
    return cell


def _head(page, label):
    cell = _styled(page, label, HEAD)
    cell.fill, cell.alignment = HEAD_FILL, TOP
    return cell


def _cell(page, content, links):
    if isinstance(content, Value):
        cell = WriteOnlyCell(page, content.value)
        cell.number_format = content.format
    elif isinstance(content, Link):
        cell = WriteOnlyCell(page, plain(content.text))
        if links <= MOST_LINKS and (url := safe_url(content.url)):
            cell.hyperlink, cell.font = url, LINK
    else:
        cell = WriteOnlyCell(page, plain(content) if content else None)
    cell.alignment, cell.border = TOP, RULE
    return cell


def plain(text):
    """A text that a cell can hold and that no program takes for a formula."""
    return guarded(ILLEGAL_CHARACTERS_RE.sub("", text))[:LONGEST_CELL]


# --- The tables of a document -------------------------------------------------------------------


def sheets_of(document: Document):
    """A Sheet for each table of a numbered Document."""
    language = document["language"]
    return [
        Sheet(
            title=f"{block['number']} {block['caption']}",
            heading=f"{block['number']}. {block['caption']}",
            columns=[(one["label"], _width(block, n)) for n, one in enumerate(block["columns"])],
            rows=[
                [
                    content_of(runs, column["align"] == "right", language)
                    for column, runs in zip(block["columns"], row, strict=True)
                ]
                for row in block["rows"]
            ],
            notes=[block["note"]] if block.get("note") else [],
        )
        for _place, block in blocks_of(document)
        if block["kind"] == "table"
    ]


def _width(table, place):
    longest = max((len(text_of(row[place])) for row in table["rows"]), default=0)
    return max(10, min(longest + 2, 60), min(len(table["columns"][place]["label"]) + 2, 24))


def text_of(runs):
    return "".join(run["text"] for run in runs)


def content_of(runs, is_number, language):
    """What a cell of a table is in a sheet: a day, a number, a link, a text; None for nothing."""
    if not runs:
        return None
    text, only = text_of(runs), runs[0] if len(runs) == 1 else {}
    if "date" in only:
        return Value(dt.date.fromisoformat(only["date"]), DAY)
    if (is_number or "figure" in only) and (value := value_of(text, language)):
        return value
    return Link(text, only["url"]) if "url" in only else text


def value_of(text, language):
    """The Value of a number in words: "more than 5 000" is 5000 in a format that says so.

    None where the text holds no number, or more than one.
    """
    decimal = get_format("DECIMAL_SEPARATOR", language)
    group = get_format("THOUSAND_SEPARATOR", language)
    found = re.findall(rf"\d[\d\u00a0 {re.escape(group)}]*(?:{re.escape(decimal)}\d+)?", text)
    if len(found) != 1:
        return None
    digits = found[0].rstrip()
    before, after = text.split(digits, 1)
    number = re.sub(rf"[\u00a0 {re.escape(group)}]", "", digits).replace(decimal, ".")
    value, shown = (float(number), DECIMAL) if "." in number else (int(number), WHOLE)
    if after.lstrip("\u00a0 ").startswith("%"):
        value, shown = value / 100, PERCENT
        after = after.lstrip("\u00a0 ")[1:]
    return Value(value, f"{_quoted(before)}{shown}{_quoted(after)}")


def _quoted(words):
    return '"{}"'.format(words.replace('"', "")) if words else ""
