"""The states of a registration, and each step between them.

        ┌──────── places free ────────▶ requested ──approve──▶ confirmed ⇄ leaving
    signed up                               └──refuse──▶ refused   │          │
        └─ none ─▶ waiting ─offer─▶ offered ──accept──▶ ───────────┘          ▼
                                       └──lapse──▶ lapsed        cancel ─▶ cancelled
    walked in, or came without a place ─────────────────▶ confirmed
    placed at an intake ────────────────────────────────▶ confirmed

Requested, confirmed, offered and leaving hold a place. The seminar is the lock, then the
registration: whoever counts places has the seminar locked.
"""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from mediacenter.services.transitions.steps import States, Transition

from .models import Registration, Standing
from .telling import tell_delegation, tell_participant
from .transitions import locked_seminar


def locked_registration(key):
    seminar_key = Registration.objects.values_list("seminar", flat=True).get(pk=key)
    seminar = locked_seminar(seminar_key)
    found = Registration.objects.select_for_update(no_key=True, of=["self"])
    registration = found.select_related("delegation__organization").get(pk=key)
    registration.seminar = seminar
    return registration


def store(registration, *, was, by):
    """An offer's deadline goes with the offer; calendars learn of what the participant does."""
    if registration.status != Standing.OFFERED:
        registration.offered_until = None
    registration.sequence += 1
    registration.save(update_fields=["status", "offered_until", "sequence", "changed_at"])


def tell(step, registration, *, was, by):
    """The participant learns of a place that is theirs, or theirs no more; the chair of all."""
    tell_participant(registration, was=was)
    tell_delegation(registration.delegation, by=by)


REGISTRATION = States(
    lock=locked_registration,
    enter=store,
    taken=tell,
    refusal=_("This has changed meanwhile: %(state)s. Reload the page."),
)


def step(code, starts_from, leads_to, permission=None):
    return Transition(
        REGISTRATION,
        code=f"registration.{code}",
        permission=permission and f"training.{permission}_registration",
        starts_from=starts_from,
        leads_to=leads_to,
    )


def with_a_place(registration):
    needs_approval = registration.seminar.needs_approval
    return Standing.REQUESTED if needs_approval else Standing.CONFIRMED


TAKE_PLACE = step("took_place", {Standing.WAITING}, with_a_place)
OFFER = step("offered", {Standing.WAITING}, Standing.OFFERED)
ACCEPT = step("accepted", {Standing.OFFERED}, with_a_place, "change")
LAPSE = step("lapsed", {Standing.OFFERED}, Standing.LAPSED)
APPROVE = step("approved", {Standing.REQUESTED}, Standing.CONFIRMED, "decide_on")
REFUSE = step("refused", {Standing.REQUESTED}, Standing.REFUSED, "decide_on")
CANCEL = step(
    "cancelled",
    {Standing.REQUESTED, Standing.CONFIRMED, Standing.WAITING, Standing.OFFERED},
    Standing.CANCELLED,
    "change",
)
ASK_TO_CANCEL = step("asked_to_cancel", {Standing.CONFIRMED}, Standing.LEAVING, "change")
LET_GO = step("let_go", {Standing.LEAVING}, Standing.CANCELLED, "decide_on")
KEEP = step("kept", {Standing.LEAVING}, Standing.CONFIRMED, "decide_on")
# Who walks in is there: nobody is told of a place that is kept.
WALK_IN = Transition(
    replace(REGISTRATION, taken=None),
    code="registration.walked_in",
    permission=None,
    starts_from={Standing.WAITING, Standing.OFFERED, Standing.LAPSED, Standing.CANCELLED},
    leads_to=Standing.CONFIRMED,
)


def tell_guest(step, registration, *, was, by):
    tell_participant(registration, was=was)


# Whoever applied for a place at an intake is told of that, and with it of the lessons.
ENTER = replace(
    WALK_IN,
    states=replace(REGISTRATION, taken=tell_guest),
    code="registration.entered",
    starts_from={Standing.WAITING},
)
