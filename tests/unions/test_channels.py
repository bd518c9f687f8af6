"""Channels are entered as they are pasted; doubts arise, fall and are settled."""

import csv
import datetime as dt
import threading
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from mediacenter.services.journal.models import JournalEntry
from mediacenter.toolkit.links import NotALink
from tests.unions.factories import ChannelFactory, OrganizationFactory, UserFactory
from unions.actions import (
    add_channel,
    change_channel,
    close_channel,
    count_followers,
    doubt_channel,
    remove_channel,
    reopen_channel,
    settle_flag,
)
from unions.models import (
    Channel,
    ChannelFlag,
    FlagKind,
    FollowerCount,
    Network,
    Role,
)

pytestmark = pytest.mark.django_db

# The 26 links of Karaganda's report for 2024 as they were written, and where they lead.
with Path(__file__).with_name("karaganda_annex.csv").open(encoding="utf-8") as annex:
    ANNEX = list(csv.DictReader(annex))

ON = dt.date(2024, 12, 1)
PAGE = "https://www.instagram.com/profsoyuz310krg"


def open_doubts():
    flags = ChannelFlag.objects.filter(settled_on=None)
    return {(flag.channel.organization, flag.channel.network, flag.kind) for flag in flags}


@pytest.fixture
def ours():
    return OrganizationFactory()


@pytest.fixture
def theirs():
    return OrganizationFactory()


def instagram(organization, link=PAGE, **particulars):
    return add_channel(
        organization=organization, network=Network.INSTAGRAM, link=link, **particulars
    )


def test_the_annex_of_karaganda_raises_exactly_its_known_doubts():
    slugs = {row["organization"] for row in ANNEX}
    organizations = {slug: OrganizationFactory(slug=slug) for slug in slugs}
    for row in ANNEX:
        channel = add_channel(
            organization=organizations[row["organization"]],
            network=row["network"],
            link=row["link"],
        )
        assert channel.url == row["leads to"]

    doubts = {(organization.slug, network, kind) for organization, network, kind in open_doubts()}
    assert doubts == {
        ("annex-5", "instagram", "shared"),
        ("annex-12", "instagram", "shared"),
        ("annex-4", "instagram", "post"),
        ("annex-7", "facebook", "share_link"),
        ("annex-10", "facebook", "share_link"),
    }


def test_what_was_entered_is_kept_beside_the_canonical_link(ours):
    by = UserFactory(role=Role.PRESS_OFFICER, organization=ours)
    channel = instagram(ours, f"{PAGE}?igsh=bzdxaW0ybmF3Y2lm", by=by)
    assert channel.url == PAGE
    assert channel.entered == f"{PAGE}?igsh=bzdxaW0ybmF3Y2lm"
    entry = JournalEntry.objects.get()
    assert (entry.user, entry.code, entry.subject) == (by, "channel.added", channel)


@pytest.mark.parametrize(
    ("network", "link"),
    [
        ("instagram", "https://www.facebook.com/name"),
        ("instagram", "https://profsoyuz.kz"),
        ("site", "https://www.facebook.com/name"),
        ("instagram", "https://www.instagram.com/"),
    ],
)
def test_a_link_to_another_network_or_to_no_page_is_refused(ours, network, link):
    with pytest.raises(ValidationError):
        add_channel(organization=ours, network=network, link=link)
    assert not Channel.objects.exists()


def test_a_press_officer_enters_channels_of_their_own_organization_only(ours, theirs):
    officer = UserFactory(role=Role.PRESS_OFFICER, organization=ours)
    channel = instagram(theirs)
    for refused in (
        lambda: instagram(theirs, f"{PAGE}_2", by=officer),
        lambda: change_channel(channel=channel, network="instagram", link=PAGE, by=officer),
        lambda: remove_channel(channel_id=channel.pk, by=officer),
        lambda: count_followers(channel=channel, number=1, counted_on=ON, by=officer),
    ):
        with pytest.raises(PermissionDenied):
            refused()
    instagram(ours, by=officer)


def test_what_is_no_link_is_refused(ours):
    with pytest.raises(NotALink):
        instagram(ours, "javascript:alert(1)")


def test_an_organization_has_a_page_once(ours):
    instagram(ours)
    with pytest.raises(ValidationError):
        instagram(ours, f"{PAGE}/?igsh=1")


