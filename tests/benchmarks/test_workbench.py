"""What the workbench costs as the federation grows from 1,000 organizations to 25,000, for three
years: told in statements and rows, as in test_figures."""

import json

import pytest
import time_machine
from django.db import connection
from django.test import Client

from mediacenter.reports.actions.counting import count_year, counting_of
from tests.unions.factories import UserFactory
from unions.models import Role

from .test_figures import federation, nodes, rows_handled
from .touching import ask

pytestmark = pytest.mark.django_db

YEARS = (2022, 2023, 2024)
GROWTH = 1.2  # beyond linear, for what is planned otherwise
PAGES = {
    "league": {"reach": "all"},
    "pivot": {"reach": "all", "section": "C", "sort": "most"},
    "growth": {"reach": "all"},
    "regions": {},
    "missing": {"reach": "all"},
}


def cost_of_counting(year):
    """How many rows the plan handles, having counted the year."""
    statement, parameters = counting_of(year)
    with connection.cursor() as cursor:
        explain = "EXPLAIN (ANALYZE, TIMING OFF, BUFFERS OFF, FORMAT JSON) "
        cursor.execute(explain + statement, parameters)
        (plan,) = cursor.fetchone()
    plan = json.loads(plan) if isinstance(plan, str) else plan
    return rows_handled(list(nodes(plan[0]["Plan"])))


def costs_of_pages(root):
    client = Client()
    client.force_login(UserFactory(role=Role.CHAIR, organization=root))
    costs = {}
    for page, asked in PAGES.items():
        query = "&".join(f"{name}={value}" for name, value in asked.items())
        address = f"/en/reports/{root.slug}/workbench/{page}/?year=2024&{query}"
        client.get(address)  # what is asked once a process
        answer, costs[page] = ask(client, address)
        assert answer.status_code == 200
    return costs


@pytest.fixture(autouse=True)
def at_the_end_of_2024():
    with time_machine.travel("2024-12-31 12:00+05:00", tick=False):
        yield


def grown(size):
    root = federation(size)
    rows = sum(cost_of_counting(year) for year in YEARS)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return root, rows


def test_twenty_five_times_the_organizations_cost_no_more_than_twenty_five_times():
    small, few = grown(1_000)
    few_by_page = costs_of_pages(small)
    large, many = grown(25_000)
    many_by_page = costs_of_pages(large)
    times = 26  # both federations are counted
    assert many < GROWTH * times * few
    for page, cost in many_by_page.items():
        assert cost.statements == few_by_page[page].statements, page
        assert cost.touched < GROWTH * times * few_by_page[page].touched, f"{page}: {cost}"
        assert cost.bytes < 2 * few_by_page[page].bytes, page


def test_a_year_counted_again_writes_no_row():
    federation(1_000)
    count_year(year=2024)
    with connection.cursor() as cursor:
        statement, parameters = counting_of(2024)
        cursor.execute(statement, parameters)
        assert cursor.rowcount == 0
