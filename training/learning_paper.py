"""Somebody's record of learning on paper."""

from django.utils.formats import localize
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from mediacenter.services.printing import blocks
from mediacenter.services.printing.pdf import print_pdf

PRINTED_WITHIN = 20  # seconds


def printed_record(record, *, name, organization, moment):
    """The PDF as bytes, in the active language. `name`: of whom; `organization`: who keeps it.

    Raises PrintFailed.
    """
    document = paper_of(record, name=name, organization=organization)
    return print_pdf(document, moment=moment, seconds=PRINTED_WITHIN).content


def paper_of(record, *, name, organization):
    """The Document (services/printing/document.py)."""
    columns = [
        blocks.column(pgettext("column", "Seminar"), 6),
        blocks.column(pgettext("column", "Training programme"), 4),
        blocks.column(pgettext("column", "When"), 3),
        blocks.column(pgettext("column", "Academic hours"), 2, "right"),
    ]
    rows = [
        [
            one.seminar.title,
            one.seminar.programme.name if one.seminar.programme else "–",
            str(one.seminar.when) or "–",
            localize(one.hours),
        ]
        for one in record.seminars
    ]
    total = _("Academic hours: %(hours)s") % {"hours": localize(record.hours)}
    seminars = blocks.table(pgettext("heading", "Seminars"), columns, rows)
    return blocks.sheet(
        pgettext("document", "Record of learning"),
        [
            blocks.section(name, [blocks.paragraph(total), seminars]),
        ],
        language=get_language(),
        organization=organization,
    )
