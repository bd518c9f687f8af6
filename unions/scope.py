"""Whose records a page shows: of an organization with all below it, and of everybody or of me."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.shortcuts import get_object_or_404

from unions.models import Organization, User
from unions.roles import READERS

MOST_CHOICES = 100


@dataclass
class Scope:
    """The filter of a page, as its address carries it."""

    user: User
    organization: Organization | None
    mine: bool

    @classmethod
    def of(cls, request):
        slug = request.GET.get("organization", "")
        organization = get_object_or_404(Organization, slug=slug) if slug else None
        return cls(request.user, organization, request.GET.get("mine") == "1")

    def limit(self, records):
        """The records of a QuerySet that the user may see and has asked for."""
        if self.mine:
            records = records.of(self.user)
        if self.organization:
            records = records.within(self.organization)
            if self.user.has_role_at(self.organization, *READERS):
                return records  # all of which the user may see
        return records.visible_to(self.user)

    @cached_property
    def choices(self):
        """Organizations to go to: those where the user holds a post, above and below the chosen."""
        held = self.user.reach(*READERS).filter(path__in=self.user.paths_of(*READERS))
        if self.user.is_superuser:
            held = Organization.objects.filter(depth=1)
        found = held
        if self.organization:
            path, step = self.organization.path, Organization.steplen
            above = [path[:end] for end in range(step, len(path) + 1, step)]
            descendants = Organization.objects.filter(
                path__startswith=path, depth=self.organization.depth + 1
            )
            found = held | Organization.objects.filter(path__in=above) | descendants
        else:
            top = [organization.path for organization in held]
            for path in top[:3]:
                found = found | Organization.objects.filter(
                    path__startswith=path, depth=len(path) // Organization.steplen + 1
                )
        return found.open().order_by("path")[:MOST_CHOICES]

    @property
    def address(self):
        """The filter as the end of an address, without the question mark."""
        chosen = {}
        if self.organization:
            chosen["organization"] = self.organization.slug
        if self.mine:
            chosen["mine"] = 1
        return urlencode(chosen)
