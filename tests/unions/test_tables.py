"""Tables to fill in: followers of all pages on one day, contacts of all branches."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from mediacenter.services.journal.models import JournalEntry
from tests.counting_calls import grows_no_faster
from tests.shown import fields_of
from tests.unions.factories import ChannelFactory, OrganizationFactory, UserFactory
from unions.actions import count_followers, enter_contacts
from unions.models import FollowerCount, Organization, Role

DAY = dt.date(2024, 3, 12)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client, tree):
    user = UserFactory(role=Role.PRESS_OFFICER, organization=tree["ours"])
    client.force_login(user)
    return user


@pytest.fixture
def pages(tree):
    return [ChannelFactory(organization=tree[place]) for place in ("ours", "branch", "branch")]


def followers(day=DAY):
    return f"{reverse('tables:followers')}?organization=ours&on={day}"


def test_the_followers_of_all_pages_are_counted_in_one_form(client, officer, pages):
    sent = fields_of(client.get(followers()))
    for page, number in zip(pages, ["1 200", "5\u00a0000", ""], strict=True):
        sent[f"{page.pk}-number"] = number
    sent[f"{pages[1].pk}-qualifier"] = "more_than"

    client.post(followers(), sent)

    assert set(FollowerCount.objects.values_list("channel", "number", "qualifier")) == {
        (pages[0].pk, 1200, "exact"),
        (pages[1].pk, 5000, "more_than"),
    }
    assert set(FollowerCount.objects.values_list("counted_on")) == {(DAY,)}
    assert JournalEntry.objects.filter(code="channel.followers_counted", user=officer).count() == 2


def test_good_rows_are_saved_and_a_refused_one_comes_back_with_its_reason(client, officer, pages):
    sent = fields_of(client.get(followers()))
    sent |= {f"{pages[0].pk}-number": "about 900", f"{pages[1].pk}-number": "700"}

    page = client.post(followers(), sent)

    assert FollowerCount.objects.get().channel == pages[1]
    (refused,) = page.context["refused"]
    assert (refused.record, list(refused.errors)) == (pages[0], ["number"])
    assert fields_of(page)[f"{pages[0].pk}-number"] == "about 900"


def test_a_count_is_corrected_and_withdrawn_and_one_that_nobody_touched_stays(
    client, officer, pages
):
    for page in pages:
        count_followers(channel=page, number=10, counted_on=DAY)
    sent = fields_of(client.get(followers()))
    count_followers(channel=pages[2], number=30, counted_on=DAY)  # a colleague, meanwhile
    sent |= {f"{pages[0].pk}-number": "11", f"{pages[1].pk}-number": ""}

    client.post(followers(), sent)

    counts = FollowerCount.objects.values_list("channel", "number")
    assert set(counts) == {(pages[0].pk, 11), (pages[2].pk, 30)}


def test_how_sure_alone_is_no_count(client, officer, pages):
    sent = {**fields_of(client.get(followers())), f"{pages[0].pk}-qualifier": "about"}
    page = client.post(followers(), sent)
    assert [row.record for row in page.context["refused"]] == [pages[0]]


def test_twice_as_long_a_pasted_block_is_no_more_than_twice_the_work(client, officer, tree):
    pages = [ChannelFactory(organization=tree["ours"]) for _ in range(40)]
    sent = fields_of(client.get(followers()))

    def paste(rows):
        block = {f"{page.pk}-number": "about 900" for page in pages[:rows]}  # refused, shown again
        assert len(client.post(followers(), sent | block).context["refused"]) == rows

    assert grows_no_faster(paste, 10)


@pytest.mark.parametrize("day", ["2199-01-01", "2024-02-31", "1024-01-01", "yesterday"])
def test_a_day_that_is_none_is_not_counted_on(client, officer, pages, day):
    assert client.get(followers(day)).status_code == 404


def test_pages_beyond_the_reach_stay_out_of_the_table(client, officer, tree):
    beyond = ChannelFactory(organization=tree["theirs"])
    assert f"{beyond.pk}-number" not in client.get(followers()).content.decode()
    client.post(followers(), {f"{beyond.pk}-number": "5"})
    assert not FollowerCount.objects.exists()


def test_a_table_asks_as_much_for_many_pages_as_for_one(
    client, officer, pages, django_assert_max_num_queries
):
    client.get(followers())
    for place in range(8):
        count_followers(
            channel=ChannelFactory(organization=pages[0].organization),
            number=place,
            counted_on=dt.date(2024, 1, 1),
        )
    with django_assert_max_num_queries(12):
        assert len(client.get(followers()).context["grid"].rows) == 11


def contacts():
    return f"{reverse('tables:contacts')}?organization=ours"


def test_the_contacts_of_all_branches_are_entered_in_one_form(client, officer, tree):
    branch, ours = tree["branch"], tree["ours"]
    sent = fields_of(client.get(contacts()))
    sent |= {f"{branch.pk}-phone": "8 (7212) 411566", f"{ours.pk}-email": "no address"}

    sent[f"{branch.pk}-hours_kk"] = "Дс–Жм 9:00–18:00"

    page = client.post(contacts(), sent)

    branch.refresh_from_db()
    assert (branch.phone, branch.hours_kk) == ("+7 7212 41-15-66", "Дс–Жм 9:00–18:00")
    assert [row.record for row in page.context["refused"]] == [ours]
    entry = JournalEntry.objects.get(code="organization.contacts_entered")
    assert (entry.subject, entry.user, entry.details) == (
        branch,
        officer,
        {"fields": ["hours_kk", "phone"]},
    )


def test_contacts_end_where_the_reach_ends(client, officer, tree):
    client.post(contacts(), {f"{tree['theirs'].pk}-phone": "112"})
    assert not Organization.objects.exclude(phone="").exists()
    with pytest.raises(PermissionDenied):
        enter_contacts(organization=tree["theirs"], by=officer, phone="112")


def test_a_closed_branch_has_no_row(client, officer, tree):
    closed = OrganizationFactory(parent=tree["ours"], closed_on=DAY)
    assert closed not in [row.record for row in client.get(contacts()).context["grid"].rows]
