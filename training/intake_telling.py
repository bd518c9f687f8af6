"""Who is told of applications to intakes: the guest of a place, who applied of all of theirs."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediacenter.services.outbox.actions import owe
from mediacenter.services.outbox.kinds import Kind, Quiet
from mediacenter.toolkit.mail import NothingToSay

from .models import Decision


def tell_applicant(application, *, was):
    """Owe the guest a mail, where they have a place now and had none, or the other way."""
    has_changed = (was == Decision.PLACED) != (application.decision == Decision.PLACED)
    if has_changed and application.email:
        owe(
            GUEST.code,
            to=application.email,
            language=application.language,
            about=application,
        )


def tell_who_applied(application, *, by):
    user = application.applied_by
    if user is not None and user != by:
        owe(APPLICATIONS.code, user=user, about=application)


def guest_mail(mail):
    application = mail.about
    if application is None or application.email != mail.to:
        raise NothingToSay
    intake = application.intake
    has_place = application.decision == Decision.PLACED
    words = _("You have a place: %(title)s") if has_place else _("You have no place: %(title)s")
    return EmailMultiAlternatives(
        words % {"title": intake.programme.name},
        render_to_string(
            "training/mails/guest.txt",
            {
                "application": application,
                "intake": intake,
                "has_place": has_place,
                "page": settings.PUBLIC_URL + intake.get_absolute_url(),
            },
        ),
        to=[mail.to],
    )


def applications_mail(mail):
    """One mail about all applications on which something was decided since the last."""
    told = {one.about.pk: one.about for one in mail.parts if one.about is not None}
    if not told:
        raise NothingToSay
    titles = {str(one.intake.programme) for one in told.values()}
    return EmailMultiAlternatives(
        _("Your applications: %(titles)s") % {"titles": ", ".join(sorted(titles))},
        render_to_string(
            "training/mails/applications.txt",
            {
                "told": list(told.values()),
                "page": settings.PUBLIC_URL + reverse("training:applications"),
            },
        ),
    )


GUEST = Kind("training.guest", gettext_lazy("mails to guests of sanatoriums"), guest_mail)
APPLICATIONS = Kind(
    "training.applications",
    gettext_lazy("mails about applications to sanatoriums"),
    applications_mail,
    gathered=Quiet(minutes=2),
)
KINDS = (GUEST, APPLICATIONS)
