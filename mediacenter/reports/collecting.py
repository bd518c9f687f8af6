"""Collects what the registers count, set by set: never organization by organization.

The statements give rows (indicator, path, year, identity, number, doubt, as_of). `identity` tells
things apart that may not be added twice; `doubt` is the place of the qualifier in DOUBTS.
"""

import re
from functools import lru_cache
from itertools import count
from types import SimpleNamespace
from typing import NamedTuple

from django.db import connection
from django.db.models import Case, DateField, F, IntegerField, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, NullIf

from mediacenter.toolkit.quantity import Qualifier

from .indicators import REGISTRY, Latest, Sum

# The qualifier of a sum lies where the bits of its parts together lead: more than, with less than,
# is about.
DOUBTS = (Qualifier.EXACT, Qualifier.MORE_THAN, Qualifier.LESS_THAN, Qualifier.ABOUT)
AT_ONCE = 8  # indicators that differ in a value alone and share a part of the statement
SOMEWHERE = SimpleNamespace(path="somewhere")  # any organization, until it is known which

SOURCE = """
SELECT its_path, its_year, its_identity, its_number, its_doubt, its_date
FROM ({records}) AS source"""
ADDED = """
SELECT {code}::text, its_path, its_year::int, its_path::text, sum(its_number)::bigint,
    bit_or(its_doubt), NULL::date
FROM ({records}) AS record
WHERE its_number IS NOT NULL GROUP BY its_path, its_year"""
APART = """
SELECT {code}::text, its_path, its_year::int, rtrim(its_identity, '/'), max(its_number)::bigint,
    bit_or(its_doubt), NULL::date
FROM ({records}) AS record
WHERE its_number IS NOT NULL GROUP BY its_path, its_year, rtrim(its_identity, '/')"""
ALONE = """
SELECT {code}::text, its_path, its_year, its_path::text, sum(its_number)::bigint,
    bit_or(its_doubt), NULL::date
FROM (
    SELECT its_path, its_year::int, max(its_number) AS its_number, bit_or(its_doubt) AS its_doubt
    FROM ({records}) AS record
    WHERE its_number IS NOT NULL GROUP BY its_path, its_year, its_identity
) AS thing
GROUP BY its_path, its_year"""
LATEST = """
SELECT * FROM (
    SELECT DISTINCT ON (its_path, its_year, rtrim(its_identity, '/'))
        {code}::text, its_path, its_year::int, rtrim(its_identity, '/'), its_number::bigint,
        its_doubt, its_date
    FROM ({records}) AS record
    WHERE its_number IS NOT NULL
    ORDER BY its_path, its_year, rtrim(its_identity, '/'), its_date DESC
) AS latest"""
OF_EACH = """
SELECT found.* FROM (VALUES {rows}) AS differing ({columns})
CROSS JOIN LATERAL ({statement}) AS found"""


class Counted(NamedTuple):
    """What one organization's records say, of one thing or of all together."""

    path: str
    year: int
    identity: str
    number: int
    qualifier: str


def collect(indicator, years, *, within=None):
    """Return the Counted rows of an indicator: one statement for all organizations and years.

    `years` is a pair, first and last. An organization and year without records has no row.
    """
    statement, parameters = counted([indicator], years, within=within)
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return [
            Counted(path, year, identity, number, DOUBTS[doubt])
            for _code, path, year, identity, number, doubt, _as_of in cursor
        ]


def counted(indicators, years, *, within=None):
    """Return the statement, with its named parameters, that collects all indicators at once."""
    codes = tuple(indicator.code for indicator in indicators)
    statement, parameters = _counted(codes, years, is_within=within is not None)
    somewhere, here = (f"{place.path}%" for place in (SOMEWHERE, within or SOMEWHERE))
    return statement, {
        name: here if value == somewhere else value for name, value in parameters.items()
    }


