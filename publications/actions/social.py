"""Social posts: what was posted where, entered by its links, one a line."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mediacenter.toolkit import links
from publications.models import SocialPost
from unions.access import require
from unions.models import Channel, Organization
from unions.models.journal import log

from .pasted import Entered, lines_of

MOST_POSTS = 300


@transaction.atomic
def enter_posts(*, organization, when, text, rubric=None, article=None, by=None):
    """Enter a social post for each line of `text`, a link as it was pasted.

    `when` is (starts_on, ends_on, precision). A refused line holds up no other. Returns Entered.
    Raises ValidationError for too many lines, PermissionDenied.
    """
    require(by, "add", SocialPost(organization=organization))
    # Whoever enters posts of the same organization waits, and sees these.
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    lines, entered = lines_of(text, most=MOST_POSTS), Entered()
    starts_on, ends_on, precision = when
    for line, link, channel in new_posts(organization, lines, entered):
        post = SocialPost.objects.create(
            organization=organization,
            channel=channel,
            url=link,
            entered=line[:1000],
            starts_on=starts_on,
            ends_on=ends_on,
            precision=precision,
            rubric=rubric,
            article=article,
        )
        log(by, "entered", post)
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
    known, seen = already_entered(organization, [link for _line, link in canonical]), set()
    for line, link in canonical:
        try:
            refuse_other_than_new_post(link, seen, known, channels)
        except ValidationError as refusal:
            entered.refuse(line, refusal)
            continue
        seen |= links.spellings(link)
        yield line, link, channel_of(link, channels)


def already_entered(organization, found):
    """The canonical links of the organization's posts among `found`, in all their spellings."""
    spellings = {spelling for link in found for spelling in links.spellings(link)}
    stored = SocialPost.objects.filter(organization=organization, url__in=spellings)
    return {spelling for post in stored for spelling in links.spellings(post.url)}


def refuse_other_than_new_post(link, seen, known, channels):
    if link in seen:
        raise ValidationError(_("This link stands twice in the list."))
    if link in known:
        raise ValidationError(_("This post is entered already."))
    if any(link in links.spellings(channel.url) for channel in channels):
        raise ValidationError(_("This is the page of the organization itself, not a post on it."))


def channel_of(link, channels):
    """The channel whose address the link begins with, or the only one on that network; or None."""
    for channel in channels:
        if link.startswith(f"{channel.url.rstrip('/')}/"):
            return channel
    network = links.network_of(link)
    of_network = [channel for channel in channels if network and channel.network == network]
    return of_network[0] if len(of_network) == 1 else None
