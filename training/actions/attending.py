"""Who was there: noted session by session, by whichever door first, and withdrawn."""

from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mediacenter.services.journal.actions import log
from mediacenter.services.transitions.steps import arrive
from mediacenter.toolkit.permissions import demand
from training.models import (
    Attendance,
    Delegation,
    HowNoted,
    Learner,
    Registration,
    Standing,
    StewardLink,
)
from training.models.learner import key_of
from training.registration_transitions import WALK_IN
from training.telling import TAKING_PART
from training.transitions import locked_seminar

from .signing_up import MOST, lapse_overdue, refuse_twice


@dataclass(frozen=True)
class Mark:
    """That somebody was at a session: keys, and academic hours where they are told.

    `hours` None: the whole session; what is noted of it already stays as it is.
    """

    registration: int
    session: int
    hours: Decimal | None = None

    @property
    def cell(self):
        return self.registration, self.session


@transaction.atomic
def note_attendance(*, seminar_id, marks, how, by=None, steward=None):
    """Note who was where; returns how many attendances are new or have other hours.

    `steward`: the StewardLink of who does it without an account. Whatever door notes somebody
    first, the others change nothing, and the journal has one entry for all of `marks`. Raises
    PermissionDenied, and ValidationError before its first day, for somebody who does not take
    part, a session of another seminar, and hours beyond the agenda's.
    """
    seminar = locked_seminar(seminar_id)
    demand_keeper(seminar, by, steward)
    refuse_ahead(seminar)
    marks = {mark.cell: mark for mark in marks}
    sessions = {one.pk: one for one in seminar.sessions.all()}
    refuse_strangers(seminar, marks.values(), sessions)
    noted = {(one.registration_id, one.session_id): one for one in noted_at(seminar)}
    entered = [
        Attendance(
            registration_id=mark.registration,
            session_id=mark.session,
            hours=part_of(sessions[mark.session], mark.hours),
            how=how,
            noted_by=by,
        )
        for cell, mark in marks.items()
        if cell not in noted
    ]
    changed = [
        changed_to(noted[cell], part_of(sessions[mark.session], mark.hours), how=how, by=by)
        for cell, mark in marks.items()
        if cell in noted
        and mark.hours is not None
        and noted[cell].hours != part_of(sessions[mark.session], mark.hours)
    ]
    Attendance.objects.bulk_create(entered)
    Attendance.objects.bulk_update(changed, ["hours", "how", "noted_by", "noted_at"])
    know_learners(seminar.registrations.filter(pk__in={one.registration_id for one in entered}))
    if number := len(entered) + len(changed):
        log_keeping("noted", seminar, number=number, how=how, by=by, steward=steward)
    return number


def demand_keeper(seminar, by, steward):
    """Refuse whoever neither keeps the list of a locked seminar nor has a link that is open."""
    if steward is None:
        demand(by, "training.keep_list", seminar)
    elif not StewardLink.objects.open().filter(pk=steward.pk, seminar=seminar).exists():
        raise PermissionDenied(_("This link opens the door no more."))


def log_keeping(done, seminar, *, by, steward, **details):
    if steward is None:
        log(by, f"attendance.{done}", seminar, **details)
    else:
        log(by, f"attendance.{done}_by_steward", seminar, steward=steward.name, **details)


def know_learners(registrations):
    """Keep whose hours these are, for when their e-mails are purged; called in a transaction."""
    learners = [
        Learner(registration=one, key=key_of(one.email)) for one in registrations if one.email
    ]
    Learner.objects.bulk_create(
        learners, update_conflicts=True, unique_fields=["registration"], update_fields=["key"]
    )


@transaction.atomic
def withdraw_attendance(*, seminar_id, cells, by=None, steward=None):
    """Say that somebody was not there after all; returns how many attendances are withdrawn.

    `cells`: (key of a registration, key of a session). What is not noted is passed over. Raises
    PermissionDenied.
    """
    seminar = locked_seminar(seminar_id)
    demand_keeper(seminar, by, steward)
    cells = set(cells)
    keys = [one.pk for one in noted_at(seminar) if (one.registration_id, one.session_id) in cells]
    Attendance.objects.filter(pk__in=keys).delete()
    if keys:
        log_keeping("withdrawn", seminar, number=len(keys), by=by, steward=steward)
    return len(keys)


