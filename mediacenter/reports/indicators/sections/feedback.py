"""What members ask, and what they are answered."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.outreach.models import Appeal
from mediacenter.reports.indicators.indicator import Indicator, On, Section

INDICATORS = (
    Indicator(
        code="appeals.received",
        section=Section.FEEDBACK,
        name=_("Appeals, messages and questions received"),
        unit=pgettext_lazy("unit", "appeals"),
        counted_from=Appeal.objects.all(),
        year=On("received_on"),
        opens="admin:outreach_appeal_changelist",
    ),
    Indicator(
        code="appeals.answered",
        section=Section.FEEDBACK,
        name=_("Appeals, messages and questions answered"),
        unit=pgettext_lazy("unit", "appeals"),
        counted_from=Appeal.objects.filter(answered_on__isnull=False),
        year=On("answered_on"),
        opens="admin:outreach_appeal_changelist",
    ),
    Indicator(
        code="feedback.polls",
        section=Section.FEEDBACK,
        name=_("Polls of members"),
        unit=pgettext_lazy("unit", "polls"),
    ),
    Indicator(
        code="feedback.forums",
        section=Section.FEEDBACK,
        name=_("Forums and discussions with members"),
        unit=pgettext_lazy("unit", "discussions"),
    ),
)
