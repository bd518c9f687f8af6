"""For which organization the pages of the cabinet open."""

from operator import attrgetter

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from unions.models import Organization

MOST_CHOICES = 100


def organization_of(request, *roles):
    """The organization that the address names, or the first that the user's roles hang on; and
    those that the page offers, in the order of the tree: (Organization, list of them).

    Raises PermissionDenied where none of the roles reaches it, Http404 where there is none.
    """
    held = request.user.reach(*roles).order_by("depth", "path")
    slug = request.GET.get("organization", "")
    if slug:
        found = get_object_or_404(Organization, slug=slug)
        if not request.user.has_role_at(found, *roles):
            raise PermissionDenied
    else:
        found = held.first()
        if found is None:
            raise Http404
    offered = list(held.filter(numchild__gt=0)[:MOST_CHOICES])
    return found, sorted({found, *offered}, key=attrgetter("path"))


def with_branches(organization):
    """The organization and those directly below it that are not closed, as the tree has them."""
    return (
        Organization.objects.within(organization)
        .open()
        .filter(depth__lte=organization.depth + 1)
        .order_by("path")
    )
