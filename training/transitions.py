"""The states of seminars, and each step between them.

Seminars: held ⇄ cancelled. The seminar is the lock. Who is signed up for them:
registration_transitions.py.
"""

from django.utils.translation import gettext_lazy as _

from mediacenter.services.transitions.steps import DatedStates, Transition

from .models import Seminar
from .telling import tell_all_participants

HELD, CANCELLED = False, True


def locked_seminar(key):
    return Seminar.objects.select_for_update(no_key=True, of=["self"]).get(pk=key)


def announce(seminar, *, was, by):
    """Store it, and let the calendars that have it learn of it."""
    if seminar.cancelled_at is None:
        seminar.cancelled_because = ""
    seminar.sequence += 1
    seminar.save()


def tell(seminar, *, by):
    tell_all_participants(seminar)


SEMINAR = DatedStates(lock=locked_seminar, field="cancelled_at", enter=announce)
CANCEL = Transition(
    SEMINAR,
    code="seminar.cancelled",
    permission="training.change_seminar",
    starts_from={HELD},
    leads_to=CANCELLED,
    tells=tell,
    refusal=_("“%(seminar)s” is cancelled already."),
)
HOLD = Transition(
    SEMINAR,
    code="seminar.held",
    permission="training.change_seminar",
    starts_from={CANCELLED},
    leads_to=HELD,
    tells=tell,
    refusal=_("“%(seminar)s” is not cancelled."),
)
