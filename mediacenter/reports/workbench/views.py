"""The workbench of whoever stands above other organizations."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from mediacenter.reports.models import CountedYear, ReportingYear
from mediacenter.reports.views import readable_organization
from mediacenter.toolkit.bounded import BoundedPaginator

from .filters import GrowthFilters, LeagueFilters, MapFilters, MissingFilters, PivotFilters
from .growth import MOST_REPORTERS, changes_as_reported, changes_of, events_between
from .league import ranked, rows_of
from .missing import not_submitted, with_contacts
from .pivot import chart_of, ordered, pivot_of
from .punctuality import summary_of
from .regions import picture_of
from .regions import rows_of as regions_of
from .scope import chosen
from .workbook import workbook_of

A_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
def league(request, slug):
    """Who states the most of what is expected, and who submits in time, among peers."""
    found = readable_organization(request.user, slug)
    filters = LeagueFilters(request.GET)
    opened = ReportingYear.objects.filter(year=filters.chosen_year).first()
    organizations = chosen(filters, found)
    ranking = ranked(organizations, filters.chosen_year, filters.value("size"))
    page = BoundedPaginator(ranking, A_PAGE).get_page(request.GET.get("page"))
    return workbench(
        request,
        "league",
        found,
        filters,
        page=page,
        rows=rows_of(list(page), filters.chosen_year, opened),
        summary=summary_of(organizations, filters.chosen_year, opened),
        counted=counted_at(filters.chosen_year),
    )


@never_cache
def missing(request, slug):
    """Whose report is awaited, the longest first, and who answers for it."""
    found = readable_organization(request.user, slug)
    filters = MissingFilters(request.GET)
    opened = ReportingYear.objects.filter(year=filters.chosen_year).first()
    awaited = not_submitted(chosen(filters, found), filters.chosen_year, opened)
    page = BoundedPaginator(awaited, A_PAGE).get_page(request.GET.get("page"))
    return workbench(
        request,
        "missing",
        found,
        filters,
        page=page,
        rows=with_contacts(list(page), opened, request.user),
        opened=opened,
    )


@never_cache
def pivot(request, slug):
    """Figures of many organizations and years in one table."""
    found = readable_organization(request.user, slug)
    filters = PivotFilters(request.GET)
    page = BoundedPaginator(asked_for(found, filters), A_PAGE).get_page(request.GET.get("page"))
    made = pivot_of(found, list(page), filters.indicators, filters.chosen_years)
    return workbench(
        request,
        "pivot",
        found,
        filters,
        page=page,
        pivot=made,
        chart=chart_of(made, _("All together")),
        counted=counted_at(filters.chosen_year),
    )


@never_cache
def pivot_workbook(request, slug):
    """The pivot as XLSX, with the same filters."""
    found = readable_organization(request.user, slug)
    filters = PivotFilters(request.GET)
    made = workbook_of(asked_for(found, filters), filters.indicators, filters.chosen_years)
    name = f"{found.slug}-{filters.chosen_year}.xlsx"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made, content_type=XLSX, headers=disposition)


def asked_for(organization, filters):
    organizations = chosen(filters, organization)
    return ordered(organizations, filters.indicators, filters.chosen_year, filters.value("sort"))


@never_cache
def growth(request, slug):
    """What grew and what fell, of those alone who reported both years."""
    found = readable_organization(request.user, slug)
    filters = GrowthFilters(request.GET)
    year = filters.chosen_year
    organizations = chosen(filters, found)
    is_reported = filters.value("basis") == "reported"
    events, has_more_events = events_between(found, year)
    return workbench(
        request,
        "growth",
        found,
        filters,
        changes=(changes_as_reported if is_reported else changes_of)(organizations, year),
        number=organizations.count(),
        is_reported=is_reported,
        most=MOST_REPORTERS,
        before=year - 1,
        events=events,
        has_more_events=has_more_events,
        counted=counted_at(year),
    )


@never_cache
def regions(request, slug):
    """A map of the regions, shaded by a figure, and the same as a table."""
    found = readable_organization(request.user, slug)
    filters = MapFilters(request.GET)
    indicator = filters.wording.indicator(filters.value("indicator"))
    rows = regions_of(found, indicator, filters.chosen_year)
    return workbench(
        request,
        "regions",
        found,
        filters,
        indicator=indicator,
        rows=rows,
        grid=picture_of(rows),
        counted=counted_at(filters.chosen_year),
    )


def workbench(request, tab, organization, filters, **more):
    return render(
        request,
        f"reports/workbench/{tab}.html",
        {
            "tab": tab,
            "organization": organization,
            "filters": filters.shown(),
            "year": filters.chosen_year,
            **more,
        },
    )


def counted_at(year):
    return CountedYear.objects.filter(year=year).values_list("counted_at", flat=True).first()
