"""Who has earned a certificate, and why not.

A programme says what share of the hours earns one, its seminars may say otherwise: see
`share_attended` (attendance.py). 0 is for whoever was there at all; None: none are given.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .attendance import counted_beside_agenda, share_of_agenda
from .models import Registration
from .telling import TAKING_PART


class Outcome(models.TextChoices):
    """What becomes of a participant's certificate by the rule."""

    EARNED = "earned", pgettext_lazy("certificate", "earned")
    NO_RULE = "no_rule", _("no certificates are given for this seminar")
    CANCELLED = "cancelled", _("the seminar is cancelled")
    NOT_OVER = "not_over", _("the seminar is not over yet")
    ABSENT = "absent", _("was at no session")
    TOO_LITTLE = "too_little", _("was there for too few hours")


@dataclass(frozen=True)
class Earning:
    """`share` of the agenda is a Decimal of 0 to 1, None where there is no agenda."""

    registration: Registration
    outcome: Outcome
    hours: Decimal
    share: Decimal | None

    @property
    def is_earned(self):
        return self.outcome == Outcome.EARNED

    @property
    def percent(self):
        """The share in whole percent, rounded down: 79.9 falls short of 80, and reads so."""
        return None if self.share is None else int(self.share * 100)


def share_needed(seminar):
    """The percent of the hours that earn a certificate of the seminar; None: none are given."""
    if seminar.certificate_share is not None or seminar.programme is None:
        return seminar.certificate_share
    return seminar.programme.certificate_share


def participants(seminar):
    return seminar.registrations.filter(status__in=TAKING_PART)


def earned(seminar, registrations=None):
    """The Earning of each participant, in the order of signing up: one statement.

    `registrations`: those of the seminar that are asked about, a QuerySet or records; without them
    all who take part.
    """
    if registrations is None:
        registrations = participants(seminar)
    needed = share_needed(seminar)
    nobody = why_nobody(seminar, needed)
    rows = counted_beside_agenda(registrations).select_related("delegation__organization")
    return [earning(row, needed, nobody) for row in rows.order_by("delegation", "pk")]


def earning(row, needed, nobody):
    share = share_of_agenda(row)
    if nobody is not None:
        outcome = nobody
    elif not row.sessions:
        outcome = Outcome.ABSENT
    elif share * 100 < needed:
        outcome = Outcome.TOO_LITTLE
    else:
        outcome = Outcome.EARNED
    return Earning(row, outcome, row.attended, share)


def why_nobody(seminar, needed):
    """The Outcome that holds for all of the seminar, or None."""
    if needed is None:
        return Outcome.NO_RULE
    if seminar.cancelled_at:
        return Outcome.CANCELLED
    return None if is_over(seminar) else Outcome.NOT_OVER


def is_over(seminar):
    if seminar.ends_at is not None:
        return seminar.ends_at <= timezone.now()
    last = seminar.ends_on or seminar.starts_on
    return last is not None and last < timezone.localdate()
