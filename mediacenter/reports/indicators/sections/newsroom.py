"""What was planned and what came of it; crises."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.reports.indicators.indicator import Indicator, On, Section
from publications.plan.models import PlanItem, PlanStatus
from publications.press.models import CrisisCard

# Ideas are not planned yet; what was postponed or cancelled is not planned any more.
UNPLANNED = [PlanStatus.IDEA, PlanStatus.POSTPONED, PlanStatus.CANCELLED]

INDICATORS = (
    Indicator(
        code="plan.items",
        section=Section.NEWSROOM,
        name=_("Items of the media plan"),
        unit=pgettext_lazy("unit", "items"),
        counted_from=PlanItem.objects.exclude(status__in=UNPLANNED),
        organization="occasion__organization",
        year=On("release_on"),
        opens="admin:publications_planitem_changelist",
    ),
    Indicator(
        code="plan.released",
        section=Section.NEWSROOM,
        name=_("Items of the media plan that were released"),
        unit=pgettext_lazy("unit", "items"),
        counted_from=PlanItem.objects.filter(status__in=[PlanStatus.RELEASED, PlanStatus.MEASURED]),
        organization="occasion__organization",
        year=On("release_on"),
        opens="admin:publications_planitem_changelist",
    ),
    Indicator(
        code="crises.opened",
        section=Section.NEWSROOM,
        name=_("Crisis cards opened"),
        unit=pgettext_lazy("unit", "cards"),
        counted_from=CrisisCard.objects.all(),
        year=On("opened_at"),
        opens="admin:publications_crisiscard_changelist",
    ),
    Indicator(
        code="crises.closed",
        section=Section.NEWSROOM,
        name=_("Crisis cards closed"),
        unit=pgettext_lazy("unit", "cards"),
        counted_from=CrisisCard.objects.filter(closed_at__isnull=False),
        year=On("closed_at"),
        opens="admin:publications_crisiscard_changelist",
    ),
)
