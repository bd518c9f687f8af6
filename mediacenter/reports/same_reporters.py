"""A year beside the one before it, of those who stated both: one region is less than two."""

from typing import NamedTuple

from django.db import connection

from .collecting import DOUBTS
from .indicators import REGISTRY
from .rolling_up import CLIMBING, ENOUGH_MEMORY, STEP, statement_for

STATEMENT = """CLIMBING,
reaching AS (
    SELECT indicator, year, path FROM climbing
    WHERE highest <= %(top)s AND (NOT indicator = ANY(%(staying)s) OR length(path) / 4 = %(top)s)
),
differing AS (
    SELECT indicator FROM (
        SELECT indicator, count(*) AS years FROM reaching GROUP BY indicator, path
    ) AS reporter
    GROUP BY indicator HAVING min(years) < 2
    INTERSECT SELECT indicator FROM reaching GROUP BY indicator HAVING count(DISTINCT year) = 2
),
same AS (
    SELECT indicator, path FROM reaching JOIN differing USING (indicator)
    GROUP BY indicator, path HAVING count(*) = 2
),
thing AS (
    SELECT indicator, year, max(number) AS number, bit_or(doubt) AS doubt
    FROM item JOIN same USING (indicator, path) GROUP BY indicator, year, identity
),
compared AS (
    SELECT indicator, year, sum(number)::bigint AS number, bit_or(doubt) AS doubt
    FROM thing GROUP BY indicator, year
)
SELECT indicator, (SELECT count(*) FROM same WHERE same.indicator = differing.indicator),
    now.number, now.doubt, before.number, before.doubt
FROM differing
LEFT JOIN (SELECT * FROM compared WHERE year = %(last)s) AS now USING (indicator)
LEFT JOIN (SELECT * FROM compared WHERE year = %(first)s) AS before USING (indicator)
""".replace("CLIMBING", CLIMBING)


class Compared(NamedTuple):
    """What the `reporters` that stated a year and the one before it say of both; None of nobody."""

    reporters: int
    number: int | None
    qualifier: str | None
    before: int | None
    before_qualifier: str | None


def compare_with_year_before(organization, year):
    """Return {code: Compared} of the figures that others stated than the year before.

    A reporter is an organization that the figure counts, or that declared it, for itself or for
    all below it. One statement; none for an organization that has nothing below it.
    """
    if organization.is_leaf():
        return {}
    depth = len(organization.path) // STEP
    statement, parameters = statement_for(
        list(REGISTRY.values()),
        (year - 1, year),
        within=organization,
        depths=(depth, depth),
        statement=STATEMENT,
    )
    with connection.cursor() as cursor:
        cursor.execute(ENOUGH_MEMORY + statement, parameters)
        return {code: _compared(*row) for code, *row in cursor.fetchall()}


def _compared(reporters, number, doubt, before, before_doubt):
    if not reporters:
        return Compared(0, None, None, None, None)
    return Compared(reporters, number, DOUBTS[doubt], before, DOUBTS[before_doubt])
