"""The end of organizations: merged, closed, and opened again with all that ended with them."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mediacenter.services.transitions.steps import taking
from unions.access import require
from unions.models import Appointment, Channel, Organization
from unions.models.organization import EventKind
from unions.transitions import CLOSE_ORGANIZATION, MERGE_ORGANIZATION, REOPEN_ORGANIZATION

from .channels import close_channel, reopen_channel
from .order_of_events import (
    branches_after,
    channels_after,
    events_after,
    founding_after,
    moves_after,
    names_after,
    open_channels,
    posts_after,
    refuse_before,
    refuse_future,
)
from .organizations import put_below, record, refuse_closed


def merge_organizations(*, organization, successor, by=None, merged_on=None, decision=""):
    """Close an organization in favour of another, which takes over everything below it.

    What it did stays its own. Raises ValidationError: one of them is closed, the successor stands
    below, or the day lies ahead or before what is on record of them.
    """
    details = {"into": successor.slug}
    with taking(MERGE_ORGANIZATION, organization.pk, by=by, details=details) as organization:
        successor = Organization.objects.get(pk=successor.pk)
        require(by, "add", successor)
        refuse_future(merged_on)
        refuse_closed(successor)
        if successor.path.startswith(organization.path):
            raise ValidationError(
                _("An organization cannot be merged into one below it."), code="below"
            )
        on = merged_on or timezone.localdate()
        branches = list(Organization.objects.get_children(organization))
        refuse_before(
            on,
            *life_after(organization, on),
            founding_after(successor, on),
            *(founding_after(branch, on) + moves_after(branch, on) for branch in branches),
        )
        for branch in branches:
            put_below(branch, successor)
            record(branch, EventKind.MOVED, on, decision, other=organization)
        affiliated = Organization.objects.filter(territorial_association=organization)
        taken_over = {
            "branches": [branch.pk for branch in branches],
            "affiliated": list(affiliated.values_list("pk", flat=True)),
        }
        affiliated.update(territorial_association=successor)
        organization.refresh_from_db()  # its branches have left it
        organization.closed_on = on
        ended = {**end_posts_and_channels(organization, on, by), **taken_over}
        record(organization, EventKind.MERGED, on, decision, other=successor, ended=ended)
    return organization


def close_organization(*, organization, by=None, closed_on=None, decision=""):
    """Close an organization; its posts end and its channels close with it.

    Raises ValidationError while an organization below it is open, and for a day that lies ahead
    or before what is on record of it: nothing is cut off.
    """
    with taking(CLOSE_ORGANIZATION, organization.pk, by=by) as organization:
        refuse_future(closed_on)
        descendants = Organization.objects.get_descendants(organization)
        if descendants.open().exists():
            raise ValidationError(
                _("Organizations below it are open: close, move or merge them first."),
                code="branches",
            )
        on = closed_on or timezone.localdate()
        refuse_before(on, *life_after(organization, on), branches_after(descendants, on))
        organization.closed_on = on
        ended = end_posts_and_channels(organization, on, by)
        record(organization, EventKind.CLOSED, on, decision, ended=ended)
    return organization


@transaction.atomic
def reopen_organization(*, organization, by=None, reopened_on=None, decision=""):
    """Take back a closing or a merger: what ended with the organization goes on.

    Posts and channels that were changed since then stay as they are, and so do branches that have
    left the successor. Raises ValidationError: it is open, what it stands below is closed, or the
    day lies ahead or before the closing.
    """
    details = {"decision": decision}
    with taking(REOPEN_ORGANIZATION, organization.pk, by=by, details=details) as organization:
        refuse_future(reopened_on)
        parent = Organization.objects.get_parent(organization)
        if parent is not None:
            refuse_closed(parent)
        on = reopened_on or timezone.localdate()
        refuse_before(on, events_after(organization.events, on))
        closing = organization.events.filter(kind__in=[EventKind.CLOSED, EventKind.MERGED]).last()
        if closing is not None:
            require_successor(closing, by)
        closed_on = organization.closed_on
    if closing is not None:  # what goes on does so in an organization that is open
        resume_what_ended(organization, closing, closed_on, on, by)
    record(organization, EventKind.REOPENED, on, decision)
    organization.refresh_from_db()
    return organization


def life_after(organization, day):
    """All that is on record of an organization itself after a day."""
    return (
        founding_after(organization, day),
        events_after(organization.events.exclude(kind=EventKind.FOUNDED), day),
        names_after(organization, day),
        posts_after(organization, day),
        channels_after(open_channels(organization), day),
    )


def end_posts_and_channels(organization, on, by):
    """End the posts and close the channels of an organization; return what that ended, by keys.

    {"posts": {key: the former last day or None}, "channels": [key]}
    """
    posts = Appointment.objects.filter(organization=organization).exclude(ends_on__lte=on)
    ended = {pk: last and last.isoformat() for pk, last in posts.values_list("pk", "ends_on")}
    posts.update(ends_on=on)
    channels = list(open_channels(organization))
    for channel in channels:
        close_channel(channel=channel, closed_on=on, by=by)
    return {"posts": ended, "channels": [channel.pk for channel in channels]}


def require_successor(closing, by):
    """What comes back from a successor is taken from it: who may not change it may not."""
    if closing.kind == EventKind.MERGED and closing.ended.get("branches"):
        require(by, "change", closing.other)


def resume_what_ended(organization, closing, closed_on, on, by):
    """Let go on what a closing has ended, where nobody has changed it since."""
    ended = closing.ended
    posts = Appointment.objects.select_for_update().filter(
        organization=organization, ends_on=closed_on, pk__in=ended.get("posts", {})
    )
    for post in posts:
        former = ended["posts"][str(post.pk)]
        post.ends_on = former and dt.date.fromisoformat(former)
        post.save(update_fields=["ends_on"])
    closed = Channel.objects.filter(
        organization=organization, closed_on=closed_on, pk__in=ended.get("channels", [])
    )
    for channel in closed:
        reopen_channel(channel=channel, by=by)
    if closing.kind != EventKind.MERGED:
        return
    branches = Organization.objects.get_children(closing.other)
    for branch in list(branches.filter(pk__in=ended.get("branches", []))):
        put_below(branch, organization)
        record(branch, EventKind.MOVED, on, "", other=closing.other)
    Organization.objects.filter(
        territorial_association=closing.other, pk__in=ended.get("affiliated", [])
    ).update(territorial_association=organization)
