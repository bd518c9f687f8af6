"""The reports of a whole subtree: asked for at once, watched, and taken away as one archive."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mediacenter.services.jobs.models import Batch
from mediacenter.toolkit.language import STATE_LANGUAGES
from unions.models import Organization

from .actions.bulk import request_reports, schedule_reports, unschedule_reports
from .archive import archive_of
from .models import ReportFile, ReportingYear, ReportJob, ScheduledBuild
from .views import check_year, readable_organization
from .year_forms import DAY

BATCHES_SHOWN = 3


class BuildAllForm(forms.Form):
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages of the reports"),
        choices=settings.LANGUAGES,
        initial=list(STATE_LANGUAGES),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose a language at least.")},
    )
    begins_on = forms.DateField(
        label=gettext_lazy("On which day"),
        required=False,
        widget=DAY,
        help_text=gettext_lazy("Empty: at once. On a day to come they are built that night."),
    )


@never_cache
def all_reports(request, slug, year):
    """How many reports of the year are built, with the form that asks for all of them."""
    found = readable_organization(request.user, slug)
    check_year(year)
    return page_of(request, found, year, BuildAllForm())


@require_POST
def build_all(request, slug, year):
    found = readable_organization(request.user, slug)
    check_year(year)
    form = BuildAllForm(request.POST)
    if not form.is_valid():
        return page_of(request, found, year, form)
    begins_on = form.cleaned_data.pop("begins_on")
    wish = {"organization": found, "year": year, "by": request.user, **form.cleaned_data}
    if begins_on is None:
        if request_reports(**wish) is None:
            messages.info(request, _("All of these reports are being built already."))
        return redirect("reports:all", slug, year)
    try:
        schedule_reports(**wish, begins_on=begins_on)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return page_of(request, found, year, form)
    return redirect("reports:all", slug, year)


@require_POST
def unschedule(request, slug, year):
    found = readable_organization(request.user, slug)
    check_year(year)
    if unschedule_reports(organization=found, year=year, by=request.user):
        messages.info(request, _("Nothing is scheduled any more."))
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
            "scheduled": scheduled_of(organization, year),
            "deadline": deadline_of(organization, year),
            "watched": next((one for one in batches if not one["progress"].finished), None),
        },
    )


def scheduled_of(organization, year):
    """What is scheduled for the year: {"begins_on": a date, "languages": their names}, or None."""
    scheduled = ScheduledBuild.objects.filter(organization=organization, year=year).first()
    if scheduled is None:
        return None
    names = dict(settings.LANGUAGES)
    return {
        "begins_on": scheduled.begins_on,
        "languages": [names[code] for code in scheduled.languages if code in names],
    }


def deadline_of(organization, year):
    """The last day to submit for such an organization; None where it has passed or none is set."""
    opened = ReportingYear.objects.filter(year=year).first()
    day = opened and opened.due_on(organization.kind)
    return day if day and day > timezone.localdate() else None


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
