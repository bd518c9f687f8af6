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
from .indicators import REGISTRY
from .models import Figure
from .registers import InRegister, in_registers

STEP = 4  # letters of the path that one level takes
DEEPEST = 63  # levels that a path of 255 letters holds

# The steps of all organizations and indicators, which would else be sorted on the disk.
ENOUGH_MEMORY = "SET LOCAL work_mem = '96MB';"
NOTHING_COUNTED = """
SELECT NULL::text, NULL::text, NULL::int, NULL::text, NULL::bigint, NULL::int, NULL::date
WHERE FALSE"""
CLIMBING = """
WITH counted (indicator, path, year, identity, number, doubt, as_of) AS (COUNTED
),
declared AS (
    SELECT figure.indicator, organization.path, figure.year, figure.number,
        coalesce(array_position(%(doubts)s::text[], figure.qualifier::text), 1) - 1 AS doubt,
        figure.as_of,
        figure.scope = 'subtree' AS whole
    FROM reports_figure figure
    JOIN unions_organization organization ON organization.id = figure.organization_id
    WHERE figure.indicator = ANY(%(codes)s) AND figure.year BETWEEN %(first)s AND %(last)s
        AND figure.number IS NOT NULL AND organization.path LIKE %(within)s
),
size AS (
    SELECT year, left(path, 4 * depth) AS node, count(*)::int AS organizations
    FROM (
        SELECT path, year, unnest((%(depths)s)[%(top)s : length(path) / 4]) AS depth
        FROM (
            SELECT path, generate_series(
                greatest(coalesce(extract(year FROM founded_on)::int, %(first)s), %(first)s),
                least(coalesce(extract(year FROM closed_on)::int, %(last)s), %(last)s)
            ) AS year
            FROM unions_organization WHERE path LIKE %(within)s
        ) AS standing
    ) AS step
    WHERE depth <= %(bottom)s OR left(path, 4 * depth) IN (SELECT path FROM declared WHERE whole)
    GROUP BY year, left(path, 4 * depth)
),
item AS (
    SELECT counted.*, FALSE AS is_declared, 1 AS speaks_for
    FROM counted LEFT JOIN declared USING (indicator, path, year)
    WHERE declared.path IS NULL
    UNION ALL
    SELECT indicator, path, declared.year, 'declared ' || path, number, doubt, as_of, TRUE,
        CASE WHEN whole THEN coalesce(size.organizations, 1) ELSE 1 END
    FROM declared LEFT JOIN size ON size.year = declared.year AND size.node = declared.path
),
own AS (
    SELECT indicator, year, path, sum(number)::bigint AS number, bit_or(doubt) AS doubt,
        max(as_of) AS as_of, bool_or(is_declared) AS is_declared, max(speaks_for) AS speaks_for
    FROM item GROUP BY indicator, year, path
),
barrier AS (
    SELECT step.indicator, step.year, step.path, max(step.depth) AS depth
    FROM (
        SELECT indicator, year, path,
            unnest((%(depths)s)[%(top)s : length(path) / 4 - 1]) AS depth
        FROM own JOIN (SELECT DISTINCT indicator, year FROM declared WHERE whole) AS barred
            USING (indicator, year)
    ) AS step
    JOIN declared ON declared.whole AND declared.indicator = step.indicator
        AND declared.year = step.year AND declared.path = left(step.path, 4 * step.depth)
    GROUP BY step.indicator, step.year, step.path
),
climbing AS (
    SELECT own.*, coalesce(barrier.depth, 0) + 1 AS highest
    FROM own LEFT JOIN barrier USING (indicator, year, path)
)"""
STATEMENT = """CLIMBING,
total AS (
    SELECT indicator, year, left(path, 4 * depth) AS node, sum(number)::bigint AS number,
        bit_or(doubt) AS doubt, max(as_of) AS as_of, sum(speaks_for)::int AS stated_by,
        bool_and(is_declared) AS all_declared, bool_or(is_declared) AS some_declared,
        max(number) FILTER (WHERE 4 * depth = length(path)) AS own_number,
        max(doubt) FILTER (WHERE 4 * depth = length(path)) AS own_doubt
    FROM (
        SELECT climbing.*, unnest((%(depths)s)[
            greatest(highest,
                CASE WHEN indicator = ANY(%(staying)s) THEN length(path) / 4 ELSE %(top)s END)
            : least(length(path) / 4, %(bottom)s)]) AS depth
        FROM climbing
    ) AS step
    GROUP BY indicator, year, left(path, 4 * depth)
),
repeated AS (
    SELECT indicator, year, identity FROM item WHERE indicator = ANY(%(apart)s)
    GROUP BY indicator, year, identity HAVING count(*) > 1
),
surplus AS (
    SELECT indicator, year, node, sum(number)::bigint AS number
    FROM (
        SELECT indicator, year, left(path, 4 * depth) AS node, sum(number) - max(number) AS number
        FROM (
            SELECT indicator, year, path, identity, item.number, unnest((%(depths)s)[
                greatest(highest, %(top)s) : least(length(path) / 4, %(bottom)s)]) AS depth
            FROM item JOIN repeated USING (indicator, year, identity)
            JOIN climbing USING (indicator, year, path)
        ) AS step
        GROUP BY indicator, year, left(path, 4 * depth), identity
    ) AS thing
    GROUP BY indicator, year, node
)
SELECT indicator, year, node, total.number - coalesce(surplus.number, 0), total.doubt, total.as_of,
    total.stated_by, coalesce(size.organizations, 0),
    CASE WHEN all_declared THEN 'declared' WHEN some_declared THEN 'both' ELSE 'counted' END,
    own_number, own_doubt
FROM total
LEFT JOIN surplus USING (indicator, year, node)
LEFT JOIN size USING (year, node)
""".replace("CLIMBING", CLIMBING)


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


