"""Tables to fill in: a row for each thing that is known, a column for each thing asked of it.

    class FollowersRow(Row):
        number = NumberCell(label=_("followers"))

    grid = Grid(FollowersRow, channels, data=request.POST, day=day)
    outcome = grid.save(lambda row: count_followers(channel=row.record, …))

Shown by templates/grid.html; static/js/grid.js moves between the cells and takes what was copied
from a spreadsheet. A cell knows what it showed (`show_hidden_initial`): what somebody else has
entered in the meantime is not overwritten by a cell that nobody touched here.
"""

from dataclasses import dataclass, field

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .races import refused_in_words

MOST_CELLS = 400  # a page; each is sent twice, and Django takes 1,000 fields
MOST_ROWS = 50
_SPACES = str.maketrans("", "", " \u00a0\u2007\u2009\u202f'’")


def rows_a_page(columns):
    return max(1, min(MOST_ROWS, MOST_CELLS // max(1, columns)))


class NumberCell(forms.IntegerField):
    """A whole number, as spreadsheets write it: "12 345" too."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "grid-number"})
    default_error_messages = {"invalid": gettext_lazy("Write a whole number in figures.")}

    def __init__(self, *, min_value=0, max_value, **kwargs):
        # a longer one is refused before it is read
        super().__init__(min_value=min_value, max_value=max_value, required=False, **kwargs)

    def to_python(self, value):
        written = value.translate(_SPACES)[:20] if isinstance(value, str) else value
        return super().to_python(written)


class Row(forms.Form):
    """What is asked of one `record`; `shared` is what all rows know."""

    def __init__(self, *args, record, **kwargs):
        self.record = record
        super().__init__(*args, **kwargs)
        self.prepare()
        for cell in self.fields.values():
            cell.show_hidden_initial = True
            cell.widget.attrs["aria-label"] = f"{self.name}: {cell.label}"

    def prepare(self):
        """Add cells, fill in what is known."""

    @property
    def name(self):
        """What the row is about, in plain words."""
        return str(self.record)

    @property
    def heading(self):
        """The same as it stands at the beginning of the row; may be markup."""
        return self.name

    @property
    def note(self):
        """What helps to fill in the row: the last figure, whose page it is."""
        return ""


@dataclass
class Outcome:
    """`saved` is a number of rows, `refused` the rows that were not, each with its reasons."""

    saved: int = 0
    refused: list = field(default_factory=list)


class Grid:
    """Rows of one class over records; `shared` goes to each of them."""

    def __init__(self, row_class, records, *, data=None, key="pk", **shared):
        self.rows = [
            row_class(data, prefix=f"{getattr(record, key)}", record=record, **shared)
            for record in records
        ]

    @property
    def columns(self):
        return list(self.rows[0].fields.values()) if self.rows else []

    def save(self, act):
        """Call `act` with each row that was changed, all in one transaction; return the Outcome.

        A row that the use case refuses (ValidationError) stays out, and keeps its reasons.
        """
        outcome = Outcome()
        with transaction.atomic():
            for row in self.rows:
                if not row.has_changed():
                    continue
                if row.is_valid() and taken(row, act):
                    outcome.saved += 1
                else:
                    outcome.refused.append(row)
        return outcome

    def put_back(self, refused):
        """Let refused rows stand in their places, as they were sent."""
        by_place = {row.prefix: row for row in refused}
        self.rows = [by_place.get(row.prefix, row) for row in self.rows]


def taken(row, act):
    try:
        with refused_in_words(), transaction.atomic():
            act(row)
    except ValidationError as refusal:
        for name, reasons in reasons_by_cell(row, refusal):
            row.add_error(name, reasons)
        return False
    return True


def reasons_by_cell(row, refusal):
    """[(name of a cell, reasons)] of what a use case refuses; None for what is of no cell."""
    if not hasattr(refusal, "error_dict"):
        return [(None, refusal.messages)]
    by_field = refusal.message_dict.items()
    return [(name if name in row.fields else None, reasons) for name, reasons in by_field]


def fill_in(request, build, act, *, template, context):
    """Show a grid, and take what is sent: good rows are saved, refused ones come back in place.

    `build(data)` makes the Grid, `act(row)` is the use case of its kind.
    """
    grid, refused = build(None), []
    if request.method == "POST":
        outcome = build(request.POST).save(act)
        refused = outcome.refused
        if outcome.saved:
            message = ngettext(
                "%(number)s row is saved.", "%(number)s rows are saved.", outcome.saved
            )
            messages.success(request, message % {"number": outcome.saved})
        elif not refused:
            messages.info(request, _("Nothing was changed."))
        if not refused:
            return redirect(request.get_full_path())
        grid = build(None)
        grid.put_back(refused)
    return render(request, template, {"grid": grid, "refused": refused, **context})
