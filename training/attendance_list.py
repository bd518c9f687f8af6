"""The list of a seminar on paper, to sign at the door and to type in later."""

from django.conf import settings
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from mediacenter.services.printing import blocks
from mediacenter.services.printing.pdf import print_pdf

from .attendance_sheet import numbers_of

PRINTED_WITHIN = 20  # seconds
MOST = 1_000  # people of one list: of more there are several
EMPTY = (
    "\N{NO-BREAK SPACE}"  # a cell to write into: one without words would say that none are known
)


def lists_of(people):
    """The lists on which these people stand, a Paginator: as many as are needed for all."""
    return Paginator(people, MOST)


def printed_list(seminar, people, *, moment):
    """The PDF as bytes, in the active language. `people`: a page of `lists_of`.

    Raises PrintFailed.
    """
    document = list_of(seminar, people)
    return print_pdf(document, moment=moment, seconds=PRINTED_WITHIN).content


def list_of(seminar, people):
    """The Document (services/printing/document.py)."""
    numbers = numbers_of(seminar)
    page = settings.PUBLIC_URL + reverse("training:attendance_typed", args=[seminar.slug])
    columns = [
        blocks.column(pgettext("column", "No."), 1),
        blocks.column(capfirst(_("full name")), 5),
        blocks.column(pgettext("column", "Organization"), 5),
        blocks.column(pgettext("column", "Signature"), 4),
    ]
    rows = [
        [str(numbers[one.pk]), one.name, one.delegation.organization.name, EMPTY] for one in people
    ]
    when = ", ".join(filter(None, [str(seminar.when), seminar.hours_in_words, seminar.place]))
    return blocks.sheet(
        _("List of participants"),
        [
            blocks.section(
                seminar.title,
                [
                    blocks.paragraph(when or EMPTY),
                    *map(blocks.paragraph, filter(None, [which_of_several(people)])),
                    blocks.table(
                        pgettext("heading", "Participants"), columns, rows, row_headers=False
                    ),
                    blocks.qr_code(
                        page,
                        alt=_("Where the organizer types in who was there"),
                        beside=_(
                            "The organizer opens this page and types in the numbers of those who"
                            " have signed."
                        ),
                    ),
                ],
            )
        ],
        language=get_language(),
        organization=seminar.organizer.name,
    )


def which_of_several(people):
    """Which of the lists this page of them is, in a sentence; "" of a list of everybody."""
    if not people.has_other_pages():
        return ""
    return _("List %(number)s of %(lists)s. Participants in all: %(people)s.") % {
        "number": people.number,
        "lists": people.paginator.num_pages,
        "people": people.paginator.count,
    }
