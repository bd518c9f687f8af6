"""What committees considered and resolved."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.outreach.models import CommitteeHearing
from mediacenter.reports.indicators.indicator import Indicator, On, Section

INDICATORS = (
    Indicator(
        code="hearings.held",
        section=Section.BODIES,
        name=_("Information-work issues considered by committees"),
        unit=pgettext_lazy("unit", "questions"),
        counted_from=CommitteeHearing.objects.all(),
        year=On("ends_on"),
        opens="admin:outreach_committeehearing_changelist",
    ),
    Indicator(
        code="hearings.resolutions",
        section=Section.BODIES,
        name=_("Resolutions adopted"),
        unit=pgettext_lazy("unit", "resolutions"),
        counted_from=CommitteeHearing.objects.exclude(resolution=""),
        year=On("ends_on"),
        opens="admin:outreach_committeehearing_changelist",
    ),
)
