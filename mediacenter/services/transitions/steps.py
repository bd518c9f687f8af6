"""The ways of a record from state to state: each declared once, and taken by one function.

TEXT = States(lock=locked_text, refusal=_("This text is now “%(state)s”: ..."))
APPROVE = Transition(
    TEXT,
    code="text.approved",
    permission="publications.approve_text",
    starts_from={Status.REVIEW},
    leads_to=Status.READY,
    tells=partial(tell_writers, NoticeEvent.APPROVED),
)

take(APPROVE, text_id, by=user)
"""

from collections.abc import Callable, Collection
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from mediacenter.services.journal.actions import log
from mediacenter.toolkit.permissions import demand


class WrongState(ValidationError):
    """The record is not (any more) in a state that the step starts from; says in which it is."""


def itself(record):
    return record


@dataclass(frozen=True, eq=False)
class States:
    """What all steps of one kind of record share.

    `lock(key)`: the record of a key, locked, after what stands above it in the order of the house.
    `refusal`: the sentence for who comes second, with %(state)s, and the record under the name of
    its model: %(organization)s. `enter(record, was=state, by=user)`: store the record in its new
    state, with what follows from it; None: the column of the state alone is stored. `field`: that
    column. `details(record)`: what each entry of the journal says besides. `taken(step, record,
    was=state, by=user)`: called at the end of each step. `asks_of(record)`, `tells_of(record)`: on
    what the permission is asked, and of what the journal tells, where that is another record.
    """

    lock: Callable[[Any], Any]
    refusal: str = ""
    enter: Callable[..., None] | None = None
    field: str = "status"
    details: Callable[[Any], dict] | None = None
    taken: Callable[..., None] | None = None
    asks_of: Callable[[Any], Any] = itself
    tells_of: Callable[[Any], Any] = itself

    def state_of(self, record):
        return getattr(record, self.field)

    def bring(self, record, state):
        """Set the state, in memory."""
        setattr(record, self.field, state)

    def refuse_others(self, record, starts_from, refusal=None):
        """Raise WrongState, in these words or the usual ones, unless the state is one of some."""
        if self.state_of(record) not in starts_from:
            raise WrongState(
                refusal or self.refusal,
                params={"state": self.name_of_state(record), record._meta.model_name: record},
            )

    def name_of_state(self, record):
        return getattr(record, f"get_{self.field}_display")()


@dataclass(frozen=True, eq=False)
class DatedStates(States):
    """Two states: `field` holds the date or the moment since when (True), or nothing (False).

    A step to True fills it by `now()` where the block of `taking` has not; one to False empties it.
    Their refusals name no state.
    """

    now: Callable[[], Any] = timezone.now

    def state_of(self, record):
        return getattr(record, self.field) is not None

    def bring(self, record, state):
        if state != self.state_of(record):
            setattr(record, self.field, self.now() if state else None)

    def name_of_state(self, record):
        return ""


@dataclass(frozen=True, eq=False)
class Transition:
    """A step from some states to another, or to what `leads_to(record)` says; None: it stays there.

    `code`: what the journal says of it; None: it is told by the step that it follows from.
    `permission`: "room.verb_model", asked of the locked record; None: nobody takes it, it only
    follows (`arrive`). `tells(record, by=user)`: whom the step is told, once it is entered in the
    journal. `refusal`: in place of the usual sentence.
    """

    states: States
    code: str | None
    permission: str | None
    starts_from: Collection[str | bool]
    leads_to: str | bool | Callable[[Any], str] | None = None
    tells: Callable[..., None] | None = None
    refusal: str | None = None

    def demand_of(self, user, record):
        """Raise PermissionDenied, or WrongState, unless it is open; None is the portal itself."""
        self.demand_permission(user, record)
        self.states.refuse_others(record, self.starts_from, self.refusal)

    def demand_permission(self, user, record):
        demand(user, self.permission, self.states.asks_of(record))

    def starts_at(self, record):
        """Whether it starts from where the record is; for what is done twice without harm."""
        return self.states.state_of(record) in self.starts_from

    def is_open_to(self, user, record):
        """Whether `user` may take it as the record stands; for buttons."""
        asked = self.states.asks_of(record)
        return self.starts_at(record) and user.has_perm(self.permission, asked)


def both_ways(states, *, permission, codes, refusals=(None, None)):
    """The two steps of DatedStates: since now, and no more. `codes`, `refusals`: of each."""
    begin = Transition(
        states,
        code=codes[0],
        permission=permission,
        starts_from={False},
        leads_to=True,
        refusal=refusals[0],
    )
    return begin, replace(
        begin, code=codes[1], starts_from={True}, leads_to=False, refusal=refusals[1]
    )


@contextmanager
def taking(step, key, *, by=None, details=None):
    """Take a step, in one transaction: the record is locked, and refused before any change.

    What the block finds wanting it refuses by an error, and what it sets is stored with the new
    state. `by`: None is the portal itself. `details`: for the journal; the block may add some.
    Raises PermissionDenied, WrongState; DoesNotExist as `lock` does.
    """
    with transaction.atomic():
        record = step.states.lock(key)
        step.demand_of(by, record)
        was = step.states.state_of(record)
        yield record
        finish(step, record, was=was, by=by, details=details or {})


def take(step, key, *, by=None, **details):
    """Take a step that asks nothing more; return the record."""
    with taking(step, key, by=by, details=details) as record:
        pass
    return record


def arrive(step, record, *, by=None, **details):
    """Bring a record that is locked already to where a step leads, and say so."""
    finish(step, record, was=step.states.state_of(record), by=by, details=details)


def finish(step, record, *, was, by, details):
    states, leads_to = step.states, step.leads_to
    if leads_to is not None:
        states.bring(record, leads_to(record) if callable(leads_to) else leads_to)
    if states.enter is not None:
        states.enter(record, was=was, by=by)
    elif leads_to is not None:
        record.save(update_fields=[states.field])
    if step.code is not None:
        usual = states.details(record) if states.details is not None else {}
        log(by, step.code, states.tells_of(record), **{**usual, **details})
    if step.tells is not None:
        step.tells(record, by=by)
    if states.taken is not None:
        states.taken(step, record, was=was, by=by)
