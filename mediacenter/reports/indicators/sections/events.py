"""Campaigns, visits, meetings and contests."""

from django.db.models import CharField, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.outreach.models import Campaign, Contest, Visit, VisitMode
from mediacenter.reports.indicators.indicator import During, Indicator, On, Section, Sum
from mediacenter.toolkit.alphabetical import LANGUAGES

# Explicit columns: the bare name would be that of whatever language is active at the import.
PLACE = Coalesce(
    *(NullIf(f"place_{language}", Value("")) for language in LANGUAGES), output_field=CharField()
)

INDICATORS = (
    Indicator(
        code="field.campaigns",
        section=Section.EVENTS,
        name=pgettext_lazy("indicator", "Campaigns"),
        unit=pgettext_lazy("unit", "campaigns"),
        counted_from=Campaign.objects.filter(starts_on__isnull=False),
        year=During("starts_on", "ends_on"),
        opens="admin:outreach_campaign_changelist",
    ),
    Indicator(
        code="field.visits",
        section=Section.EVENTS,
        name=_("Visits to primary organizations"),
        unit=pgettext_lazy("unit", "visits"),
        counted_from=Visit.objects.filter(mode=VisitMode.IN_PERSON),
        year=On("ends_on"),
        opens="admin:outreach_visit_changelist",
    ),
    Indicator(
        code="field.places_visited",
        section=Section.EVENTS,
        name=_("Districts and cities visited"),
        unit=pgettext_lazy("unit", "places"),
        adds_up=Sum(distinct="named_place"),
        counted_from=Visit.objects.filter(mode=VisitMode.IN_PERSON)
        .annotate(named_place=PLACE)
        .exclude(named_place=None),
        year=On("ends_on"),
        opens="admin:outreach_visit_changelist",
    ),
    Indicator(
        code="field.online_meetings",
        section=Section.EVENTS,
        name=_("Online meetings"),
        unit=pgettext_lazy("unit", "meetings"),
        counted_from=Visit.objects.filter(mode=VisitMode.ONLINE),
        year=On("ends_on"),
        opens="admin:outreach_visit_changelist",
    ),
    Indicator(
        code="contests.held",
        section=Section.EVENTS,
        name=_("Contests and prize draws"),
        unit=pgettext_lazy("unit", "contests"),
        counted_from=Contest.objects.filter(starts_on__isnull=False),
        year=During("starts_on", "ends_on"),
        opens="admin:outreach_contest_changelist",
    ),
    Indicator(
        code="field.staff_meetings",
        section=Section.EVENTS,
        name=_("Meetings with the staffs of workplaces"),
        unit=pgettext_lazy("unit", "meetings"),
    ),
)
