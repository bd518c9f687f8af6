"""Channels from a table: all rows or none, and each refused row with its reason."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from mediacenter.toolkit import links
from mediacenter.toolkit.alphabetical import LANGUAGES
from mediacenter.toolkit.dates import Precision
from mediacenter.toolkit.tables.columns import Columns
from mediacenter.toolkit.when import read_when
from unions.access import GRANTS
from unions.models import Channel, Network, Organization

from .channels import add_channel

MOST_ROWS = 2000  # about 14 s, while nobody else enters a channel
REQUIRED = ("organization", "link")
ALSO = {"link": ("url",), "since": ("с какого дня", "басталған күні")}
FIELDS = {"link": "url"}  # columns that are named otherwise than their field


@dataclass(frozen=True)
class Refusal:
    """A row that was not taken: its number in the table (the head is row 1), and each reason."""

    row: int
    reasons: tuple


class RowsRefused(Exception):
    """Nothing was imported; `refusals` tells which rows are the reason."""

    def __init__(self, refusals):
        super().__init__(f"{len(refusals)} rows refused")
        self.refusals = refusals


def channel_columns():
    """The columns of a table of channels, headed as the fields of a channel are."""

    def headings():
        names = ("organization", "network", "link", "title", "since")
        return {
            name: Channel._meta.get_field(FIELDS.get(name, name)).verbose_name for name in names
        }

    return Columns(headings, required=REQUIRED, also=ALSO)


@transaction.atomic
def import_channels(*, rows, by=None):
    """Enter a channel a row; return the channels.

    `rows`: TableRows (organization: its address or a name; network: may be left out where the
    link tells it; link; title; since), as read_table gives them. Raises RowsRefused, and nothing
    is entered then.
    """
    channels, refusals = [], []
    for number, row in rows:
        try:
            with transaction.atomic():
                channels.append(import_channel(row, by))
        except ValidationError as refused:
            refusals.append(Refusal(number, tuple(refused.messages)))
        except PermissionDenied:
            refusals.append(Refusal(number, (_("Your role does not cover this organization."),)))
    if refusals:
        raise RowsRefused(refusals)
    return channels


def import_channel(row, by):
    link = row.get("link", "")
    read = {
        "organization": lambda: organization_called(row.get("organization", ""), by),
        "network": lambda: network_called(row.get("network", ""), link),
        "since": lambda: day(row.get("since", "")),
    }
    given, reasons = {}, []
    for name, reading in read.items():
        try:
            given[name] = reading()
        except ValidationError as refused:
            reasons += refused.messages
    if reasons:
        raise ValidationError(reasons)
    return add_channel(link=link, title=row.get("title", ""), by=by, **given)


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
    """The day that was written, 2024-08-30 or 30.08.2024, with its time or without; None for ""."""
    starts_on, ends_on, precision = read_when(written)
    if starts_on != ends_on or precision != Precision.DAY:
        raise ValidationError(
            _("“%(day)s” is not a date: write it as 30.08.2024.") % {"day": written}
        )
    return starts_on
