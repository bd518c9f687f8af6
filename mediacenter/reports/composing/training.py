"""Seminars and courses: what the organization and those below it held or took part in."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mediacenter.services.printing import blocks
from mediacenter.toolkit.quantity import say
from training.models import Counted

from . import figures, listing


def section(facts):
    made = [
        *figures.stated(facts, "training.seminars"),
        *figures.stated(facts, "training.attended"),
        *figures.stated(facts, "training.participants"),
    ]
    seminars = facts.rows("seminars")
    if not seminars:
        missing = blocks.missing(
            _("Seminars on information work were not stated."), "training.seminars"
        )
        return blocks.section(pgettext("heading", "Training"), made or [missing])
    organized = sum(seminar["is_organized"] for seminar in seminars)
    is_cut = facts["seminars"]["is_cut"]
    return blocks.section(
        pgettext("heading", "Training"),
        [
            *made,
            blocks.table(
                _("Seminars of the year"),
                [
                    blocks.column(pgettext("column", "Date"), 3),
                    blocks.column(pgettext("column", "Seminar"), 6),
                    blocks.column(pgettext("column", "Organizer"), 4),
                    blocks.column(pgettext("column", "Place"), 4),
                    blocks.column(pgettext("column", "Participants"), 3, "right"),
                ],
                [
                    [
                        facts.day(seminar),
                        facts.text(seminar["title"]),
                        facts.text(seminar["organizer"]),
                        facts.text(seminar["place"]),
                        _participants(seminar),
                    ]
                    for seminar in seminars
                ],
                row_headers=False,
            ),
            *listing.rest(facts, "training.seminars", organized, is_cut=is_cut),
        ],
    )


def _participants(seminar):
    for figure in seminar["figures"]:
        if figure["counted"] == Counted.PARTICIPANTS and figure["number"] is not None:
            return say(figure["number"], figure["qualifier"])
    return None
