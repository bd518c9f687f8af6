"""Steps at their own door: declared in a few lines, taken whole or refused before any change."""

import datetime as dt
from operator import attrgetter

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext_lazy as _

from mediacenter.services.journal import codes
from mediacenter.services.journal.models import JournalEntry
from mediacenter.services.transitions.steps import (
    DatedStates,
    States,
    Transition,
    WrongState,
    arrive,
    take,
    taking,
)
from publications.plan.models import Occasion, OccasionStatus
from tests.publications.plan.factories import OccasionFactory
from tests.unions.factories import ChannelFactory, OrganizationFactory, UserFactory
from unions.models import Channel, Role

pytestmark = pytest.mark.django_db

told = []


def locked(key):
    return Occasion.objects.select_for_update().get(pk=key)


def tell(record, *, by):
    told.append((record.status, by))


VISIT = States(lock=locked, refusal=_("The occasion is now “%(state)s”."))
CHANGE = "publications.change_occasion"
CANCEL = Transition(
    VISIT,
    code="visit.cancelled",
    permission=CHANGE,
    starts_from={"open", "postponed"},
    leads_to="cancelled",
    tells=tell,
)
NOTE = Transition(VISIT, code="visit.noted", permission=CHANGE, starts_from={"cancelled"})


@pytest.fixture(autouse=True)
def room(monkeypatch):
    monkeypatch.setattr(codes, "WORDS", dict(codes.WORDS))
    codes.register({"visit.cancelled": _("visit changed"), "visit.noted": _("visit changed")})
    told.clear()


@pytest.fixture
def occasion():
    return OccasionFactory(status="postponed", reason="rain")


@pytest.fixture
def officer(occasion):
    return UserFactory(role=Role.PRESS_OFFICER, organization=occasion.organization)


def stored(occasion):
    return Occasion.objects.values_list("status", "reason").get(pk=occasion.pk)


def entered():
    return list(JournalEntry.objects.values_list("code", "user", "details"))


def test_a_step_is_taken_entered_and_told(occasion, officer):
    record = take(CANCEL, occasion.pk, by=officer, reason="snow")
    assert record == occasion
    assert stored(occasion) == ("cancelled", "rain")
    assert entered() == [("visit.cancelled", officer.pk, {"reason": "snow"})]
    assert told == [("cancelled", officer)]


def test_who_may_not_is_refused_before_any_change_and_the_portal_may(occasion):
    stranger = UserFactory(role=Role.PRESS_OFFICER, organization=OrganizationFactory())
    with pytest.raises(PermissionDenied):
        take(CANCEL, occasion.pk, by=stranger)
    assert (stored(occasion), entered(), told) == (("postponed", "rain"), [], [])
    take(CANCEL, occasion.pk)
    assert stored(occasion) == ("cancelled", "rain")


def test_who_comes_second_reads_where_the_record_is_by_now(occasion, officer):
    take(CANCEL, occasion.pk, by=officer)
    with pytest.raises(WrongState) as refusal:
        take(CANCEL, occasion.pk, by=officer)
    cancelled = OccasionStatus.CANCELLED.label
    assert refusal.value.messages == [f"The occasion is now “{cancelled}”."]
    assert len(entered()) == len(told) == 1


def test_what_a_block_finds_wanting_is_refused_with_all_that_it_did(occasion, officer):
    def refuse():
        with taking(CANCEL, occasion.pk, by=officer) as record:
            record.reason = "snow"
            record.save()
            raise ValidationError("Say why.")

    with pytest.raises(ValidationError, match="Say why"):
        refuse()
    assert (stored(occasion), entered(), told) == (("postponed", "rain"), [], [])


def test_a_block_adds_to_what_the_journal_says(occasion, officer):
    details = {}
    with taking(CANCEL, occasion.pk, by=officer, details=details) as record:
        details["was"] = record.status
    assert entered() == [("visit.cancelled", officer.pk, {"was": "postponed"})]


def test_what_follows_from_a_state_is_said_once_for_all_steps(occasion, officer):
    ended = []

    def enter(record, *, was, by):
        record.reason = f"{was}, then {record.status}"
        record.save()

    visit = States(
        lock=locked,
        refusal=VISIT.refusal,
        enter=enter,
        details=lambda record: {"title": record.title_ru},
        taken=lambda step, record, *, was, by: ended.append((step, record, was, by)),
    )
    cancel = Transition(visit, "visit.cancelled", CHANGE, {"postponed"}, "cancelled")
    take(cancel, occasion.pk, by=officer, reason="snow")
    assert stored(occasion) == ("cancelled", "postponed, then cancelled")
    assert entered()[0][2] == {"title": occasion.title_ru, "reason": "snow"}
    assert ended == [(cancel, occasion, "postponed", officer)]


