"""The table of subscriptions in the cabinet: all branches of an organization in one form."""

from django.core.paginator import Paginator
from django.http import Http404
from django.utils import timezone

from mediacenter.toolkit.grids import Grid, fill_in, rows_a_page
from mediacenter.toolkit.permissions import asks_for
from mediacenter.toolkit.request_values import year_in
from publications.press.models import Outlet
from publications.printed.actions.subscriptions import enter_subscriptions
from publications.printed.subscriptions.forms import SubscriptionRow, known_subscriptions
from unions.cabinet_access import organization_of, with_branches
from unions.roles import WRITERS


@asks_for("publications.add_subscription")
def table(request):
    organization, choices = organization_of(request, *WRITERS)
    year = year_asked_for(request)
    outlets = list(Outlet.objects.to_subscribe_to(organization).alphabetical())
    rows = Paginator(with_branches(organization), rows_a_page(len(outlets)))
    page = rows.get_page(request.GET.get("page"))

    def build(data):
        known = known_subscriptions(list(page), outlets, year)
        return Grid(SubscriptionRow, page, data=data, outlets=outlets, known=known)

    return fill_in(
        request,
        build,
        lambda row: enter_subscriptions(year=year, copies=row.copies, by=request.user),
        template="publications/subscriptions/table.html",
        context={
            "page": page,
            "outlets": outlets,
            "year": year,
            "organization": organization,
            "choices": choices,
        },
    )


def year_asked_for(request):
    asked = request.GET.get("year", "")
    if not asked:
        return timezone.localdate().year
    year = year_in(asked)
    if year is None:
        raise Http404
    return year
