"""A table as it lies in a file: its rows, by the numbers that a spreadsheet shows, of plain texts.

All kinds of files (workbook.py, separated.py) become this; what the columns mean, columns.py tells.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from mediacenter.toolkit.plain_text import line

MOST_BYTES = 10 * 1024 * 1024
MOST_COLUMNS = 100
MOST_ROWS = 10_000  # of a sheet; each import has its own, lower limit
# What a spreadsheet itself holds: characters of a cell, rows, columns.
LONGEST_CELL, LAST_ROW, LAST_COLUMN = 32_767, 1_048_576, 16_384


class Row(NamedTuple):
    """`number` as the spreadsheet shows it; `cells` from the first column on."""

    number: int
    cells: list


@dataclass
class Sheet:
    """`rows` without empty ones. `refusal`: what stands in the way of reading on, if anything."""

    name: str = ""
    rows: list = field(default_factory=list)
    is_active: bool = False
    refusal: ValidationError | None = None

    def add(self, number, cells):
        """Take a row of texts. Raises ValidationError where it is beyond all bounds."""
        if number > LAST_ROW:  # empty ones cost time, too
            raise too_many_rows(MOST_ROWS)
        if any(map(str.strip, cells[MOST_COLUMNS:])):
            raise too_wide(number)
        cells = [line(cell).strip() for cell in cells[:MOST_COLUMNS]]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            return
        if max(map(len, cells)) > LONGEST_CELL:
            raise NotATable(_("A cell in row %(row)s is too long.") % {"row": number})
        if len(self.rows) == MOST_ROWS:
            raise too_many_rows(MOST_ROWS)
        self.rows.append(Row(number, cells))


class NotATable(ValidationError):
    """Nothing can be made of the file; the message says why, and what to do."""


def too_wide(number):
    return NotATable(
        _("Row %(row)s has more than %(limit)s columns.") % {"row": number, "limit": MOST_COLUMNS}
    )


def too_many_rows(limit):
    return NotATable(
        _("The file has more than %(limit)s rows. Send it in parts.") % {"limit": limit}
    )


def too_large():
    return NotATable(
        _("The file is too large (the limit is %(limit)s). Send it in parts.")
        % {"limit": filesizeformat(MOST_BYTES)}
    )
