"""The followers of all pages of an organization and what is below it, on one day."""

from django import forms
from django.core.paginator import Paginator
from django.http import Http404
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.grids import MOST_ROWS, Grid, NumberCell, Row, fill_in
from mediacenter.toolkit.permissions import asks_for
from mediacenter.toolkit.quantity import Qualifier
from mediacenter.toolkit.request_values import day_in
from unions.actions import count_followers, withdraw_count
from unions.cabinet_access import organization_of
from unions.models import Channel, FollowerCount
from unions.rules import SPOKESPEOPLE

MOST_FOLLOWERS = 10_000_000_000


class FollowersRow(Row):
    """How many follow one channel; blank: nobody counted."""

    number = NumberCell(label=pgettext_lazy("unit", "followers"), max_value=MOST_FOLLOWERS)
    qualifier = forms.ChoiceField(
        label=pgettext_lazy("number", "precision"),
        choices=Qualifier,
        initial=Qualifier.EXACT,
        required=False,
        widget=forms.Select(attrs={"class": "grid-short"}),
    )

    def __init__(self, *args, counts, earlier, **kwargs):
        self.count, self.last = counts.get(kwargs["record"].pk), earlier.get(kwargs["record"].pk)
        super().__init__(*args, **kwargs)

    def prepare(self):
        if self.count is not None:
            self.initial = {"number": self.count.number, "qualifier": self.count.qualifier}

    def clean(self):
        nothing_said = not self["number"].data and self.count is None
        if nothing_said and "qualifier" in self.changed_data:
            self.add_error("number", _("Write how many there are."))

    @property
    def heading(self):
        """A link to the page, in a window of its own: what is typed here stays."""
        channel = self.record
        return format_html(
            '<a href="{}" target="_blank" rel="noopener noreferrer">{}: {}</a>',
            channel.url,
            channel.get_network_display(),
            channel.title or channel.url.partition("://")[2],
        )

    @property
    def note(self):
        if self.last is None:
            return f"{self.record.organization}"
        return f"{self.record.organization} · {self.last}"


@asks_for("unions.change_channel")
def table(request):
    organization, choices = organization_of(request, *SPOKESPEOPLE)
    day = day_asked_for(request)
    channels = (
        Channel.objects.open()
        .filter(organization__path__startswith=organization.path)
        .select_related("organization")
        .order_by("organization__path", "network", "pk")
    )
    page = Paginator(channels, MOST_ROWS).get_page(request.GET.get("page"))

    def build(data):
        return Grid(FollowersRow, page, data=data, **counts_on(page.object_list, day))

    return fill_in(
        request,
        build,
        lambda row: enter_count(row, day, by=request.user),
        template="unions/grids/followers.html",
        context={"page": page, "day": day, "organization": organization, "choices": choices},
    )


def counts_on(channels, day):
    """What the rows of some channels know: the counts of a day, and the newest before it."""
    counts = FollowerCount.objects.filter(channel__in=channels)
    earlier = counts.filter(counted_on__lt=day).order_by("channel", "-counted_on")
    return {
        "counts": {one.channel_id: one for one in counts.filter(counted_on=day)},
        "earlier": {one.channel_id: one for one in earlier.distinct("channel")},
    }


def enter_count(row, day, *, by):
    """Store what a changed row says of a day; a number that was taken out is withdrawn."""
    if row.cleaned_data["number"] is None:
        withdraw_count(channel=row.record, counted_on=day, by=by)
        return
    count_followers(
        channel=row.record,
        number=row.cleaned_data["number"],
        qualifier=row.cleaned_data["qualifier"] or Qualifier.EXACT,
        counted_on=day,
        by=by,
    )


def day_asked_for(request):
    """The day that the address names, today without one; 404 for none and for one to come."""
    asked = request.GET.get("on", "")
    today = timezone.localdate()
    if not asked:
        return today
    day = day_in(asked)
    if day is None or day > today or day.year < 2000:
        raise Http404
    return day
