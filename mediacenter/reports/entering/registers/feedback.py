"""What members ask, and what they are answered."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from mediacenter.outreach.models import Appeal
from mediacenter.reports.entering.register import Register
from mediacenter.reports.entering.rows import DayCell, NewRow, choice_cell, text_cell
from mediacenter.reports.indicators import Section
from unions.saving import save_record


class AppealRow(NewRow):
    received_on = DayCell(label=Appeal._meta.get_field("received_on").verbose_name)
    answered_on = DayCell(label=Appeal._meta.get_field("answered_on").verbose_name)
    kind = choice_cell(Appeal, "kind")
    way = choice_cell(Appeal, "way")
    subject = text_cell(Appeal, "subject", required=True)

    def clean(self):
        given = super().clean()
        received, answered = given.get("received_on"), given.get("answered_on")
        if "received_on" not in self.errors and received is None:
            self.add_error("received_on", _("Say when it was."))
        if received and answered and answered < received:
            self.add_error("answered_on", _("The answer is dated before the receipt."))
        years = {day.year for day in (received, answered) if day}
        if years and self.place.year not in years:
            self.add_error(
                "received_on",
                ValidationError(
                    _("This page is of the year %(year)s."), params={"year": self.place.year}
                ),
            )
        return given


class Appeals(Register):
    code = "appeals"
    section = Section.FEEDBACK
    title = pgettext_lazy("records", "Appeals, messages and questions")
    model = Appeal
    row = AppealRow
    indicators = ("appeals.received", "appeals.answered")
    order = ("-received_on", "-pk")

    def in_year(self, place):
        return Q(received_on__year=place.year) | Q(answered_on__year=place.year)

    def enter(self, row, place):
        appeal = Appeal(organization=place.organization, **row.cleaned_data)
        save_record(record=appeal, by=place.user)


REGISTERS = (Appeals(),)
