"""The pivot as a workbook (XLSX): every figure that was asked for, up to a bound of cells,
and a last row that says so where there are more."""

import io

from django.utils.translation import pgettext
from openpyxl import Workbook

from mediacenter.toolkit.tables.cut import told_of
from mediacenter.toolkit.tables.formulas import guarded

from .pivot import figures_by_organization, number_of

MOST_CELLS = 200_000
AT_ONCE = 500


def workbook_of(organizations, indicators, years):
    """The bytes of a workbook; no cell begins a formula, whatever an organization is called."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(guarded(pgettext("sheet", "Figures")))
    columns = [(indicator, year) for indicator in indicators for year in years]
    heads = [
        pgettext("column", "Organization"),
        pgettext("column", "Level"),
        pgettext("column", "Region"),
    ]
    figures = [f"{indicator.name}, {year}" for indicator, year in columns]
    sheet.append([guarded(str(head)) for head in (*heads, *figures)])
    most = MOST_CELLS // max(len(columns), 1)
    found = organizations.select_related("region")[: most + 1]
    some, number = [], 0
    for number, one in enumerate(found.iterator(AT_ONCE), 1):
        if number > most:
            break
        some.append(one)
        if len(some) == AT_ONCE:
            write(sheet, some, columns, years)
            some = []
    write(sheet, some, columns, years)
    if number > most:
        sheet.append([told_of(most, organizations.count())])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def write(sheet, organizations, columns, years):
    rolled = figures_by_organization(organizations, years)
    for one in organizations:
        sheet.append(
            [
                guarded(one.name),
                guarded(one.get_kind_display()),
                guarded(str(one.region or "")),
                *(number_of(rolled, one.pk, column) for column in columns),
            ]
        )
