"""The service of calendars at its own door: what it writes, and the addresses that open it."""

import datetime as dt
import email
import email.policy
import re

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import RequestFactory
from icalendar import Calendar

from mediacenter.services.calendars.actions import calendar_address_of, renew_calendar_address
from mediacenter.services.calendars.events import CalendarEvent, Status, feed, feed_response, part
from mediacenter.services.calendars.models import CalendarAddress
from tests.unions.factories import UserFactory

CHANGED = dt.datetime(2026, 3, 1, 7, 30, tzinfo=dt.UTC)
ALMATY_IN_2023 = dt.timezone(dt.timedelta(hours=6))


def event(**given):
    fields = {
        "uid": "seminar-7",
        "sequence": 0,
        "changed_at": CHANGED,
        "summary": "Семинар",
        "starts": dt.date(2026, 3, 12),
    }
    return CalendarEvent(**{**fields, **given})


def read_strictly(body):
    """{component: [{property: value}]} of a calendar; whatever RFC 5545 forbids fails here.

    3.1: lines end with CRLF, have at most 75 octets and are cut between letters; 3.4 to 3.6: parts
    close in order, and have what they must once; 3.3.11: what separates is escaped.
    """
    assert body.endswith(b"\r\n")
    lines = body[:-2].split(b"\r\n")
    assert not [line for line in lines if len(line) > 75 or b"\r" in line or b"\n" in line]
    for line in lines:
        line.decode()  # a letter that was cut in two is no UTF-8
    unfolded = b"\r\n".join(lines).replace(b"\r\n ", b"").decode().split("\r\n")
    open_parts, found = [], {}
    for line in unfolded:
        name, parameters, value = re.fullmatch(
            r'([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"\x00-\x1f]*"|[^";:,\x00-\x1f]*))*):(.*)', line
        ).groups()
        assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", value)
        if name == "BEGIN":
            open_parts.append((value, {}))
        elif name == "END":
            closed, properties = open_parts.pop()
            assert closed == value
            found.setdefault(value, []).append(properties)
        else:
            _part, properties = open_parts[-1]
            assert name not in properties, "once"
            properties[name] = (parameters, value)
    assert open_parts == []
    [calendar] = found["VCALENDAR"]
    assert calendar["VERSION"] == ("", "2.0")
    assert calendar["PRODID"]
    for one in found.get("VEVENT", []):
        assert {"UID", "DTSTAMP", "DTSTART"} <= one.keys()
        assert re.fullmatch(r"\d{8}T\d{6}Z", one["DTSTAMP"][1])
        assert one.get("STATUS", ("", "TENTATIVE"))[1] in {"TENTATIVE", "CONFIRMED", "CANCELLED"}
        for text in ("SUMMARY", "LOCATION", "DESCRIPTION"):
            if text in one:
                assert re.fullmatch(r"(?:[^\\,;]|\\[\\,;nN])*", one[text][1])
        zones = re.findall(r";TZID=([^;:]+)", "".join(given for given, _value in one.values()))
        told = {zone["TZID"][1] for zone in found.get("VTIMEZONE", [])}
        assert set(zones) <= told, "a zone that the calendar does not tell"
        if "DTEND" in one:
            assert one["DTEND"][0] == one["DTSTART"][0], "both are days, or both moments"
    assert len({one["UID"][1] for one in found.get("VEVENT", [])}) == len(found.get("VEVENT", []))
    return found


def only_event(body):
    [found] = read_strictly(body)["VEVENT"]
    return {name: value for name, (_parameters, value) in found.items()}


def test_whatever_is_written_is_escaped_and_folded_between_letters():
    words = "Ұйым; «өңірлік», \\ кездесу\nекінші жол: " * 9
    body = feed([event(summary=words, description=words, place=words)], name="Жоспар; 1, 2")
    read_strictly(body)
    [found] = Calendar.from_ical(body).walk("VEVENT")
    assert found["SUMMARY"] == found["DESCRIPTION"] == found["LOCATION"] == words


def test_an_empty_feed_is_a_calendar_too():
    assert "VEVENT" not in read_strictly(feed([], name="Жоспар"))


@pytest.mark.parametrize(
    ("last", "end"),
    [
        (None, "20260313"),
        (dt.date(2026, 3, 12), "20260313"),
        (dt.date(2026, 3, 14), "20260315"),
    ],
)
def test_days_end_with_the_last_of_them(last, end):
    found = only_event(feed([event(ends=last)], name="a"))
    assert (found["DTSTART"], found["DTEND"]) == ("20260312", end)


