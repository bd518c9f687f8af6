"""The reports that chairs have published, for everybody."""

import logging
from itertools import groupby

from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from mediacenter.services.jobs.models import JobStatus
from mediacenter.services.printing.pdf import PrintFailed
from mediacenter.toolkit.documents import opened
from unions.models import Organization

from .actions.outputs import output_of
from .actions.registering import entries_of
from .actions.report_files import is_whole
from .actions.requesting import request_renewal
from .models import OutputForm, ReportFile
from .phrases import FAILURES
from .rules import READERS

logger = logging.getLogger(__name__)

OFFICE = "application/vnd.openxmlformats-officedocument"
CONTENT_TYPES = {
    OutputForm.DOCX: f"{OFFICE}.wordprocessingml.document",
    OutputForm.XLSX: f"{OFFICE}.spreadsheetml.sheet",
    OutputForm.JSON: "application/json",
    OutputForm.SHORT: "application/pdf",
    OutputForm.CONSOLIDATED: "application/pdf",
}
FILES_A_PAGE = 90  # of about thirty reports, each in up to three languages


def published_reports(request):
    """What has been published, newest year first, and for officers the way to their own."""
    files = ReportFile.objects.published().for_lists()
    page = Paginator(files, FILES_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "reports/index.html",
        {
            "page": page,
            "years": by_year(page),
            "is_officer": request.user.is_authenticated and bool(request.user.paths_of(*READERS)),
        },
    )


def by_year(files):
    """[{year, reports: [{organization, year, files}]}] of files in the order of lists."""
    return [
        {
            "year": year,
            "reports": [
                {"organization": organization, "year": year, "files": list(of_one)}
                for organization, of_one in groupby(
                    of_year, key=lambda file: file.snapshot.organization
                )
            ],
        }
        for year, of_year in groupby(files, key=lambda file: file.snapshot.year)
    ]


def published_report(request, slug, year):
    """A published report to be read, in the page's language or in one that it exists in."""
    organization = get_object_or_404(Organization, slug=slug)
    files = list(ReportFile.objects.published().of_year(organization, year).with_forms())
    if not files:
        raise Http404(_("There is no published report of that year."))
    current = get_language()
    file = next((file for file in files if file.language == current), files[0])
    return render(
        request,
        "reports/published.html",
        {
            "report_of": organization,
            "year": year,
            "document": file.published_document,
            "files": files,
            "entries": list(entries_of(files).values()),
            "versions": {
                code: reverse_in(code, "reports:published", slug, year)
                for code in (file.language for file in files)
            },
        },
    )


def reverse_in(language, name, *args):
    with override(language):
        return reverse(name, args=args)


def published_file(request, slug, year, language):
    organization = get_object_or_404(Organization, slug=slug)
    published = ReportFile.objects.published().of_year(organization, year)
    file = get_object_or_404(published, language=language)
    return handed_out(file) if is_whole(file) else being_renewed(request, file)


def published_output(request, slug, year, language, form):
    """A published report in another form; 404 where it has none."""
    organization = get_object_or_404(Organization, slug=slug)
    published = ReportFile.objects.published().filter(snapshot__organization=organization)
    file = get_object_or_404(published, snapshot__year=year, language=language)
    return handed_out_as(request, file, form)


def handed_out_as(request, file, form):
    """A ReportFile in one of its forms, to whoever was found to be allowed."""
    if form not in file.forms:
        raise Http404(_("The report does not exist in this form."))
    try:
        output = output_of(file=file, form=form)
    except PrintFailed as failure:
        logger.error("Report %s was not made as %s: %s", file.key[:12], form, failure)
        words = FAILURES.get(failure.code, FAILURES["crashed"])
        return not_to_be_had(request, file, failed=True, in_words=words)
    return FileResponse(
        opened(output.file),
        as_attachment=True,
        filename=output.download_name,
        content_type=CONTENT_TYPES[form],
    )


def being_renewed(request, file):
    """Have a ReportFile whose bytes are gone printed anew, and say so to whoever came for it."""
    job = request_renewal(file=file, by=request.user if request.user.is_authenticated else None)
    return not_to_be_had(
        request,
        file,
        failed=job.status == JobStatus.FAILED,
        in_words=job.in_words(),
        job=job if request.user.has_perm("reports.read_report", job.organization) else None,
    )


def not_to_be_had(request, file, **said):
    """Say that a ReportFile cannot be handed out at the moment, and to come again."""
    response = render(request, "reports/being_renewed.html", {"file": file, **said}, status=503)
    response["Retry-After"], response["Cache-Control"] = "60", "no-store"
    return response


def handed_out(file):
    """The PDF of a ReportFile, to whoever was found to be allowed."""
    return FileResponse(
        opened(file.file),
        as_attachment=True,
        filename=file.download_name,
        content_type="application/pdf",
    )
