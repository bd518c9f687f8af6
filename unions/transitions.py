"""The states of organizations, channels and doubts, and each step between them.

Organizations: open → closed (close, merge) → open (reopen). Channels: open ⇄ closed. Doubts about
a channel: open → settled. Locks: the tree, the channels.
"""

from dataclasses import replace
from operator import attrgetter

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mediacenter.services.transitions.steps import DatedStates, Transition, both_ways
from unions.locks import hold_channels, hold_tree
from unions.models import Channel, ChannelFlag, Organization

# --- Organizations --------------------------------------------------------------------------------


def lock_organization(key):
    hold_tree()
    hold_channels()
    return Organization.objects.get(pk=key)


ORGANIZATION = DatedStates(lock=lock_organization, field="closed_on")


CLOSE_ORGANIZATION, REOPEN_ORGANIZATION = both_ways(
    ORGANIZATION,
    permission="unions.change_organization",
    codes=("organization.closed", "organization.reopened"),
    refusals=(_("“%(organization)s” is closed."), _("“%(organization)s” is open.")),
)
MERGE_ORGANIZATION = replace(CLOSE_ORGANIZATION, code="organization.merged")

# --- Channels -------------------------------------------------------------------------------------


def lock_channel(key):
    hold_channels()
    channels = Channel.objects.select_related("organization")
    return channels.select_for_update(of=["self"]).get(pk=key)


CHANNEL = DatedStates(lock=lock_channel, field="closed_on")
CLOSE_CHANNEL, REOPEN_CHANNEL = both_ways(
    CHANNEL,
    permission="unions.change_channel",
    codes=("channel.closed", "channel.reopened"),
    refusals=(_("This channel is closed."), _("This channel is open.")),
)

# --- Doubts about a channel -----------------------------------------------------------------------

OPEN, SETTLED = False, True


def lock_doubt(key):
    return ChannelFlag.objects.select_for_update().get(pk=key)


def enter_doubt(flag, *, was, by):
    flag.save(update_fields=["settled_on", "settlement"])


DOUBT = DatedStates(
    lock=lock_doubt,
    enter=enter_doubt,
    field="settled_on",
    now=timezone.localdate,
    details=lambda flag: {"kind": flag.kind, "settlement": flag.settlement},
    asks_of=attrgetter("channel"),
    tells_of=attrgetter("channel"),
)
SETTLE_DOUBT = Transition(
    DOUBT,
    code="channel.doubt_resolved",
    permission="unions.change_channel",
    starts_from={OPEN},
    leads_to=SETTLED,
    refusal=_("This doubt is already resolved."),
)
# With what it was about, a doubt falls away: what became of the channel is told.
DROP_DOUBT = Transition(DOUBT, code=None, permission=None, starts_from={OPEN}, leads_to=SETTLED)
