"""Coverage in the cabinet: the year in pictures, many links at once, and the scans."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import ngettext

from mediacenter.toolkit.documents import handed_out
from publications import actions
from publications.doors import asks_for
from publications.models import Coverage
from publications.pasting import article_asked_for
from publications.plan.scope import Scope
from publications.rules import READERS

from .forms import LinksForm
from .overview import overview as overview_of
from .overview import years_of


@asks_for("publications.view_coverage")
def overview(request):
    """What the media published in a year, as pictures: the newest year of which one is told."""
    scope = Scope.of(request)
    if scope.organization and not request.user.has_role_at(scope.organization, *READERS):
        raise PermissionDenied
    years = years_of(scope)
    year = year_asked_for(request, years)
    context = {
        "scope": scope,
        "years": years,
        "overview": overview_of(scope, year),
        "enters": request.user.has_perm("publications.add_coverage"),
    }
    return render(request, "publications/press/overview.html", context)


def year_asked_for(request, years):
    asked = request.GET.get("year", "")
    if not asked:
        return years[0] if years else timezone.localdate().year
    if not (asked.isdecimal() and len(asked) == 4):
        raise Http404
    return int(asked)


@asks_for("publications.add_coverage")
def links(request):
    """Enter links, one a line; the lines that were refused come back with their reasons."""
    article = article_asked_for(request)
    form = LinksForm(request.POST or None, user=request.user, article=article)
    refused = []
    if request.method == "POST" and form.is_valid():
        try:
            entered = actions.enter_links(by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error("text", refusal)
        else:
            say_entered(request, len(entered.saved))
            if not entered.refused:
                return redirect(request.get_full_path())
            refused = entered.refused
            left_over = {"text": "\n".join(line for line, _reason in refused)}
            form = LinksForm(
                {**request.POST.dict(), **left_over}, user=request.user, article=article
            )
    context = {"form": form, "refused": refused, "article": article}
    return render(request, "publications/press/links.html", context)


def say_entered(request, number):
    if number:
        said = ngettext("%(number)s piece is entered.", "%(number)s pieces are entered.", number)
        messages.success(request, said % {"number": number})


@asks_for("publications.view_coverage")
def scan(request, pk):
    coverage = get_object_or_404(Coverage.objects.select_related("organization"), pk=pk)
    if not request.user.has_perm("publications.view_coverage", coverage):
        raise PermissionDenied
    if not coverage.scan:
        raise Http404
    return handed_out(coverage.scan, f"scan-{coverage.pk}")
