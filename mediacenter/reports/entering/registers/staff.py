"""Seminars, and how many took part."""

from django.utils.translation import pgettext_lazy

from mediacenter.reports.entering.register import Register
from mediacenter.reports.entering.rows import DatedRow, number_cell, qualifier_cell, text_cell
from mediacenter.reports.indicators import Section
from mediacenter.toolkit.language import slug_for
from mediacenter.toolkit.quantity import Qualifier
from training.models import Counted, Seminar, SeminarFigure
from unions.saving import save_part, save_record


class SeminarRow(DatedRow):
    title = text_cell(Seminar, "title", required=True)
    place_name = text_cell(Seminar, "place")
    audience_note = text_cell(Seminar, "audience_note")
    participants = number_cell(
        SeminarFigure, "number", label=pgettext_lazy("counted", "participants")
    )
    participants_qualifier = qualifier_cell()


class Seminars(Register):
    code = "seminars"
    section = Section.STAFF
    title = pgettext_lazy("records", "Seminars")
    model = Seminar
    row = SeminarRow
    organization = "organizer"
    indicators = ("training.seminars", "training.participants", "training.marathon_events")

    def enter(self, row, place):
        given = row.cleaned_data
        seminar = Seminar(
            organizer=place.organization,
            place=given["place_name"],
            slug=slug_for(
                given["title"], taken=lambda slug: Seminar.objects.filter(slug=slug).exists()
            ),
            is_published=False,
            **row.span,
            **row.given("title", "audience_note"),
        )
        save_record(record=seminar, by=place.user)
        if given["participants"] is not None:
            figure = SeminarFigure(
                seminar=seminar,
                counted=Counted.PARTICIPANTS,
                number=given["participants"],
                qualifier=given["participants_qualifier"] or Qualifier.EXACT,
            )
            save_part(part=figure, of=seminar, by=place.user)


REGISTERS = (Seminars(),)
