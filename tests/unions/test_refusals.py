"""What a use case itself refuses or leaves as it is, whichever form or command calls it."""

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation

from mediacenter.services.journal.models import JournalEntry
from tests.unions.factories import ChannelFactory, OrganizationFactory, UserFactory
from unions.actions import (
    change_channel,
    close_channel,
    close_organization,
    count_followers,
    rename_organization,
    renew_second_factors,
    reopen_channel,
    reopen_organization,
)
from unions.actions.addresses import ask_for_address
from unions.actions.channels import withdraw_count
from unions.actions.contacts import enter_contacts
from unions.actions.importing import day
from unions.models import Organization

pytestmark = pytest.mark.django_db
IN_MAY = dt.date(2024, 5, 1)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def organization():
    return OrganizationFactory()


@pytest.fixture
def closed_channel(organization):
    return close_channel(channel=ChannelFactory(organization=organization), closed_on=IN_MAY)


def test_a_channel_closes_once_and_opens_once(closed_channel):
    with pytest.raises(ValidationError, match="is closed"):
        close_channel(channel=closed_channel, closed_on=dt.date(2024, 6, 1))
    reopen_channel(channel=closed_channel)
    with pytest.raises(ValidationError, match="is open"):
        reopen_channel(channel=closed_channel)


def test_a_channel_of_a_closed_organization_stays_closed(organization, closed_channel):
    close_organization(organization=organization, closed_on=dt.date(2024, 6, 1))
    with pytest.raises(ValidationError, match="is closed"):
        reopen_channel(channel=closed_channel)


def test_a_closed_channel_that_gets_another_link_raises_no_doubt(organization, closed_channel):
    personal = "https://www.instagram.com/p/C_NFCIZOIdW/"  # a post, which doubts an open channel
    changed = change_channel(channel=closed_channel, network="instagram", link=personal)
    assert changed.closed_on == IN_MAY
    assert not changed.flags.exists()


def test_a_count_that_nobody_entered_is_withdrawn_without_a_trace(organization):
    channel = ChannelFactory(organization=organization)
    count_followers(channel=channel, number=10, counted_on=IN_MAY)
    before = JournalEntry.objects.count()
    withdraw_count(channel=channel, counted_on=dt.date(2024, 5, 2))
    assert JournalEntry.objects.count() == before
    withdraw_count(channel=channel, counted_on=IN_MAY)
    assert JournalEntry.objects.count() == before + 1
    assert not channel.follower_counts.exists()


def test_nobody_asks_for_the_address_that_they_have():
    user = UserFactory(email="aliya@example.org")
    with pytest.raises(ValidationError) as refusal:
        ask_for_address(user=user, email="Aliya@example.org")
    assert refusal.value.code == "same"


def test_contacts_are_entered_by_whoever_may(organization):
    with pytest.raises(PermissionDenied):
        enter_contacts(organization=organization, by=UserFactory(), phone="+7 7212 11-22-33")
    organization.refresh_from_db()
    assert not organization.phone


@pytest.mark.parametrize("written", ["2024", "05.2024", "01.05.2024 – 03.05.2024"])
def test_a_table_names_a_channels_first_day_to_the_day(written):
    with pytest.raises(ValidationError, match="is not a date"):
        day(written)


def test_a_name_is_not_given_after_the_end(organization):
    close_organization(organization=organization, closed_on=IN_MAY)
    with pytest.raises(ValidationError) as refusal:
        rename_organization(
            organization=organization, names={"name_ru": "Новое"}, renamed_on=dt.date(2024, 6, 1)
        )
    assert refusal.value.code == "order"
    assert not organization.names.filter(name_ru="Новое").exists()


def test_the_root_opens_again_though_nobody_noted_how_it_closed():
    root = OrganizationFactory(kind="federation")
    Organization.objects.filter(pk=root.pk).update(closed_on=IN_MAY)  # as older records have it
    assert reopen_organization(organization=root).closed_on is None


def test_second_factors_under_todays_key_stay_as_they_are():
    TOTP.activate(UserFactory(), "JBSWY3DPEHPK3PXP")
    before = Authenticator.objects.values_list("data", flat=True).get()
    renew_second_factors()
    assert Authenticator.objects.values_list("data", flat=True).get() == before
