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
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mediacenter.services.journal.actions import log
from mediacenter.toolkit.permissions import demand


class WrongState(ValidationError):
    """The record is not (any more) in a state that the step starts from; says in which it is."""


@dataclass(frozen=True, eq=False)
class States:
    """What all steps of one kind of record share.

    `lock(key)`: the record of a key, locked, after what stands above it in the order of the house.
    `refusal`: the sentence for who comes second, with %(state)s.
    `enter(record, was=state, by=user)`: store the record in its new state, with what follows from
    it; None: the column of the state alone is stored. `field`: that column. `details(record)`: what
    each entry of the journal says besides. `taken(step, record, was=state, by=user)`: called at the
    end of each step.
    """

    lock: Callable[[Any], Any]
    refusal: str = ""
    enter: Callable[..., None] | None = None
    field: str = "status"
    details: Callable[[Any], dict] | None = None
    taken: Callable[..., None] | None = None

    def state_of(self, record):
        return getattr(record, self.field)

    def refuse_others(self, record, starts_from, refusal=None):
        """Raise WrongState, in these words or the usual ones, unless the state is one of some."""
        if self.state_of(record) not in starts_from:
            state = getattr(record, f"get_{self.field}_display")()
            raise WrongState(refusal or self.refusal, params={"state": state})


@dataclass(frozen=True, eq=False)
class Transition:
    """A step from some states to another, or to what `leads_to(record)` says; None: it stays there.

    `code`: what the journal says of it. `permission`: "room.verb_model", asked of the locked
    record. `tells(record, by=user)`: whom the step is told, once it is entered in the journal.
    `refusal`: in place of the usual sentence.
    """

    states: States
    code: str
    permission: str
    starts_from: Collection[str]
    leads_to: str | Callable[[Any], str] | None = None
    tells: Callable[..., None] | None = None
    refusal: str | None = None

    def demand_of(self, user, record):
        """Raise PermissionDenied, or WrongState, unless it is open; None is the portal itself."""
        demand(user, self.permission, record)
        self.states.refuse_others(record, self.starts_from, self.refusal)

    def is_open_to(self, user, record):
        """Whether `user` may take it as the record stands; for buttons."""
        return self.states.state_of(record) in self.starts_from and user.has_perm(
            self.permission, record
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
        yield record
        arrive(step, record, by=by, **(details or {}))


def take(step, key, *, by=None, **details):
    """Take a step that asks nothing more; return the record."""
    with taking(step, key, by=by, details=details) as record:
        pass
    return record


def arrive(step, record, *, by=None, **details):
    """Bring a record that is locked already to where a step leads, and say so."""
    states, leads_to = step.states, step.leads_to
    was = states.state_of(record)
    if leads_to is not None:
        setattr(record, states.field, leads_to(record) if callable(leads_to) else leads_to)
    if states.enter is None:
        record.save(update_fields=[states.field])
    else:
        states.enter(record, was=was, by=by)
    if states.details is not None:
        details = {**states.details(record), **details}
    log(by, step.code, record, **details)
    if step.tells is not None:
        step.tells(record, by=by)
    if states.taken is not None:
        states.taken(step, record, was=was, by=by)
