"""Intakes of a sanatorium: applications, whose turn it is, places, lessons, results, retention."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from mediacenter.services.outbox.letters import letter_of
from mediacenter.services.outbox.models import Mail
from mediacenter.services.retention.actions import purge
from mediacenter.services.retention.declarations import RULES
from tests.shown_form import ShownForm
from tests.training.factories import IntakeFactory, SeminarFactory, SessionFactory
from tests.unions.factories import OrganizationFactory, UserFactory
from training.actions.applying import (
    apply_to_intake,
    enter_lessons,
    give_place,
    give_places_in_turn,
    move_up,
    refuse_application,
    withdraw_application,
)
from training.actions.attending import Mark, note_attendance
from training.intakes import results_of
from training.models import Decision, HowNoted, IntakeApplication, Standing
from training.retained import NAMELESS
from unions.models import Role

pytestmark = pytest.mark.django_db

TODAY = dt.datetime(2026, 11, 30, 7, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(TODAY, tick=False)
    return time_machine


@pytest.fixture
def federation():
    return OrganizationFactory(slug="federation")


@pytest.fixture
def ours(federation):
    return OrganizationFactory(parent=federation, slug="ours")


@pytest.fixture
def theirs(federation):
    return OrganizationFactory(parent=federation, slug="theirs")


@pytest.fixture
def chair(ours):
    return UserFactory(role=Role.CHAIR, organization=ours)


@pytest.fixture
def organizer(federation):
    return UserFactory(role=Role.TRAINING_ORGANIZER, organization=federation)


@pytest.fixture
def intake(federation):
    return IntakeFactory(programme__organizer=federation)


@pytest.fixture
def lessons(intake, federation):
    seminar = SeminarFactory(
        organizer=federation,
        programme=intake.programme,
        cohort=intake,
        starts_on=dt.date(2027, 2, 9),
        ends_on=dt.date(2027, 2, 16),
    )
    SessionFactory(seminar=seminar, hours=10)
    return seminar


def applied(intake, organization, *names, by=None):
    applicants = [
        IntakeApplication(name=name, email=f"{name}@example.org", reason="years") for name in names
    ]
    return apply_to_intake(
        intake_id=intake.pk, organization=organization, applicants=applicants, by=by
    )


def decisions(intake):
    return {one.name: one.decision for one in intake.applications.all()}


def test_places_go_to_whom_organizations_name_first(intake, ours, theirs, organizer):
    applied(intake, ours, "first", "second")
    applied(intake, theirs, "other")
    assert give_places_in_turn(intake_id=intake.pk, by=organizer) == 2
    assert decisions(intake) == {
        "first": Decision.PLACED,
        "other": Decision.PLACED,
        "second": Decision.OPEN,
    }
    assert give_places_in_turn(intake_id=intake.pk, by=organizer) == 0


def test_a_place_out_of_turn_needs_a_reason_and_none_is_given_beyond_the_places(
    intake, ours, organizer
):
    first, second, third = applied(intake, ours, "a", "b", "c")
    with pytest.raises(ValidationError):
        give_place(application_id=second.pk, by=organizer)
    give_place(application_id=second.pk, out_of_turn_because="accident", by=organizer)
    give_place(application_id=first.pk, by=organizer)
    with pytest.raises(ValidationError):
        give_place(application_id=third.pk, by=organizer)
    second.refresh_from_db()
    assert (second.decision, second.because) == (Decision.PLACED, "accident")


def test_the_chair_says_who_is_more_urgent_and_takes_back_until_the_arrival(
    intake, ours, theirs, chair, clock
):
    first, second = applied(intake, ours, "a", "b", by=chair)
    [strange] = applied(intake, theirs, "c")
    move_up(application_id=second.pk, by=chair)
    assert [one.name for one in intake.applications.filter(organization=ours).in_turn()] == [
        "b",
        "a",
    ]
    with pytest.raises(ValidationError):
        move_up(application_id=second.pk, by=chair)
    for act in (move_up, withdraw_application):
        with pytest.raises(PermissionDenied):
            act(application_id=strange.pk, by=chair)
    withdraw_application(application_id=first.pk, by=chair)
    clock.move_to(dt.datetime(2027, 2, 8, 7, tzinfo=dt.UTC))
    with pytest.raises(ValidationError):
        withdraw_application(application_id=second.pk, by=chair)


def test_nobody_applies_twice_or_too_late_or_for_others(intake, ours, theirs, chair, clock):
    applied(intake, ours, "a", by=chair)
    with pytest.raises(ValidationError):
        applied(intake, ours, "A", by=chair)
    with pytest.raises(PermissionDenied):
        applied(intake, theirs, "b", by=chair)
    clock.move_to(dt.datetime(2027, 2, 9, 7, tzinfo=dt.UTC))
    with pytest.raises(ValidationError):
        applied(intake, ours, "b", by=chair)


def test_only_who_organizes_the_programme_decides(intake, ours, chair):
    [one] = applied(intake, ours, "a", by=chair)
    with pytest.raises(PermissionDenied):
        give_place(application_id=one.pk, by=chair)
    with pytest.raises(PermissionDenied):
        refuse_application(application_id=one.pk, reason="?", by=chair)
    with pytest.raises(PermissionDenied):
        give_places_in_turn(intake_id=intake.pk, by=chair)


def test_guests_stand_in_the_list_of_the_lessons_until_they_withdraw(
    intake, lessons, ours, organizer, chair
):
    first, _second = applied(intake, ours, "a", "b", by=chair)
    give_places_in_turn(intake_id=intake.pk, by=organizer)
    guests = lessons.registrations.order_by("pk")
    assert [(one.name, one.status) for one in guests] == [
        ("a", Standing.CONFIRMED),
        ("b", Standing.CONFIRMED),
    ]
    assert lessons.delegations.count() == 1
    assert enter_lessons(intake_id=intake.pk, by=organizer) == 0
    withdraw_application(application_id=first.pk, by=chair)
    assert guests.all()[0].status == Standing.CANCELLED


def test_no_place_is_given_where_the_lessons_cannot_be_entered(
    intake, ours, organizer, monkeypatch
):
    [application] = applied(intake, ours, "guest")

    def stopped(**_what):
        raise KeyboardInterrupt

    monkeypatch.setattr("training.actions.applying.enter_lessons", stopped)
    with pytest.raises(KeyboardInterrupt):
        give_place(application_id=application.pk, by=organizer)
    assert decisions(intake) == {"guest": Decision.OPEN}


def test_the_guest_and_who_applied_are_told(intake, ours, organizer, chair):
    first, second = applied(intake, ours, "a", "b", by=chair)
    give_place(application_id=first.pk, by=organizer)
    refuse_application(application_id=second.pk, reason="papers came late", by=organizer)
    to_guest = Mail.objects.get(kind="training.guest")
    assert to_guest.to == "a@example.org"
    told = letter_of(to_guest).body
    assert "8" in told
    assert str(intake.programme) in told
    to_chair = Mail.objects.filter(kind="training.applications", user=chair).last()
    assert "papers came late" in letter_of(to_chair).body


def test_results_count_guests_and_their_hours(intake, lessons, ours, theirs, organizer, clock):
    applied(intake, ours, "a")
    applied(intake, theirs, "b")
    give_places_in_turn(intake_id=intake.pk, by=organizer)
    assert results_of(intake) is None
    clock.move_to(dt.datetime(2027, 2, 18, 7, tzinfo=dt.UTC))
    here = lessons.registrations.get(name="a")
    mark = Mark(here.pk, lessons.sessions.get().pk)
    note_attendance(seminar_id=lessons.pk, marks=[mark], how=HowNoted.LIST)
    found = results_of(intake)
    assert (found.guests, found.organizations, found.at_lessons, found.hours) == (2, 2, 1, 10)


def test_a_chair_applies_and_the_organizer_decides_on_their_pages(
    intake, lessons, ours, chair, organizer, client
):
    client.force_login(chair)
    address = f"/ru/training/intakes/{intake.pk}/apply/ours/"
    form = ShownForm(client.get(address).content, "apply")
    assert {"form-0-name", "form-0-reason"} <= form.shown
    form.sent |= {"form-0-name": ["Асан"], "form-0-reason": ["30 лет"]}
    assert client.post(address, form.sent).url == "/ru/training/applications/"
    assert "Асан" in client.get("/ru/training/applications/").content.decode()
    client.force_login(organizer)
    page = client.get(f"/ru/training/intakes/{intake.pk}/applications/").content.decode()
    assert "30 лет" in page
    steps = ShownForm(page, "steps")
    client.post(steps.action, {**steps.sent, "step": "give_places"})
    assert decisions(intake) == {"Асан": Decision.PLACED}
    public = client.get(f"/ru/training/intakes/{intake.pk}/").content.decode()
    assert "Асан" not in public


@pytest.mark.parametrize("number", [1, 3])
def test_pages_take_the_same_number_of_queries(
    number, intake, lessons, ours, organizer, client, django_assert_num_queries
):
    for name in range(number):
        applied(intake, OrganizationFactory(parent=ours), f"n{name}")
    client.force_login(organizer)
    client.get(f"/ru/training/intakes/{intake.pk}/applications/")
    with django_assert_num_queries(QUERIES["decide"]):
        client.get(f"/ru/training/intakes/{intake.pk}/applications/")
    with django_assert_num_queries(QUERIES["mine"]):
        client.get("/ru/training/applications/")


QUERIES = {"decide": 10, "mine": 6}
APPLICATION_RULES = (
    "training.application_reasons",
    "training.application_contacts",
    "training.unplaced_applicants",
    "training.guests",
)


def test_who_applied_is_forgotten_field_by_field(intake, ours, organizer, clock):
    applied(intake, ours, "guest", "refused")
    refused = intake.applications.get(name="refused")
    refuse_application(application_id=refused.pk, reason="late", by=organizer)
    give_places_in_turn(intake_id=intake.pk, by=organizer)
    departure = dt.datetime(2027, 2, 17, 7, tzinfo=dt.UTC)
    kept = {
        29: {("guest", "years", "guest@example.org"), ("refused", "years", "refused@example.org")},
        32: {("guest", "", "guest@example.org"), ("refused", "", "refused@example.org")},
        92: {("guest", "", ""), (NAMELESS, "", "")},
        3 * 365 + 2: {(NAMELESS, "", "")},
    }
    for days, left in kept.items():
        clock.move_to(departure + dt.timedelta(days=days))
        for code in APPLICATION_RULES:
            purge(RULES[code])
        rows = intake.applications.values_list("name", "reason", "email")
        assert set(rows) == left
