"""The newspapers that trade unions publish themselves, with their issues."""

from django.core.paginator import Paginator
from django.db.models import Count, Max
from django.http import Http404
from django.shortcuts import get_object_or_404, render

from mediacenter.toolkit.documents import handed_out
from publications.press.models import Outlet
from publications.printed.models import NewspaperIssue

ON_A_PAGE = 60  # five years of a monthly


def newspapers(request):
    found = Outlet.objects.of_unions().select_related("publisher").alphabetical()
    found = found.annotate(number=Count("issues"), newest=Max("issues__published_on"))
    return render(request, "publications/newspapers/list.html", {"newspapers": found})


def newspaper(request, pk):
    found = get_object_or_404(Outlet.objects.of_unions().select_related("publisher"), pk=pk)
    issues = found.issues.order_by("-published_on", "-pk")
    page = Paginator(issues, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"newspaper": found, "page": page}
    return render(request, "publications/newspapers/newspaper.html", context)


def file(request, pk):
    issues = NewspaperIssue.objects.filter(outlet__in=Outlet.objects.of_unions())
    found = get_object_or_404(issues, pk=pk)
    if not found.file:
        raise Http404
    return handed_out(found.file, f"{found.published_on:%Y-%m-%d}-{found.number}")
