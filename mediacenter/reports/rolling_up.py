"""Rolls figures up the tree of organizations: one statement for all nodes, indicators and years.

A declared figure replaces the organization's own count; one that covers the whole subtree is also
a barrier: what lies below it adds to nothing at it or above. An item (a count, a declared figure)
climbs from its organization to the one just below the nearest barrier, and the figure of a node is
the sum of the items that reach it.
"""

from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection

from mediacenter.toolkit.quantity import Qualifier

from .collecting import DOUBTS, counted
from .indicators import REGISTRY, Stays
from .models import Figure

STEP = 4  # letters of the path that one level takes

NOTHING_COUNTED = """
SELECT NULL::text, NULL::text, NULL::int, NULL::text, NULL::bigint, NULL::int, NULL::date
WHERE FALSE"""
STATEMENT = """
WITH counted (indicator, path, year, identity, number, doubt, as_of) AS (COUNTED
),
declared AS (
    SELECT figure.indicator, organization.path, figure.year, figure.number,
        array_position(%(doubts)s::text[], figure.qualifier::text) - 1 AS doubt, figure.as_of,
        figure.scope = 'subtree' AS whole
    FROM reports_figure figure
    JOIN unions_organization organization ON organization.id = figure.organization_id
    WHERE figure.indicator = ANY(%(codes)s) AND figure.year BETWEEN %(first)s AND %(last)s
        AND figure.number IS NOT NULL AND organization.path LIKE %(within)s
),
item AS (
    SELECT counted.*, FALSE AS is_declared, FALSE AS whole
    FROM counted LEFT JOIN declared USING (indicator, path, year)
    WHERE declared.path IS NULL
    UNION ALL
    SELECT indicator, path, year, 'declared ' || path, number, doubt, as_of, TRUE, whole
    FROM declared
),
climb AS (
    SELECT item.*, generate_series(
        CASE WHEN indicator = ANY(%(staying)s) THEN length(path) / 4 ELSE %(top)s END,
        length(path) / 4
    ) AS depth
    FROM item
),
barrier AS (
    SELECT climb.indicator, climb.year, climb.path, max(climb.depth) AS depth
    FROM climb JOIN declared ON declared.whole AND declared.indicator = climb.indicator
        AND declared.year = climb.year AND declared.path = left(climb.path, 4 * climb.depth)
    WHERE climb.depth < length(climb.path) / 4
    GROUP BY climb.indicator, climb.year, climb.path
),
arrival AS (
    SELECT climb.*, left(path, 4 * climb.depth) AS node
    FROM climb LEFT JOIN barrier USING (indicator, year, path)
    WHERE climb.depth > coalesce(barrier.depth, 0) AND climb.depth <= %(bottom)s
),
thing AS (
    SELECT indicator, year, node, max(number) AS number, max(doubt) AS doubt, max(as_of) AS as_of
    FROM arrival GROUP BY indicator, year, node, identity
),
total AS (
    SELECT indicator, year, node, sum(number)::bigint AS number, max(doubt) AS doubt,
        max(as_of) AS as_of
    FROM thing GROUP BY indicator, year, node
),
own AS (
    SELECT indicator, year, path AS node, sum(number)::bigint AS number, max(doubt) AS doubt
    FROM item GROUP BY indicator, year, path
),
size AS (
    SELECT year, left(path, 4 * depth) AS node, count(*) AS organizations
    FROM (
        SELECT path, year, generate_series(%(top)s, length(path) / 4) AS depth
        FROM (
            SELECT path, generate_series(
                greatest(coalesce(extract(year FROM founded_on)::int, %(first)s), %(first)s),
                least(coalesce(extract(year FROM closed_on)::int, %(last)s), %(last)s)
            ) AS year
            FROM unions_organization WHERE path LIKE %(within)s
        ) AS standing
    ) AS standing_below
    GROUP BY year, left(path, 4 * depth)
),
speaker AS (
    SELECT indicator, year, node, path, bool_or(whole) AS whole, bool_or(is_declared) AS declares
    FROM arrival GROUP BY indicator, year, node, path
),
stated AS (
    SELECT speaker.indicator, speaker.year, speaker.node,
        sum(CASE WHEN speaker.whole THEN coalesce(size.organizations, 1) ELSE 1 END) AS stated_by,
        bool_or(speaker.declares) AS some_declare, bool_and(speaker.declares) AS all_declare
    FROM speaker LEFT JOIN size ON speaker.whole AND size.year = speaker.year
        AND size.node = speaker.path
    GROUP BY speaker.indicator, speaker.year, speaker.node
)
SELECT total.indicator, total.year, total.node, total.number, total.doubt, total.as_of,
    stated.stated_by::int, coalesce(size.organizations, 0)::int,
    CASE WHEN all_declare THEN 'declared' WHEN some_declare THEN 'both' ELSE 'counted' END,
    own.number, own.doubt
FROM total
JOIN stated USING (indicator, year, node)
LEFT JOIN own USING (indicator, year, node)
LEFT JOIN size USING (year, node)
"""


