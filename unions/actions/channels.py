"""Channels: their links are made canonical, and what is doubtful about them is flagged."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mediacenter.services.journal.actions import log
from mediacenter.services.transitions.steps import arrive, taking
from mediacenter.toolkit import links
from mediacenter.toolkit.link_keys import link_key
from mediacenter.toolkit.quantity import Qualifier
from unions.access import require
from unions.deletion_registry import brings_back, deletes, gone_at_once, locks_for_return
from unions.locks import hold_channels
from unions.models import Channel, ChannelFlag, FlagKind, FollowerCount, Network
from unions.transitions import CLOSE_CHANNEL, DROP_DOUBT, REOPEN_CHANNEL, SETTLE_DOUBT

from .bin import put_in_bin
from .order_of_events import channels_after, refuse_before, refuse_future
from .organizations import refuse_closed

# Links of these networks are told by their host, so a mix-up is seen.
TOLD_BY_HOST = {network for network in Network if network not in (Network.SITE, Network.NEWSPAPER)}
gone_at_once(FollowerCount, why="A count is withdrawn, and entered again at once.")


@transaction.atomic
def add_channel(*, organization, network, link, by=None, title="", since=None):
    """Enter a channel as the link was pasted; return it with its doubts flagged.

    Raises ValidationError: the link is none (links.NotALink), leads to another network or to none
    of its pages, or the organization has this page already.
    """
    url = checked(link, network=network)
    channel = Channel(
        organization=organization,
        network=network,
        url=url,
        entered=link,
        title=title,
        since=since,
    )
    require(by, "add", channel)
    hold_channels()
    refuse_second(organization, url)
    channel.save()
    raise_doubts(channel)
    log(by, "channel.added", channel, link=url)
    return channel


@transaction.atomic
def change_channel(*, channel, network, link, by=None, title="", since=None):
    """Give a channel other particulars; doubts follow the link. Raises as add_channel does."""
    url = checked(link, network=network)
    hold_channels()
    channel = Channel.objects.select_for_update().get(pk=channel.pk)
    require(by, "change", channel)
    refuse_second(channel.organization, url, besides=channel)
    before = channel.url
    if url != before:
        channel.url, channel.entered = url, link
    channel.network, channel.title, channel.since = network, title, since
    channel.clean()
    channel.save()
    if url != before:
        drop_doubts(channel, _("The link was changed."))
        drop_shared(before)
    if not channel.closed_on:
        raise_doubts(channel, anew=url != before)
    log(by, "channel.changed", channel, link=url)
    return channel


@transaction.atomic
def close_channel(*, channel, closed_on, by=None):
    """Note that a channel ceased; nothing about it is doubtful any more.

    Raises ValidationError: it is closed, or the day lies ahead or before what is known of it.
    """
    with taking(CLOSE_CHANNEL, channel.pk, by=by, details={"on": str(closed_on)}) as channel:
        refuse_future(closed_on)
        refuse_before(closed_on, channels_after(Channel.objects.filter(pk=channel.pk), closed_on))
        channel.closed_on = closed_on
    drop_doubts(channel, _("The channel was closed."))
    drop_shared(channel.url)
    return channel


@transaction.atomic
def reopen_channel(*, channel, by=None):
    """Take back that a channel ceased; what is doubtful about its link is flagged again.

    Raises ValidationError: it is open, or its organization is closed.
    """
    with taking(REOPEN_CHANNEL, channel.pk, by=by) as channel:
        refuse_closed(channel.organization)
    raise_doubts(channel, anew=False)
    return channel


@deletes(Channel)
@transaction.atomic
def remove_channel(*, channel_id, by=None):
    """Put a channel that was entered by mistake into the bin; one that ceased is closed instead.

    Returns the BinEntry.
    """
    hold_channels()
    channel = Channel.objects.select_for_update().get(pk=channel_id)
    require(by, "delete", channel)
    log(by, "channel.removed", channel.organization, link=channel.url)
    entry = put_in_bin(record=channel, by=by, link=channel.url)
    drop_shared(channel.url)
    return entry


@locks_for_return(Channel)
def lock_channels(entry):
    hold_channels()


@brings_back(Channel)
def doubt_returned(channel, *, by):
    """Raises ValidationError: it stands there anew, or its organization is closed."""
    refuse_second(channel.organization, channel.url, besides=channel)
    if not channel.closed_on:
        refuse_closed(channel.organization)
    raise_doubts(channel, anew=False)


@transaction.atomic
def count_followers(
    *,
    channel,
    number,
    counted_on,
    by=None,
    qualifier=Qualifier.EXACT,
    precision="day",
    source="",
):
    """Enter how many followed a channel on a day; a second count of that day replaces the first."""
    require(by, "change", channel)
    count, _created = FollowerCount.objects.update_or_create(
        channel=channel,
        counted_on=counted_on,
        defaults={
            "number": number,
            "qualifier": qualifier,
            "precision": precision,
            "source": source,
        },
    )
    log(by, "channel.followers_counted", channel, number=number, qualifier=qualifier)
    return count


@transaction.atomic
def withdraw_count(*, channel, counted_on, by=None):
    """Take out the count of a day that was entered by mistake; nothing where there is none."""
    require(by, "change", channel)
    withdrawn, _each = channel.follower_counts.filter(counted_on=counted_on).delete()
    if withdrawn:
        log(by, "channel.count_withdrawn", channel, on=str(counted_on))


@transaction.atomic
def doubt_channel(*, channel, kind, by=None):
    """Raise a doubt by hand: that an account is personal, its link seldom tells."""
    require(by, "change", channel)
    flag, created = ChannelFlag.objects.get_or_create(channel=channel, kind=kind, settled_on=None)
    if created:
        log(by, "channel.doubted", channel, kind=kind)
    return flag


def settle_flag(*, flag, settlement, by=None):
    """Say how a doubt was settled. Raises ValidationError when it was settled before."""
    with taking(SETTLE_DOUBT, flag.pk, by=by) as flag:
        flag.settlement = settlement
    return flag


def checked(link, *, network):
    """Return the canonical link of a page in that network. Raises ValidationError."""
    url = links.normalize(link)
    leads_to = links.network_of(url)
    if network in TOLD_BY_HOST and leads_to != network:
        raise ValidationError(
            _("This link does not lead to %(network)s."),
            code="network",
            params={"network": Network(network).label},
        )
    if network == Network.SITE and leads_to:
        raise ValidationError(
            _("This link leads to a page in %(network)s, not to a website."),
            code="network",
            params={"network": Network(leads_to).label},
        )
    if leads_to and urlsplit(url).path.strip("/") == "":
        raise ValidationError(_("This link leads to a network, not to a page in it."), code="page")
    return url


def refuse_second(organization, url, besides=None):
    channels = organization.channels.filter(link_key=link_key(url))
    if besides is not None:
        channels = channels.exclude(pk=besides.pk)
    if channels.exists():
        raise ValidationError(_("The organization has this channel already."), code="second")


def raise_doubts(channel, *, anew=True):
    """Flag what is doubtful; without `anew` what a person has settled rests."""
    flags = channel.flags.all() if not anew else channel.flags.filter(settled_on=None)
    present = set(flags.values_list("kind", flat=True))
    for kind in sorted(links.doubts(channel.url) - present):
        ChannelFlag.objects.create(channel=channel, kind=kind)
    others = others_with(channel.url, besides=channel.organization_id)
    if not others or (not anew and FlagKind.SHARED in present):
        return
    for one in [channel, *others]:
        ChannelFlag.objects.get_or_create(channel=one, kind=FlagKind.SHARED, settled_on=None)


def others_with(url, *, besides):
    return list(
        Channel.objects.filter(link_key=link_key(url), closed_on=None)
        .exclude(organization=besides)
        .order_by("pk")
    )


def drop_doubts(channel, reason):
    for flag in channel.flags.filter(settled_on=None):
        drop_doubt(flag, reason)


def drop_shared(url):
    """Settle "the same page for another" where the last other has gone."""
    left = Channel.objects.filter(link_key=link_key(url), closed_on=None)
    if left.values("organization").distinct().count() > 1:
        return
    for flag in ChannelFlag.objects.filter(channel__in=left, kind=FlagKind.SHARED, settled_on=None):
        drop_doubt(flag, _("No other organization has this page any more."))


def drop_doubt(flag, reason):
    flag.settlement = reason
    arrive(DROP_DOUBT, flag)
