"""What committees considered and resolved."""

from django.utils.translation import gettext_lazy as _

from mediacenter.outreach.models import CommitteeHearing
from mediacenter.reports.entering.register import Register
from mediacenter.reports.entering.rows import DatedRow, text_cell
from mediacenter.reports.indicators import Section
from unions.saving import save_record


class HearingRow(DatedRow):
    body = text_cell(CommitteeHearing, "body", required=True)
    question = text_cell(CommitteeHearing, "question", required=True)
    outcome = text_cell(CommitteeHearing, "outcome")
    resolution = text_cell(CommitteeHearing, "resolution")


class Hearings(Register):
    code = "hearings"
    section = Section.BODIES
    title = _("Committee hearings")
    model = CommitteeHearing
    row = HearingRow
    indicators = ("hearings.held", "hearings.resolutions")

    def enter(self, row, place):
        hearing = CommitteeHearing(
            organization=place.organization,
            **row.span,
            **row.given("body", "question", "outcome", "resolution"),
        )
        save_record(record=hearing, by=place.user)


REGISTERS = (Hearings(),)
