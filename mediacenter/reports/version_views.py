"""The signed versions of a report, and two of them side by side."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from .models import Signature
from .versions import compare
from .views import check_year, readable_organization

MOST = 50  # versions that are offered, the newest


@never_cache
def versions(request, slug, year):
    """`before` and `after` are numbers of versions; without them the last two are compared."""
    found = readable_organization(request.user, slug)
    check_year(year)
    signed = Signature.objects.filter(report__organization=found, report__year=year)
    signed = signed.select_related("report").order_by("-version")[:MOST]
    offered = {str(one.version): one for one in signed}
    newest = [*offered, None, None]
    asked = [request.GET.get("before", newest[1]), request.GET.get("after", newest[0])]
    chosen = [offered.get(version) for version in asked]
    if request.GET and None in chosen:
        raise Http404(_("There is no such version."))
    return render(
        request,
        "reports/versions.html",
        {
            "organization": found,
            "year": year,
            "offered": list(offered.values()),
            "chosen": chosen,
            "comparison": None if None in chosen else compare(*chosen, get_language()),
        },
    )
