"""The tree of organizations, with the contacts and people that their pages show."""

from datetime import date

from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router, Schema
from pydantic import Field

from unions.models import Organization, OrganizationKind

from .asking import Absent, Asked, AskedPage, Iso, Keyset, Page, Slug
from .problems import PROBLEMS
from .shapes import page_address

router = Router(tags=["Organizations"])
BY_THE_TREE = Keyset("organizations", "path", downward=False)


class AskedOrganizations(AskedPage):
    kind: OrganizationKind | Absent = None
    region: Iso | Absent = Field(None, description="ISO 3166-2, as in `KZ-71`.")
    parent: Slug | Absent = Field(None, description="Those right below this organization.")
    within: Slug | Absent = Field(None, description="This organization and all below it.")


class OrganizationInList(Schema):
    slug: str
    name: str
    short_name: str
    kind: str
    region: str | None = Field(description="ISO 3166-2.")
    parent: str | None = Field(description="The address (`slug`) of the one above it.")
    address: str
    phone: str
    email: str
    hours: str
    founded_on: date | None
    closed_on: date | None
    page: str = Field(description="Where people read of it.")


class OrganizationPage(Page):
    items: list[OrganizationInList]


class Holder(Schema):
    """Who holds a post that the page of the organization shows."""

    name: str
    post: str
    since: date | None


class Channel(Schema):
    network: str
    title: str
    url: str


class OrganizationAlone(OrganizationInList):
    people: list[Holder]
    channels: list[Channel]


@router.get(
    "/",
    response={200: OrganizationPage, **PROBLEMS},
    url_name="organizations",
    summary="In the order of the tree",
)
def organizations(request, asked: Query[AskedOrganizations]):
    found = Organization.objects.select_related("region")
    if asked.within:
        found = found.within(get_object_or_404(Organization, slug=asked.within))
    if asked.parent:
        parent = get_object_or_404(Organization, slug=asked.parent)
        found = found.within(parent).filter(depth=parent.depth + 1)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.region:
        found = found.filter(region__iso=asked.region)
    return BY_THE_TREE.page_of(request, found, asked, in_list)


@router.get(
    "/{slug}/",
    response={200: OrganizationAlone, **PROBLEMS},
    url_name="organization",
    summary="One organization",
)
def organization(request, slug: Path[Slug], asked: Query[Asked]):
    found = get_object_or_404(Organization.objects.select_related("region"), slug=slug)
    (told,) = in_list([found])
    return {
        **told,
        "people": [
            {
                "name": appointment.person.name,
                "post": appointment.post or appointment.get_role_display(),
                "since": appointment.starts_on,
            }
            for appointment in found.appointments.for_reading()
        ],
        "channels": [
            {"network": channel.network, "title": channel.title, "url": channel.url}
            for channel in found.channels.open().order_by("network", "pk")
        ],
    }


def in_list(found):
    paths = {one.path[: -Organization.steplen] for one in found}
    above = dict(Organization.objects.filter(path__in=paths).values_list("path", "slug"))
    return [
        {
            "slug": one.slug,
            "name": one.name,
            "short_name": one.short_name or "",
            "kind": one.kind,
            "region": one.region and one.region.iso,
            "parent": above.get(one.path[: -Organization.steplen]),
            "address": one.address or "",
            "phone": one.phone,
            "email": one.email,
            "hours": one.hours or "",
            "founded_on": one.founded_on,
            "closed_on": one.closed_on,
            "page": page_address(one),
        }
        for one in found
    ]
