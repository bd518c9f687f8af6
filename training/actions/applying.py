"""Applying for places at an intake of a sanatorium, and deciding on them: never one too many.

Whoever counts places, gives one or changes the order has the intake locked.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from mediacenter.services.journal.actions import log
from mediacenter.services.transitions.steps import arrive, take, taking
from mediacenter.toolkit.permissions import demand
from training.application_transitions import (
    APPLICATION,
    GIVE_PLACE,
    REFUSE,
    WITHDRAW,
    locked_application,
    locked_intake,
)
from training.intakes import lessons_of, why_no_applications
from training.models import (
    STANDING,
    Decision,
    Delegation,
    IntakeApplication,
    Registration,
    Standing,
)
from training.registration_transitions import CANCEL, ENTER, locked_registration
from training.transitions import locked_seminar

from .attending import find_places
from .signing_up import MOST, PERSONAL, give_places, identity_of

BECAUSE = IntakeApplication._meta.get_field("because").max_length


@transaction.atomic
def apply_to_intake(*, intake_id, organization, applicants, by=None):
    """Ask for places for named members of an organization, the most urgent first.

    `applicants`: unsaved IntakeApplications with what is known of each; they come after those for
    whom the organization has applied already. Returns them. Raises PermissionDenied, and
    ValidationError for what is closed or there twice.
    """
    demand(by, "training.sign_up", organization)
    if not 1 <= len(applicants) <= MOST:
        raise ValidationError(_("Name from one person to %(most)s, please."), params={"most": MOST})
    intake = locked_intake(intake_id)
    organizes = by is None or by.has_perm("training.keep_list", intake.programme)
    if reason := why_no_applications(intake, late=organizes):
        raise ValidationError(reason)
    theirs = intake.applications.filter(organization=organization)
    refuse_named_twice(theirs, applicants)
    last = theirs.aggregate(last=Max("rank"))["last"] or 0
    for rank, applicant in enumerate(applicants, start=last + 1):
        applicant.intake, applicant.organization, applicant.rank = intake, organization, rank
        applicant.applied_by, applicant.applied_at = by, timezone.now()
        applicant.decision = Decision.OPEN
    IntakeApplication.objects.bulk_create(applicants)
    log(by, "intake.applied", intake, people=len(applicants))
    return applicants


def refuse_named_twice(theirs, applicants):
    known = {identity_of(*one) for one in theirs.standing().values_list("name", "email")}
    for applicant in applicants:
        identity = identity_of(applicant.name, applicant.email)
        if identity in known:
            raise ValidationError(
                _("You have applied for %(name)s already."), params={"name": applicant.name}
            )
        known.add(identity)


@transaction.atomic
def move_up(*, application_id, by=None):
    """Let somebody change places with whom their organization names before them.

    Raises PermissionDenied, WrongState once it is decided, ValidationError for the first.
    """
    application = locked_application(application_id)
    demand(by, "training.change_application", application)
    APPLICATION.refuse_others(application, {Decision.OPEN})
    theirs = application.intake.applications.open().filter(organization=application.organization)
    before = theirs.filter(rank__lt=application.rank).order_by("-rank").first()
    if before is None:
        raise ValidationError(_("Nobody of this organization stands before them."))
    before.rank, application.rank = application.rank, before.rank
    IntakeApplication.objects.bulk_update([before, application], ["rank"])
    log(by, "intake.moved_up", application)
    return application


@transaction.atomic
def give_place(*, application_id, out_of_turn_because="", by=None):
    """Give a place to an applicant; whoever comes out of turn, for a reason.

    Raises PermissionDenied, WrongState, ValidationError where no place is free, or the reason is
    missing.
    """
    with taking(GIVE_PLACE, application_id, by=by) as application:
        intake = application.intake
        if free_places(intake) <= 0:
            raise ValidationError(_("All places of the intake are given."))
        if application.pk != intake.applications.open().in_turn().values_list("pk", flat=True)[0]:
            application.because = bounded(out_of_turn_because, _("Say why it goes out of turn."))
    enter_lessons(intake_id=intake.pk, by=by)
    return application


@transaction.atomic
def give_places_in_turn(*, intake_id, by=None):
    """Give the free places to who is next; returns how many were given. Raises PermissionDenied."""
    intake = locked_intake(intake_id)
    demand(by, "training.keep_list", intake.programme)
    next_ones = intake.applications.open().in_turn().select_related("organization")
    given = list(next_ones[: max(0, free_places(intake))])
    for application in given:
        application.intake = intake
        arrive(GIVE_PLACE, application, by=by)
    enter_lessons(intake_id=intake.pk, by=by)
    return len(given)


def free_places(intake):
    return (intake.places or 0) - intake.applications.placed().count()


def refuse_application(*, application_id, reason, by=None):
    """Refuse, with a reason for who applied. Raises PermissionDenied, WrongState, ValidationError
    for a reason that is missing or too long."""
    with taking(REFUSE, application_id, by=by) as application:
        application.because = bounded(reason, _("Say why the application is refused."))
    return application


def bounded(reason, if_missing):
    reason = " ".join(reason.split())
    if not reason:
        raise ValidationError(if_missing)
    if len(reason) > BECAUSE:
        raise ValidationError(
            _("The reason may have %(most)s characters."), params={"most": BECAUSE}
        )
    return reason


@transaction.atomic
def withdraw_application(*, application_id, by=None):
    """Take an application back, with its place and the lessons. After arrival the organizer does.

    Raises PermissionDenied, WrongState, ValidationError for who comes too late.
    """
    application = locked_application(application_id)
    decides = by is None or by.has_perm("training.decide_on_application", application)
    starts_on = application.intake.starts_on
    if starts_on is not None and starts_on <= timezone.localdate() and not decides:
        raise ValidationError(_("After the arrival the organizer takes applications back."))
    application = take(WITHDRAW, application_id, by=by)
    if application.registration_id is not None:
        registration = locked_registration(application.registration_id)
        if registration.status in CANCEL.starts_from:
            arrive(CANCEL, registration, by=by)
            give_places(registration.seminar)
    return application


@transaction.atomic
def enter_lessons(*, intake_id, by=None):
    """Enter who has a place at an intake as participants of its lessons; returns how many.

    Of a seminar that gives places, as many are added as they need. Raises PermissionDenied.
    """
    intake = locked_intake(intake_id)
    demand(by, "training.keep_list", intake.programme)
    seminar = lessons_of(intake)
    missing = without_lessons(intake)
    if seminar is None or not missing:
        return 0
    seminar = locked_seminar(seminar.pk)
    find_places(seminar, len(missing), adds_places=True, by=by)
    delegations = {}
    for application in missing:
        organization = application.organization
        if organization not in delegations:
            delegations[organization] = Delegation.objects.create(
                seminar=seminar, organization=organization, takes_some=True
            )
        application.registration = Registration.objects.create(
            seminar=seminar,
            delegation=delegations[organization],
            status=Standing.WAITING,
            **{name: getattr(application, name) for name in PERSONAL},
        )
        application.save(update_fields=["registration"])
        arrive(ENTER, application.registration, by=by)
    return len(missing)


def without_lessons(intake):
    """Who has a place, and does not stand on the list of the lessons."""
    placed = intake.applications.placed().in_turn().select_related("organization")
    return list(placed.exclude(registration__status__in=STANDING))
