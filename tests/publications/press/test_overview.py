"""What the media published in a year, as pictures: counted as the yearly report counts."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mediacenter.toolkit.dates import Precision
from publications.templatetags.charts import lying, standing
from tests.publications.factories import CoverageFactory, OutletFactory
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db

YEAR = 2024


@pytest.fixture
def branches(karaganda):
    return [OrganizationFactory(parent=karaganda) for _n in range(2)]


@pytest.fixture
def chair(karaganda):
    return UserFactory(role=Role.CHAIR, organization=karaganda)


@pytest.fixture
def page(client, chair):
    client.force_login(chair)

    def get(**asked):
        return client.get(reverse("press:overview"), asked)

    return get


def seen(page, **asked):
    return page(**asked).context["overview"]


def numbers(bars):
    return {bar.what: bar.number for bar in bars}


def test_the_year_is_told_by_month_medium_tone_and_outlet(page, karaganda, branches):
    gazette, station = OutletFactory(), OutletFactory()
    CoverageFactory(organization=karaganda, outlet=gazette, tone="positive")
    CoverageFactory(organization=branches[0], outlet=gazette, tone="negative")
    CoverageFactory(
        organization=branches[1], outlet=station, medium="broadcast", starts_on=dt.date(2024, 11, 2)
    )
    CoverageFactory(organization=karaganda, starts_on=dt.date(2023, 3, 12))
    CoverageFactory()  # of others
    told = seen(page, year=YEAR)
    assert told.media == {"press": (2, 1), "broadcast": (1, 0), "partner": (0, 0)}
    assert told.whole.tones == {"positive": 1, "neutral": 0, "negative": 1, "": 1}
    assert {bar.what.month: bar.number for bar in told.months if bar.number} == {3: 2, 11: 1}
    assert numbers(told.outlets) == {gazette: 2, station: 1}
    assert numbers(told.branches) == {karaganda: 1, branches[0]: 1, branches[1]: 1}
    assert len(told.newest) == 3


def test_a_joint_piece_is_one_piece_and_stands_at_each_branch(page, karaganda, branches):
    CoverageFactory(organization=branches[0], tone="neutral").shared_with.add(branches[1])
    for _duplicate in range(2):
        CoverageFactory(organization=karaganda, url="https://gazeta.example/1", tone="neutral")
    told = seen(page)
    assert told.whole.number == 2
    assert numbers(told.branches) == {karaganda: 1, branches[0]: 1, branches[1]: 1}
    assert seen(page, organization=branches[1].slug).whole.number == 1


def test_what_is_known_by_its_year_alone_stands_in_no_month(page, karaganda):
    first, last = dt.date(YEAR, 1, 1), dt.date(YEAR, 12, 31)
    CoverageFactory(organization=karaganda, starts_on=first, ends_on=last, precision=Precision.YEAR)
    told = seen(page)
    assert (told.undated, sum(bar.number for bar in told.months)) == (1, 0)


def test_the_page_opens_with_the_newest_year_of_which_something_is_told(page, karaganda):
    assert "Nothing is entered" in page().content.decode()
    for year in (2019, 2022):
        CoverageFactory(organization=karaganda, starts_on=dt.date(year, 3, 12))
    assert seen(page).year == 2022
    assert seen(page, year=2019).whole.number == 1
    assert page(year="всё").status_code == 404


def test_nobody_sees_an_organization_beyond_the_reach(page, almaty):
    CoverageFactory(organization=almaty)
    assert page(organization=almaty.slug).status_code == 403
    assert seen(page).whole.number == 0


def test_three_pieces_cost_as_many_queries_as_one(page, karaganda, branches):
    CoverageFactory(organization=karaganda)
    page()
    with CaptureQueriesContext(connection) as at_one:
        page()
    for branch in branches:
        CoverageFactory(organization=branch)
    with CaptureQueriesContext(connection) as at_three:
        page()
    assert len(at_three) == len(at_one) <= 20


def test_bars_are_as_long_as_their_numbers(page, karaganda):
    outlet = OutletFactory()
    for tone in ("positive", "positive", "negative", ""):
        CoverageFactory(organization=karaganda, outlet=outlet, tone=tone)
    CoverageFactory(organization=karaganda)
    told = seen(page)
    longest, shorter = (lying(bar, told.outlets) for bar in told.outlets)
    assert [(part["tone"], part["width"]) for part in longest] == [
        ("positive", 50),
        ("negative", 25),
        ("unjudged", 25),
    ]
    assert shorter == [{"tone": "unjudged", "x": 0, "width": 25}]
    march = standing(told.months)[2]
    tops = [part["y"] for part in march["parts"]]
    assert tops == sorted(tops, reverse=True), "one upon the other"
