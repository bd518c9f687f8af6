"""Coverage in the cabinet: the year in pictures, many links at once, and the scans."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from mediacenter.toolkit.documents import handed_out
from mediacenter.toolkit.first_of import FirstOf
from mediacenter.toolkit.permissions import asks_for, demand
from mediacenter.toolkit.request_values import year_in
from publications.articles.refusals import take_step
from publications.press.actions.coverage import enter_links
from publications.press.actions.joint import confirm_joint, refuse_joint
from publications.press.forms import LinksForm
from publications.press.models import Coverage, JointRequest, JointState
from publications.press.overview import overview as overview_of
from publications.press.overview import years_of
from publications.press.pasting import take_links
from unions.roles import READERS, WRITERS
from unions.scope import Scope

SHOWN = 100


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
    year = year_in(asked)
    if year is None:
        raise Http404
    return year


@asks_for("publications.add_coverage")
def links(request):
    return take_links(
        request, LinksForm, enter_links, pieces_entered, "publications/press/links.html"
    )


def pieces_entered(number):
    return ngettext("%(number)s piece is entered.", "%(number)s pieces are entered.", number)


@asks_for("publications.add_coverage")
def joint(request):
    """In which pieces others have named our organizations: what waits, and what was answered."""
    ours = JointRequest.objects.answerable_by(request.user, *WRITERS).for_reading()
    answered = ours.order_by("-asked_at", "-pk")
    context = {
        "waiting": FirstOf(ours.waiting(), SHOWN),
        "confirmed": FirstOf(answered.filter(state=JointState.CONFIRMED), SHOWN),
        "refused": FirstOf(answered.filter(state=JointState.REFUSED), SHOWN),
    }
    return render(request, "publications/press/joint.html", context)


@require_POST
@asks_for("publications.add_coverage")
def answer_joint(request, pk):
    """`answer`: "confirm", with `seen`, which the list carries along; anything else refuses."""
    get_object_or_404(JointRequest, pk=pk)
    asked = {"request_id": pk, "by": request.user}
    if request.POST.get("answer") == "confirm":
        answer = partial(confirm_joint, seen=request.POST.get("seen"), **asked)
        success = _("The piece counts for your organization too.")
    else:
        answer = partial(refuse_joint, **asked)
        success = _("The piece does not count for your organization.")
    take_step(request, answer, success=success)
    return redirect("press:joint")


@asks_for("publications.view_coverage")
def scan(request, pk):
    coverage = get_object_or_404(Coverage.objects.select_related("organization"), pk=pk)
    demand(request.user, "publications.view_coverage", coverage)
    if not coverage.scan:
        raise Http404
    return handed_out(coverage.scan, f"scan-{coverage.pk}")
