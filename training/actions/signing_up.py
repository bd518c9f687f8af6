"""Signing up for a seminar, and what becomes of it: never one place too many.

Whoever counts places or changes who holds one has the seminar locked. Places are given in the order
in which delegations were signed up; one that wants all of its places or none is passed over while
there are too few for it, and keeps its turn.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mediacenter.services.journal.actions import log
from mediacenter.services.transitions.steps import arrive, take, taking
from mediacenter.toolkit.permissions import demand
from training.models import STANDING, Delegation, Learner, Registration, Standing
from training.models.learner import key_of
from training.registration_transitions import (
    ACCEPT,
    APPROVE,
    ASK_TO_CANCEL,
    CANCEL,
    KEEP,
    LAPSE,
    LET_GO,
    OFFER,
    REFUSE,
    REGISTRATION,
    TAKE_PLACE,
    locked_registration,
)
from training.sign_up import (
    is_late,
    offer_ends,
    why_closed,
    why_not_accepted,
    why_not_cancelled,
    why_not_changed,
)
from training.telling import TAKING_PART, owe_participant, owe_replaced
from training.transitions import locked_seminar

MOST = 50  # people of one delegation
PERSONAL = ("name", "post", "email", "phone", "language")


@transaction.atomic
def sign_up_delegation(*, seminar_id, organization, participants, takes_some=False, by=None):
    """Sign up named people of an organization, as one delegation. Returns the Delegation.

    `participants`: unsaved Registrations with what is known of each. Those for whom there is a
    place have it at once, the others wait: of a delegation that `takes_some`, whoever finds no
    place; of any other all, unless there are places for all.
    Raises PermissionDenied, and ValidationError for what is closed, over the quota or there twice.
    """
    demand(by, "training.sign_up", organization)
    if not 1 <= len(participants) <= MOST:
        raise ValidationError(_("Name from one person to %(most)s, please."), params={"most": MOST})
    seminar = locked_seminar(seminar_id)
    keeps_list = by is not None and by.has_perm("training.keep_list", seminar)
    if reason := why_closed(seminar, late=keeps_list or by is None):
        raise ValidationError(reason)
    refuse_over_quota(seminar, organization, len(participants))
    refuse_twice(seminar, organization, participants)
    lapse_overdue(seminar)
    delegation = Delegation.objects.create(
        seminar=seminar, organization=organization, takes_some=takes_some, signed_up_by=by
    )
    for participant in participants:
        participant.seminar, participant.delegation = seminar, delegation
        participant.status = Standing.WAITING
    Registration.objects.bulk_create(participants)
    log(by, "delegation.signed_up", delegation, people=len(participants))
    give_places(seminar, at_once=delegation, by=by)
    return delegation


def refuse_over_quota(seminar, organization, number):
    quota = seminar.places_per_organization
    if quota is None:
        return
    theirs = seminar.registrations.standing().filter(delegation__organization=organization)
    left = max(0, quota - theirs.count())
    if number > left:
        raise ValidationError(
            ngettext(
                "Your organization may sign up %(left)s more person.",
                "Your organization may sign up %(left)s more people.",
                left,
            ),
            params={"left": left},
        )


def refuse_twice(seminar, organization, participants):
    theirs = seminar.registrations.standing().filter(delegation__organization=organization)
    known = {identity_of(*one) for one in theirs.values_list("name", "email")}
    for participant in participants:
        identity = identity_of(participant.name, participant.email)
        if identity in known:
            raise ValidationError(
                _("%(name)s is signed up already."), params={"name": participant.name}
            )
        known.add(identity)


def identity_of(name, email):
    return name.casefold(), email.casefold()


def give_places(seminar, *, at_once=None, by=None):
    """Give the free places of a locked seminar, in the order of the waiting list.

    Who belongs to the delegation `at_once` has the place; anybody else is offered it, with a
    deadline. A seminar that begins, is cancelled or takes no sign-ups gives none.
    """
    if why_closed(seminar, late=True):
        return
    free = seminar.places - seminar.registrations.holding().count()
    if free <= 0:
        return
    groups = {}
    for registration in seminar.registrations.waiting().select_related("delegation__organization"):
        registration.seminar = seminar
        groups.setdefault(registration.delegation, []).append(registration)
    for delegation, people in groups.items():
        taken = people[:free] if delegation.takes_some or len(people) <= free else []
        free -= len(taken)
        for registration in taken:
            if delegation == at_once:
                arrive(TAKE_PLACE, registration, by=by)
            else:
                registration.offered_until = offer_ends(seminar)
                arrive(OFFER, registration)


def lapse_overdue(seminar, *, now=None):
    """Take back the offers of a locked seminar that nobody has answered in time."""
    overdue = seminar.registrations.overdue(now or timezone.now())
    for registration in overdue.select_related("delegation__organization"):
        registration.seminar = seminar
        arrive(LAPSE, registration)


@transaction.atomic
def renew_offers(*, seminar_id, now=None):
    """Take back what nobody has answered, and give the places to who is next."""
    seminar = locked_seminar(seminar_id)
    lapse_overdue(seminar, now=now)
    give_places(seminar)


def accept_offer(*, registration_id, by=None):
    """Take the place that is offered. Raises WrongState, ValidationError where it is too late."""
    with taking(ACCEPT, registration_id, by=by) as registration:
        if reason := why_not_accepted(registration, decides=False):
            raise ValidationError(reason)
    return registration


def approve_registration(*, registration_id, by=None):
    return take(APPROVE, registration_id, by=by)


def refuse_registration(*, registration_id, by=None):
    return freeing(REFUSE, registration_id, by=by)


def cancel_registration(*, registration_id, by=None):
    """Cancel a sign-up; after the deadline this asks the organizer, unless nobody had the place.

    Returns the Registration, cancelled or leaving. Raises PermissionDenied, WrongState, and
    ValidationError of a seminar that is cancelled or, to whoever does not keep the list, over.
    """
    with transaction.atomic():
        registration = locked_registration(registration_id)
        decides = by is None or by.has_perm("training.decide_on_registration", registration)
        if reason := why_not_cancelled(registration, decides=decides):
            raise ValidationError(reason)
        if (
            is_late(registration.seminar)
            and not decides
            and registration.status == Standing.CONFIRMED
        ):
            return take(ASK_TO_CANCEL, registration_id, by=by)
        return freeing(CANCEL, registration_id, by=by)


def let_go(*, registration_id, by=None):
    """Grant what was asked for after the deadline."""
    return freeing(LET_GO, registration_id, by=by)


def keep_registration(*, registration_id, by=None):
    """Do not grant it."""
    return take(KEEP, registration_id, by=by)


@transaction.atomic
def freeing(step, registration_id, *, by):
    """Take a step after which the place is free, and give it to who is next."""
    registration = take(step, registration_id, by=by)
    give_places(registration.seminar)
    return registration


@transaction.atomic
def change_participant(*, registration_id, participant, by=None):
    """Correct who takes part, or send somebody else, until the deadline.

    `participant`: an unsaved Registration with what is known. Raises PermissionDenied, WrongState
    where nobody comes any more, ValidationError after the deadline to whoever does not keep the
    list.
    """
    registration = locked_registration(registration_id)
    demand(by, "training.change_registration", registration)
    REGISTRATION.refuse_others(registration, STANDING)
    decides = by is None or by.has_perm("training.decide_on_registration", registration)
    if reason := why_not_changed(registration, decides=decides):
        raise ValidationError(reason)
    former, language = registration.email, registration.language
    for name in PERSONAL:
        setattr(registration, name, getattr(participant, name))
    registration.sequence += 1
    registration.save()
    log(by, "registration.changed", registration)
    if registration.email != former:
        follow_learner(registration)
    if registration.status in TAKING_PART and registration.email != former:
        if former:
            owe_replaced(registration, email=former, language=language)
        owe_participant(registration)
    return registration


def follow_learner(registration):
    """Hours that are noted already are those of whom the e-mail says that takes part."""
    if registration.email and registration.attendances.exists():
        Learner.objects.update_or_create(
            registration=registration, defaults={"key": key_of(registration.email)}
        )
    else:
        Learner.objects.filter(registration=registration).delete()
