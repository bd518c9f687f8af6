"""Published yearly reports and their figures, as they were frozen for them."""

from datetime import date, datetime
from typing import Literal

from django.db.models import F, Func, JSONField, Prefetch, TextField, Value
from django.db.models.functions import Cast
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language
from ninja import Path, Query, Router, Schema
from pydantic import Field

from mediacenter.reports.composing.localized_facts import LocalizedFacts
from mediacenter.reports.indicators import REGISTRY
from mediacenter.reports.models import OutputForm, ReportFile, Snapshot
from mediacenter.reports.outputs.data import figures_in
from mediacenter.toolkit.structured import absolute
from unions.models import Organization

from .asking import Absent, Asked, AskedPage, Keyset, Page, Slug, Year
from .problems import PROBLEMS
from .shapes import Named, Number, named

router = Router(tags=["Yearly reports"])
NEWEST_YEAR_FIRST = Keyset("reports", "year")
FIGURES = Keyset("figures", "year")
Code = Literal[tuple(REGISTRY)]


class AskedReports(AskedPage):
    year: Year | Absent = None
    within: Slug | Absent = Field(None, description="Of this organization and all below it.")


class AskedFigures(AskedReports):
    code: Code = Field(description="Which indicator.")


class Files(Schema):
    """One report in a language, to be taken along."""

    language: str
    pdf: str
    xlsx: str
    json_: str = Field(alias="json", description="All of it as data: figures, texts, tables.")


class ReportInList(Schema):
    organization: Named
    year: int
    published_at: datetime
    page: str = Field(description="Where people read it.")
    files: list[Files]


class ReportPage(Page):
    items: list[ReportInList]


class Declared(Schema):
    """What the organization entered itself."""

    scope: str = Field(description="`own`, or `subtree`: with all below it.")
    source: str
    note: str
    as_of: date | None


class YearValue(Schema):
    value: int = Field(description="A whole number; 1 and 0 for yes and no.")
    qualifier: str = Field(description="`exact`, `more_than`, `less_than` or `about`.")
    said: str = Field(description="The number in the words of the report.")
    basis: str = Field(description="`counted` from records, `declared`, or `mixed`.")
    as_of: date | None
    stated_by: int = Field(description="So many organizations are in it,")
    organizations: int = Field(description="of so many.")
    declared: Declared | None


class FigureOfReport(Schema):
    code: str
    name: str
    unit: str
    kind: str = Field(description="`number` or `yes_no`.")
    section: str
    section_name: str
    years: dict[str, YearValue] = Field(
        description="By year. One that is not there was not stated, which is not 0."
    )


class Report(ReportInList):
    figures: list[FigureOfReport]


class FigureInList(Schema):
    """An indicator of one organization, with all below it, in the year of its report."""

    organization: Named
    kind: str
    region: str | None = Field(description="ISO 3166-2.")
    year: int
    figure: Number | None = Field(description="Null: not stated, which is not 0.")
    as_of: date | None


class FigurePage(Page):
    code: str
    name: str
    unit: str
    items: list[FigureInList]


@router.get(
    "/reports/",
    response={200: ReportPage, **PROBLEMS},
    url_name="reports",
    summary="The newest year first",
)
def reports(request, asked: Query[AskedReports]):
    found = asked_of(Snapshot.objects.published(), asked).defer("facts")
    found = with_files(found)
    return NEWEST_YEAR_FIRST.page_of(request, found, asked, lambda shown: list(map(in_list, shown)))


@router.get(
    "/reports/{organization}/{year}/",
    response={200: Report, **PROBLEMS},
    url_name="report",
    summary="One report with all its figures",
)
def report(request, organization: Path[Slug], year: Path[Year], asked: Query[Asked]):
    published = with_files(Snapshot.objects.published())
    found = published.filter(organization__slug=organization, year=year).first()
    if found is None:
        raise Http404
    facts = LocalizedFacts(found.facts, get_language())
    return {**in_list(found), "figures": figures_in(facts)}


@router.get(
    "/figures/",
    response={200: FigurePage, **PROBLEMS},
    url_name="figures",
    summary="One indicator of all published reports",
)
def figures(request, asked: Query[AskedFigures]):
    stated = Func(
        F("facts"),
        Value("figures"),
        Value(asked.code),
        Cast("year", TextField()),
        function="jsonb_extract_path",
        output_field=JSONField(),
    )
    found = asked_of(Snapshot.objects.published(), asked).annotate(figure=stated).defer("facts")
    found = found.select_related("organization__region")
    indicator = REGISTRY[asked.code]
    return {
        "code": asked.code,
        "name": str(indicator.name),
        "unit": str(indicator.unit),
        **FIGURES.page_of(request, found, asked, lambda shown: list(map(figure_in_list, shown))),
    }


def asked_of(snapshots, asked):
    if asked.year:
        snapshots = snapshots.filter(year=asked.year)
    if asked.within:
        top = get_object_or_404(Organization, slug=asked.within)
        snapshots = snapshots.filter(organization__path__startswith=top.path)
    return snapshots


def with_files(snapshots):
    files = ReportFile.objects.published().without_contents().order_by("language")
    return snapshots.select_related("organization").prefetch_related(
        Prefetch("files", files, "published_files")
    )


def in_list(snapshot):
    place = (snapshot.organization.slug, snapshot.year)
    files = snapshot.published_files
    return {
        "organization": named(snapshot.organization),
        "year": snapshot.year,
        "published_at": max(file.published_at for file in files),
        "page": absolute(reverse("reports:published", args=place)),
        "files": [
            {
                "language": file.language,
                "pdf": address("reports:published_file", *place, file.language),
                "xlsx": output_address(*place, file.language, OutputForm.XLSX),
                "json": output_address(*place, file.language, OutputForm.JSON),
            }
            for file in files
        ],
    }


def figure_in_list(snapshot):
    organization, figure = snapshot.organization, snapshot.figure
    return {
        "organization": named(organization),
        "kind": organization.kind,
        "region": organization.region and organization.region.iso,
        "year": snapshot.year,
        "figure": figure and {"value": figure["number"], "qualifier": figure["qualifier"]},
        "as_of": figure and figure["as_of"],
    }


def address(name, *args):
    return absolute(reverse(name, args=args))


def output_address(slug, year, language, form):
    return address("reports:published_output", slug, year, language, form.value)
