"""Who does information work, and who learns it."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.reports.indicators.indicator import Indicator, On, Section, Stays, Sum
from training.models import Counted, ProgrammeKind, Seminar, SeminarFigure

INDICATORS = (
    Indicator(
        code="staff.information_officers",
        section=Section.STAFF,
        name=_("Staff posts for information work"),
        unit=pgettext_lazy("unit", "posts"),
    ),
    Indicator(
        code="staff.responsible",
        section=Section.STAFF,
        name=_("Organizations with somebody responsible for information work"),
        unit=pgettext_lazy("unit", "organizations"),
    ),
    Indicator(
        code="staff.correspondents",
        section=Section.STAFF,
        name=_("Volunteer correspondents"),
        unit=pgettext_lazy("unit", "people"),
    ),
    Indicator(
        code="staff.trained",
        section=Section.STAFF,
        name=_("Activists trained in information work"),
        unit=pgettext_lazy("unit", "people"),
    ),
    Indicator(
        code="staff.budget_share",
        section=Section.STAFF,
        name=_("Share of the budget for information work"),
        unit=pgettext_lazy("unit", "per cent"),
        adds_up=Stays(),  # shares of one organization and another are not added
    ),
    Indicator(
        code="training.seminars",
        section=Section.STAFF,
        name=_("Seminars organized"),
        unit=pgettext_lazy("unit", "seminars"),
        counted_from=Seminar.objects.all(),
        organization="organizer",
        year=On("ends_on"),
        opens="admin:training_seminar_changelist",
    ),
    Indicator(
        code="training.marathon_events",
        section=Section.STAFF,
        name=_("Events of the educational marathon"),
        unit=pgettext_lazy("unit", "events"),
        counted_from=Seminar.objects.filter(programme__kind=ProgrammeKind.MARATHON),
        organization="organizer",
        year=On("ends_on"),
        opens="admin:training_seminar_changelist",
    ),
    Indicator(
        code="training.participants",
        section=Section.STAFF,
        name=_("Participants of seminars"),
        unit=pgettext_lazy("unit", "participants"),
        counted_from=SeminarFigure.objects.filter(counted=Counted.PARTICIPANTS),
        organization="seminar__organizer",
        year=On("seminar__ends_on"),
        amount="number",
        qualifier="qualifier",
        opens="admin:training_seminar_changelist",
    ),
    Indicator(
        code="training.attended",
        section=Section.STAFF,
        name=_("Seminars in which its people took part"),
        unit=pgettext_lazy("unit", "seminars"),
        adds_up=Sum(distinct="seminar"),  # a joint seminar counts once in the common parent
        counted_from=Seminar.audience.through.objects.all(),
        year=On("seminar__ends_on"),
        opens="admin:training_seminar_changelist",
    ),
)
