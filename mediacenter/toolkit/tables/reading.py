"""The one reader of tables: whatever file people have, as rows of known columns.

    columns = Columns(lambda: {"organization": _("organization"), …}, required={"organization"})
    table = read_table(file, columns=columns, most_rows=2000)

What is not understood is refused, by its name and with what was expected: a file that is no table,
headings of which none is known, a column that is not known, a table without a row.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import separated, workbook
from .columns import quoted
from .sheet import MOST_BYTES, NotATable, too_large, too_many_rows

HEADINGS_WITHIN = 30  # rows: a title, a name, a date may stand above the headings
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PDF = b"%PDF-"
ARCHIVE = b"PK\x03\x04"


class TableRow(NamedTuple):
    """`number` as the spreadsheet shows it; `values` {name of the column: text}."""

    number: int
    values: dict


@dataclass
class Table:
    """`names`: the columns that the table has, in its order."""

    names: list
    rows: list = field(default_factory=list)


def read_table(file, *, columns, most_rows):
    """Return the Table in a file (anything with `read`). Raises ValidationError, in words."""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise too_large()
    sheet, head = with_headings(sheets_in(content), columns)
    table = understood(sheet, head, columns)
    if len(table.rows) > most_rows:
        raise too_many_rows(most_rows)
    if not table.rows:
        raise NotATable(
            _("There are headings in row %(row)s, but no rows below them.")
            % {"row": sheet.rows[head].number}
        )
    return table


def sheets_in(content):
    if content.startswith(OLD_EXCEL):
        raise NotATable(
            _(
                "This is an old Excel file (.xls) or one protected by a password. Save it as"
                " .xlsx without a password and send it again."
            )
        )
    if content.startswith(ARCHIVE):
        return workbook.sheets(content)
    if content.startswith(PDF):
        raise NotATable(_("This is a PDF, not a table. Send the table itself: .xlsx or .csv."))
    if not content.strip():
        raise NotATable(_("The file is empty."))
    return separated.sheets(content)


def with_headings(sheets, columns):
    """The sheet whose headings are known best, and the place of their row in it."""
    ranked = []
    for sheet in sheets:
        known = [columns.known_in(row.cells) for row in sheet.rows[:HEADINGS_WITHIN]]
        if known and max(known):
            head = known.index(max(known))
            ranked.append((max(known), bool(sheet.rows[head + 1 :]), sheet.is_active, sheet, head))
    if not ranked:
        refused = [sheet.refusal for sheet in sheets if sheet.refusal]
        raise refused[0] if refused else NotATable(nothing_known(sheets, columns))
    best = max(ranked, key=lambda one: one[:3])
    if best[3].refusal:
        raise best[3].refusal
    rivals = {one[3].name for one in ranked if one[:2] == best[:2]}
    if len(rivals) > 1:
        raise NotATable(
            _("There is a table on several sheets: %(names)s. Leave only one of them in the file.")
            % {"names": quoted(sorted(rivals))}
        )
    return best[3], best[4]


def nothing_known(sheets, columns):
    widest = max(sheets, key=lambda sheet: len(sheet.rows[0].cells) if sheet.rows else 0)
    if not widest.rows:
        return _("All the cells are empty. Expected headings: %(expected)s.") % {
            "expected": columns.expected()
        }
    read = quoted(cell[:60] for cell in widest.rows[0].cells[:12] if cell)
    return _(
        "None of the headings is recognized. The first row reads: %(read)s. Expected headings:"
        " %(expected)s."
    ) % {"read": read, "expected": columns.expected()}


def understood(sheet, head, columns):
    """The rows below the headings. Raises ValidationError for what no column takes."""
    headings, body = sheet.rows[head].cells, sheet.rows[head + 1 :]
    width = max([len(headings), *(len(row.cells) for row in body)])
    headings = headings + [""] * (width - len(headings))
    filled = {n for row in body for n, cell in enumerate(row.cells) if cell}
    names = [columns.name_of(heading) for heading in headings]
    refuse_unknown(headings, names, filled, columns)
    table = Table([name for name in names if name])
    for row in body:
        cells = row.cells + [""] * (width - len(row.cells))
        values = {name: cell for name, cell in zip(names, cells, strict=True) if name}
        if any(values.values()):
            table.rows.append(TableRow(row.number, values))
    return table


def refuse_unknown(headings, names, filled, columns):
    complaints = []
    unknown = [
        heading
        for n, (heading, name) in enumerate(zip(headings, names, strict=True))
        if heading and not name and n in filled and not columns.is_counting(heading)
    ]
    if unknown:
        complaints.append(
            ngettext(
                "The column %(names)s is not recognized.",
                "The columns %(names)s are not recognized.",
                len(unknown),
            )
            % {"names": quoted(heading[:60] for heading in unknown)}
        )
    nameless = [n + 1 for n, heading in enumerate(headings) if not heading and n in filled]
    if nameless:
        complaints.append(
            _("There is something in column %(letters)s, but it has no heading.")
            % {"letters": ", ".join(map(letter_of, nameless))}
        )
    if missing := [name for name in columns.required if name not in names]:
        complaints.append(
            _("The table has no column %(columns)s.")
            % {"columns": quoted(columns.headings[name] for name in missing)}
        )
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        complaints.append(
            _("More than one column is headed %(names)s.")
            % {"names": quoted(columns.headings[name] for name in twice)}
        )
    if complaints:
        expected = _("Expected headings: %(expected)s.") % {"expected": columns.expected()}
        raise ValidationError(" ".join([*complaints, expected]), code="columns")


def letter_of(number):
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
