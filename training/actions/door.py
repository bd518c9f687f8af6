"""At the door: who may stand there, and who is let in though they have no place."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mediacenter.services.journal.actions import log
from mediacenter.services.transitions.steps import arrive
from mediacenter.toolkit.permissions import demand
from training.models import HOLDING, STANDING, Attendance, HowNoted, StewardLink
from training.models.door import new_secret
from training.registration_transitions import REGISTRATION, WALK_IN, locked_registration
from training.transitions import locked_seminar

from .attending import (
    Mark,
    demand_keeper,
    find_places,
    note_attendance,
    refuse_ahead,
    withdraw_attendance,
)
from .signing_up import lapse_overdue, refuse_twice

MOST_LINKS = 30  # of one seminar that are valid
NAME = StewardLink._meta.get_field("name")


@transaction.atomic
def make_steward_link(*, seminar_id, name, by=None):
    """Give a steward a link to the door of a seminar. Returns the StewardLink.

    Raises PermissionDenied, and ValidationError for a name that is none or has a link.
    """
    seminar = locked_seminar(seminar_id)
    demand(by, "training.keep_list", seminar)
    if seminar.steward_links.valid().count() >= MOST_LINKS:
        raise ValidationError(_("There are too many links: revoke some of them."))
    link = StewardLink(seminar=seminar, name=name.strip(), made_by=by, **new_secret())
    link.full_clean()
    link.save()
    log(by, "steward.invited", seminar, name=link.name)
    return link


@transaction.atomic
def revoke_steward_link(*, link_id, by=None):
    """Close it at once. One that is revoked already stays so. Raises PermissionDenied."""
    link = StewardLink.objects.get(pk=link_id)
    seminar = locked_seminar(link.seminar_id)
    demand(by, "training.keep_list", seminar)
    if StewardLink.objects.valid().filter(pk=link_id).update(revoked_at=timezone.now()):
        log(by, "steward.revoked", seminar, name=link.name)


def note_at_door(*, registration, session, by=None, steward=None):
    """Note that somebody is there; returns whether that is new. Raises as note_attendance."""
    marks = [Mark(registration.pk, session.pk)]
    return bool(
        note_attendance(
            seminar_id=registration.seminar_id,
            marks=marks,
            how=HowNoted.DOOR,
            by=by,
            steward=steward,
        )
    )


@transaction.atomic
def take_back_at_door(*, registration, session, by=None, steward=None):
    """Take back what was noted by mistake; returns whether it was noted at a door.

    What the organizer has noted on a list stays. Raises PermissionDenied.
    """
    locked_seminar(registration.seminar_id)
    at_door = Attendance.objects.filter(
        registration=registration, session=session, how=HowNoted.DOOR
    )
    cells = list(at_door.values_list("registration", "session"))
    return bool(
        withdraw_attendance(seminar_id=registration.seminar_id, cells=cells, by=by, steward=steward)
    )


@transaction.atomic
def let_in(*, registration_id, adds_places=False, by=None, steward=None):
    """Give a place to somebody who came, though they wait for one or had cancelled.

    Only the organizer adds places where all are taken. Returns the Registration. Raises
    PermissionDenied, WrongState for who takes part or whom the organizer decides on, and
    ValidationError as enter_walk_ins does.
    """
    registration = locked_registration(registration_id)
    seminar = registration.seminar
    demand_keeper(seminar, by, steward)
    refuse_ahead(seminar)
    lapse_overdue(seminar)
    registration = locked_registration(registration_id)
    REGISTRATION.refuse_others(registration, WALK_IN.starts_from)
    if registration.status not in STANDING:
        refuse_twice(seminar, registration.delegation.organization, [registration])
    if registration.status not in HOLDING:
        find_places(seminar, 1, adds_places=adds_places and steward is None, by=by)
    arrive(WALK_IN, registration, by=by)
    return registration
