"""What the registers count where a figure was declared in their place."""

from typing import NamedTuple

from django.db import connection

from .collecting import DOUBTS, counted
from .indicators import REGISTRY

STATEMENT = """
WITH counted (indicator, path, year, identity, number, doubt, as_of) AS (COUNTED
),
declared AS (
    SELECT figure.id, figure.indicator, figure.year, organization.path,
        figure.scope = 'subtree' AND NOT figure.indicator = ANY(%(staying)s) AS whole
    FROM reports_figure figure
    JOIN unions_organization organization ON organization.id = figure.organization_id
    WHERE figure.id = ANY(%(figures)s)
),
thing AS (
    SELECT declared.id, max(number) AS number, bit_or(doubt) AS doubt
    FROM declared JOIN counted USING (indicator, year)
    WHERE counted.path = declared.path
        OR whole AND left(counted.path, length(declared.path)) = declared.path
    GROUP BY declared.id, identity
)
SELECT id, sum(number)::bigint, bit_or(doubt) FROM thing GROUP BY id
"""


class InRegister(NamedTuple):
    """What the register counts of that for which a figure was declared."""

    number: int
    qualifier: str


def in_registers(figures, *, within):
    """Return {key of a Figure: InRegister} of what the register counts for the same scope.

    One statement for all of them, which lie in the organization `within` or below it; none where
    none is counted. A figure of which the register holds nothing is not there.
    """
    figures = [figure for figure in figures if is_counted(figure.indicator)]
    if not figures:
        return {}
    indicators = [
        indicator
        for code, indicator in REGISTRY.items()
        if code in {figure.indicator for figure in figures}
    ]
    years = [figure.year for figure in figures]
    statement, parameters = counted(indicators, (min(years), max(years)), within=within)
    parameters |= {
        "figures": [figure.pk for figure in figures],
        "staying": [i.code for i in indicators if i.stays],
    }
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT.replace("COUNTED", statement), parameters)
        return {key: InRegister(number, DOUBTS[doubt]) for key, number, doubt in cursor}


def is_counted(code):
    return code in REGISTRY and REGISTRY[code].counted_from is not None
