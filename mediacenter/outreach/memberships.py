"""What an application for membership becomes: a mail to those who answer, a paper to be signed."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext

from mediacenter.services.outbox.kinds import Kind
from mediacenter.services.printing import blocks
from mediacenter.services.printing.pdf import print_pdf
from mediacenter.toolkit.mail import NothingToSay

PRINTED_WITHIN = 10  # seconds


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


def printed(application):
    """The application as a PDF to sign, in the language in which it was written.

    Raises PrintFailed.
    """
    moment = application.consented_at
    with override(application.language):
        return print_pdf(form_of(application), moment=moment, seconds=PRINTED_WITHIN).content


def form_of(application):
    """The Document (services/printing/document.py) in the active language."""
    organization = application.organization
    received = date_format(application.received_on, "DATE_FORMAT")
    pairs = (
        (pgettext("application", "To"), organization.name),
        (pgettext("application", "From"), application.name),
        (pgettext("application", "Workplace"), application.workplace),
        (pgettext("application", "Post or profession"), application.post),
        (pgettext("application", "Phone"), application.phone),
        (pgettext("application", "E-mail"), application.email),
    )
    return blocks.sheet(
        pgettext("document", "Application for membership"),
        [
            blocks.section(
                "",
                [
                    blocks.definitions([(term, words) for term, words in pairs if words]),
                    blocks.paragraph(
                        _(
                            "I ask to be admitted as a member of the trade union, and will keep to"
                            " its charter."
                        )
                    ),
                    {"kind": "signature"},
                ],
            )
        ],
        language=application.language,
        organization=organization.name,
        identifier=application.code,
        place_date=received,
        signer={"post": pgettext("application", "Applicant"), "name": application.name},
    )
