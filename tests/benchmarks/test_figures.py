"""What figures cost as the federation grows tenfold: told in statements and rows, not in seconds.

Seconds are in docs and differ by machine; a plan that ran once an organization, or a statement
more a branch, would show here on any machine.
"""

import datetime as dt
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mediacenter.outreach.models import Appeal
from mediacenter.reports.actions.freezing import facts_of
from mediacenter.reports.indicators import REGISTRY
from mediacenter.reports.models import Figure, Scope
from mediacenter.reports.rolling_up import roll_up, statement_for
from publications.social.models import SocialPost
from tests.reports.factories import FigureFactory, plant
from tests.reports.outputs import frozen, made

pytestmark = pytest.mark.django_db

YEARS = (2022, 2024)
WORKERS = 8  # a plan may share its work among so many; it may not run once an organization


def federation(size):
    """A tree of five levels with posts, appeals and declared figures on every level."""
    branches = size // 6
    parents = [None] + [0] * 20
    parents += [1 + n % 20 for n in range(branches // 20)]
    parents += [21 + n % (branches // 20) for n in range(branches)]
    first_branch = 21 + branches // 20
    parents += [first_branch + n % branches for n in range(size - len(parents))]
    organizations = plant(parents)
    record(organizations)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return organizations[0]


def record(organizations):
    days = [dt.date(year, 5, 1) for year in (2022, 2023, 2024)]
    SocialPost.objects.bulk_create(
        SocialPost(
            organization=organization,
            url=f"https://example.org/{day.year}/{number // 4}",
            starts_on=day,
            ends_on=day,
        )
        for number, organization in enumerate(organizations)
        for day in days[: number % 4]
    )
    Appeal.objects.bulk_create(
        Appeal(
            organization=organization,
            kind="question",
            way="phone",
            received_on=day,
            answered_on=day,
        )
        for organization in organizations[::2]
        for day in days
    )
    Figure.objects.bulk_create(
        FigureFactory.build(
            organization=organization,
            year=2024,
            indicator="appeals.answered",
            number=9,
            scope=Scope.SUBTREE if organization.depth in (3, 4) else Scope.OWN,
        )
        for organization in organizations[::5]
    )


def plan_of(*, within, depths):
    statement, parameters = statement_for(
        list(REGISTRY.values()), YEARS, within=within, depths=depths
    )
    with connection.cursor() as cursor:
        explain = "EXPLAIN (ANALYZE, TIMING OFF, BUFFERS OFF, FORMAT JSON) "
        cursor.execute(explain + statement, parameters)
        (plan,) = cursor.fetchone()
    plan = json.loads(plan) if isinstance(plan, str) else plan
    return list(nodes(plan[0]["Plan"]))


def nodes(plan):
    yield plan
    for below in plan.get("Plans", ()):
        yield from nodes(below)


def rows_handled(plan):
    return sum(node["Actual Rows"] * node["Actual Loops"] for node in plan)


def test_ten_times_the_organizations_cost_ten_times_the_rows_and_no_statement_more():
    small = federation(500)
    cost = {
        depths: rows_handled(plan_of(within=small, depths=depths)) for depths in ((1, 63), (1, 1))
    }
    with CaptureQueriesContext(connection) as of_small:
        facts_of(organization=small, year=2024)
    large = federation(5_000)
    for depths, rows in cost.items():
        plan = plan_of(within=large, depths=depths)
        assert max(node["Actual Loops"] for node in plan) <= WORKERS
        assert rows_handled(plan) < 13 * rows
    with CaptureQueriesContext(connection) as of_large:
        facts_of(organization=large, year=2024)
    assert len(of_large) == len(of_small)


def cost_of_consolidated(organization):
    """Statements from the records to the PDF, and how many organizations it lays side by side."""
    with CaptureQueriesContext(connection) as cost:
        file = frozen(organization, 2024)
        made(file, "consolidated")
    stating = [row for row in file.snapshot.facts["branches"]["rows"] if row["figures"]]
    return len(cost), len(stating)


def test_a_consolidated_report_takes_no_statement_more_however_many_are_below():
    parents = [plant([None] + [0] * children) for children in (12, 120)]
    for organizations in parents:
        record(organizations)
    (few, stating_few), (many, stating_many) = (cost_of_consolidated(one[0]) for one in parents)
    assert 0 < stating_few < stating_many / 5
    assert many == few
    (small, _stating), (large, _stating) = (
        cost_of_consolidated(federation(size)) for size in (500, 5_000)
    )
    assert large == small


def test_all_figures_of_all_organizations_are_one_statement(django_assert_num_queries):
    federation(1_000)
    with django_assert_num_queries(1):
        totals = roll_up(YEARS)
    assert len({total.path for total in totals}) > 800


def test_the_report_of_a_branch_does_not_read_the_rest_of_the_federation():
    federation(2_000)
    branch, *primaries = plant([None] + [0] * 12)
    record([branch, *primaries])
    whole = rows_handled(plan_of(within=None, depths=(1, 1)))
    assert rows_handled(plan_of(within=branch, depths=(1, 1))) < whole / 20