@lru_cache(maxsize=256)  # to word the statement takes far longer than to ask it
def _counted(codes, years, *, is_within):
    within = SOMEWHERE if is_within else None
    worded = {}
    for indicator in map(REGISTRY.get, codes):
        if indicator.counted_from is not None:
            statement, values = _statement_of(indicator, years, within)
            worded.setdefault(statement, []).append(values)
    found = [
        _of_each(statement, values[first : first + AT_ONCE])
        for statement, values in worded.items()
        for first in range(0, len(values), AT_ONCE)
    ]
    parameters = [value for _statement, values in found for value in values]
    return _named("\nUNION ALL".join(statement for statement, _values in found), parameters)


def _statement_of(indicator, years, within):
    sources, parameters = [], [indicator.code]
    for source in (indicator, indicator.shared):
        if source is not None:
            records, values = records_of(source, years, within).query.sql_with_params()
            sources.append(SOURCE.format(records=records))
            parameters += values
    return _shape(indicator).format(code="%s", records="\nUNION ALL ".join(sources)), parameters


def _of_each(statement, values):
    """The statement for each list of values, planned once, for planning is most of its cost."""
    if len(values) == 1:
        return statement, values[0]
    differing = [n for n, found in enumerate(zip(*values, strict=True)) if len(set(found)) > 1]
    place = count()

    def placed(match):
        if match[0] == "%%" or (n := next(place)) not in differing:
            return match[0]
        return f"differing.value_{n}"

    joined = OF_EACH.format(
        rows=", ".join(f"({', '.join(['%s'] * len(differing))})" for _one in values),
        columns=", ".join(f"value_{n}" for n in differing),
        statement=re.sub("%%|%s", placed, statement),
    )
    same = [value for n, value in enumerate(values[0]) if n not in differing]
    return joined, [one[n] for one in values for n in differing] + same


def records_of(indicator, years, within):
    """The records as rows of its_path, its_year, its_identity, its_number, its_doubt, its_date."""
    columns = {
        "its_path": F(indicator.path),
        "its_year": indicator.year.years(*years),
        "its_identity": identity(indicator.adds_up),
        "its_number": F(indicator.amount) if indicator.amount else Value(1),
        "its_doubt": _doubt(indicator.qualifier),
        "its_date": _date(indicator.adds_up),
    }
    return touching(indicator, years, within).annotate(**columns).values_list(*columns)


def touching(indicator, years, within):
    """The records themselves, in no order; some may lack their number."""
    records = indicator.counted_from.filter(indicator.year.touching(*years)).order_by()
    if within is not None:
        records = records.filter(**{f"{indicator.path}__startswith": within.path})
    return records


def _named(statement, parameters):
    """Name the placeholders, so that the statement can be a part of another one."""
    number = count()

    def name(match):
        return match[0] if match[0] == "%%" else f"%(counted_{next(number)})s"

    named = {f"counted_{n}": value for n, value in enumerate(parameters)}
    return re.sub("%%|%s", name, statement), named


def _shape(indicator):
    match indicator.adds_up:
        case Latest():
            return LATEST
        case Sum(distinct=str()):
            return APART if indicator.tells_apart else ALONE
        case _:
            return ADDED


def identity(adds_up):
    """What tells a record from the others, as text: records that agree in it count once."""
    match adds_up:
        case Sum(distinct=str(field)) | Latest(distinct=field):
            key = NullIf(Cast(field, TextField()), Value("", output_field=TextField()))
            otherwise = adds_up.otherwise if isinstance(adds_up, Sum) else "pk"
            return Coalesce(key, Cast(otherwise, TextField()))
        case _:
            return Value("", output_field=TextField())


def _doubt(field):
    if field is None:
        return Value(0)
    whens = (When(**{field: doubt, "then": Value(rank)}) for rank, doubt in enumerate(DOUBTS))
    return Case(*whens, output_field=IntegerField())


def _date(adds_up):
    match adds_up:
        case Latest(at=field):
            return F(field)
        case _:
            return Value(None, output_field=DateField())
