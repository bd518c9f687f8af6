"""The table of subscriptions in the cabinet: all branches of an organization in one form."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from publications import actions
from publications.doors import asks_for
from publications.models import Outlet
from publications.rules import WRITERS
from unions.models import Organization

from .forms import SubscriptionTable

ON_A_PAGE = 50  # rows; with ten newspapers a form of 500 fields


@asks_for("publications.add_subscription")
def table(request):
    organization, choices = organization_of(request)
    year = year_asked_for(request)
    outlets = list(Outlet.objects.to_subscribe_to(organization).alphabetical())
    below = Organization.objects.filter(
        path__startswith=organization.path, depth__lte=organization.depth + 1
    )
    page = Paginator(below.open().order_by("path"), ON_A_PAGE).get_page(request.GET.get("page"))
    form = SubscriptionTable(
        request.POST or None, organizations=list(page), outlets=outlets, year=year
    )
    if request.method == "POST" and form.is_valid():
        actions.enter_subscriptions(year=year, copies=form.changes, by=request.user)
        messages.success(request, _("Saved."))
        return redirect(request.get_full_path())
    return render(
        request,
        "publications/subscriptions/table.html",
        {
            "form": form,
            "page": page,
            "outlets": outlets,
            "year": year,
            "organization": organization,
            "choices": choices,
        },
    )


def organization_of(request):
    """The organization asked for, or the first that the user's roles hang on, and the choice."""
    held = request.user.reach(*WRITERS).order_by("depth", "path")
    if request.user.is_superuser:
        held = Organization.objects.order_by("depth", "path")
    slug = request.GET.get("organization", "")
    if slug:
        found = get_object_or_404(Organization, slug=slug)
        if not held.filter(pk=found.pk).exists():
            raise PermissionDenied
    else:
        found = held.first()
        if found is None:
            raise Http404
    offered = list(held.filter(numchild__gt=0)[:100])
    return found, offered if found in offered else [found, *offered]


def year_asked_for(request):
    asked = request.GET.get("year", "")
    if not asked:
        return timezone.localdate().year
    if not (asked.isdecimal() and len(asked) == 4 and 1950 <= int(asked) <= 2100):
        raise Http404
    return int(asked)