def roll_up(years, *, codes=None, within=None, depths=(1, DEEPEST)):
    """Return the Totals of all nodes with a depth in `depths` (a pair, first and last).

    `years` is a pair too. `within` bounds the tree to an organization and what is below it; the
    indicators are those of `codes`, or all. What nobody stated has no Total.
    """
    indicators = [REGISTRY[code] for code in codes] if codes else list(REGISTRY.values())
    statement, parameters = statement_for(indicators, years, within=within, depths=depths)
    with connection.cursor() as cursor:
        cursor.execute(ENOUGH_MEMORY + statement, parameters)
        return [_total(row) for row in cursor.fetchall()]


def statement_for(indicators, years, *, within=None, depths=(1, DEEPEST), statement=STATEMENT):
    """Return the roll-up's statement, or another one on CLIMBING, with its parameters."""
    collected, parameters = counted(indicators, years, within=within)
    parameters |= {
        "codes": [indicator.code for indicator in indicators],
        "staying": [i.code for i in indicators if i.stays],
        "doubts": list(DOUBTS),
        "first": years[0],
        "last": years[1],
        "apart": [i.code for i in indicators if i.tells_apart],
        "depths": list(range(1, DEEPEST + 1)),
        "top": depths[0],
        "bottom": depths[1],
        "within": f"{within.path if within else ''}%",
    }
    return statement.replace("COUNTED", collected or NOTHING_COUNTED), parameters


def _total(row):
    code, year, path, number, doubt, *rest, own_number, own_doubt = row
    own_qualifier = None if own_doubt is None else DOUBTS[own_doubt]
    return Total(code, year, path, number, DOUBTS[doubt], *rest, own_number, own_qualifier)


@dataclass(frozen=True)
class Cell:
    """A figure in a year's column; `number` None: not stated, by nobody.

    `of` organizations stand here and below, `stated_by` of them are in the number, which is
    declared, counted or both. `declared` is the organization's own Figure, if there is one, and
    `in_register` what is counted of the same.
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
    in_register: InRegister | None = None


def figures_of(organization, years, *, codes=None):
    """Return {code: {year: Cell}} for all indicators, or `codes`, and all years.

    Two statements, and one for what the registers count of what was declared, whatever stands
    below the organization. `years` is a pair, first and last.
    """
    declared = {
        (figure.indicator, figure.year): figure
        for figure in Figure.objects.filter(
            organization=organization, year__range=years, number__isnull=False
        )
        if codes is None or figure.indicator in codes
    }
    registers = in_registers(declared.values(), within=organization)
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
            declared=(figure := declared.get((total.code, total.year))),
            in_register=figure and registers.get(figure.pk),
        )
        for total in roll_up(years, codes=codes, within=organization, depths=(depth, depth))
    }
    return {
        code: {year: cells.get((code, year), Cell()) for year in range(years[0], years[1] + 1)}
        for code in codes or REGISTRY
    }
