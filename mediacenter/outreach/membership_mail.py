"""The mail by which those who answer learn of an application for membership."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediacenter.services.outbox.kinds import Kind
from mediacenter.toolkit.mail import NothingToSay


def application_came(mail):
    """What those who answer read in their mailbox; answering it, they write to the applicant."""
    application = mail.about
    if application is None:
        raise NothingToSay
    page = reverse("admin:outreach_membershipapplication_change", args=[application.pk])
    return EmailMessage(
        subject=_("Application for membership: %(organization)s")
        % {"organization": application.organization},
        body=render_to_string(
            "outreach/mails/application.txt",
            {"application": application, "page": settings.PUBLIC_URL + page},
        ),
        reply_to=[application.email] if application.email else [],
    )


def recipient_and_organization(mail):
    return f"{mail.address}: {mail.about.organization if mail.about else ''}"


APPLICATION_CAME = Kind(
    "outreach.application",
    gettext_lazy("applications for membership"),
    application_came,
    say=recipient_and_organization,
    reads=("user", "about__organization"),
)
