"""Applications for membership: they come, are handed on, and are answered once."""

from django.db import transaction
from django.utils import timezone

from mediacenter.outreach.letters import answering_for
from mediacenter.outreach.membership_mail import APPLICATION_CAME
from mediacenter.outreach.membership_transitions import ACCEPT, DECLINE, PASS_ON
from mediacenter.services.journal.actions import log
from mediacenter.services.outbox.actions import owe_all
from mediacenter.services.transitions.steps import taking


@transaction.atomic
def take_application(*, application, organization):
    """Store a MembershipApplication to an organization, and owe a mail to those who answer it."""
    application.organization = organization
    application.save()
    tell_of_application(application)
    log(None, "application.came", application)
    return application


def pass_on_application(*, application_id, organization, by=None):
    """Hand an application on to those who answer for another organization.

    Raises PermissionDenied, WrongState.
    """
    with taking(PASS_ON, application_id, by=by) as application:
        application.organization = organization
        PASS_ON.demand_permission(by, application)  # of where it comes to, too
        tell_of_application(application)
    return application


def tell_of_application(application):
    owe_all(
        APPLICATION_CAME.code,
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
