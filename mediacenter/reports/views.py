"""The yearly report as a chair sees it: years, live pages, building, the file."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import (
    Http404,
    HttpResponse,
    HttpResponseBadRequest,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mediacenter.services.jobs.progress import as_json
from mediacenter.services.printing.document import numbered
from mediacenter.toolkit import documents
from mediacenter.toolkit.bounded import BoundedPaginator
from mediacenter.toolkit.permissions import demand
from unions.models import Organization

from .actions.commenting import comments_of, may_comment
from .actions.freezing import facts_of, sha
from .actions.publishing import publish_report, withdraw_report
from .actions.report_files import facts_shas, is_whole, outdated
from .actions.requesting import request_report
from .composing import compose
from .drilldown import RecordFilters, book_of, drill_down, keys_of, rows_of, sheet_of
from .indicators import REGISTRY
from .locks import lock_of
from .models import Figure, OutputForm, ReportFile, ReportJob
from .progress import report_of, way_of
from .public_views import CONTENT_TYPES, being_renewed, handed_out, handed_out_as
from .registers import in_registers
from .rolling_up import figures_of
from .rules import READERS
from .wording import codes_in, name_in, wording_of
from .workbench.scope import below
from .year_forms import CommentForm, ExtensionForm
from .years import has_reports

YEARS = 5  # that the page of an organization lists
BRANCHES_A_PAGE = 50
RECORDS_A_PAGE = DECLARED_A_PAGE = 50


def readable_organization(user, slug):
    """The organization with this address; 404 without, PermissionDenied out of reach."""
    organization = get_object_or_404(Organization.objects.select_related("region"), slug=slug)
    allow(user, organization)
    return organization


def allow(user, organization):
    demand(
        user,
        "reports.read_report",
        organization,
        _("This report is open to the officers of the organization."),
    )


@login_required
@never_cache
def mine(request):
    """The organizations where the reader holds a post, as the ways to their reports."""
    held = Organization.objects.filter(path__in=request.user.paths_of(*READERS)).alphabetical()
    if request.user.is_superuser:
        held = Organization.objects.filter(depth=1)
    held = list(held)
    if not held:
        raise PermissionDenied(_("Reports are open to the officers of an organization."))
    if len(held) == 1:
        return redirect("reports:organization", held[0].slug)
    return render(request, "reports/mine.html", {"organizations": held})


@never_cache
def organization(request, slug):
    """The years of one organization with their files, and its branches."""
    found = readable_organization(request.user, slug)
    this_year = timezone.localdate().year
    files = list(
        ReportFile.objects.newest_of(found, year__range=(this_year - YEARS + 1, this_year))
    )
    years = [
        {"year": year, "files": [file for file in files if file.snapshot.year == year]}
        for year in range(this_year, this_year - YEARS, -1)
    ]
    children = Organization.objects.get_children(found).open().alphabetical()
    branches = Paginator(children, BRANCHES_A_PAGE)
    return render(
        request,
        "reports/organization.html",
        {
            "organization": found,
            "years": years,
            "outdated": outdated(files, facts_shas(found, {file.snapshot.year for file in files})),
            "branches": branches.get_page(request.GET.get("page")),
            "has_workbench": below(found).exists(),
        },
    )


@never_cache
def year(request, slug, year):
    """The report as it stands at this moment, with the buttons that make files of it."""
    found = readable_organization(request.user, slug)
    check_year(year)
    facts = facts_of(organization=found, year=year)
    files = list(ReportFile.objects.drafts().newest_of(found, year=year).with_forms())
    document = compose(
        facts,
        get_language(),
        identifier="",
        issued=timezone.localdate(),
    )
    way = way_of(request.user, found, year, facts)
    may_write = request.user.has_perm("reports.write_narrative", found)
    return render(
        request,
        "reports/year.html",
        {
            "organization": found,
            "year": year,
            "document": numbered(document),
            "figures": {
                code: name_in(facts, code)
                for code in codes_in(facts)
                if str(year) in facts["figures"].get(code, {})
            },
            "unstated": ways_to_state(request.user, found, year, facts, way["lock"]),
            "files": files,
            "outdated": outdated(files, {year: sha(facts)}),
            "published": ReportFile.objects.published().of_year(found, year).with_forms(),
            "may_write": may_write and not way["lock"].why(),
            "may_tell": may_write,  # what became of tasks is told after the signature, too
            "former_tasks": facts["tasks_set_before"]["rows"],
            "may_publish": request.user.has_perm("reports.publish_report", found),
            "way": way,
            "extension": ExtensionForm(),
            "languages": settings.LANGUAGES,
            "under_way": ReportJob.objects.unfinished().filter(organization=found, year=year),
        },
    )


def ways_to_state(user, organization, year, facts, lock):
    """{code: {name, address}} of what nobody has stated and is open: where `user` may state it.

    `lock` is that of the report.
    """
    if not user.has_perm("reports.add_figure", Figure(organization=organization)):
        return {}
    return {
        code: {"name": name_in(facts, code), "address": address_to_enter(organization, year, code)}
        for code in codes_in(facts)
        if str(year) not in facts["figures"].get(code, {}) and not lock.why(code)
    }


def address_to_enter(organization, year, code):
    """Where a figure is entered, on the page of the organization's year."""
    page = reverse("reports:enter", args=[organization.slug, year])
    return f"{page}?{urlencode({'figure': code})}#figure-{code}"


