"""Organizations ranked by how much of what is expected they state."""

from dataclasses import dataclass

from django.db.models import F, OuterRef, Subquery, Window
from django.db.models.functions import Rank

from mediacenter.reports.models import RolledUp, YearlyReport

from .punctuality import Punctuality, punctuality_of
from .scope import SIZES


@dataclass(frozen=True)
class Row:
    """`trend` is the change of completeness in percentage points; None without the year before."""

    rank: int
    organization: object
    completeness: int
    trend: int | None
    punctuality: Punctuality


def ranked(organizations, year, size=""):
    """RolledUp of a QuerySet of organizations, the most complete first, with `rank` and `before`.

    `size` is a key of SIZES, or "" for all.
    """
    found = RolledUp.objects.filter(year=year, organization__in=organizations)
    if size:
        least, most = SIZES[size]
        found = found.filter(organizations__gte=least)
        found = found.filter(organizations__lte=most) if most else found
    before = RolledUp.objects.filter(organization=OuterRef("organization"), year=year - 1)
    return (
        found.select_related("organization")
        .defer("figures")
        .annotate(
            rank=Window(Rank(), order_by=F("completeness").desc()),
            before=Subquery(before.values("completeness")[:1]),
        )
        .order_by("-completeness", "organization__path")
    )


def rows_of(ranking, year, opened):
    """The Rows of one page; one statement."""
    reports = YearlyReport.objects.filter(
        year=year, organization__in=[one.organization_id for one in ranking]
    )
    by_organization = {report.organization_id: report for report in reports}
    return [
        Row(
            one.rank,
            one.organization,
            one.completeness,
            None if one.before is None else one.completeness - one.before,
            punctuality_of(by_organization.get(one.organization_id), one.organization.kind, opened),
        )
        for one in ranking
    ]
