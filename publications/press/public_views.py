from django.shortcuts import get_object_or_404, render

from mediacenter.toolkit.bounded import BoundedPaginator
from publications.press.models import Coverage
from unions.models import Organization

COVERAGE_ON_A_PAGE = 50


def organization_coverage(request, slug):
    """What the media published about an organization and everything below it."""
    organization = get_object_or_404(Organization, slug=slug)
    found = Coverage.objects.within(organization).for_reading()
    page = BoundedPaginator(found, COVERAGE_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "publications/coverage.html", {"organization": organization, "page": page}
    )
