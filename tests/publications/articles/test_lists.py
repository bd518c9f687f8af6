import pytest

from tests.changelists import assert_forms_open, assert_list_does_not_grow
from tests.publications.factories import (
    CoverageFactory,
    MediaPartnershipFactory,
    OutletFactory,
    PictureFactory,
    PrintedMatterFactory,
    RubricFactory,
    SocialPostFactory,
    SubscriptionFactory,
)
from tests.unions.factories import OrganizationFactory

OF_ORGANIZATION = [
    CoverageFactory,
    MediaPartnershipFactory,
    PictureFactory,
    PrintedMatterFactory,
    RubricFactory,
    SocialPostFactory,
    SubscriptionFactory,
]


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.mark.parametrize("factory", OF_ORGANIZATION)
def test_a_list_asks_as_much_for_three_records_as_for_one(desk, federation, factory):
    def make():
        return factory(organization=OrganizationFactory(parent=federation))

    assert_list_does_not_grow(desk, make)


def test_the_list_of_outlets_does_too(desk, federation):
    def make():
        return OutletFactory(publisher=OrganizationFactory(parent=federation))

    assert_list_does_not_grow(desk, make)


@pytest.mark.parametrize("factory", OF_ORGANIZATION)
def test_the_forms_open(desk, federation, factory):
    assert_forms_open(desk, factory(organization=federation))


def test_the_forms_of_an_outlet_open(desk):
    assert_forms_open(desk, OutletFactory())
