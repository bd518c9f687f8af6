"""Social posts: what was posted where, entered by its links, one a line."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mediacenter.toolkit import links
from publications.models import SocialPost
from unions.access import require
from unions.models import Channel, Organization
from unions.models.journal import log

MOST_POSTS = 300


@dataclass
class ReadPosts:
    """What a list of links holds: posts to be saved, and (line, reason) for each other line."""

    posts: list = field(default_factory=list)
    refused: list = field(default_factory=list)
    are_saved: bool = False


@transaction.atomic
def enter_posts(
    *, organization, when, text, rubric=None, article=None, by=None, leave_out_refused=False
):
    """Enter a social post for each line of `text`, a link as it was pasted.

    `when` is (starts_on, ends_on, precision). While a line is refused nothing is saved, unless
    `leave_out_refused`. Returns ReadPosts. Raises ValidationError for too many lines,
    PermissionDenied.
    """
    require(by, "add", SocialPost(organization=organization))
    # Whoever enters posts of the same organization waits, and sees these.
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    read = read_posts(organization, text)
    if not read.posts or (read.refused and not leave_out_refused):
        return read
    starts_on, ends_on, precision = when
    for post in read.posts:
        post.starts_on, post.ends_on, post.precision = starts_on, ends_on, precision
        post.rubric, post.article = rubric, article
        post.save()
        log(by, "entered", post)
    read.are_saved = True
    return read


def read_posts(organization, text):
    """Read a list of links without saving anything; returns ReadPosts."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_POSTS:
        raise ValidationError(
            _("There are more than %(limit)s links. Send them in parts.") % {"limit": MOST_POSTS}
        )
    channels = list(Channel.objects.open().filter(organization=organization))
    read, seen = ReadPosts(), set()
    canonical = {}
    for line in lines:
        try:
            canonical[line] = links.normalize(line)
        except ValidationError as refusal:
            canonical[line] = refusal
    entered = already_entered(
        organization, [link for link in canonical.values() if isinstance(link, str)]
    )
    for line in lines:
        try:
            link = canonical[line]
            if isinstance(link, ValidationError):
                raise link
            refuse_other_than_new_post(link, seen, entered, channels)
        except ValidationError as refusal:
            read.refused.append((line, " ".join(refusal.messages)))
            continue
        seen |= links.spellings(link)
        channel = channel_of(link, channels)
        read.posts.append(
            SocialPost(organization=organization, url=link, entered=line[:1000], channel=channel)
        )
    return read


def already_entered(organization, found):
    """The canonical links of the organization's posts among `found`, in all their spellings."""
    spellings = {spelling for link in found for spelling in links.spellings(link)}
    stored = SocialPost.objects.filter(organization=organization, url__in=spellings)
    return {spelling for post in stored for spelling in links.spellings(post.url)}


def refuse_other_than_new_post(link, seen, entered, channels):
    if link in seen:
        raise ValidationError(_("This link stands twice in the list."))
    if link in entered:
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