def test_hours_are_local_and_their_zone_is_told_with_the_clock_of_their_year():
    """The clocks here were moved by an hour on 1 March 2024."""
    early = dt.datetime(2023, 5, 4, 10, tzinfo=ALMATY_IN_2023)
    late = dt.datetime(2026, 3, 12, 5, tzinfo=dt.UTC)
    body = feed(
        [
            event(uid="a-1", starts=early, ends=early + dt.timedelta(hours=2)),
            event(uid="a-2", starts=late),
        ],
        name="a",
    )
    first, second = read_strictly(body)["VEVENT"]
    assert first["DTSTART"] == (";TZID=Asia/Almaty", "20230504T100000")
    assert first["DTEND"] == (";TZID=Asia/Almaty", "20230504T120000")
    assert second["DTSTART"] == (";TZID=Asia/Almaty", "20260312T100000")
    moments = [one.decoded("DTSTART") for one in Calendar.from_ical(body).walk("VEVENT")]
    assert moments == [early, late]


def test_the_same_events_are_the_same_bytes_and_a_change_is_told_by_its_number():
    body = feed([event()], name="a")
    assert feed([event()], name="a") == body
    before = only_event(body)
    moved = event(
        sequence=1, changed_at=CHANGED + dt.timedelta(days=1), starts=dt.date(2026, 3, 19)
    )
    after = only_event(feed([moved], name="a"))
    assert after["UID"] == before["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == ("0", "1")
    assert after["DTSTAMP"] > before["DTSTAMP"]


def test_what_is_cancelled_stays_in_as_cancelled():
    found = only_event(feed([event(status=Status.CANCELLED, sequence=2)], name="a"))
    assert found["STATUS"] == "CANCELLED"


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"ends": CHANGED}, TypeError),
        ({"starts": dt.datetime(2026, 3, 12, 10)}, ValueError),
        ({"ends": dt.date(2026, 3, 11)}, ValueError),
    ],
)
def test_an_event_that_no_calendar_understands_is_not_made(wrong, refusal):
    with pytest.raises(refusal):
        event(**wrong)


@pytest.mark.parametrize(
    ("status", "method"), [(Status.CONFIRMED, "REQUEST"), (Status.CANCELLED, "CANCEL")]
)
def test_a_part_of_a_mail_says_what_is_to_be_done_with_it(status, method):
    made = part(event(status=status), organizer="a@example.org", attendee="b@example.org")
    message = EmailMultiAlternatives("Семинар", "Сөздер", to=["b@example.org"])
    made.attach_to(message)
    wire = message.message().as_bytes(linesep="\r\n")
    sent = email.message_from_bytes(wire, policy=email.policy.default)
    [found] = [one for one in sent.walk() if one.get_content_type() == "text/calendar"]
    assert found.get_param("method") == method
    assert found.get_content_charset() == "utf-8"
    body = found.get_payload(decode=True)
    assert read_strictly(body)["VCALENDAR"][0]["METHOD"] == ("", method)
    told = only_event(body)
    assert (told["ORGANIZER"], told["ATTENDEE"]) == ("mailto:a@example.org", "mailto:b@example.org")


def test_who_has_a_feed_in_this_state_is_sent_nothing():
    body = feed([event()], name="a")
    first = feed_response(RequestFactory().get("/"), body, file_name="a.ics")
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert "private" in first["Cache-Control"]
    again = RequestFactory().get("/", headers={"if-none-match": first["ETag"]})
    assert feed_response(again, body, file_name="a.ics").status_code == 304


@pytest.mark.django_db
class TestAddresses:
    @pytest.fixture
    def owner(self):
        return UserFactory()

    def test_an_address_opens_its_own_calendar_alone(self, owner):
        address = calendar_address_of(kind="seminars", owner=owner)
        assert calendar_address_of(kind="seminars", owner=owner) == address
        opened = CalendarAddress.objects.opened_by
        assert opened(address.secret, kind="seminars").get().owner == owner
        assert not opened(address.secret, kind="plan")
        assert not opened(address.secret + "x", kind="seminars")
        assert calendar_address_of(kind="plan", owner=owner).secret != address.secret

    def test_a_renewed_address_closes_the_old_one(self, owner):
        old = calendar_address_of(kind="plan", owner=owner)
        new = renew_calendar_address(kind="plan", owner=owner)
        assert not CalendarAddress.objects.opened_by(old.secret, kind="plan")
        assert CalendarAddress.objects.opened_by(new.secret, kind="plan").get() == old
        assert new.renewed_at > old.renewed_at

    def test_the_database_alone_opens_no_calendar(self, owner):
        address = calendar_address_of(kind="plan", owner=owner)
        stored = CalendarAddress.objects.filter(pk=address.pk).values_list().get()
        assert address.secret not in "".join(map(str, stored))

    def test_with_another_key_an_address_goes_on_working_and_is_shown_no_more(
        self, owner, settings
    ):
        secret = calendar_address_of(kind="plan", owner=owner).secret
        kept, settings.SECRET_KEY = settings.SECRET_KEY, "another one"
        [address] = CalendarAddress.objects.opened_by(secret, kind="plan")
        assert address.secret is None
        settings.SECRET_KEY_FALLBACKS = [kept]
        assert address.secret == secret
