"""A number beyond reason is asked about at its entry, and saved by an explicit word."""

import math

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from mediacenter.reports import checks
from mediacenter.reports.checks import FEWEST_PEERS, SMALL, is_far, unlikely_numbers
from mediacenter.reports.models import Figure, Scope
from tests.reports.factories import FigureFactory
from tests.shown_form import send, troubles
from tests.unions.factories import OrganizationFactory

pytestmark = pytest.mark.django_db
CODE = "appeals.answered"


def state(organization, *numbers, last=2023, **details):
    for back, number in enumerate(numbers):
        FigureFactory(
            organization=organization, indicator=CODE, year=last - back, number=number, **details
        )


def asked(organization, number, scope=Scope.OWN):
    found = unlikely_numbers(organization=organization, year=2024, numbers={CODE: (number, scope)})
    return found.get(CODE, [])


@pytest.fixture
def peers(ours):
    return [OrganizationFactory(kind="regional") for _n in range(FEWEST_PEERS)]


# --- Its own past --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "is_asked"), [(1358, False), (900, False), (13580, True), (130, True), (0, True)]
)
def test_what_is_far_from_its_own_past_is_asked_about(ours, number, is_asked):
    state(ours, 1358, 1200, 1500)
    assert bool(asked(ours, number)) is is_asked


def test_one_wrong_year_does_not_move_what_is_usual(ours):
    state(ours, 1358, 1_358_000, 1200, 1300, 1500)
    assert asked(ours, 1400) == []
    assert asked(ours, 1_300_000)


def test_who_differs_much_from_year_to_year_is_asked_less(ours):
    state(ours, 50, 1000, 200, 4000, 20)
    assert asked(ours, 2000) == []


def test_of_a_first_year_nobody_is_asked(ours):
    assert asked(ours, 10**9) == []


def test_small_numbers_are_never_asked_about(ours, peers):
    state(ours, 0, 1, 2)
    for number in range(SMALL):
        assert asked(ours, number) == []
    assert asked(ours, SMALL)


# --- Its peers -----------------------------------------------------------------------------------


def test_what_is_far_from_its_peers_is_asked_about(ours, peers):
    for number, peer in zip((100, 120, 90, 110, 1_000_000), peers, strict=True):
        state(peer, number)
    assert asked(ours, 500) == []
    [sentence] = asked(ours, 50_000)
    assert "110" in sentence


def test_few_are_no_peers(ours, peers):
    for peer in peers[1:]:
        state(peer, 100)
    assert asked(ours, 50_000) == []


def test_those_of_another_kind_or_size_are_no_peers(ours, peers):
    for peer in peers:
        state(peer, 100)
    branches = [OrganizationFactory(parent=peers[0], kind="district") for _n in range(4)]
    assert asked(ours, 50_000) == []
    assert asked(branches[0], 50_000) == []


def test_what_is_said_of_all_below_is_held_against_the_same(ours):
    branch = OrganizationFactory(parent=ours, kind="district")
    state(branch, 1000, 1000)
    state(ours, 10, 10)
    ours.refresh_from_db()
    assert asked(ours, 1000, Scope.SUBTREE) == []
    assert asked(ours, 1000, Scope.OWN)


# --- The rule itself -----------------------------------------------------------------------------

numbers = st.integers(0, 10**9)


@given(numbers, st.booleans())
def test_what_is_always_the_same_is_never_far_from_itself(number, is_own):
    assert not is_far(number, math.log1p(number), 0, is_own=is_own)


@given(numbers, numbers, numbers, st.floats(0, 5), st.booleans())
def test_who_is_farther_is_asked_all_the_more(usual, one, other, mad, is_own):
    nearer, farther = sorted((max(usual, SMALL) + one, max(usual, SMALL) + other))
    median = math.log1p(usual)
    if is_far(nearer, median, mad, is_own=is_own):
        assert is_far(farther, median, mad, is_own=is_own)


@given(st.integers(0, SMALL - 1), st.integers(0, SMALL - 1), st.booleans())
def test_nought_and_small_numbers_are_within_reason(number, usual, is_own):
    assert not is_far(number, math.log1p(usual), 0, is_own=is_own)


# --- Its price, and its form ---------------------------------------------------------------------


def test_one_statement_asks_for_all(ours, peers):
    state(ours, 100)
    wish = dict.fromkeys(checks.REGISTRY, (5000, Scope.OWN))
    with CaptureQueriesContext(connection) as captured:
        found = unlikely_numbers(organization=ours, year=2024, numbers=wish)
    assert list(found) == [CODE]
    assert len(captured) == 1


def test_the_form_asks_and_takes_a_word_for_it(client, ours, chair):
    state(ours, 1358)
    client.force_login(chair)
    page = client.get(reverse("admin:reports_figure_add"))
    wish = {
        "organization": ours.pk,
        "indicator": CODE,
        "year": 2024,
        "number": 135_800,
        "source_ru": "журнал",
    }
    refused = send(client, page, **wish)
    assert set(troubles(refused)) == {"number", "is_right"}
    assert not Figure.objects.filter(year=2024).exists()
    send(client, refused, is_right="on")
    figure = Figure.objects.get(year=2024)
    assert figure.number == 135_800
    page = client.get(reverse("admin:reports_figure_change", args=[figure.pk]))
    assert send(client, page, note_ru="Проверено").status_code == 302
