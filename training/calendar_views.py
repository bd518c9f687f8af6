"""The calendar of seminars: by month, region, industry and programme; as a page and as feeds."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from django.views.decorators.cache import never_cache

from mediacenter.services.calendars.actions import calendar_address_of, renew_calendar_address
from mediacenter.services.calendars.events import feed_response
from mediacenter.services.calendars.models import CalendarAddress
from mediacenter.toolkit.date_limits import FIRST_YEAR, LAST_YEAR
from mediacenter.toolkit.dates import Precision, end_of
from unions.models import Organization, OrganizationKind, Region

from .feeds import feed_of_seminars
from .models import Programme, Seminar

MINE = "training"  # the kind of the addresses of one's own calendar
SHOWN = 200  # seminars of a month


@dataclass(frozen=True)
class Choice:
    """What a calendar is asked for; what the address leaves out is None."""

    region: Region | None
    industry: Organization | None
    programme: Programme | None

    @classmethod
    def of(cls, request):
        """Raises Http404 for what there is not."""
        return cls(
            region=named(request, "region", Region.objects.all(), "iso"),
            industry=named(request, "industry", industries(), "slug"),
            programme=named(request, "programme", Programme.objects.all(), "slug"),
        )

    def seminars(self):
        found = Seminar.objects.published()
        if self.region:
            found = found.in_region(self.region)
        if self.industry:
            found = found.within(self.industry)
        if self.programme:
            found = found.filter(programme=self.programme)
        return found

    @property
    def query(self):
        """As an address says it: "" where everything is asked for."""
        said = {
            "region": self.region and self.region.iso,
            "industry": self.industry and self.industry.slug,
            "programme": self.programme and self.programme.slug,
        }
        return urlencode({name: value for name, value in said.items() if value})

    @property
    def names(self):
        return ", ".join(str(one) for one in (self.region, self.industry, self.programme) if one)


def named(request, parameter, records, column):
    asked = request.GET.get(parameter, "")
    return get_object_or_404(records, **{column: asked}) if asked else None


def industries():
    return Organization.objects.filter(kind=OrganizationKind.INDUSTRY_UNION).open()


def month(request):
    """`month` is 2026-12; without it, this one."""
    choice, first = Choice.of(request), month_asked_for(request)
    last = end_of(first, Precision.MONTH)
    shown = choice.seminars().touching(first, last).for_lists().order_by("starts_on", "pk")
    return render(
        request,
        "training/calendar.html",
        {
            "choice": choice,
            "first": first,
            "before": month_beside(first - dt.timedelta(days=1)),
            "after": month_beside(last + dt.timedelta(days=1)),
            "seminars": shown[:SHOWN],
            "regions": Region.objects.filter(until=None).alphabetical(),
            "industries": industries().alphabetical(),
            "programmes": Programme.objects.alphabetical(),
        },
    )


def month_asked_for(request):
    asked = request.GET.get("month", "")
    if not asked:
        return timezone.localdate().replace(day=1)
    try:
        first = dt.date.fromisoformat(f"{asked}-01")
    except ValueError as error:
        raise Http404 from error
    if not FIRST_YEAR <= first.year <= LAST_YEAR:
        raise Http404
    return first


def month_beside(day):
    """The month of a day as addresses say it, None beyond what the portal knows."""
    return f"{day:%Y-%m}" if FIRST_YEAR <= day.year <= LAST_YEAR else None


def feed(request):
    choice = Choice.of(request)
    body = feed_of_seminars(choice.seminars(), name=choice.names)
    return feed_response(request, body, file_name="training.ics")


@never_cache
@login_required
def address(request):
    """The secret address of one's own calendar; POST renews it."""
    if request.method == "POST":
        renew_calendar_address(kind=MINE, owner=request.user)
        messages.success(request, _("The address is new. The old one answers no more."))
        return redirect("training:address")
    secret = calendar_address_of(kind=MINE, owner=request.user).secret
    url = secret and settings.PUBLIC_URL + reverse("training:my_feed", args=[secret])
    return render(request, "training/address.html", {"my_feed": url})


def my_feed(request, secret):
    """The seminars of the organizations where somebody holds a post, for who has the secret."""
    addresses = CalendarAddress.objects.opened_by(secret, kind=MINE).select_related("owner")
    owner = get_object_or_404(addresses, owner__is_active=True).owner
    held = [path for _role, path in owner.posts_held]
    theirs = Seminar.objects.published().of_organizations_at(held)
    with override(owner.language):
        body = feed_of_seminars(theirs, name=pgettext("calendar", "mine"))
    return feed_response(request, body, file_name="training.ics")
