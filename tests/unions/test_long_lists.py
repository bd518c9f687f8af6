"""Lists of the admin that are longer than what they lead to; and their bars of dates."""

import datetime as dt

import pytest

from mediacenter.toolkit.bounded import BoundedPaginator
from tests.changelists import admin_url
from tests.outreach.factories import AppealFactory
from tests.reports.factories import FigureFactory
from tests.shown import page_of
from tests.unions.factories import ChannelFactory, OrganizationFactory, UserFactory
from unions.models import Channel, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def federation():
    return OrganizationFactory(slug="federation")


@pytest.fixture
def desk(client, federation):
    user = UserFactory(role=Role.ADMINISTRATOR, organization=federation, language="en")
    client.force_login(user)
    return client


@pytest.fixture
def five_channels(federation, monkeypatch):
    """More by two than what a list leads to."""
    monkeypatch.setattr(BoundedPaginator, "MOST", 3)
    return [ChannelFactory(organization=federation) for _ in range(5)]


def page(desk, model, **asked):
    response = desk.get(admin_url(model, "changelist"), asked)
    return response, " ".join(response.content.decode().split())


def test_a_list_tells_that_it_is_longer_than_what_it_leads_to(desk, five_channels):
    response, html = page(desk, Channel)
    assert response.context["cl"].paginator.num_pages == 1
    assert "In all: more than 3" in html
    assert "Search and filters lead to the rest." in html


def test_the_page_that_is_open_is_told_to_those_who_hear_it(desk, five_channels, monkeypatch):
    monkeypatch.setattr("unions.admin.reach.ReachAdmin.list_per_page", 2)
    _response, html = page(desk, Channel, p=2)
    assert '<span class="page-now" aria-current="page">2</span>' in html


def test_search_leads_to_what_the_pages_do_not(desk, five_channels):
    for channel in five_channels:
        response, html = page(desk, Channel, q=channel.url.rpartition("/")[2])
        assert list(response.context["cl"].result_list) == [channel]
        assert "In all: 1" in html
        assert "lead to the rest" not in html


def test_a_list_as_long_as_its_bound_is_told_exactly(desk, five_channels):
    Channel.objects.filter(pk__in=[channel.pk for channel in five_channels[:2]]).delete()
    _response, html = page(desk, Channel)
    assert "In all: 3" in html


def test_the_bar_leads_to_the_years_from_the_first_to_the_last_and_to_their_months(
    desk, federation
):
    for day in (dt.date(2022, 3, 1), dt.date(2024, 5, 9)):
        AppealFactory(organization=federation, received_on=day)
    model = AppealFactory._meta.model
    _response, html = page(desk, model)
    for year in (2022, 2023, 2024):
        assert f'href="?received_on__year={year}"' in html
    response, html = page(desk, model, received_on__year=2024)
    assert [appeal.received_on.year for appeal in response.context["cl"].result_list] == [2024]
    assert "?received_on__month=5&amp;received_on__year=2024" in html
    response, html = page(desk, model, received_on__year=2024, received_on__month=4)
    assert not response.context["cl"].result_list
    assert 'href="?received_on__year=2024"' in html


def test_an_empty_list_has_no_bar(desk):
    _response, html = page(desk, AppealFactory._meta.model)
    assert "received_on__year" not in html


def test_a_filter_by_year_offers_the_years_from_the_last_to_the_first(desk, federation):
    model = FigureFactory._meta.model
    for year in (2021, 2023):
        FigureFactory(organization=federation, year=year)
    _response, html = page(desk, model)
    offered = [html.index(f'href="?year={year}"') for year in (2023, 2022, 2021)]
    assert offered == sorted(offered)
    response, _html = page(desk, model, year=2021)
    assert [figure.year for figure in response.context["cl"].result_list] == [2021]


def test_each_box_is_named_by_the_record_that_it_ticks(desk, federation):
    channels = [ChannelFactory(organization=federation) for _ in range(2)]
    boxes = page_of(desk.get(admin_url(Channel, "changelist"))).xpath("//input[@type='checkbox']")
    named = {box.get("value"): box.get("aria-label") for box in boxes}
    assert {named[str(channel.pk)] for channel in channels} == {str(one) for one in channels}
