"""The calendar of seminars, as people read it and as programs follow it."""

import datetime as dt

import pytest
from icalendar import Calendar

from tests.training.factories import ProgrammeFactory, SeminarFactory
from tests.unions.factories import OrganizationFactory, RegionFactory, UserFactory
from training.actions.seminars import cancel_seminar, hold_seminar, save_seminar
from unions.models import OrganizationKind, Role

pytestmark = pytest.mark.django_db

TODAY = "2026-11-30T12:00+05:00"
DAY = dt.date(2026, 12, 10)


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(TODAY)


@pytest.fixture
def federation():
    return OrganizationFactory(slug="federation")


def seminar_on(organizer, day=DAY, **more):
    return SeminarFactory(organizer=organizer, starts_on=day, ends_on=day, **more)


def events_of(client, query="", address="/ru/training/calendar.ics"):
    """The events of a feed, by UID: each stands in it once, and whole."""
    events = Calendar.from_ical(client.get(f"{address}{query}").content).walk("VEVENT")
    assert not any(one.errors for one in events)
    by_uid = {str(one["uid"]): one for one in events}
    assert len(by_uid) == len(events)
    return by_uid


def test_a_move_and_a_cancellation_are_followed_by_uid_and_sequence(client, federation):
    seminar = seminar_on(federation, starts_at_time=dt.time(10), ends_at_time=dt.time(17))
    ((uid, first),) = events_of(client).items()
    assert first.decoded("dtstart").hour == 10

    seminar.starts_on = seminar.ends_on = DAY + dt.timedelta(days=2)
    save_seminar(seminar=seminar)
    ((moved_uid, moved),) = events_of(client).items()
    assert moved_uid == uid
    assert moved["sequence"] > first["sequence"]
    assert moved.decoded("dtstart").date() == DAY + dt.timedelta(days=2)

    cancel_seminar(seminar_id=seminar.pk, reason="Нет отопления")
    ((cancelled_uid, cancelled),) = events_of(client).items()
    assert cancelled_uid == uid
    assert cancelled["sequence"] > moved["sequence"]
    assert cancelled["status"] == "CANCELLED"
    assert "Нет отопления" in cancelled["description"]

    hold_seminar(seminar_id=seminar.pk)
    held = events_of(client)[uid]
    assert (held["status"], held["sequence"] > cancelled["sequence"]) == ("CONFIRMED", True)


def test_what_calendars_do_not_show_is_not_told_to_them(federation):
    seminar = seminar_on(federation)
    seminar.places = 30
    save_seminar(seminar=seminar)
    seminar.refresh_from_db()
    assert seminar.sequence == 0


def test_the_feed_is_answered_by_304_to_whom_has_it(client, federation):
    seminar_on(federation)
    etag = client.get("/kk/training/calendar.ics")["ETag"]
    again = client.get("/kk/training/calendar.ics", headers={"If-None-Match": etag})
    assert again.status_code == 304


def test_page_and_feed_are_chosen_by_region_industry_and_programme(client, federation):
    region, programme = RegionFactory(iso="KZ-35"), ProgrammeFactory(slug="mektep")
    union = OrganizationFactory(
        parent=federation, kind=OrganizationKind.INDUSTRY_UNION, slug="education"
    )
    below = OrganizationFactory(parent=union)
    there = seminar_on(federation, region=region)
    of_programme = seminar_on(federation, programme=programme)
    for_union = seminar_on(federation)
    for_union.audience.add(below)
    january = seminar_on(federation, dt.date(2027, 1, 12))
    seminar_on(federation, is_published=False)

    def shown(query):
        return set(client.get(f"/ru/training/calendar/{query}").context["seminars"])

    assert shown("") == set()
    assert shown("?month=2026-12") == {there, of_programme, for_union}
    assert shown("?month=2027-01") == {january}
    for query, seminar in (
        ("?region=KZ-35", there),
        ("?programme=mektep", of_programme),
        ("?industry=education", for_union),
    ):
        assert shown(f"{query}&month=2026-12") == {seminar}
        assert [uid.split("@")[0] for uid in events_of(client, query)] == [f"seminar-{seminar.pk}"]
    assert client.get("/ru/training/calendar.ics?region=KZ-99").status_code == 404
    for month in ("2026-13", "0001-01", "x"):
        assert client.get(f"/ru/training/calendar/?month={month}").status_code == 404


def test_ones_own_calendar_holds_what_concerns_ones_organizations(client, federation):
    ours, theirs = (OrganizationFactory(parent=federation) for _ in range(2))
    mine, by_ours = seminar_on(federation), seminar_on(ours)
    mine.audience.add(ours)
    seminar_on(theirs)
    client.force_login(UserFactory(role=Role.CHAIR, organization=ours))
    address = client.get("/ru/training/calendar-address/").context["my_feed"]
    client.logout()
    path = "/" + address.split("/", 3)[3]
    assert {uid.split("@")[0] for uid in events_of(client, address=path)} == {
        f"seminar-{mine.pk}",
        f"seminar-{by_ours.pk}",
    }
    assert client.get("/ru/training/calendar/x.ics").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_calendar_takes_the_same_queries_for_one_as_for_three(
    client, federation, number, django_assert_num_queries
):
    for _ in range(number):
        seminar_on(federation, programme=ProgrammeFactory(organizer=federation))
    with django_assert_num_queries(6):
        client.get("/ru/training/calendar/?month=2026-12")
    with django_assert_num_queries(1):
        client.get("/ru/training/calendar.ics")
