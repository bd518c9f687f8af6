"""The records behind a figure as a CSV that spreadsheets open."""

import csv
import io
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mediacenter.toolkit.tables.formulas import guarded

from .rows import keys_of, rows_of

A_TIME = 1000
MOST_RECORDS = 50_000


def sheet_of(indicator, found, user, portal):
    """Yield the lines of the CSV: declared figures first, then the records.

    `portal` is the address that the portal's own pages stand under. Cells that a spreadsheet would
    take for formulas begin with an apostrophe.
    """
    yield "\ufeff" + line(
        [
            pgettext("column", "Organization"),
            pgettext("column", "When"),
            pgettext("column", "What"),
            pgettext("column", "Number"),
            pgettext("column", "Source"),
            pgettext("column", "Address"),
        ]
    )
    for figure in found.declared:
        as_of = figure.as_of.isoformat() if figure.as_of else ""
        yield line(
            [
                str(figure.organization),
                as_of,
                _("declared figure"),
                str(figure.quantity),
                figure.source,
                "",
            ]
        )
    if found.records is None:
        return
    keys = iter(keys_of(indicator, found.records[:MOST_RECORDS]).items())
    while some := dict(islice(keys, A_TIME)):
        for row in rows_of(indicator, found.records.model, some, user):
            address = row.public_url or row.admin_url
            if address.startswith("/"):
                address = portal + address
            yield line([str(row.organization), row.when, row.name, row.number, "", address])


def line(cells):
    written = io.StringIO()
    csv.writer(written).writerow(map(guarded, cells))
    return written.getvalue()
