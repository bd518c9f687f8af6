"""The page of an organization: what every room knows of it."""

from django.conf import settings
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from mediacenter.reports.models import ReportFile
from mediacenter.reports.public_views import by_year
from publications.articles.models import ArticleText
from publications.press.models import Coverage
from training.models import Seminar
from unions.contacts import contacts_of
from unions.models import Organization, OrganizationKind
from unions.models.organization import EventKind

BRANCHES = 40
NEWS = 4
SEMINARS = 3
COVERAGE = 5


def organization(request, slug):
    organization = get_object_or_404(
        Organization.objects.select_related("region", "territorial_association"), slug=slug
    )
    above = list(Organization.objects.get_ancestors(organization))
    events = list(organization.events.select_related("other"))
    return render(
        request,
        "portal/organization.html",
        {
            "part": "unions",
            "organization": organization,
            "federation": above[0] if above else organization,  # the head and foot ask no more
            "above": above,
            "contacts": None if organization.closed_on else contacts_of(organization, above),
            "people": organization.appointments.for_reading(),
            "channels": organization.channels.open().for_reading(),
            "branches": Shortened(
                Organization.objects.get_children(organization).open().alphabetical(), BRANCHES
            ),
            "affiliated": affiliated_to(organization),
            "events": events,
            "founded_on": founding_day(organization, events),
            "successor": successor_in(events),
            "names_by_language": names_by_language(organization),
            "former_names": organization.names.former(),
            "news": newest_of(organization),
            "coverage": Shortened(Coverage.objects.within(organization).for_reading(), COVERAGE),
            "reports": published_reports_of(organization),
            "seminars": Seminar.objects.published().within(organization).newest_first()[:SEMINARS],
        },
    )


class Shortened(list):
    """The first records of a QuerySet; `has_more` tells whether there are others."""

    def __init__(self, records, number):
        found = list(records[: number + 1])
        super().__init__(found[:number])
        self.has_more = len(found) > number


def names_by_language(organization):
    names = [
        {
            "code": code,
            "language": language,
            "full": getattr(organization, f"name_{code}"),
            "short": getattr(organization, f"short_name_{code}"),
        }
        for code, language in settings.LANGUAGES
    ]
    return [name for name in names if name["full"]]


def affiliated_to(organization):
    """The second hierarchy: what belongs to a territorial association beside its own branches."""
    if organization.kind != OrganizationKind.TERRITORIAL:
        return []
    return Shortened(organization.affiliated.open().alphabetical(), BRANCHES)


def founding_day(organization, events):
    """The day of the founding, unless an event tells it."""
    has_founding = any(event.kind == EventKind.FOUNDED for event in events)
    return None if has_founding else organization.founded_on


def successor_in(events):
    ends = [event for event in events if event.kind in (EventKind.MERGED, EventKind.CLOSED)]
    return next((event.other for event in reversed(ends) if event.other), None)


def published_reports_of(organization):
    """[{organization, year, files}], the newest year first; see by_year."""
    files = ReportFile.objects.published().filter(snapshot__organization=organization)
    return [report for one in by_year(files.for_lists()) for report in one["reports"]]


def newest_of(organization):
    texts = ArticleText.objects.published().filter(language=get_language())
    return texts.within(organization).defer("body").newest_first()[:NEWS]
