"""Of every indicator that a register counts: the figure is made of exactly the records it shows.

The indicators are read from the registry. One that counts a new model fails here until
tests/reports/records.py knows how to make such a record.
"""

from copy import copy

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from mediacenter.reports.drilldown import drill_down
from mediacenter.reports.drilldown.rows import follow
from mediacenter.reports.indicators import REGISTRY
from mediacenter.reports.models import Scope
from mediacenter.reports.rolling_up import figures_of
from tests.reports.factories import FigureFactory
from tests.reports.records import YEAR, record_of
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db

COUNTED = [indicator for indicator in REGISTRY.values() if indicator.counted_from is not None]
JOINT = [indicator for indicator in COUNTED if indicator.jointly is not None]
# one that counts computed columns reads them of records in its own way
ONE_A_MODEL = {
    (indicator.counted_from.model, bool(indicator.counted_from.query.annotations)): indicator
    for indicator in COUNTED
}.values()


def each(indicators):
    return pytest.mark.parametrize("indicator", indicators, ids=lambda indicator: indicator.code)


@pytest.fixture(scope="module")
def standing(django_db_setup, django_db_blocker):
    """ours > (branch > cell, branch): once for all, what a test does to it is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        ours = OrganizationFactory(slug="ours", kind="regional")
        branches = [OrganizationFactory(parent=ours, kind="city") for _n in range(2)]
        yield ours, branches, OrganizationFactory(parent=branches[0], kind="primary")
        transaction.set_rollback(True)


@pytest.fixture
def ours(standing, db):
    return copy(standing[0])


@pytest.fixture
def branches(standing, db):
    return [copy(branch) for branch in standing[1]]


@pytest.fixture
def cell(standing, db):
    return copy(standing[2])


def figure(indicator, organization):
    return figures_of(organization, (YEAR, YEAR), codes=[indicator.code])[indicator.code][
        YEAR
    ].number


def shown(indicator, organization):
    """What the records behind the figure come to; None where there are none."""
    found = drill_down(indicator, organization, YEAR)
    records = list(found.records)
    numbers = [
        follow(record, indicator.amount) if indicator.amount else 1 for record in records
    ] + [declared.number for declared in found.declared]
    return sum(numbers) if numbers else None


@each(COUNTED)
def test_the_records_shown_come_to_the_figure_at_every_level(indicator, ours, branches, cell):
    stranger = OrganizationFactory()
    for organization in (ours, cell, stranger):
        record_of(indicator, organization)
    figures = {one: figure(indicator, one) for one in (ours, branches[0], cell, branches[1])}
    assert figures == {one: shown(indicator, one) for one in figures}
    assert figures[cell]
    assert figures[branches[0]] == figures[cell]
    assert figures[ours] >= figures[cell]
    assert figures[branches[1]] is None


@each(COUNTED)
def test_a_declared_figure_stands_in_place_of_what_it_speaks_for(indicator, ours, branches, cell):
    for organization in (ours, cell):
        record_of(indicator, organization)
    for scope, organization in ((Scope.OWN, ours), (Scope.SUBTREE, branches[0])):
        FigureFactory(indicator=indicator.code, organization=organization, number=9, scope=scope)
        for level in (ours, branches[0], cell):
            assert figure(indicator, level) == shown(indicator, level)
    assert figure(indicator, ours) == 18


@each(JOINT)
def test_what_was_made_jointly_counts_for_each_and_once_in_the_common_parent(
    indicator, ours, branches, cell
):
    piece = record_of(indicator, branches[0])
    piece.shared_with.add(branches[1], cell)
    for level in (*branches, cell, ours):
        assert figure(indicator, level) == shown(indicator, level) == 1


@each(JOINT)
def test_a_piece_that_two_have_entered_is_one_piece_above_them(indicator, ours, branches):
    for branch in branches:
        piece = record_of(indicator, branch)
        piece.url = "https://gazeta.example/1"
        piece.save()
    assert [figure(indicator, level) for level in (*branches, ours)] == [1, 1, 1]
    assert shown(indicator, ours) == 1


@each(ONE_A_MODEL)
def test_the_page_lists_the_records_whatever_their_number_in_as_many_queries(
    client, ours, indicator
):
    client.force_login(UserFactory(role=Role.CHAIR, organization=ours))
    with override("ru"):
        address = reverse("reports:figure", args=[ours.slug, YEAR, indicator.code])
    organizations = iter([ours, *(OrganizationFactory(parent=ours) for _n in range(2))])

    def rows_with_more(number):
        for _n in range(number):
            record_of(indicator, next(organizations))
        return len(client.get(address).context["rows"])

    assert rows_with_more(1) == 1
    with CaptureQueriesContext(connection) as at_one:
        rows_with_more(0)
    assert rows_with_more(2) == drill_down(indicator, ours, YEAR).records.count()
    with CaptureQueriesContext(connection) as at_three:
        rows_with_more(0)
    assert len(at_three) == len(at_one) <= 18
