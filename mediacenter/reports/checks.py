"""Numbers beyond reason are asked about at entry, beside those of earlier years and of peers.

Robust, and on a logarithmic scale: the median of what was stated, and the median distance from it
(MAD), so that neither a single wrong year nor one giant among the peers moves what is usual.
"""

import math

from django.db import connection
from django.utils.translation import gettext as _

from .indicators import REGISTRY, Kind
from .models import Scope
from .rolling_up import CLIMBING, ENOUGH_MEMORY, statement_for

YEARS_BACK = 5
LIKE_SIZE = 2  # peers have half to twice as many organizations below them
FEWEST_PEERS = 5
SMALL = 20  # of numbers below it nobody is asked
# A number is far from the usual beyond so many MADs (scaled as a standard deviation), and beyond so
# many times as much or as little: what is always the same has a MAD of 0.
MADS = 3.5
TO_DEVIATION = 1.4826
TIMES_ITS_PAST, TIMES_ITS_PEERS = 3, 10

STATEMENT = """CLIMBING,
total AS (
    SELECT indicator, year, left(path, %(letters)s) AS node, sum(number) AS number
    FROM climbing
    WHERE length(path) >= %(letters)s AND highest * 4 <= %(letters)s
        AND (length(path) = %(letters)s OR indicator = ANY(%(whole)s))
    GROUP BY indicator, year, left(path, %(letters)s)
),
extent AS (
    SELECT left(path, %(letters)s) AS node, ln(count(*)) AS height FROM unions_organization
    WHERE length(path) >= %(letters)s GROUP BY left(path, %(letters)s)
),
peer AS (
    SELECT node FROM extent JOIN unions_organization organization ON organization.path = node
    WHERE organization.kind = %(kind)s AND node <> %(own)s
        AND abs(height - (SELECT height FROM extent WHERE node = %(own)s)) <= ln(%(like_size)s)
),
stated AS (
    SELECT indicator, node = %(own)s AS is_own, ln(1 + number)::float AS height FROM total
    WHERE node = %(own)s AND year < %(last)s
        OR year >= %(last)s - 1 AND node IN (SELECT node FROM peer)
),
usual AS (
    SELECT indicator, is_own, count(*) AS times,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY height) AS median
    FROM stated GROUP BY indicator, is_own
)
SELECT indicator, is_own, times, median,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(height - median)) AS mad
FROM stated JOIN usual USING (indicator, is_own) GROUP BY indicator, is_own, times, median
""".replace("CLIMBING", CLIMBING)


def unlikely_numbers(*, organization, year, numbers):
    """Return {code: sentences} of what is to be asked about; nothing for what is within reason.

    `numbers`: {code of an indicator: (number, Scope)}, as they are to be declared for the year.
    One statement, whatever they are.
    """
    asked = {
        code: (number, scope)
        for code, (number, scope) in numbers.items()
        if code in REGISTRY and REGISTRY[code].kind == Kind.NUMBER and number is not None
    }
    if not asked:
        return {}
    found = {}
    for code, is_own, times, median, mad in usual_heights(organization, year, asked):
        number, _scope = asked[code]
        if is_far(number, median, mad, is_own=is_own) and (is_own or times >= FEWEST_PEERS):
            found.setdefault(code, []).append(sentence(REGISTRY[code], median, is_own))
    return {code: sorted(sentences) for code, sentences in found.items()}


def usual_heights(organization, year, asked):
    """Rows of code, whether it is the organization's own past, how many numbers, median, MAD of the
    logarithms of one more than each number."""
    statement, parameters = statement_for(
        [REGISTRY[code] for code in asked], (year - YEARS_BACK, year), statement=STATEMENT
    )
    parameters |= {
        "own": organization.path,
        "letters": len(organization.path),
        "kind": organization.kind,
        "whole": [code for code, (_n, scope) in asked.items() if scope == Scope.SUBTREE],
        "like_size": LIKE_SIZE,
    }
    with connection.cursor() as cursor:
        cursor.execute(ENOUGH_MEMORY + statement, parameters)
        return cursor.fetchall()


def is_far(number, median, mad, *, is_own):
    """Whether a number lies beyond reason: `median` and `mad` are of logarithms."""
    usual = math.expm1(median)
    if max(number, usual) < SMALL:
        return False
    times = TIMES_ITS_PAST if is_own else TIMES_ITS_PEERS
    limit = max(MADS * TO_DEVIATION * mad, math.log(times))
    return abs(math.log1p(number) - median) > limit + 1e-9


def sentence(indicator, median, is_own):
    usual = str(indicator.say(round(math.expm1(median)), "exact"))
    if is_own:
        return _("In the years before, the organization usually had %(usual)s.") % {"usual": usual}
    return _("Organizations of the same kind and of like size usually have %(usual)s.") % {
        "usual": usual
    }
