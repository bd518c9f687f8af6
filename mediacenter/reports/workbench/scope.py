"""Which organizations a page of the workbench is about."""

from django.db.models import Q
from django.db.models.functions import Left, Length

from unions.models import Organization, OrganizationKind

PARENT = Left("path", Length("path") - Organization.steplen)
# How many organizations stand in one and below it: peers are of like kind and size.
SIZES = {"1": (1, 1), "2": (2, 10), "11": (11, 50), "51": (51, 200), "201": (201, None)}


def below(organization):
    """What stands below an organization; a territorial association has been assigned more."""
    found = Q(path__startswith=organization.path) & ~Q(pk=organization.pk)
    if organization.kind == OrganizationKind.TERRITORIAL:
        found |= Q(territorial_association=organization)
    return Organization.objects.filter(found)


def together(organization):
    """An organization and what is below it."""
    return below(organization) | Organization.objects.filter(pk=organization.pk)


def added_up(organization):
    """Keys of the organizations whose subtrees together are all of it, each counted once.

    Itself; for a territorial association the uppermost of what is assigned to it as well.
    """
    if organization.kind != OrganizationKind.TERRITORIAL:
        return [organization.pk]
    keys, last = [], None
    for key, path in topmost(together(organization)).order_by("path").values_list("pk", "path"):
        if last is None or not path.startswith(last):
            keys.append(key)
            last = path
    return keys


def standing_in(organizations, year):
    """Those that were there on some day of the year."""
    return organizations.filter(
        Q(founded_on=None) | Q(founded_on__year__lte=year),
        Q(closed_on=None) | Q(closed_on__year__gte=year),
    )


def right_below(organization):
    """The organizations of the next level; those of an association are assigned to it."""
    found = Q(path__startswith=organization.path, depth=organization.depth + 1)
    if organization.kind == OrganizationKind.TERRITORIAL:
        within = Organization.objects.filter(territorial_association=organization)
        found |= Q(pk__in=topmost(within).values("pk"))
    return Organization.objects.filter(found)


def topmost(organizations):
    """Those of a QuerySet whose parent is not in it."""
    parents = organizations.order_by().values("path")
    return organizations.annotate(parent_path=PARENT).exclude(parent_path__in=parents)


def chosen(filters, organization):
    """The organizations below that the filters of a page leave."""
    is_near = filters.value("reach") == "right"
    found = right_below(organization) if is_near else below(organization)
    found = standing_in(found, filters.chosen_year)
    if kind := filters.value("kind"):
        found = found.filter(kind=kind)
    if region := filters.value("region"):
        found = found.filter(region=region)
    return found