@transaction.atomic
def save_sheet(*, seminar_id, marks, withdrawn, by=None):
    """Note what a sheet says and withdraw what it says no more; returns how many were changed.

    Raises what note_attendance and withdraw_attendance do, and changes nothing then.
    """
    noted = note_attendance(seminar_id=seminar_id, marks=marks, how=HowNoted.LIST, by=by)
    return noted + withdraw_attendance(seminar_id=seminar_id, cells=withdrawn, by=by)


@transaction.atomic
def enter_walk_ins(
    *, seminar_id, organization, participants, adds_places=False, by=None, steward=None
):
    """Enter people who came without having been signed up. Returns their Delegation.

    `participants`: unsaved Registrations. They have the places that are free; where these are too
    few, they are refused, unless the organizer `adds_places` for them: a steward cannot. Raises
    PermissionDenied, and ValidationError before its first day, of a seminar that is cancelled, and
    for somebody who is signed up.
    """
    seminar = locked_seminar(seminar_id)
    demand_keeper(seminar, by, steward)
    refuse_ahead(seminar)
    if not 1 <= len(participants) <= MOST:
        raise ValidationError(_("Name from one person to %(most)s, please."), params={"most": MOST})
    refuse_twice(seminar, organization, participants)
    lapse_overdue(seminar)
    find_places(seminar, len(participants), adds_places=adds_places and steward is None, by=by)
    delegation = Delegation.objects.create(
        seminar=seminar, organization=organization, takes_some=True, signed_up_by=by
    )
    for participant in participants:
        participant.seminar, participant.delegation = seminar, delegation
        participant.status = Standing.WAITING
    for participant in Registration.objects.bulk_create(participants):
        arrive(WALK_IN, participant, by=by)
    return delegation


def find_places(seminar, number, *, adds_places, by):
    """Refuse more people than a locked seminar has places for, or add as many as are missing."""
    if seminar.places is None:
        return
    missing = seminar.registrations.holding().count() + number - seminar.places
    if missing <= 0:
        return
    if not adds_places:
        raise ValidationError(_("All places are taken. Say that places are added for them."))
    seminar.places += missing
    seminar.save(update_fields=["places"])
    log(by, "seminar.places_added", seminar, number=missing)


def refuse_ahead(seminar):
    if seminar.cancelled_at is not None:
        raise ValidationError(_("The seminar is cancelled."))
    if seminar.is_ahead:
        raise ValidationError(_("Who was there is noted from the first day of the seminar."))


def refuse_strangers(seminar, marks, sessions):
    takes_part = set(
        seminar.registrations.filter(status__in=TAKING_PART).values_list("pk", flat=True)
    )
    for mark in marks:
        if mark.registration not in takes_part:
            raise ValidationError(_("Somebody of the list does not take part any more. Reload it."))
        if mark.session not in sessions:
            raise ValidationError(_("The agenda has changed meanwhile. Reload the page."))


def noted_at(seminar):
    return Attendance.objects.filter(registration__seminar=seminar)


def part_of(session, hours):
    """The hours to store: None for the whole session. Raises ValidationError beyond it."""
    if hours is None or hours == session.hours:
        return None
    if session.hours is None:
        raise ValidationError(
            _("The agenda does not tell the hours of “%(session)s”."), params={"session": session}
        )
    if not 0 < hours < session.hours:
        raise ValidationError(
            _("“%(session)s” has %(hours)s academic hours."),
            params={"session": session, "hours": session.hours.normalize()},
        )
    return hours


def changed_to(attendance, hours, *, how, by):
    attendance.hours, attendance.how = hours, how
    attendance.noted_by, attendance.noted_at = by, timezone.now()
    return attendance
