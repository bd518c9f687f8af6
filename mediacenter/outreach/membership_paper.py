"""An application for membership on paper, to be signed and brought along."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from mediacenter.services.printing import blocks
from mediacenter.services.printing.pdf import print_pdf

PRINTED_WITHIN = 10  # seconds


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
