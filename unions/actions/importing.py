"""Channels from a table: all rows or none, and each refused row with its reason."""

import csv
import datetime as dt
import io
import zipfile
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from openpyxl import load_workbook

from mediacenter.toolkit import links
from mediacenter.toolkit.alphabetical import LANGUAGES
from unions.access import GRANTS
from unions.models import Network, Organization

from .channels import add_channel

MOST_ROWS = 2000  # about 14 s, while nobody else enters a channel
# What stands at the head of a column, in any of the languages.
COLUMNS = {
    "organization": {"organization", "ұйым", "организация"},
    "network": {"network", "желі", "сеть"},
    "link": {"link", "сілтеме", "ссылка"},
    "title": {"title", "атауы", "название"},
    "since": {"since", "басталған күні", "с какого дня"},
}
REQUIRED = {"organization", "link"}


@dataclass(frozen=True)
class Refusal:
    """A row that was not taken: its number in the table (the head is row 1), what it says, why."""

    row: int
    link: str
    reason: str


class RowsRefused(Exception):
    """Nothing was imported; `refusals` tells which rows are the reason."""

    def __init__(self, refusals):
        super().__init__(f"{len(refusals)} rows refused")
        self.refusals = refusals


@transaction.atomic
def import_channels(*, rows, by=None):
    """Enter a channel a row; return the channels.

    `rows`: dicts by column (organization: its address or a name; network: may be left out where
    the link tells it; link; title; since), as read_table gives them. Raises RowsRefused, and
    nothing is entered then.
    """
    channels, refusals = [], []
    for number, row in enumerate(rows, start=2):
        if not row:
            continue
        try:
            with transaction.atomic():
                channels.append(import_channel(row, by))
        except ValidationError as refused:
            refusals.append(Refusal(number, row.get("link", ""), " ".join(refused.messages)))
        except PermissionDenied:
            reason = _("Your role does not cover this organization.")
            refusals.append(Refusal(number, row.get("link", ""), reason))
    if refusals:
        raise RowsRefused(refusals)
    return channels


def import_channel(row, by):
    link = row.get("link", "")
    return add_channel(
        organization=organization_called(row.get("organization", ""), by),
        network=network_called(row.get("network", ""), link),
        link=link,
        title=row.get("title", ""),
        since=day(row.get("since", "")),
        by=by,
    )


def organization_called(called, by):
    """Find an organization by its address or by a name, among those that `by` reaches first."""
    named = Q(slug=called)
    for language in LANGUAGES:
        named |= Q(**{f"name_{language}": called}) | Q(**{f"short_name_{language}": called})
    found = Organization.objects.filter(named) if called else Organization.objects.none()
    reached = GRANTS[Organization].reached(found, by) if by else found
    candidates = list(reached[:2]) or list(found[:2])
    if len(candidates) == 1:
        return candidates[0]
    if candidates:
        raise ValidationError(
            _("Several organizations are called “%(name)s”: give the address of one.")
            % {"name": called}
        )
    raise ValidationError(_("There is no organization “%(name)s”.") % {"name": called})


def network_called(called, link):
    if not called:
        return links.network_of(links.normalize(link)) or Network.SITE
    for value, label in Network.choices:
        if called.lower() in (value, str(label).lower()):
            return value
    raise ValidationError(_("There is no network “%(name)s”.") % {"name": called})


def day(written):
    """Read 2024-08-30 or 30.08.2024; None for nothing."""
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%Y-%m-%d %H:%M:%S") if written else ():
        try:
            return dt.datetime.strptime(written, form).date()
        except ValueError:
            continue
    if written:
        raise ValidationError(_("“%(day)s” is not a date.") % {"day": written})
    return None


def read_table(content, *, filename):
    """Return the rows of a CSV or XLSX file (bytes) as dicts of stripped strings by column.

    An empty row stays, as an empty dict: rows keep their numbers. CSV is in UTF-8 or
    Windows-1251, separated by comma, semicolon or tab. Raises ValidationError.
    """
    lines = spreadsheet(content) if filename.lower().endswith(".xlsx") else separated(content)
    head = [column_called(title) for title in next(lines, [])]
    missing = REQUIRED - set(head)
    if missing:
        raise ValidationError(
            _("The table has no column %(columns)s.") % {"columns": ", ".join(sorted(missing))}
        )
    rows = []
    for line in lines:
        row = {column: text for column, text in zip(head, line, strict=False) if column}
        rows.append(row if any(row.values()) else {})
        if len(rows) > MOST_ROWS:
            raise ValidationError(_("The table has more than %(most)s rows.") % {"most": MOST_ROWS})
    return rows


def column_called(title):
    return next((name for name, titles in COLUMNS.items() if title.lower() in titles), "")


def separated(content):
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1251", errors="replace")
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        yield [cell.strip() for cell in line]


def spreadsheet(content):
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise ValidationError(_("The file is not a spreadsheet.")) from error
    for line in book.worksheets[0].iter_rows(values_only=True, max_row=MOST_ROWS + 2):
        yield ["" if cell is None else str(cell).strip() for cell in line]
