"""What grew and what fell from one year to the next, of those alone who reported both."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import connection
from django.db.models import Prefetch

from mediacenter.reports.models import Signature, YearlyReport
from mediacenter.reports.wording import wording_of
from unions.models.organization import EventKind, OrganizationEvent

from .scope import below

# Of the organizations of `chosen` that state a figure in both years: how many, and their sums.
BOTH = """
SELECT code, count(*)::int, sum((earlier.figures -> code ->> 0)::bigint)::bigint,
    sum((later.figures -> code ->> 0)::bigint)::bigint
FROM reports_rolledup later
JOIN reports_rolledup earlier USING (organization_id), jsonb_object_keys(later.figures) AS code
WHERE later.year = %s AND earlier.year = %s AND earlier.figures ? code
    AND organization_id IN ({chosen})
GROUP BY code
"""
MOST_REPORTERS = 500  # whose signed facts are read for a comparison as reported
EVENTS = 20
CHANGES_OF_STRUCTURE = (
    EventKind.FOUNDED,
    EventKind.MOVED,
    EventKind.MERGED,
    EventKind.CLOSED,
    EventKind.RENAMED,
)


@dataclass(frozen=True)
class Change:
    """`reporters` state the figure in both years; `percent` is None from 0."""

    indicator: object
    before: int
    after: int
    reporters: int

    @property
    def difference(self):
        return self.after - self.before

    @property
    def fall(self):
        return self.before - self.after

    @property
    def percent(self):
        return round(100 * self.difference / self.before, 1) if self.before else None


def changes_of(organizations, year):
    """The Changes in today's structure, in the order of the report; two statements."""
    chosen, parameters = organizations.order_by().values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            BOTH.replace("{chosen}", chosen),
            [year, year - 1, *parameters],
        )
        found = {code: numbers for code, *numbers in cursor}
    return in_order(found, wording_of(year))


def changes_as_reported(organizations, year):
    """The Changes between what was signed, or else submitted, in either year."""
    keys = list(organizations.order_by("path").values_list("pk", flat=True)[:MOST_REPORTERS])
    told = {at: reported_figures(keys, at) for at in (year - 1, year)}
    sums = defaultdict(lambda: [0, 0, 0])
    for key in told[year].keys() & told[year - 1].keys():
        before, after = told[year - 1][key], told[year][key]
        for code in before.keys() & after.keys():
            sums[code][0] += 1
            sums[code][1] += before[code]
            sums[code][2] += after[code]
    return in_order(sums, wording_of(year))


def reported_figures(keys, year):
    """{key of an organization: {code: number}} of what lay before its reviewer or signer last."""
    newest = Signature.objects.select_related("snapshot").order_by("-version")
    reports = (
        YearlyReport.objects.filter(organization__in=keys, year=year)
        .select_related("submitted_facts")
        .prefetch_related(Prefetch("signatures", newest, to_attr="newest"))
    )
    return {
        report.organization_id: figures_in(facts.facts, year)
        for report in reports
        if (facts := report.newest[0].snapshot if report.newest else report.submitted_facts)
    }


def figures_in(facts, year):
    return {
        code: by_year[str(year)]["number"]
        for code, by_year in facts["figures"].items()
        if by_year.get(str(year), {}).get("number") is not None
    }


def in_order(found, wording):
    return [
        Change(wording.indicator(code), before, after, reporters)
        for code in wording.codes()
        if code in found
        for reporters, before, after in [found[code]]
    ]


def events_between(organization, year):
    """(the first EVENTS changes of the structure since the year before began, whether more are)."""
    events = list(
        OrganizationEvent.objects.filter(
            organization__in=below(organization),
            kind__in=CHANGES_OF_STRUCTURE,
            happened_on__year__gte=year - 1,
        )
        .select_related("organization", "other")
        .order_by("happened_on", "pk")[: EVENTS + 1]
    )
    return events[:EVENTS], len(events) > EVENTS
