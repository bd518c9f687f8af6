"""The records behind a figure as tables: a CSV that spreadsheets open, and a workbook (XLSX)."""

import csv
import io
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook

from mediacenter.toolkit.tables.cut import told_of
from mediacenter.toolkit.tables.formulas import guarded

from .rows import keys_of, rows_of

A_TIME = 1000
MOST_RECORDS = 50_000
MOST_IN_BOOK = 20_000  # which is written whole before it is sent


def sheet_of(indicator, found, user, portal):
    """Yield the lines of the CSV; see `table_of`."""
    yield "\ufeff"
    for cells in table_of(indicator, found, user, portal, most=MOST_RECORDS):
        yield line(cells)


def book_of(indicator, found, user, portal):
    """The bytes of the workbook; see `table_of`."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(pgettext("sheet", "Records"))
    for cells in table_of(indicator, found, user, portal, most=MOST_IN_BOOK):
        sheet.append([guarded(cell) for cell in cells])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def table_of(indicator, found, user, portal, *, most):
    """Yield rows of cells: the head, the declared figures, then the first `most` records,
    and a last row that says so where there are more.

    `portal` is the address that the portal's own pages stand under. Cells that a spreadsheet would
    take for formulas are to begin with an apostrophe.
    """
    yield [
        pgettext("column", "Organization"),
        pgettext("column", "When"),
        pgettext("column", "What"),
        pgettext("column", "Number"),
        pgettext("column", "Source"),
        pgettext("column", "Address"),
    ]
    for figure in found.declared:
        as_of = figure.as_of.isoformat() if figure.as_of else ""
        quantity = str(figure.quantity)
        yield [str(figure.organization), as_of, _("declared figure"), quantity, figure.source, ""]
    if found.records is None:
        return
    known = keys_of(indicator, found.records[: most + 1])
    keys = islice(known.items(), most)
    while some := dict(islice(keys, A_TIME)):
        for row in rows_of(indicator, found.records.model, some, user):
            address = row.public_url or row.admin_url
            if address.startswith("/"):
                address = portal + address
            yield [str(row.organization), row.when, row.name, row.number, "", address]
    if len(known) > most:
        yield [told_of(most, found.records.count())]


def line(cells):
    written = io.StringIO()
    csv.writer(written).writerow(map(guarded, cells))
    return written.getvalue()
