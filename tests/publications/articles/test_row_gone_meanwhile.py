"""A row of a form that a colleague has deleted meanwhile: the rest is saved, its words are kept."""

import pytest
from django.urls import reverse

from tests.publications.plan.factories import OccasionFactory, PlanItemFactory
from tests.shown_form import send, troubles
from tests.unions.factories import ChannelFactory
from unions.actions import delete_record

TOLD = "A colleague has deleted this row"


def numbers(channel):
    return list(channel.follower_counts.order_by("number").values_list("number", flat=True))


@pytest.fixture
def channel(karaganda):
    channel = ChannelFactory(organization=karaganda)
    for day in (1, 2, 3):
        channel.follower_counts.create(counted_on=f"2025-03-0{day}", number=day * 100)
    return channel


@pytest.fixture
def told(officer, channel, editor):
    """What the officer sees whose second row of three the editor has deleted meanwhile."""
    form = officer.get(reverse("admin:unions_channel_change", args=[channel.pk]))
    delete_record(record=channel.follower_counts.get(number=200), by=editor)
    typed = {"follower_counts-0-number": "333", "follower_counts-1-number": "222"}
    return send(officer, form, **typed)


def test_its_words_come_back_as_a_new_row(officer, channel, told):
    assert numbers(channel) == [100, 300]
    [(place, [reason])] = troubles(told).items()
    assert place.startswith("follower_counts-2")
    assert reason.startswith(TOLD)
    assert send(officer, told).status_code == 302
    assert numbers(channel) == [100, 222, 333]


def test_or_are_left_out_by_a_tick(officer, channel, told):
    assert send(officer, told, **{"follower_counts-2-DELETE": "on"}).status_code == 302
    assert numbers(channel) == [100, 333]


def test_a_row_that_both_have_deleted_asks_nothing(officer, channel, editor):
    form = officer.get(reverse("admin:unions_channel_change", args=[channel.pk]))
    delete_record(record=channel.follower_counts.get(number=200), by=editor)
    assert send(officer, form, **{"follower_counts-1-DELETE": "on"}).status_code == 302
    assert numbers(channel) == [100, 300]


def test_rows_that_may_not_be_deleted_here_are_left_out_by_emptying_them(officer, karaganda):
    occasion = OccasionFactory(organization=karaganda)
    first, second = (PlanItemFactory(occasion=occasion) for _ in range(2))
    form = officer.get(reverse("admin:publications_occasion_change", args=[occasion.pk]))
    first.delete()
    told = send(officer, form, title_ru="Съезд")
    assert [reason.startswith(TOLD) for [reason] in troubles(told).values()] == [True]
    left_out = {"plan_items-1-title": "", "plan_items-1-release_on": ""}
    assert send(officer, told, **left_out).status_code == 302
    occasion.refresh_from_db()
    assert (occasion.title_ru, occasion.plan_items.get()) == ("Съезд", second)


def test_a_row_that_belongs_to_another_record_by_now_is_told_as_moved(officer, channel, karaganda):
    form = officer.get(reverse("admin:unions_channel_change", args=[channel.pk]))
    other = ChannelFactory(organization=karaganda)
    channel.follower_counts.filter(number=200).update(channel=other)
    told = send(officer, form, **{"follower_counts-1-number": "222"})
    [[reason]] = troubles(told).values()
    assert reason.startswith("A colleague has moved this row to another record")
    assert send(officer, told).status_code == 302
    assert (numbers(channel), numbers(other)) == ([100, 222, 300], [200])


def test_another_row_asked_for_without_scripts_tells_of_a_row_that_is_gone(
    officer, channel, editor
):
    form = officer.get(reverse("admin:unions_channel_change", args=[channel.pk]))
    delete_record(record=channel.follower_counts.get(number=200), by=editor)
    typed = {"follower_counts-1-number": "222", "_more_rows": "follower_counts"}
    told = send(officer, form, **typed)
    [(place, [reason])] = troubles(told).items()
    assert place.startswith("follower_counts-2")
    assert reason.startswith(TOLD)
    left_out = {"follower_counts-2-DELETE": "on"}
    assert send(officer, told, **left_out).status_code == 302
    assert numbers(channel) == [100, 300]
