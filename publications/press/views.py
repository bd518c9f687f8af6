"""Coverage in the cabinet: the year in pictures, many links at once, and the scans."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import ngettext

from mediacenter.toolkit.documents import handed_out
from publications import actions
from publications.models import Coverage
from publications.pasting import take_links
from publications.plan.scope import Scope
from publications.rules import READERS
from unions.doors import asks_for

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
    return take_links(
        request, LinksForm, actions.enter_links, pieces_entered, "publications/press/links.html"
    )


def pieces_entered(number):
    return ngettext("%(number)s piece is entered.", "%(number)s pieces are entered.", number)


@asks_for("publications.view_coverage")
def scan(request, pk):
    coverage = get_object_or_404(Coverage.objects.select_related("organization"), pk=pk)
    if not request.user.has_perm("publications.view_coverage", coverage):
        raise PermissionDenied
    if not coverage.scan:
        raise Http404
    return handed_out(coverage.scan, f"scan-{coverage.pk}")
