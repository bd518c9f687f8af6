"""Pages, channels, sites and newspapers."""

from django.db.models import Q
from django.utils.translation import pgettext_lazy

from mediacenter.reports.entering.register import Register
from mediacenter.reports.entering.rows import DayCell, NewRow, choice_cell, link_cell, text_cell
from mediacenter.reports.indicators import Section
from unions.actions import add_channel
from unions.models import Channel, Network


class ChannelRow(NewRow):
    network = choice_cell(Channel, "network", initial=Network.INSTAGRAM)
    url = link_cell(Channel, "url", required=True)
    title = text_cell(Channel, "title")
    since = DayCell(label=Channel._meta.get_field("since").verbose_name)


class Channels(Register):
    """A channel counts from year to year until it is closed: nothing is to be carried on."""

    code = "channels"
    section = Section.REACH
    title = pgettext_lazy("records", "Pages and channels")
    model = Channel
    row = ChannelRow
    indicators = ("channels.both_pages", *(f"channels.{network}" for network in Network.values))
    order = ("network", "pk")

    def in_year(self, place):
        began = Q(since=None) | Q(since__year__lte=place.year)
        return began & (Q(closed_on=None) | Q(closed_on__year__gt=place.year))

    def enter(self, row, place):
        given = row.cleaned_data
        add_channel(
            organization=place.organization,
            network=given["network"],
            link=given["url"],
            title=given["title"],
            since=given["since"],
            by=place.user,
        )


REGISTERS = (Channels(),)
