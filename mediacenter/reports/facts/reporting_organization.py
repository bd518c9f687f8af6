"""Who reports: the organization, those above it, who signs, on what mandate."""

from django.db.models import Case, F, Q, When

from mediacenter.reports.rules import CHAIRS
from unions.models import (
    ActivityProgramme,
    Appointment,
    Congress,
    Organization,
    OrganizationName,
    Role,
)

from .shapes import texts


def facts(organization, day, names):
    above = Organization.objects.filter(path__in=paths_above(organization)).order_by("path")
    return {
        "organization": {
            "slug": organization.slug,
            "kind": organization.kind,
            **names_of(organization, names),
            "region": _region(organization.region),
        },
        "parents": [{"kind": parent.kind, **names_of(parent, names)} for parent in above],
        "signer": _signer(organization, day),
        "mandate": _mandate(organization, day, names),
    }


def names_on(organization, day):
    """Return {pk: OrganizationName} as of a day: of the organization, those above, its branches."""
    organizations = Organization.objects.filter(
        Q(path__in=paths_above(organization))
        | Q(path__startswith=organization.path, depth__lte=organization.depth + 1)
    )
    in_force = OrganizationName.objects.in_force_on(day).filter(
        organization__in=organizations.order_by()
    )
    return {name.organization_id: name for name in in_force.order_by("valid_from", "pk")}


def names_of(organization, names):
    """The dated names, or today's where none is known for that day."""
    named = names.get(organization.pk, organization)
    return {"name": texts(named, "name"), "short_name": texts(named, "short_name")}


def paths_above(organization):
    steps = range(organization.steplen, len(organization.path), organization.steplen)
    return [organization.path[:step] for step in steps]


def _region(region):
    return region and {"name": texts(region, "name"), "centre": texts(region, "centre")}


def _signer(organization, day):
    """Who acts as chair on the day, else the chair; None: nobody does."""
    acting_first = Case(When(role=Role.ACTING_CHAIR, then=0), default=1)
    chair = (
        Appointment.objects.on(day)
        .filter(organization=organization, role__in=CHAIRS)
        .select_related("person")
        .order_by(acting_first, F("starts_on").desc(nulls_last=True), "pk")
        .first()
    )
    return chair and {"name": texts(chair.person, "name"), "post": texts(chair, "post")}


def _mandate(organization, day, names):
    """The programmes in force and the congress of the nearest organization that has any."""
    paths = [*paths_above(organization), organization.path]
    programmes = list(
        ActivityProgramme.objects.filter(
            organization__path__in=paths, first_year__lte=day.year, last_year__gte=day.year
        )
        .select_related("congress", "organization")
        .order_by("-organization__path", "first_year", "pk")
    )
    congress = (
        Congress.objects.filter(organization__path__in=paths)
        .filter(Q(held_on__isnull=True) | Q(held_on__lte=day))
        .select_related("organization")
        .order_by("-organization__path", F("held_on").desc(nulls_last=True), "-pk")
        .first()
    )
    if not programmes and not congress:
        return None
    nearest = programmes[0].organization if programmes else congress.organization
    programmes = [p for p in programmes if p.organization_id == nearest.pk]
    if programmes and programmes[0].congress:
        congress = programmes[0].congress
    elif congress and congress.organization_id != nearest.pk:
        congress = None
    return {
        "organization": names_of(nearest, names),
        "congress": congress and congress.ordinal,
        "programmes": [
            {
                "title": texts(programme, "title"),
                "first_year": programme.first_year,
                "last_year": programme.last_year,
            }
            for programme in programmes
        ],
    }
