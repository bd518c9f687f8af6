"""A table that was copied from a spreadsheet, laid into the rows of a register without scripts."""

import csv
from io import StringIO

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from mediacenter.toolkit.plain_text import cleaned
from mediacenter.toolkit.quantity import say

MOST_PASTED = 50  # rows at once
LONGEST = 100_000  # characters: no cell that the csv module refuses


def pasted_rows(text, row_class):
    """[{name of a cell: value}] of tab-separated lines, in the order of the row's cells.

    A first line of headings is passed over, and so is what lies beyond the last cell. What a choice
    is called stands for it. Raises ValidationError where the text is too long to be read.
    """
    text = cleaned(text)
    if len(text) > LONGEST:
        raise ValidationError(
            _(
                "The table has %(length)s characters, and at most %(most)s are read at once."
                " Nothing of it is saved: paste it in parts."
            ),
            code="too_long",
            params={"length": say(len(text)), "most": say(LONGEST)},
        )
    cells = row_class.base_fields
    lines = [
        [" ".join(value.split()) for value in line]
        for line in csv.reader(StringIO(text), delimiter="\t")
    ]
    lines = [line for line in lines if any(line)]
    headings = [str(cell.label).lower() for cell in cells.values()]
    if lines and lines[0][0].lower() == headings[0]:
        del lines[0]
    return [
        {name: meant(cell, value) for (name, cell), value in zip(cells.items(), line)}  # noqa: B905
        for line in lines
    ]


def meant(cell, value):
    """The key of what a choice is called; any other value as it is."""
    if isinstance(cell, forms.BooleanField):
        return "on" if value else ""
    if isinstance(cell, forms.ChoiceField):
        by_label = {str(label).lower(): key for key, label in cell.choices}
        return by_label.get(value.lower(), value)
    return value


def lay_into(sent, code, row_class, *, first, room):
    """A copy of what was sent in which the pasted table of a register stands in its rows.

    `first` is the number of the first row that nothing is in, `room` how many rows it may take.
    Raises ValidationError where the table has more.
    """
    laid = sent.copy()
    rows = pasted_rows(laid.pop(f"paste-{code}", [""])[-1], row_class)
    if len(rows) > room:
        raise ValidationError(
            _(
                "The table has %(rows)s rows, and at most %(room)s fit here at once."
                " Nothing of it is saved: paste it in parts."
            ),
            code="too_many",
            params={"rows": say(len(rows)), "room": say(room)},
        )
    for number, row in enumerate(rows, first):
        for name, value in row.items():
            laid[f"{code}-{number}-{name}"] = str(value)
    laid[f"rows-{code}"] = str(first + len(rows))
    return laid
