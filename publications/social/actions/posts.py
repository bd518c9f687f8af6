"""Social posts: what was posted where, entered by its links, one a line."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mediacenter.services.journal.actions import log
from mediacenter.toolkit import links
from mediacenter.toolkit.link_keys import link_key
from publications.press.actions.pasted import Entered, lines_of
from publications.social.models import SocialPost
from unions.access import require
from unions.models import Channel, Organization
from unions.saving import may_be_saved

MOST_POSTS = 300


@transaction.atomic
def save_post(*, post, by=None):
    """Store a new or changed post; its link becomes the canonical one, `entered` stays as it is.

    Raises ValidationError where the organization has the post already, under whichever of its
    addresses, or where the link is none or leads to the organization's own page; PermissionDenied.
    """
    is_new = may_be_saved(post, by)
    post.entered, post.url = post.entered or post.url, links.normalize(post.url)
    refuse_duplicate(post)
    post.save()
    log(by, "post.entered" if is_new else "post.changed", post)
    return post


def refuse_duplicate(post):
    """Raise ValidationError where the organization has the post; within a transaction."""
    one_at_a_time(post.organization)
    same = SocialPost.objects.filter(organization=post.organization, link_key=link_key(post.url))
    known = {link_key(post.url)} if same.exclude(pk=post.pk).exists() else set()
    channels = list(Channel.objects.open().filter(organization=post.organization))
    refuse_other_than_new_post(link_key(post.url), set(), known, channels)


def one_at_a_time(organization):
    """Whoever enters posts of the same organization waits, and sees these."""
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)


@transaction.atomic
def enter_posts(*, organization, when, text, rubric=None, article=None, by=None):
    """Enter a social post for each line of `text`, a link as it was pasted.

    `when` is (starts_on, ends_on, precision). A refused line holds up no other. Returns Entered.
    Raises ValidationError for too many lines, PermissionDenied.
    """
    require(by, "add", SocialPost(organization=organization))
    one_at_a_time(organization)
    lines, entered = lines_of(text, most=MOST_POSTS), Entered()
    starts_on, ends_on, precision = when
    for line, link, channel in new_posts(organization, lines, entered):
        post = SocialPost.objects.create(
            organization=organization,
            channel=channel,
            url=link,
            entered=line,
            starts_on=starts_on,
            ends_on=ends_on,
            precision=precision,
            rubric=rubric,
            article=article,
        )
        log(by, "post.entered", post)
        entered.saved.append(post)
    return entered


def new_posts(organization, lines, entered):
    """Yield (line, canonical link, channel) of each post; `entered` notes the lines refused."""
    channels = list(Channel.objects.open().filter(organization=organization))
    canonical = []
    for line in lines:
        try:
            canonical.append((line, links.normalize(line)))
        except ValidationError as refusal:
            entered.refuse(line, refusal)
    keys = {link: link_key(link) for _line, link in canonical}
    known, seen = already_entered(organization, keys.values()), set()
    for line, link in canonical:
        try:
            refuse_other_than_new_post(keys[link], seen, known, channels)
        except ValidationError as refusal:
            entered.refuse(line, refusal)
            continue
        seen.add(keys[link])
        yield line, link, channel_of(link, channels)


def already_entered(organization, keys):
    """Those of the keys that posts of the organization have: a set."""
    stored = SocialPost.objects.filter(organization=organization, link_key__in=keys)
    return set(stored.values_list("link_key", flat=True))


def refuse_other_than_new_post(key, seen, known, channels):
    if key in seen:
        raise ValidationError(_("This link is in the list twice."))
    if key in known:
        raise ValidationError(_("This post is entered already."))
    if any(key == channel.link_key for channel in channels):
        raise ValidationError(_("This is the page of the organization itself, not a post on it."))


def channel_of(link, channels):
    """The channel whose address the link begins with, or the only one on that network; or None."""
    for channel in channels:
        if link.startswith(f"{channel.url.rstrip('/')}/"):
            return channel
    network = links.network_of(link)
    of_network = [channel for channel in channels if network and channel.network == network]
    return of_network[0] if len(of_network) == 1 else None
