"""The plan as an iCalendar feed: a secret address a person, which can be renewed."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from mediacenter.services.calendars.actions import calendar_address_of
from publications.plan.actions.occasions import cancel_occasion, reschedule_occasion
from publications.plan.feed import PLAN
from publications.plan.models import AssignmentStatus
from tests.days import in_days
from tests.unions.factories import UserFactory
from unions.models import Role

from .factories import AssignmentFactory, OccasionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def occasion(karaganda, press_officer):
    return OccasionFactory(organization=karaganda, place_kk="Қарағанды")


@pytest.fixture
def feed(client, press_officer):
    """Return a function that fetches the feed; it gives (response, {UID: event})."""

    def fetch(**headers):
        secret = calendar_address_of(kind=PLAN, owner=press_officer).secret
        response = client.get(reverse("plan:feed", args=[secret]), headers=headers)
        events = {}
        if response.status_code == 200:
            events = {
                str(event["UID"]).partition("@")[0]: event
                for event in Calendar.from_ical(response.content).walk("VEVENT")
            }
        return response, events

    return fetch


def test_the_feed_holds_what_concerns_the_person(feed, occasion, press_officer, almaty):
    OccasionFactory(organization=almaty)
    assignment = AssignmentFactory(plan_item__occasion__organization=almaty, assignee=press_officer)
    response, events = feed()
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert set(events) == {
        f"occasion-{occasion.pk}",
        f"occasion-{assignment.plan_item.occasion_id}",
        f"assignment-{assignment.pk}",
    }
    event = events[f"occasion-{occasion.pk}"]
    assert event.decoded("DTSTART") == occasion.starts_on
    assert event.decoded("DTEND") == occasion.starts_on + dt.timedelta(days=1)
    assert event["LOCATION"] == "Қарағанды"
    assert events[f"assignment-{assignment.pk}"].decoded("DTEND") == assignment.due_at.replace(
        microsecond=0
    )


def test_a_change_keeps_the_uid_and_raises_the_sequence(feed, occasion, press_officer):
    first = feed()[1][f"occasion-{occasion.pk}"]
    reschedule_occasion(occasion_id=occasion.pk, to=in_days(9), by=press_officer)
    second = feed()[1][f"occasion-{occasion.pk}"]
    assert second["UID"] == first["UID"]
    assert second["SEQUENCE"] > first["SEQUENCE"]
    assert second.decoded("LAST-MODIFIED") >= first.decoded("LAST-MODIFIED")
    assert second.decoded("DTSTART") == in_days(9)


def test_a_cancelled_occasion_stays_as_cancelled(feed, occasion, press_officer):
    assignment = AssignmentFactory(plan_item__occasion=occasion, assignee=press_officer)
    cancel_occasion(occasion_id=occasion.pk, reason="", by=press_officer)
    events = feed()[1]
    assert events[f"occasion-{occasion.pk}"]["STATUS"] == "CANCELLED"
    assert events[f"assignment-{assignment.pk}"]["STATUS"] == "CANCELLED"
    assert events[f"assignment-{assignment.pk}"]["SEQUENCE"] == 1


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"certainty": "confirmed"}, "CONFIRMED"),
        ({"certainty": "possible"}, "TENTATIVE"),
        ({"status": "postponed"}, "TENTATIVE"),
    ],
)
def test_the_state_tells_how_sure_it_is(fields, status, feed, karaganda):
    occasion = OccasionFactory(organization=karaganda, **fields)
    assert feed()[1][f"occasion-{occasion.pk}"]["STATUS"] == status


def test_an_hour_is_told_in_the_local_zone_and_the_zone_is_told_too(feed, karaganda):
    occasion = OccasionFactory(organization=karaganda, starts_at_time=dt.time(10))
    response, events = feed()
    starts_at = events[f"occasion-{occasion.pk}"]["DTSTART"]
    assert starts_at.params["TZID"] == "Asia/Almaty"
    assert starts_at.dt == dt.datetime.combine(occasion.starts_on, dt.time(5), dt.UTC)
    [zone] = Calendar.from_ical(response.content).walk("VTIMEZONE")
    assert zone["TZID"] == "Asia/Almaty"
    offsets = {part["TZOFFSETTO"].td for part in zone.walk() if part.name == "STANDARD"}
    assert dt.timedelta(hours=5) in offsets


def test_what_lasts_some_days_fills_them_whatever_its_hour(feed, karaganda):
    occasion = OccasionFactory(
        organization=karaganda, starts_at_time=dt.time(10), ends_on=in_days(5)
    )
    event = feed()[1][f"occasion-{occasion.pk}"]
    assert event.decoded("DTSTART") == occasion.starts_on
    assert event.decoded("DTEND") == in_days(6)


def test_long_kazakh_lines_are_folded_between_letters(feed, karaganda):
    title = "Ұйымның жұмысшыларымен өңірлік кездесу, қоғамдық тыңдау; " * 3
    occasion = OccasionFactory(organization=karaganda, title_kk=title.strip())
    response, events = feed()
    lines = response.content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert all(line.decode() is not None for line in lines)
    assert events[f"occasion-{occasion.pk}"]["SUMMARY"] == title.strip()


def test_it_tells_of_no_other_person(feed, karaganda, editor):
    assignment = AssignmentFactory(plan_item__occasion__organization=karaganda, assignee=editor)
    response, events = feed()
    assert set(events) == {f"occasion-{assignment.plan_item.occasion_id}"}
    for secret in (editor.email, str(editor.person)):
        assert secret not in response.content.decode()


def test_who_has_this_state_is_sent_nothing(feed, occasion, press_officer):
    first, _events = feed()
    assert feed(if_none_match=first["ETag"])[0].status_code == 304
    cancel_occasion(occasion_id=occasion.pk, reason="", by=press_officer)
    again, _events = feed(if_none_match=first["ETag"])
    assert again.status_code == 200
    assert again["ETag"] != first["ETag"]


def test_a_renewed_address_closes_the_old_one(client, press_officer, occasion):
    old = reverse("plan:feed", args=[calendar_address_of(kind=PLAN, owner=press_officer).secret])
    assert client.get(old).status_code == 200
    client.force_login(press_officer)
    page = client.post(reverse("plan:address"), follow=True)
    new = reverse("plan:feed", args=[calendar_address_of(kind=PLAN, owner=press_officer).secret])
    assert new in page.content.decode()
    client.logout()
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200


def test_with_another_key_the_page_offers_a_new_address_and_the_old_one_works(
    client, press_officer, settings
):
    old = reverse("plan:feed", args=[calendar_address_of(kind=PLAN, owner=press_officer).secret])
    settings.SECRET_KEY = "another one"
    client.force_login(press_officer)
    page = client.get(reverse("plan:address")).content.decode()
    assert "feed-url" not in page
    assert "Renew it to see a new one." in page
    assert client.get(old).status_code == 200


def test_the_address_of_a_closed_account_answers_to_nobody(client, press_officer):
    url = reverse("plan:feed", args=[calendar_address_of(kind=PLAN, owner=press_officer).secret])
    press_officer.is_active = False
    press_officer.save()
    assert client.get(url).status_code == 404


def test_the_feed_costs_the_same_for_one_and_for_three(
    feed, karaganda, press_officer, django_assert_num_queries
):
    def fill():
        AssignmentFactory(
            plan_item__occasion__organization=karaganda,
            assignee=press_officer,
            status=AssignmentStatus.TAKEN,
        )

    fill()
    feed()
    with CaptureQueriesContext(connection) as one:
        feed()
    fill()
    fill()
    with django_assert_num_queries(len(one)):
        feed()


def test_the_feed_speaks_the_persons_language(client, karaganda, press_officer):
    OccasionFactory(organization=karaganda, title_kk="Съезд ашылуы", title_ru="Открытие съезда")
    reader = UserFactory(role=Role.CHAIR, organization=karaganda, language="ru")
    secret = calendar_address_of(kind=PLAN, owner=reader).secret
    body = client.get(f"/kk/cabinet/plan/feed/{secret}.ics").content.decode()
    assert "Открытие съезда" in body
