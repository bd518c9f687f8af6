"""Lists of what a figure counts, as far as they reach, and what it holds beyond them."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mediacenter.services.printing import blocks
from mediacenter.toolkit.quantity import Qualifier, say


def own(rows):
    return [row for row in rows if row["whose"] is None]


def of_branches(rows):
    return [row for row in rows if row["whose"]]


def table_below(facts, caption, rows, label, what):
    """A table of records of the organizations below: when, whose, and `what(row)` under `label`;
    nothing without such."""
    found = of_branches(rows)
    if not found:
        return []
    return [
        blocks.table(
            caption,
            [
                blocks.column(pgettext("column", "Date"), 3),
                blocks.column(pgettext("column", "Organization"), 4),
                blocks.column(label, 6),
            ],
            [[facts.day(row), facts.short(row["whose"]), what(row)] for row in found],
            row_headers=False,
        )
    ]


def whose_column(facts, rows):
    """A column, and a cell for each row, that tell whose a record is; none where all are the
    organization's own."""
    if not of_branches(rows):
        return [], [[] for _row in rows]
    cells = [[facts.short(row["whose"] or facts["organization"])] for row in rows]
    return [blocks.column(pgettext("column", "Organization"), 4)], cells


def not_all():
    return _("Not all are listed here; the rest are in the register.")


def cut(facts, name):
    """The sentence for a list that holds only the first of its records; "" where it holds all."""
    return not_all() if facts[name]["is_cut"] else ""


def told_cut(facts, name):
    """The same as a paragraph, for what is no table and has no note."""
    told = cut(facts, name)
    return [blocks.paragraph(told)] if told else []


def rest(facts, code, listed, *, is_cut):
    """Says what the figure of the year holds beyond the `listed`; nothing where that is all."""
    figure = facts.figure(code)
    left = figure["number"] - listed if figure else 0
    if is_cut and left <= 0:
        return [blocks.paragraph(not_all())]
    if not left:
        return []
    if left < 0:
        pattern = _("In the register beyond what was declared: %(rest)s.")
        qualifier = Qualifier.EXACT
    elif is_cut:
        pattern = _("Not listed here: %(rest)s. The page of the figure on the portal shows all.")
        qualifier = figure["qualifier"]
    else:
        pattern = _("Declared, without records in the register: %(rest)s.")
        qualifier = figure["qualifier"]
    number = facts.figure_run(code, aspect="rest", text=say(abs(left), qualifier))
    return [blocks.paragraph(blocks.sentence(pattern, rest=number))]
