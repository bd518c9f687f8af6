"""Visits and meetings; applications for membership."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mediacenter.services.journal.actions import log
from mediacenter.services.outbox.actions import owe_all
from mediacenter.services.transitions.steps import taking
from unions.access import require
from unions.models import Organization

from .letters import answering_for
from .membership_transitions import ACCEPT, DECLINE
from .models import Visit

TOLD_BY = ("organization", "visited", "mode", "starts_on", "ends_on", "precision", "place", "topic")


@transaction.atomic
def save_visit(*, visit, by=None):
    """Save a visit, new or changed. Raises PermissionDenied."""
    is_new = visit._state.adding
    require(by, "add" if is_new else "change", visit)
    visit.save()
    log(by, "visit.entered" if is_new else "visit.changed", visit)
    return visit


@transaction.atomic
def enter_visit(*, visit, by=None):
    """Save a visit of a table that may be sent twice.

    Raises ValidationError where the same visit is there already, and PermissionDenied.
    """
    # whoever enters visits of the same organization waits, and sees this one
    Organization.objects.select_for_update(no_key=True).get(pk=visit.organization_id)
    if Visit.objects.filter(**{name: getattr(visit, name) for name in TOLD_BY}).exists():
        raise ValidationError(_("This visit is entered already."), code="duplicate")
    return save_visit(visit=visit, by=by)


@transaction.atomic
def take_application(*, application, organization):
    """Store a MembershipApplication to an organization, and owe a mail to those who answer it."""
    application.organization = organization
    application.save()
    tell_of_application(application)
    log(None, "application.came", application)
    return application


@transaction.atomic
def pass_on_application(*, application, by=None):
    """Hand an application on to the organization that it names now. Raises PermissionDenied."""
    require(by, "change", application)
    application.save(update_fields=["organization"])
    tell_of_application(application)
    log(by, "application.passed_on", application)
    return application


def tell_of_application(application):
    owe_all(
        "outreach.application",
        users=answering_for(application.organization),
        about=application,
    )


def accept_application(*, application_id, answer="", by=None):
    """Raises PermissionDenied, WrongState."""
    return answer_application(ACCEPT, application_id, answer, by)


def decline_application(*, application_id, answer, by=None):
    """Raises PermissionDenied, WrongState."""
    return answer_application(DECLINE, application_id, answer, by)


def answer_application(step, key, answer, by):
    with taking(step, key, by=by) as application:
        application.answer = answer
        application.answered_on = timezone.localdate()
    return application
