"""Years are compared of the same reporters: one region against two is no growth."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediacenter.reports.actions.freezing import facts_of
from mediacenter.reports.doubts import doubts_of
from mediacenter.reports.models import Figure, Scope
from mediacenter.reports.same_reporters import compare_with_year_before
from mediacenter.toolkit.quantity import Qualifier
from tests.reports.factories import FigureFactory
from tests.reports.test_composing import composed
from tests.reports.test_composing import words as words_of
from tests.reports.test_rollup import post
from tests.unions.factories import OrganizationFactory

pytestmark = pytest.mark.django_db
CODE = "appeals.answered"


@pytest.fixture
def first(ours):
    return OrganizationFactory(parent=ours, kind="district")


@pytest.fixture
def second(ours):
    return OrganizationFactory(parent=ours, kind="district")


def state(organization, before=None, now=None, **details):
    for year, number in ((2023, before), (2024, now)):
        if number is not None:
            FigureFactory(
                organization=organization, indicator=CODE, year=year, number=number, **details
            )


def compared(organization):
    organization.refresh_from_db()
    return compare_with_year_before(organization, 2024).get(CODE)


def changes_in(organization, language="en"):
    organization.refresh_from_db()
    document = composed(facts_of(organization=organization, year=2024), language)
    [figures] = [one for one in document["sections"] if one["heading"] == "Three-year figures"]
    return words_of(figures["sections"])


def test_where_the_same_state_both_years_all_is_compared(ours, first, second):
    state(first, 50, 60)
    state(second, 5, 6)
    assert compared(ours) is None
    assert "11 (20 %) more than in 2023." in changes_in(ours)


def test_one_region_against_two_is_no_growth(ours, first, second):
    state(first, 50, 50)
    state(second, now=60)
    assert compared(ours) == (1, 50, Qualifier.EXACT, 50, Qualifier.EXACT)
    told = changes_in(ours)
    assert "By the organizations that stated both years (1): 50, in 2023 50." in told
    assert "more than in" not in told


def test_growth_is_that_of_those_who_stated_both(ours, first, second):
    state(first, 50, 60)
    state(second, before=500)
    assert compared(ours)[:2] == (1, 60)
    assert "(1): 60, 10 (20 %) more than in 2023." in changes_in(ours)


def test_where_nobody_stated_both_nothing_is_compared(ours, first, second):
    state(first, before=50)
    state(second, now=60)
    assert compared(ours) == (0, None, None, None, None)
    assert "other organizations stated it, so that the years are not compared." in changes_in(ours)


def test_who_speaks_for_all_below_is_another_reporter_than_those_below(ours, first):
    state(first, before=50, now=60)
    state(ours, now=70, scope=Scope.SUBTREE)
    assert compared(ours).reporters == 0


def test_a_post_that_two_have_entered_counts_once_in_the_comparison(ours, first, second):
    for organization in (first, second):
        for year in (2023, 2024):
            post(organization, f"https://example.org/{year}", year)
    post(ours, "https://example.org/more")
    ours.refresh_from_db()
    found = compare_with_year_before(ours, 2024)["social.materials"]
    assert found == (2, 1, Qualifier.EXACT, 1, Qualifier.EXACT)


def test_a_jump_that_new_reporters_make_is_not_doubtful(ours, first, second):
    state(first, 50, 50)
    state(second, now=900)
    ours.refresh_from_db()
    found = doubts_of(facts_of(organization=ours, year=2024))
    assert not [doubt for doubt in found if doubt.key.startswith("jump:")]


def test_one_statement_whatever_stands_below_and_none_without_branches(ours, first):
    def statements(organization):
        organization.refresh_from_db()
        with CaptureQueriesContext(connection) as captured:
            compare_with_year_before(organization, 2024)
        return len(captured)

    state(first, 1, 2)
    assert (statements(ours), statements(first)) == (1, 0)
    for _n in range(3):
        state(OrganizationFactory(parent=ours, kind="district"), now=1)
    assert statements(ours) == 1


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(*[st.none() | st.integers(0, 3)] * 2), min_size=2, max_size=2))
def test_the_statement_agrees_with_plain_sums(ours, first, second, numbers):
    Figure.objects.all().delete()
    for organization, (before, now) in zip((first, second), numbers, strict=True):
        state(organization, before, now)
    both = [pair for pair in numbers if None not in pair]
    stated = [[pair[place] for pair in numbers if pair[place] is not None] for place in (0, 1)]
    if not all(stated) or len(both) == len(stated[0]) == len(stated[1]):
        assert compared(ours) is None
        return
    found = compared(ours)
    assert found.reporters == len(both)
    if both:
        assert (found.before, found.number) == tuple(map(sum, zip(*both, strict=True)))


def test_the_page_of_the_report_says_whom_it_compares(client, ours, chair, first, second):
    state(first, 50, 60)
    state(second, now=60)
    client.force_login(chair)
    with override("en"):
        page = reverse("reports:year", args=[ours.slug, 2024])
    told = client.get(page).content.decode()
    assert "By the organizations that stated both years" in told
