"""The reports of a whole subtree: asked for at once, watched, and taken away as one archive."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db.models import Count
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mediacenter.services.jobs.models import Batch
from mediacenter.toolkit.language import STATE_LANGUAGES
from unions.models import Organization

from .actions.bulk import request_reports
from .archive import archive_of
from .models import ReportFile, ReportJob
from .views import check_year, readable_organization

BATCHES_SHOWN = 3


class LanguagesForm(forms.Form):
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages of the reports"),
        choices=settings.LANGUAGES,
        initial=list(STATE_LANGUAGES),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose a language at least.")},
    )


@never_cache
def all_reports(request, slug, year):
    """How many reports of the year are built, with the form that asks for all of them."""
    found = readable_organization(request.user, slug)
    check_year(year)
    return page_of(request, found, year, LanguagesForm())


@require_POST
def build_all(request, slug, year):
    found = readable_organization(request.user, slug)
    check_year(year)
    form = LanguagesForm(request.POST)
    if not form.is_valid():
        return page_of(request, found, year, form)
    batch = request_reports(
        organization=found, year=year, languages=form.cleaned_data["languages"], by=request.user
    )
    if batch is None:
        messages.info(request, _("All of these reports are being built already."))
    return redirect("reports:all", slug, year)


def page_of(request, organization, year, form):
    batches = batches_of(request.user, organization, year)
    numbers = built(organization, year)
    return render(
        request,
        "reports/all.html",
        {
            "organization": organization,
            "year": year,
            "form": form,
            "number": Organization.objects.within(organization).open().count(),
            "built": numbers,
            "any_built": any(number for _name, number in numbers),
            "batches": batches,
            "watched": next((one for one in batches if not one["progress"].finished), None),
        },
    )


def batches_of(user, organization, year):
    """The newest batches that somebody asked for, of this year and subtree, with their progress."""
    jobs = ReportJob.objects.filter(
        year=year, organization__path__startswith=organization.path, requested_by=user
    )
    batches = Batch.objects.filter(pk__in=jobs.values("batch")).order_by("-requested_at")
    return [{"batch": one, "progress": one.progress()} for one in batches[:BATCHES_SHOWN]]


def built(organization, year):
    """[(name of a language, number of organizations with a file in it)]."""
    files = ReportFile.objects.filter(
        snapshot__year=year, snapshot__organization__path__startswith=organization.path
    )
    numbers = (
        files.order_by()
        .values("language")
        .annotate(number=Count("snapshot__organization", distinct=True))
    )
    by_language = {one["language"]: one["number"] for one in numbers}
    return [(name, by_language.get(code, 0)) for code, name in settings.LANGUAGES]


@never_cache
def archive(request, slug, year):
    """The newest files of the subtree, a folder for each organization right below."""
    found = readable_organization(request.user, slug)
    check_year(year)
    files = ReportFile.objects.newest_within(found, year)
    if not files.exists():
        raise Http404(_("No file of that year has been built yet."))
    branches = Organization.objects.get_children(found).values_list("path", "slug")
    folders = {path: f"{branch}/" for path, branch in branches}
    return StreamingHttpResponse(
        archive_of(files.iterator(chunk_size=200), folders),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{found.slug}-{year}.zip"'},
    )