@never_cache
def figure(request, slug, year, code):
    """What a figure is made of: its records and what was declared, as far down as it reaches."""
    found, indicator = readable_figure(request, slug, year, code)
    made_of, filters = filtered(request, found, year, indicator)
    records, rows = None, []
    if made_of.records is not None:
        pages = BoundedPaginator(made_of.records, RECORDS_A_PAGE)
        records = pages.get_page(request.GET.get("page"))
        keys = keys_of(indicator, records.object_list)
        rows = rows_of(indicator, made_of.records.model, keys, request.user)
    declared = Paginator(made_of.declared, DECLARED_A_PAGE).get_page(request.GET.get("declared"))
    registers = in_registers(declared.object_list, within=found)
    for one in declared.object_list:
        if counted := registers.get(one.pk):
            one.counted_instead = str(indicator.say(*counted))
    cell = figures_of(found, (year, year), codes=[code])[code][year]
    report = report_of(found, year)
    return render(
        request,
        "reports/figure.html",
        {
            "organization": found,
            "year": year,
            "indicator": indicator,
            "name": wording_of(year).name(code),
            "cell": cell,
            "quantity": indicator.say(cell.number, cell.qualifier),
            "to_enter": address_to_enter(found, year, code),
            "to_state": cell.number is None
            and request.user.has_perm("reports.add_figure", Figure(organization=found))
            and not lock_of(found, year).why(code)
            and address_to_enter(found, year, code),
            "declared": declared,
            "records": records,
            "rows": rows,
            "filters": filters,
            "comments": comments_of(report, code).get(code, ()),
            "comment": may_comment(request.user, report) and CommentForm(),
        },
    )


@never_cache
def figure_sheet(request, slug, year, code):
    found, indicator = readable_figure(request, slug, year, code)
    made_of, _filters = filtered(request, found, year, indicator)
    lines = sheet_of(indicator, made_of, request.user, request.build_absolute_uri("/"))
    return StreamingHttpResponse(
        lines,
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{found.slug}-{year}-{code}.csv"',
        },
    )


@never_cache
def figure_workbook(request, slug, year, code):
    found, indicator = readable_figure(request, slug, year, code)
    made_of, _filters = filtered(request, found, year, indicator)
    made = book_of(indicator, made_of, request.user, request.build_absolute_uri("/"))
    name = f"{found.slug}-{year}-{code}.xlsx"
    return HttpResponse(
        made,
        content_type=CONTENT_TYPES[OutputForm.XLSX],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def filtered(request, organization, year, indicator):
    """(the Drilldown by what the address asks for, its RecordFilters: None without records)."""
    made_of = drill_down(indicator, organization, year)
    if made_of.records is None:
        return made_of, None
    filters = RecordFilters(
        request.GET, indicator=indicator, organization=organization, records=made_of.records
    )
    return filters.applied(made_of), filters


@never_cache
def attachment(request, figure_id):
    """Hand out the paper that proves a declared figure."""
    found = get_object_or_404(Figure.objects.select_related("organization"), pk=figure_id)
    allow(request.user, found.organization)
    if not found.attachment:
        raise Http404
    return documents.handed_out(found.attachment, f"figure-{found.pk}")


def readable_figure(request, slug, year, code):
    found = readable_organization(request.user, slug)
    check_year(year)
    if code not in REGISTRY:
        raise Http404(_("There is no such figure."))
    return found, REGISTRY[code]


@require_POST
def build(request, slug, year):
    found = readable_organization(request.user, slug)
    check_year(year)
    language = request.POST.get("language", get_language())
    if language not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest()
    job = request_report(organization=found, year=year, language=language, by=request.user)
    return redirect("reports:job", job.pk)


def check_year(year):
    if not has_reports(year):
        raise Http404(_("There are no reports of that year."))


def readable_job(request, job_id):
    found = get_object_or_404(ReportJob.objects.select_related("organization", "file"), pk=job_id)
    allow(request.user, found.organization)
    return found


@never_cache
def job(request, job_id):
    """How far the building is; refreshes itself, with or without JavaScript."""
    found = readable_job(request, job_id)
    return render(
        request,
        "reports/job.html",
        {
            "job": found,
            "progress": found.progress(),
            "unfinished": found.is_unfinished,
        },
    )


@never_cache
def progress(request, job_id):
    found = readable_job(request, job_id)
    return JsonResponse(as_json(found))


@require_POST
def publish(request, file_id):
    """Make a file public by its chair's word."""
    file = get_object_or_404(
        ReportFile.objects.select_related("snapshot__organization"), pk=file_id
    )
    try:
        publish_report(file=file, by=request.user)
    except ValidationError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Everybody may read the report now."))
    return redirect("reports:year", file.snapshot.organization.slug, file.snapshot.year)


@require_POST
def withdraw(request, file_id):
    file = withdraw_report(file=get_object_or_404(ReportFile, pk=file_id), by=request.user)
    messages.success(request, _("The report is no longer public."))
    return redirect("reports:year", file.snapshot.organization.slug, file.snapshot.year)


@never_cache
def download(request, file_id):
    file = get_object_or_404(
        ReportFile.objects.select_related("snapshot__organization"), pk=file_id
    )
    allow(request.user, file.snapshot.organization)
    return handed_out(file) if is_whole(file) else being_renewed(request, file)


@never_cache
def download_as(request, file_id, form):
    """A report in another form, of the same facts."""
    file = get_object_or_404(
        ReportFile.objects.select_related("snapshot__organization", "signature"), pk=file_id
    )
    allow(request.user, file.snapshot.organization)
    return handed_out_as(request, file, form)
