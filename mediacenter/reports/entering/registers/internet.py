"""Posts in social networks, and who follows the pages."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mediacenter.reports.entering.register import Register
from mediacenter.reports.entering.rows import DatedRow, link_cell
from mediacenter.reports.indicators import Section
from publications.social.actions.posts import save_post
from publications.social.models import SocialPost
from unions.grids.followers import FollowersRow, counts_on, enter_count
from unions.models import Channel, Network


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
        return list(followed.select_related("organization").order_by(*self.order)[:MOST_CHANNELS])

    def shared(self, place, channels):
        return counts_on(channels, place.last_day)

    def enter(self, row, place):
        enter_count(row, place.last_day, by=place.user)


MOST_CHANNELS = 40
REGISTERS = (Posts(), Followers())