def test_a_page_of_two_organizations_is_doubted_on_both_until_one_has_another(ours, theirs):
    instagram(ours)
    shared = instagram(theirs, f"{PAGE}/")
    assert open_doubts() == {(ours, "instagram", "shared"), (theirs, "instagram", "shared")}
    change_channel(channel=shared, network="instagram", link=f"{PAGE}_2")
    assert open_doubts() == set()
    assert ChannelFlag.objects.count() == 2  # both on record, settled


@pytest.mark.parametrize("leave", ["remove", "close"])
def test_the_doubt_falls_when_the_other_channel_goes(ours, theirs, leave):
    instagram(ours)
    other = instagram(theirs)
    if leave == "remove":
        remove_channel(channel_id=other.pk)
    else:
        close_channel(channel=other, closed_on=dt.date(2024, 1, 1))
    assert open_doubts() == set()


def test_among_three_organizations_the_doubt_stays_when_one_goes(ours, theirs):
    third = instagram(OrganizationFactory())
    instagram(ours)
    instagram(theirs)
    remove_channel(channel_id=third.pk)
    assert open_doubts() == {(ours, "instagram", "shared"), (theirs, "instagram", "shared")}


def test_what_a_person_has_settled_rests_until_the_link_changes(ours):
    channel = instagram(ours, "https://www.instagram.com/p/C_NFCIZOIdW/")
    by = UserFactory(role=Role.EDITOR, organization=ours)
    settle_flag(flag=channel.flags.get(), settlement="This post is pinned on purpose.", by=by)
    same = {"channel": channel, "network": "instagram", "title": "Our page"}
    change_channel(link="https://www.instagram.com/p/C_NFCIZOIdW/?igsh=2", **same)
    assert open_doubts() == set()
    change_channel(link="https://www.instagram.com/p/another/", **same)
    assert open_doubts() == {(ours, "instagram", "post")}


def test_a_doubt_is_settled_once(ours):
    flag = instagram(ours, "https://www.instagram.com/p/C_NFCIZOIdW/").flags.get()
    settle_flag(flag=flag, settlement="Checked.")
    with pytest.raises(ValidationError):
        settle_flag(flag=flag, settlement="Checked again.")


def test_that_an_account_is_personal_a_person_says(ours):
    channel = add_channel(
        organization=ours, network="facebook", link="https://www.facebook.com/asem.aitzhanova.7"
    )
    assert open_doubts() == set()
    doubt_channel(channel=channel, kind=FlagKind.PERSONAL)
    doubt_channel(channel=channel, kind=FlagKind.PERSONAL)
    assert open_doubts() == {(ours, "facebook", "personal")}


def test_followers_are_counted_once_a_day_with_their_qualifier():
    channel = ChannelFactory()
    count_followers(channel=channel, number=4000, counted_on=ON)
    count_followers(channel=channel, number=5000, counted_on=ON, qualifier="more_than")
    count = FollowerCount.objects.get()
    assert (count.number, count.qualifier) == (5000, "more_than")


@pytest.mark.django_db(transaction=True)
def test_two_organizations_that_enter_a_page_at_once_are_both_flagged():
    organizations = OrganizationFactory.create_batch(4)
    start = threading.Barrier(len(organizations))

    def enter(organization):
        start.wait()
        try:
            instagram(organization)
        finally:
            connection.close()

    threads = [threading.Thread(target=enter, args=[one]) for one in organizations]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert open_doubts() == {(one, "instagram", "shared") for one in organizations}


def test_a_channel_is_not_closed_before_what_is_known_of_it_and_opens_again(ours):
    channel = ChannelFactory(organization=ours, since=dt.date(2024, 1, 1))
    with pytest.raises(ValidationError):
        close_channel(channel=channel, closed_on=dt.date(2023, 1, 1))
    close_channel(channel=channel, closed_on=dt.date(2024, 5, 1))
    particulars = {"network": channel.network, "link": channel.url, "since": dt.date(2024, 6, 1)}
    with pytest.raises(ValidationError, match="since"):
        change_channel(channel=channel, **particulars)
    reopen_channel(channel=channel)
    channel.refresh_from_db()
    assert channel.closed_on is None
    change_channel(channel=channel, **particulars)
