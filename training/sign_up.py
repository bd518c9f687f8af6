"""Whether a seminar takes sign-ups at this moment, and how full it is."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mediacenter.toolkit.first_of import FirstOf

from .certificates import is_over
from .models import HOLDING, Standing

WAITING_SHOWN = 50


def why_closed(seminar, *, late=False, now=None):
    """Why nobody is signed up now, in a sentence; "" where the sign-up is open.

    `late`: for who keeps the list: before it opens and after it closes, until the seminar begins.
    """
    now = now or timezone.now()
    if seminar.cancelled_at is not None:
        return _("The seminar is cancelled.")
    if not seminar.takes_sign_ups:
        return _("Nobody signs up for this seminar by the portal.")
    if seminar.begins_at <= now:
        return _("The seminar has begun.")
    if late:
        return ""
    if seminar.sign_up_opens_at and now < seminar.sign_up_opens_at:
        return _("The sign-up opens on %(when)s.") % {"when": in_words(seminar.sign_up_opens_at)}
    if seminar.sign_up_deadline <= now:
        return _("The sign-up has closed.")
    return ""


def why_not_accepted(registration, *, decides):
    """Why an offered place is taken no more, in a sentence; "" where it is."""
    if registration.offered_until <= timezone.now():
        return _("The offer has lapsed.")
    return why_closed(registration.seminar, late=True)


def why_not_cancelled(registration, *, decides):
    """Why a sign-up is not cancelled now, in a sentence; "" where it is.

    `decides`: for who keeps the list, who takes out after the seminar whom it names by mistake.
    """
    if registration.seminar.cancelled_at is not None:
        return _("The seminar is cancelled.")
    if is_over(registration.seminar) and not decides:
        return _("The seminar is over.")
    return ""


def why_not_changed(registration, *, decides):
    """Why nobody else is sent and nothing is corrected now, in a sentence; "" where it is."""
    if is_late(registration.seminar) and not decides:
        return _("After the deadline the organizer changes who takes part.")
    return ""


def is_late(seminar):
    """Whether its deadline is over; where its days are unknown there is none."""
    return seminar.sign_up_deadline is not None and seminar.sign_up_deadline <= timezone.now()


def in_words(moment):
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")


def offer_ends(seminar, *, now=None):
    """Until when an offer that is made now stands: never longer than to the beginning."""
    ends = (now or timezone.now()) + dt.timedelta(hours=seminar.offer_hours)
    return min(ends, seminar.begins_at)


@dataclass(frozen=True)
class Fullness:
    """`groups`: (organization, people) of the waiting list, in its order, the first of them."""

    places: int
    taken: int
    waiting: int
    groups: list

    @property
    def free(self):
        return max(0, self.places - self.taken)


def fullness_of(seminar):
    """How full a seminar is that takes sign-ups: two statements."""
    counted = seminar.registrations.standing().order_by().values("status")
    numbers = dict(counted.annotate(people=Count("pk")).values_list("status", "people"))
    groups = (
        seminar.delegations.filter(registrations__status=Standing.WAITING)
        .select_related("organization")
        .annotate(people=Count("registrations"))
        .order_by("pk")
    )
    return Fullness(
        places=seminar.places,
        taken=sum(numbers.get(one, 0) for one in HOLDING),
        waiting=numbers.get(Standing.WAITING, 0),
        groups=FirstOf(groups, WAITING_SHOWN),
    )
