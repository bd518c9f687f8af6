"""Posts in social networks, and who follows the pages."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.reports.entering.register import Register
from mediacenter.reports.entering.rows import DatedRow, DayCell, NewRow, link_cell, text_cell
from mediacenter.reports.indicators import Section
from mediacenter.toolkit.first_of import FirstOf
from mediacenter.toolkit.language import slug_for
from publications.articles.models import Rubric
from publications.social.actions.posts import save_post
from publications.social.models import SocialPost
from unions.grids.followers import FollowersRow, counts_on, enter_count
from unions.models import Channel, Network
from unions.saving import save_record


class PostRow(DatedRow):
    url = link_cell(SocialPost, "url", required=True)


class Posts(Register):
    code = "posts"
    section = Section.INTERNET
    title = _("Posts in social networks")
    model = SocialPost
    row = PostRow
    indicators = ("social.materials",)

    def enter(self, row, place):
        post = SocialPost(organization=place.organization, url=row.cleaned_data["url"], **row.span)
        save_post(post=post, by=place.user)


class RubricRow(NewRow):
    name_of_rubric = text_cell(Rubric, "name", required=True)
    opened_on = DayCell(label=Rubric._meta.get_field("opened_on").verbose_name)
    marks_memorable_dates = forms.BooleanField(
        label=Rubric._meta.get_field("marks_memorable_dates").verbose_name, required=False
    )

    def clean_opened_on(self):
        day = self.cleaned_data["opened_on"]
        return day and self.place.in_year((day, day, "day"))[0]


class Rubrics(Register):
    """A rubric goes on from year to year until it is closed; one closed last year can be opened
    again."""

    code = "rubrics"
    section = Section.INTERNET
    title = pgettext_lazy("heading", "Rubrics")
    model = Rubric
    row = RubricRow
    order = ("-opened_on", "-pk")

    def in_year(self, place):
        began = Q(opened_on=None) | Q(opened_on__year__lte=place.year)
        return began & (Q(closed_on=None) | Q(closed_on__year__gte=place.year))

    def enter(self, row, place):
        given = row.cleaned_data
        rubric = Rubric(
            organization=place.organization,
            name=given["name_of_rubric"],
            slug=slug_for(
                given["name_of_rubric"],
                taken=lambda slug: Rubric.objects.filter(slug=slug).exists(),
            ),
            **row.given("opened_on", "marks_memorable_dates"),
        )
        save_record(record=rubric, by=place.user)

    def earlier(self, place):
        closed = self.of(place).filter(closed_on__year=place.year - 1)
        return FirstOf(closed.order_by("pk"), KEPT)

    def carry_on(self, record, place):
        rubric = Rubric.objects.get(pk=record.pk)
        rubric.closed_on = None
        save_record(record=rubric, by=place.user)


FOLLOWED = (
    *(Network.FACEBOOK, Network.INSTAGRAM, Network.YOUTUBE),
    *(Network.TELEGRAM, Network.TIKTOK),
)


class Followers(Register):
    """How many follow each channel at the end of the year, or today."""

    code = "followers"
    section = Section.INTERNET
    title = _("Followers of the pages")
    model = Channel
    row = FollowersRow
    indicators = tuple(f"social.followers.{network}" for network in FOLLOWED)
    order = ("network", "pk")

    def in_year(self, place):
        began = Q(since=None) | Q(since__lte=place.last_day)
        return began & (Q(closed_on=None) | Q(closed_on__gt=place.last_day))

    def known(self, place):
        return []

    def may_enter(self, place):
        return place.user.has_perm("unions.change_channel", self.sample(place))

    def rows_to_fill_in(self, place):
        followed = self.of(place).filter(self.in_year(place), network__in=FOLLOWED)
        return FirstOf(followed.select_related("organization").order_by(*self.order), MOST_CHANNELS)

    def shared(self, place, channels):
        return counts_on(channels, place.last_day)

    def enter(self, row, place):
        enter_count(row, place.last_day, by=place.user)


MOST_CHANNELS = 40
KEPT = 50  # rubrics of last year that the page offers to carry on
REGISTERS = (Posts(), Rubrics(), Followers())
