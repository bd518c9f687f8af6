"""Where things stand: what lasts is there on each day, what came out on the day that it did."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from mediacenter.services.calendars.actions import calendar_address_of
from publications.plan.actions.assignments import finish_assignment
from publications.plan.actions.plan_items import move_plan_item
from publications.plan.feed import PLAN
from publications.plan.models import PlanStatus
from tests.days import in_days

from .factories import AssignmentFactory, OccasionFactory, PlanItemFactory

pytestmark = pytest.mark.django_db

WEDNESDAY = dt.date(2026, 12, 30)


@pytest.fixture
def calendar(sign_in, press_officer):
    """Return what one view of the calendar shows, by day: {date: titles}."""

    def look(view, day=WEDNESDAY):
        page = sign_in(press_officer).get(reverse(f"plan:{view}"), {"day": day.isoformat()})
        return {
            day.date: [str(entry) for entry in [*day.occasions, *day.items]]
            for week in page.context["weeks"]
            for day in week
        }

    return look


@pytest.mark.parametrize("view", ["month", "week"])
def test_an_occasion_of_several_days_stands_on_each(view, calendar, karaganda):
    seminar = OccasionFactory(
        organization=karaganda, starts_on=WEDNESDAY, ends_on=dt.date(2027, 1, 1)
    )
    found = [day for day, entries in calendar(view).items() if str(seminar) in entries]
    assert found == [dt.date(2026, 12, 30), dt.date(2026, 12, 31), dt.date(2027, 1, 1)]


def test_what_began_before_the_week_stands_in_it(calendar, karaganda):
    congress = OccasionFactory(
        organization=karaganda, starts_on=dt.date(2026, 12, 24), ends_on=dt.date(2027, 1, 10)
    )
    assert all(str(congress) in entries for entries in calendar("week").values())


def test_what_lasts_counts_on_each_day_that_is_too_full_for_it(sign_in, press_officer, karaganda):
    for _number in range(7):
        OccasionFactory(
            organization=karaganda, starts_on=WEDNESDAY, ends_on=WEDNESDAY + dt.timedelta(days=2)
        )
    page = sign_in(press_officer).get(reverse("plan:month"), {"day": WEDNESDAY})
    days = [day for week in page.context["weeks"] for day in week if day.occasions]
    assert [(len(day.occasions), day.more) for day in days] == [(5, 2)] * 3


def test_a_day_in_the_middle_moves_the_whole_occasion_by_as_many_days(
    sign_in, press_officer, karaganda
):
    seminar = OccasionFactory(
        organization=karaganda, starts_on=WEDNESDAY, ends_on=dt.date(2027, 1, 1)
    )
    page = sign_in(press_officer).get(reverse("plan:month"), {"day": "2026-12-30"})
    entries = re.findall(r'data-from="([\d-]+)" data-begins="([\d-]+)"', page.content.decode())
    assert entries == [
        ("2026-12-30", "2026-12-30"),
        ("2026-12-31", "2026-12-30"),
        ("2027-01-01", "2026-12-30"),
    ]
    ids = re.findall(rf'id="occasion-{seminar.pk}"', page.content.decode())
    assert len(ids) == 1


def test_months_without_a_day_stand_in_each_month_of_theirs(sign_in, press_officer, karaganda):
    contest = OccasionFactory(
        organization=karaganda,
        starts_on=dt.date(2026, 11, 1),
        ends_on=dt.date(2027, 1, 31),
        precision="month",
    )
    page = sign_in(press_officer).get(reverse("plan:month"), {"day": "2026-12-05"})
    assert list(page.context["without_day"]) == [contest]


def test_the_feed_holds_what_began_before_it_and_still_lasts(client, karaganda, press_officer):
    campaign = OccasionFactory(organization=karaganda, starts_on=in_days(-120), ends_on=in_days(5))
    secret = calendar_address_of(kind=PLAN, owner=press_officer).secret
    feed = client.get(reverse("plan:feed", args=[secret])).content.decode()
    assert f"UID:occasion-{campaign.pk}@" in feed


# --- What came out on another day than planned ---


def test_an_item_released_early_stands_on_its_day(calendar, karaganda, press_officer):
    item = PlanItemFactory(
        occasion__organization=karaganda, status=PlanStatus.PLANNED, release_on=in_days(2)
    )
    assignment = AssignmentFactory(plan_item=item, status="approved", assignee=press_officer)
    finish_assignment(assignment_id=assignment.pk, by=press_officer)
    item.refresh_from_db()
    assert item.status == PlanStatus.RELEASED
    assert item.released_on == in_days(0)
    shown = calendar("week", in_days(0))
    assert [day for day, entries in shown.items() if str(item) in entries] == [in_days(0)]


def test_what_falls_back_stands_on_its_planned_day_again(karaganda, press_officer):
    item = PlanItemFactory(
        occasion__organization=karaganda, status=PlanStatus.PLANNED, release_on=in_days(2)
    )
    move_plan_item(item_id=item.pk, to=PlanStatus.RELEASED, by=press_officer)
    item.refresh_from_db()
    assert item.stands_on == in_days(0)
    move_plan_item(item_id=item.pk, to=PlanStatus.IN_WORK, by=press_officer)
    item.refresh_from_db()
    assert item.stands_on == in_days(2)
