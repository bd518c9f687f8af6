"""The board: what each column shows first, and what it tells of what it does not show."""

import pytest
from django.urls import reverse

from publications.plan import board
from publications.plan.models import PlanStatus
from tests.days import in_days

from .factories import PlanItemFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def columns(client, press_officer):
    client.force_login(press_officer)

    def columns():
        response = client.get(reverse("plan:board"))
        return {column.status: column for column in response.context["columns"]}, response

    return columns


@pytest.fixture
def items(karaganda):
    """Make items in a state, to be released in so many days each; None: on no day."""

    def items(status, *days):
        return [
            PlanItemFactory(
                occasion__organization=karaganda,
                status=status,
                release_on=None if day is None else in_days(day),
            )
            for day in days
        ]

    return items


def test_what_is_to_be_done_comes_by_its_day_and_without_one_last(columns, items):
    undated, later, sooner = items(PlanStatus.PLANNED, None, 5, 2)
    found, _response = columns()
    assert found[PlanStatus.PLANNED].items == [sooner, later, undated]


def test_what_is_over_comes_newest_first(columns, items):
    older, newer = items(PlanStatus.MEASURED, -30, -3)
    found, _response = columns()
    assert found[PlanStatus.MEASURED].items == [newer, older]


def test_a_long_column_shows_its_first_and_tells_how_long_it_is(columns, items, monkeypatch):
    monkeypatch.setattr(board, "SHOWN_A_COLUMN", 2)
    monkeypatch.setattr(board, "COUNTED_A_COLUMN", 4)
    items(PlanStatus.IDEA, 1, 2, 3)
    items(PlanStatus.MEASURED, -1, -2, -3, -4, -5)
    found, response = columns()
    html = response.content.decode()
    assert len(found[PlanStatus.IDEA].items) == len(found[PlanStatus.MEASURED].items) == 2
    assert "Shown: 2, in all: 3." in html
    assert "Shown: 2, in all: more than 4." in html