class Total(NamedTuple):
    """A figure of one organization with everything below it.

    `stated_by` of the `organizations` that stood there in the year are in it; a declared figure
    of a whole subtree speaks for all of that. `basis` is declared, counted or both. `own_number`
    is what the organization itself says, None where it says nothing.
    """

    code: str
    year: int
    path: str
    number: int
    qualifier: str
    as_of: object
    stated_by: int
    organizations: int
    basis: str
    own_number: int | None
    own_qualifier: str | None


def roll_up(years, *, codes=None, within=None, depths=(1, 64)):
    """Return the Totals of all nodes with a depth in `depths` (a pair, first and last).

    `years` is a pair too. `within` bounds the tree to an organization and what is below it; the
    indicators are those of `codes`, or all. What nobody stated has no Total.
    """
    indicators = [REGISTRY[code] for code in codes] if codes else list(REGISTRY.values())
    statement, parameters = statement_for(indicators, years, within=within, depths=depths)
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return [_total(row) for row in cursor]


def statement_for(indicators, years, *, within=None, depths=(1, 64)):
    """Return the roll-up's statement with its parameters."""
    collected, parameters = counted(indicators, years, within=within)
    parameters |= {
        "codes": [indicator.code for indicator in indicators],
        "staying": [i.code for i in indicators if isinstance(i.adds_up, Stays)],
        "doubts": list(DOUBTS),
        "first": years[0],
        "last": years[1],
        "top": depths[0],
        "bottom": depths[1],
        "within": f"{within.path if within else ''}%",
    }
    return STATEMENT.replace("COUNTED", collected or NOTHING_COUNTED), parameters


def _total(row):
    code, year, path, number, doubt, *rest, own_number, own_doubt = row
    own_qualifier = None if own_doubt is None else DOUBTS[own_doubt]
    return Total(code, year, path, number, DOUBTS[doubt], *rest, own_number, own_qualifier)


@dataclass(frozen=True)
class Cell:
    """A figure in a year's column; `number` None: not stated, by nobody.

    `of` organizations stand here and below, `stated_by` of them are in the number, which is
    declared, counted or both. `declared` is the organization's own Figure, if there is one.
    """

    number: int | None = None
    qualifier: str = Qualifier.EXACT
    as_of: object = None
    stated_by: int = 0
    of: int = 0
    basis: str = ""
    own_number: int | None = None
    own_qualifier: str = Qualifier.EXACT
    declared: Figure | None = None


def figures_of(organization, years, *, codes=None):
    """Return {code: {year: Cell}} for all indicators, or `codes`, and all years.

    Two statements, whatever stands below the organization. `years` is a pair, first and last.
    """
    declared = {
        (figure.indicator, figure.year): figure
        for figure in Figure.objects.filter(
            organization=organization, year__range=years, number__isnull=False
        )
    }
    depth = len(organization.path) // STEP
    cells = {
        (total.code, total.year): Cell(
            number=total.number,
            qualifier=total.qualifier,
            as_of=total.as_of,
            stated_by=total.stated_by,
            of=total.organizations,
            basis=total.basis,
            own_number=total.own_number,
            own_qualifier=total.own_qualifier or Qualifier.EXACT,
            declared=declared.get((total.code, total.year)),
        )
        for total in roll_up(years, codes=codes, within=organization, depths=(depth, depth))
    }
    return {
        code: {year: cells.get((code, year), Cell()) for year in range(years[0], years[1] + 1)}
        for code in codes or REGISTRY
    }
