"""The states of an application for membership: it is accepted or declined, once.

Until then it may be handed on to another organization.
"""

from django.utils.translation import gettext_lazy as _

from mediacenter.services.transitions.steps import States, Transition

from .models import ApplicationStatus, MembershipApplication

CHANGE = "outreach.change_membershipapplication"


def lock_application(key):
    return MembershipApplication.objects.select_for_update(no_key=True, of=["self"]).get(pk=key)


def enter_application(application, *, was, by):
    application.save(update_fields=["organization", "status", "answered_on", "answer"])


APPLICATION = States(
    lock=lock_application,
    enter=enter_application,
    refusal=_("This application is now “%(state)s”: someone else has already changed it."),
)
ACCEPT = Transition(
    APPLICATION,
    code="application.accepted",
    permission=CHANGE,
    starts_from=frozenset({ApplicationStatus.RECEIVED}),
    leads_to=ApplicationStatus.ACCEPTED,
)
DECLINE = Transition(
    APPLICATION,
    code="application.declined",
    permission=CHANGE,
    starts_from=frozenset({ApplicationStatus.RECEIVED}),
    leads_to=ApplicationStatus.DECLINED,
)
PASS_ON = Transition(
    APPLICATION,
    code="application.passed_on",
    permission=CHANGE,
    starts_from=frozenset({ApplicationStatus.RECEIVED}),
)
