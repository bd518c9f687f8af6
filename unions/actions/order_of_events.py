"""Dates that would cut what is on record: a day is held against all that happened after it.

Each question names, in a sentence a fact, what of a kind lies after a day.
"""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from unions.models import Appointment, Channel, FollowerCount
from unions.models.organization import EventKind

MOST_NAMED = 10  # facts in one refusal


def refuse_future(day):
    if day and day > timezone.localdate():
        raise ValidationError(_("This day lies ahead."), code="future")


def refuse_before(day, *later):
    """Raise ValidationError with what lies after a day: each of `later` is a list of sentences."""
    sentences = [sentence for sentences in later for sentence in sentences]
    if sentences:
        heading = _("%(day)s is too early:") % {"day": date_format(day)}
        raise ValidationError([heading, *sentences[:MOST_NAMED]], code="order")


def founding_after(organization, day):
    if organization.founded_on and organization.founded_on > day:
        return [
            _("%(day)s: “%(organization)s” was founded.")
            % {"organization": organization, "day": date_format(organization.founded_on)}
        ]
    return []


def moves_after(organization, day):
    return events_after(organization.events.filter(kind=EventKind.MOVED), day)


def events_after(events, day):
    return [
        _("%(day)s: %(what_happened)s.")
        % {"what_happened": event.get_kind_display(), "day": date_format(event.happened_on)}
        for event in events.filter(happened_on__gt=day)[:MOST_NAMED]
    ]


def names_after(organization, day):
    return [
        _("%(day)s: it was given the name “%(name)s”.")
        % {"name": name, "day": date_format(name.valid_from)}
        for name in organization.names.filter(valid_from__gt=day)[:MOST_NAMED]
    ]


def posts_after(organization, day):
    posts = Appointment.objects.filter(organization=organization, starts_on__gt=day)
    return [
        _("%(day)s: the post begins of %(person)s, %(post)s.")
        % {"person": post.person, "post": post.post, "day": date_format(post.starts_on)}
        for post in posts.select_related("person").order_by("starts_on", "pk")[:MOST_NAMED]
    ]


def channels_after(channels, day):
    """Of a QuerySet of channels: what is known of them after the day."""
    begun = channels.filter(since__gt=day).order_by("since", "pk")
    counts = FollowerCount.objects.filter(channel__in=channels, counted_on__gt=day)
    return [
        _("%(day)s: the channel %(channel)s begins.")
        % {"channel": channel, "day": date_format(channel.since)}
        for channel in begun[:MOST_NAMED]
    ] + [
        _("%(day)s: the followers of the channel %(channel)s were counted.")
        % {"channel": count.channel, "day": date_format(count.counted_on)}
        for count in counts.select_related("channel").order_by("counted_on")[:MOST_NAMED]
    ]


def open_channels(organization):
    return Channel.objects.open().filter(organization=organization)


def branches_after(branches, day):
    """Of organizations that stand below: which of them lived on after the day."""
    return [
        _("%(day)s: “%(organization)s”, which stood below it, was closed.")
        % {"organization": branch, "day": date_format(branch.closed_on)}
        for branch in branches.filter(closed_on__gt=day)[:MOST_NAMED]
    ]
