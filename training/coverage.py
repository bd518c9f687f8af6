"""Which regions and industries a programme has reached, and which it has not."""

from dataclasses import dataclass

from django.db.models import F
from django.db.models.functions import Left
from django.utils import timezone

from unions.models import Organization, OrganizationKind, Region

from .models import Seminar


@dataclass(frozen=True)
class Coverage:
    """`regions`, `industries`: (record, how many seminars) of each, alphabetically.

    `held`: how many seminars there were by now.
    """

    regions: list
    industries: list
    held: int

    @property
    def regions_reached(self):
        return reached(self.regions)

    @property
    def industries_reached(self):
        return reached(self.industries)


def reached(counted):
    return sum(1 for _one, number in counted if number)


def coverage_of(programme):
    """The Coverage of a programme by its seminars that are over: five statements.

    A seminar reaches the region where it is held and those of the organizations that take part,
    and the industry unions to which these belong.
    """
    held = over(programme.seminars.published().held())
    audience = Seminar.audience.through.objects.filter(seminar__in=held.values("pk"))
    by_place = held.filter(region__isnull=False).values_list("region", "pk")
    by_audience = audience.filter(organization__region__isnull=False).values_list(
        "organization__region", "seminar"
    )
    in_regions = seminars_of([*by_place.distinct(), *by_audience.distinct()])
    unions = list(
        Organization.objects.filter(kind=OrganizationKind.INDUSTRY_UNION).open().alphabetical()
    )
    in_industries = seminars_of(
        (path, seminar)
        for path, seminar in audience.annotate(
            top=Left(F("organization__path"), 2 * Organization.steplen)
        )
        .values_list("top", "seminar")
        .distinct()
    )
    return Coverage(
        regions=[
            (region, len(in_regions.get(region.pk, ())))
            for region in Region.objects.filter(until=None).alphabetical()
        ],
        industries=[(union, len(in_industries.get(union.path, ()))) for union in unions],
        held=held.count(),
    )


def over(seminars):
    return seminars.filter(ends_on__lt=timezone.localdate())


def seminars_of(pairs):
    """{what: the keys of its seminars}"""
    found = {}
    for what, seminar in pairs:
        found.setdefault(what, set()).add(seminar)
    return found
