"""The states of an application to an intake, and each step between them.

    open ──give place──▶ placed
     │└───── refuse ───▶ refused     │
     └──── withdraw ───▶ withdrawn ◀─┘

The intake is the lock, then the application, then the seminar of the lessons.
"""

from django.utils.translation import gettext_lazy as _

from mediacenter.services.transitions.steps import States, Transition

from .intake_telling import tell_applicant, tell_who_applied
from .models import Cohort, Decision, IntakeApplication


def locked_intake(key):
    found = Cohort.objects.select_for_update(no_key=True, of=["self"])
    return found.select_related("programme__organizer").get(pk=key)


def locked_application(key):
    intake = locked_intake(IntakeApplication.objects.values_list("intake", flat=True).get(pk=key))
    found = IntakeApplication.objects.select_for_update(no_key=True, of=["self"])
    application = found.select_related("organization").get(pk=key)
    application.intake = intake
    return application


def store(application, *, was, by):
    application.save(update_fields=["decision", "because"])


def tell(step, application, *, was, by):
    tell_applicant(application, was=was)
    tell_who_applied(application, by=by)


APPLICATION = States(
    lock=locked_application,
    field="decision",
    enter=store,
    taken=tell,
    refusal=_("This application has changed meanwhile: %(state)s. Reload the page."),
)


def step(code, starts_from, leads_to, permission):
    return Transition(
        APPLICATION,
        code=f"intake.{code}",
        permission=f"training.{permission}_application",
        starts_from=starts_from,
        leads_to=leads_to,
    )


GIVE_PLACE = step("place_given", {Decision.OPEN}, Decision.PLACED, "decide_on")
REFUSE = step("refused", {Decision.OPEN}, Decision.REFUSED, "decide_on")
WITHDRAW = step("withdrawn", {Decision.OPEN, Decision.PLACED}, Decision.WITHDRAWN, "change")
