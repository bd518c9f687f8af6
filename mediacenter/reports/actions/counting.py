"""Figures of all organizations, rolled up into a table: slow to count, quick to read.

The records are the truth; the table says of what moment it is.
"""

from collections import Counter

from django.db import connection, transaction
from django.utils import timezone

from mediacenter.reports.composing.quality import EXPECTED
from mediacenter.reports.indicators import REGISTRY
from mediacenter.reports.models import CountedYear
from mediacenter.reports.rolling_up import ENOUGH_MEMORY, statement_for

YEARS = 3  # this one and those before it

STATEMENT = """
WITH standing AS (
    SELECT left(path, 4 * step) AS path, count(*)::int AS organizations
    FROM unions_organization, generate_series(1, depth) AS step
    WHERE coalesce(extract(year FROM founded_on), %(year)s) <= %(year)s
        AND coalesce(extract(year FROM closed_on), %(year)s) >= %(year)s
    GROUP BY left(path, 4 * step)
),
stated AS (
    SELECT path, jsonb_object_agg(code, jsonb_build_array(
        number, (%(doubts)s::text[])[doubt + 1], stated_by
    )) AS figures,
        round(coalesce(sum(weight.percent), 0))::int AS completeness
    FROM (ROLLED_UP) AS rolled (
        code, year, path, number, doubt, as_of, stated_by, organizations, basis, own, own_doubt
    )
    LEFT JOIN unnest(%(expected)s::text[], %(percents)s::numeric[]) AS weight (code, percent)
        USING (code)
    GROUP BY path
)
INSERT INTO reports_rolledup AS kept (
    organization_id, year, figures, completeness, organizations
)
SELECT id, %(year)s, coalesce(figures, '{}'), coalesce(completeness, 0), coalesce(organizations, 0)
FROM unions_organization LEFT JOIN standing USING (path) LEFT JOIN stated USING (path)
ON CONFLICT (organization_id, year) DO UPDATE SET figures = EXCLUDED.figures,
    completeness = EXCLUDED.completeness, organizations = EXCLUDED.organizations
WHERE (kept.figures, kept.completeness, kept.organizations)
    IS DISTINCT FROM (EXCLUDED.figures, EXCLUDED.completeness, EXCLUDED.organizations)
"""


def counted_years():
    """The years that are kept counted, the newest first."""
    this_year = timezone.localdate().year
    return [this_year - before for before in range(YEARS)]


def count_years():
    """Roll the figures of the last years up anew."""
    for year in counted_years():
        count_year(year=year)


@transaction.atomic
def count_year(*, year):
    """Roll the figures of a year up for all organizations; only rows that differ are written."""
    moment = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('reports.count_year'), %s)", [year])
        statement, parameters = counting_of(year)
        cursor.execute(ENOUGH_MEMORY + statement, parameters)
    CountedYear.objects.update_or_create(year=year, defaults={"counted_at": moment})


def counting_of(year):
    """The statement that counts a year, with its parameters."""
    rolled_up, parameters = statement_for(list(REGISTRY.values()), (year, year))
    weights = weights_of_expected()
    parameters |= {"year": year, "expected": list(weights), "percents": list(weights.values())}
    return STATEMENT.replace("ROLLED_UP", rolled_up), parameters


def weights_of_expected():
    """{code: percent of completeness}; sections weigh alike, and so do the figures of each."""
    sections = Counter(REGISTRY[code].section for code in EXPECTED)
    return {code: 100 / len(sections) / sections[REGISTRY[code].section] for code in EXPECTED}