def test_a_step_may_lead_to_where_the_record_says_and_refuse_in_its_own_words(occasion):
    back = Transition(
        VISIT,
        "visit.cancelled",
        CHANGE,
        {"postponed"},
        leads_to=lambda record: "open" if record.reason == "rain" else "cancelled",
        refusal=_("It went on."),
    )
    take(back, occasion.pk)
    assert stored(occasion)[0] == "open"
    with pytest.raises(WrongState) as refusal:
        take(back, occasion.pk)
    assert refusal.value.messages == ["It went on."]


def test_a_step_may_leave_the_record_where_it_is(occasion, officer):
    occasion = take(CANCEL, occasion.pk)
    with CaptureQueriesContext(connection) as queries:
        arrive(NOTE, occasion, by=officer)
    assert stored(occasion)[0] == "cancelled"
    assert not any("FOR UPDATE" in query["sql"] for query in queries)
    assert entered()[-1] == ("visit.noted", officer.pk, {})


def test_a_button_asks_whether_a_step_is_open(occasion, officer):
    assert CANCEL.is_open_to(officer, occasion)
    stranger = UserFactory(role=Role.PRESS_OFFICER, organization=OrganizationFactory())
    assert not CANCEL.is_open_to(stranger, occasion)
    assert not NOTE.is_open_to(officer, occasion)


DAY = dt.date(2026, 5, 4)
PAGE = DatedStates(
    lock=lambda key: Channel.objects.select_for_update().get(pk=key),
    field="closed_on",
    now=lambda: DAY,
    asks_of=attrgetter("organization"),
    tells_of=attrgetter("organization"),
)
END = Transition(
    PAGE,
    code="visit.cancelled",
    permission="unions.enter_contacts",
    starts_from={False},
    leads_to=True,
    refusal=_("%(channel)s has ended."),
)
BEGIN = Transition(
    PAGE, code=None, permission="unions.enter_contacts", starts_from={True}, leads_to=False
)


def test_a_date_tells_two_states_apart():
    channel = ChannelFactory()
    take(END, channel.pk)
    channel.refresh_from_db()
    assert channel.closed_on == DAY
    assert (END.starts_at(channel), BEGIN.starts_at(channel)) == (False, True)
    with pytest.raises(WrongState) as refusal:
        take(END, channel.pk)
    assert refusal.value.messages == [f"{channel} has ended."]
    take(BEGIN, channel.pk)
    channel.refresh_from_db()
    assert channel.closed_on is None


def test_a_block_may_say_another_date():
    entered_from = []
    page = DatedStates(
        lock=PAGE.lock,
        field="closed_on",
        enter=lambda record, *, was, by: entered_from.append((was, record.closed_on)),
    )
    end = Transition(page, "visit.cancelled", "unions.change_channel", {False}, True)
    with taking(end, ChannelFactory().pk) as channel:
        channel.closed_on = dt.date(2020, 1, 1)
    assert entered_from == [(False, dt.date(2020, 1, 1))]


def test_a_permission_may_be_asked_and_the_journal_told_of_another_record():
    channel = ChannelFactory()
    officer = UserFactory(role=Role.PRESS_OFFICER, organization=channel.organization)
    stranger = UserFactory(role=Role.PRESS_OFFICER, organization=OrganizationFactory())
    assert (END.is_open_to(officer, channel), END.is_open_to(stranger, channel)) == (True, False)
    with pytest.raises(PermissionDenied):
        take(END, channel.pk, by=stranger)
    take(END, channel.pk, by=officer)
    assert JournalEntry.objects.get().object_id == str(channel.organization.pk)


def test_what_only_follows_is_told_by_what_it_follows_and_taken_by_nobody(occasion, officer):
    follow = Transition(VISIT, None, None, {"postponed"}, "cancelled")
    with pytest.raises(PermissionDenied):
        take(follow, occasion.pk, by=officer)
    arrive(follow, occasion, by=officer)
    assert (stored(occasion)[0], entered()) == ("cancelled", [])
