"""Signing up delegations: places, waiting list, offers, approval, changes, mails, retention."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from icalendar import Calendar

from mediacenter.services.outbox.letters import letter_of
from mediacenter.services.outbox.models import Mail
from mediacenter.services.retention.declarations import RULES
from mediacenter.services.transitions.steps import WrongState
from tests.changelists import admin_url
from tests.shown_form import send, troubles
from tests.training.factories import SeminarFactory, registration
from tests.unions.factories import OrganizationFactory, UserFactory
from training.actions.seminars import cancel_seminar, save_seminar
from training.actions.signing_up import (
    accept_offer,
    approve_registration,
    cancel_registration,
    change_participant,
    let_go,
    refuse_registration,
    renew_offers,
    sign_up_delegation,
)
from training.models import Registration, Seminar, Standing
from training.retained import CONTACTS_KEPT, NAMELESS, NAMES_KEPT
from training.sign_up import fullness_of
from training.tasks import renew_lapsed_offers
from unions.models import Role

pytestmark = pytest.mark.django_db

TODAY = dt.datetime(2026, 11, 30, 7, tzinfo=dt.UTC)
DAY = dt.date(2026, 12, 20)


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
def chair(ours):
    return UserFactory(role=Role.CHAIR, organization=ours)


@pytest.fixture
def organizer(federation):
    return UserFactory(role=Role.TRAINING_ORGANIZER, organization=federation)


@pytest.fixture
def seminar(federation):
    return SeminarFactory(organizer=federation, starts_on=DAY, ends_on=DAY, places=4)


def signed_up(seminar, organization, number=1, **more):
    """The standings of a delegation of so many people, in their order."""
    names = [registration(f"{organization.pk} {n}") for n in range(number)]
    delegation = sign_up_delegation(
        seminar_id=seminar.pk, organization=organization, participants=names, **more
    )
    return list(delegation.registrations.order_by("pk"))


def standings(seminar):
    return [one.status for one in seminar.registrations.order_by("pk")]


def test_who_waits_beyond_those_shown_is_told(seminar, federation, ours, monkeypatch):
    monkeypatch.setattr("training.sign_up.WAITING_SHOWN", 1)
    signed_up(seminar, ours, seminar.places)
    signed_up(seminar, OrganizationFactory(parent=federation))
    assert not fullness_of(seminar).groups.is_cut
    signed_up(seminar, OrganizationFactory(parent=federation))
    assert fullness_of(seminar).groups.is_cut


def test_all_or_as_many_as_fit(seminar, federation, ours):
    one, two = (OrganizationFactory(parent=federation) for _ in range(2))
    some = signed_up(seminar, ours, 3)
    assert {row.status for row in some} == {Standing.CONFIRMED}
    assert {row.status for row in signed_up(seminar, one, 2)} == {Standing.WAITING}
    came = [row.status for row in signed_up(seminar, two, 2, takes_some=True)]
    assert came == [Standing.CONFIRMED, Standing.WAITING]
    full = fullness_of(seminar)
    assert (full.taken, full.free, full.waiting) == (4, 0, 3)
    assert [(group.organization, group.people) for group in full.groups] == [(one, 2), (two, 1)]


def test_a_free_place_is_offered_in_order_and_a_whole_delegation_keeps_its_turn(
    seminar, federation, ours
):
    held = signed_up(seminar, ours, 4)
    whole = signed_up(seminar, OrganizationFactory(parent=federation), 2)
    single = signed_up(seminar, OrganizationFactory(parent=federation), 1)
    cancel_registration(registration_id=held[0].pk)
    for row in (*whole, *single):
        row.refresh_from_db()
    assert [row.status for row in whole] == [Standing.WAITING] * 2
    assert single[0].status == Standing.OFFERED
    cancel_registration(registration_id=held[1].pk)
    cancel_registration(registration_id=held[2].pk)
    assert {row.status for row in whole[0].delegation.registrations.all()} == {Standing.OFFERED}
    accept_offer(registration_id=whole[0].pk)
    assert seminar.registrations.holding().count() == 4


def test_an_offer_lapses_at_its_deadline_and_goes_to_the_next(seminar, federation, ours, clock):
    held = signed_up(seminar, ours, 4)
    first, second = (
        signed_up(seminar, OrganizationFactory(parent=federation))[0] for _ in range(2)
    )
    cancel_registration(registration_id=held[0].pk)
    first.refresh_from_db()
    assert first.offered_until == TODAY + dt.timedelta(hours=48)
    clock.move_to(TODAY + dt.timedelta(hours=47), tick=False)
    renew_lapsed_offers()
    first.refresh_from_db()
    assert first.status == Standing.OFFERED
    clock.move_to(TODAY + dt.timedelta(hours=48), tick=False)
    with pytest.raises(ValidationError):
        accept_offer(registration_id=first.pk)
    renew_lapsed_offers()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, first.offered_until) == (Standing.LAPSED, None)
    assert second.status == Standing.OFFERED


def test_an_offer_stands_no_longer_than_to_the_beginning(seminar, federation, ours, clock):
    held = signed_up(seminar, ours, 4)
    waiting = signed_up(seminar, OrganizationFactory(parent=federation))[0]
    clock.move_to(seminar.begins_at - dt.timedelta(hours=3))
    cancel_registration(registration_id=held[0].pk)
    waiting.refresh_from_db()
    assert waiting.offered_until == seminar.begins_at


def test_who_is_to_be_approved_holds_the_place_until_it_is_decided(
    seminar, federation, ours, organizer, chair
):
    Seminar.objects.update(needs_approval=True)
    rows = signed_up(seminar, ours, 4, by=chair)
    waiting = signed_up(seminar, OrganizationFactory(parent=federation))[0]
    assert {row.status for row in rows} == {Standing.REQUESTED}
    assert waiting.status == Standing.WAITING
    with pytest.raises(PermissionDenied):
        approve_registration(registration_id=rows[0].pk, by=chair)
    approve_registration(registration_id=rows[0].pk, by=organizer)
    refuse_registration(registration_id=rows[1].pk, by=organizer)
    waiting.refresh_from_db()
    assert waiting.status == Standing.OFFERED
    assert accept_offer(registration_id=waiting.pk).status == Standing.REQUESTED


def test_after_the_deadline_one_asks_to_cancel(seminar, ours, chair, organizer, clock):
    Seminar.objects.update(sign_up_closes_at=TODAY + dt.timedelta(days=1))
    first, second = signed_up(seminar, ours, 2, by=chair)
    cancel = cancel_registration(registration_id=first.pk, by=chair)
    assert cancel.status == Standing.CANCELLED
    clock.move_to(TODAY + dt.timedelta(days=2))
    asked = cancel_registration(registration_id=second.pk, by=chair)
    assert asked.status == Standing.LEAVING
    assert seminar.registrations.holding().count() == 1
    with pytest.raises(PermissionDenied):
        let_go(registration_id=second.pk, by=chair)
    assert let_go(registration_id=second.pk, by=organizer).status == Standing.CANCELLED
    with pytest.raises(ValidationError):
        signed_up(seminar, ours, 1, by=chair)


def test_the_sign_up_is_open_in_its_window_for_what_is_held_and_ahead(
    seminar, ours, chair, organizer, clock
):
    Seminar.objects.update(sign_up_opens_at=TODAY + dt.timedelta(days=1))
    with pytest.raises(ValidationError):
        signed_up(seminar, ours, by=chair)
    clock.move_to(TODAY + dt.timedelta(days=1))
    assert signed_up(seminar, ours, by=chair)
    clock.move_to(seminar.begins_at)
    with pytest.raises(ValidationError):
        signed_up(seminar, ours, by=organizer)
    clock.move_to(TODAY)
    cancel_seminar(seminar_id=seminar.pk, reason="Қар")
    with pytest.raises(ValidationError):
        signed_up(seminar, ours, by=organizer)


def test_quotas_and_names_that_are_there_already(seminar, federation, ours):
    Seminar.objects.update(places_per_organization=2)
    with pytest.raises(ValidationError):
        signed_up(seminar, ours, 3)
    assert not seminar.delegations.exists()
    signed_up(seminar, ours, 1)
    with pytest.raises(ValidationError):
        signed_up(seminar, ours, 1)
    other = OrganizationFactory(parent=federation)
    assert signed_up(seminar, other, 2)
    for number in (0, 51):
        with pytest.raises(ValidationError):
            signed_up(seminar, ours, number)


def test_a_chair_signs_up_for_their_own_alone(seminar, federation, chair):
    with pytest.raises(PermissionDenied):
        signed_up(seminar, OrganizationFactory(parent=federation), by=chair)


def test_places_that_are_added_go_to_who_waits_and_none_are_taken_away(seminar, federation, ours):
    signed_up(seminar, ours, 4)
    waiting = signed_up(seminar, OrganizationFactory(parent=federation))[0]
    seminar.places = 5
    save_seminar(seminar=seminar)
    waiting.refresh_from_db()
    assert waiting.status == Standing.OFFERED
    for places in (4, None):
        seminar.places = places
        with pytest.raises(ValidationError):
            save_seminar(seminar=seminar)


def test_a_seminar_of_untold_places_is_saved_though_people_have_come(
    seminar, ours, client, organizer
):
    signed_up(seminar, ours, 1)
    Seminar.objects.update(places=None)
    seminar.refresh_from_db()
    seminar.certificate_share = 60
    save_seminar(seminar=seminar)
    seminar.refresh_from_db()
    assert (seminar.places, seminar.certificate_share) == (None, 60)
    client.force_login(organizer)
    change = client.get(admin_url(Seminar, "change", seminar.pk))
    assert not troubles(send(client, change, certificate_share="70"))
    seminar.refresh_from_db()
    assert seminar.certificate_share == 70


def test_somebody_else_is_sent(seminar, ours, chair, clock):
    row = signed_up(seminar, ours, 1, by=chair)[0]
    change_participant(registration_id=row.pk, participant=registration("Асан Үсенов"), by=chair)
    row.refresh_from_db()
    assert row.name == "Асан Үсенов"
    clock.move_to(seminar.begins_at)
    with pytest.raises(ValidationError):
        change_participant(registration_id=row.pk, participant=registration("Х"), by=chair)


def test_nobody_is_put_in_the_place_of_who_does_not_come(seminar, ours):
    row = signed_up(seminar, ours)[0]
    cancel_registration(registration_id=row.pk)
    with pytest.raises(WrongState):
        change_participant(registration_id=row.pk, participant=registration("Х"))


def test_a_seminar_with_people_keeps_its_day(client, seminar, ours, organizer):
    signed_up(seminar, ours)
    client.force_login(organizer)
    page = client.get(admin_url(Seminar, "change", seminar.pk))
    assert "when" in troubles(send(client, page, when="2026"))
    seminar.starts_on = seminar.ends_on = None
    with pytest.raises(ValidationError):
        save_seminar(seminar=seminar)


def test_a_seminar_with_delegations_is_cancelled_and_not_deleted(client, seminar, ours, organizer):
    signed_up(seminar, ours)
    client.force_login(organizer)
    client.post(admin_url(Seminar, "delete", seminar.pk), {"post": "yes"})
    assert Seminar.objects.filter(pk=seminar.pk).exists()


def test_an_offer_is_not_taken_once_the_seminar_has_begun(seminar, federation, ours, clock):
    held = signed_up(seminar, ours, 4)
    waiting = signed_up(seminar, OrganizationFactory(parent=federation))[0]
    cancel_registration(registration_id=held[0].pk)
    moved = Seminar.objects.get()
    moved.starts_on = moved.ends_on = TODAY.date() + dt.timedelta(days=1)
    save_seminar(seminar=moved)
    clock.move_to(moved.begins_at)
    with pytest.raises(ValidationError):
        accept_offer(registration_id=waiting.pk)


# --- Pages ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3])
def test_lists_take_the_same_queries_for_one_as_for_three(
    client, seminar, ours, organizer, number, django_assert_num_queries
):
    for n in range(number):
        sign_up_delegation(
            seminar_id=seminar.pk, organization=ours, participants=[registration(f"{n}")]
        )
    client.force_login(organizer)
    with django_assert_num_queries(8):
        client.get("/kk/training/delegations/")
    with django_assert_num_queries(9):
        client.get(f"/kk/training/{seminar.slug}/people/")
    with django_assert_num_queries(13):
        client.get(f"/kk/training/{seminar.slug}/")


# --- Mails ----------------------------------------------------------------------------------------


def parts_of(mail):
    letter = letter_of(mail)
    (body,) = [part.content for part in letter.alternatives]
    (event,) = Calendar.from_ical(body).walk("VEVENT")
    return Calendar.from_ical(body)["method"], event


def last_mail():
    return Mail.objects.filter(kind="training.participant").latest("pk")


def test_the_participants_calendar_follows_by_request_and_cancel(seminar, ours):
    Seminar.objects.update(link="https://example.org/room")
    row = signed_up(seminar, ours)[0]
    method, first = parts_of(last_mail())
    assert (method, "example.org/room" in first["description"]) == ("REQUEST", True)

    moved = Seminar.objects.get()
    moved.starts_on = moved.ends_on = DAY + dt.timedelta(days=1)
    save_seminar(seminar=moved)
    method, second = parts_of(last_mail())
    assert (method, second["uid"]) == ("REQUEST", first["uid"])
    assert second["sequence"] > first["sequence"]

    cancel_registration(registration_id=row.pk)
    method, third = parts_of(last_mail())
    assert (method, third["status"], third["uid"]) == ("CANCEL", "CANCELLED", first["uid"])
    assert third["sequence"] > second["sequence"]
    assert "example.org/room" not in third["description"]


def test_who_is_replaced_learns_of_it_and_not_by_whom(seminar, ours):
    row = signed_up(seminar, ours)[0]
    replaced = last_mail()
    change_participant(registration_id=row.pk, participant=registration("Асан Үсенов"))
    told = Mail.objects.filter(kind="training.participant").exclude(pk=replaced.pk)
    letters = {letter_of(one).to[0]: one for one in told}
    assert set(letters) == {row.email, registration("Асан Үсенов").email}
    assert parts_of(letters.pop(row.email))[0] == "CANCEL"
    assert parts_of(letters.popitem()[1])[0] == "REQUEST"
    assert "Асан Үсенов" not in letter_of(told.get(to=row.email)).body


def test_who_waits_gets_no_event_and_all_learn_that_it_is_cancelled(seminar, federation, ours):
    signed_up(seminar, ours, 4)
    signed_up(seminar, OrganizationFactory(parent=federation))
    assert Mail.objects.filter(kind="training.participant").count() == 4
    cancel_seminar(seminar_id=seminar.pk, reason="Қар")
    assert Mail.objects.filter(kind="training.participant").count() == 8
    assert parts_of(last_mail())[0] == "CANCEL"


def test_the_chair_is_told_of_what_others_do(seminar, federation, ours, chair, organizer):
    row = signed_up(seminar, ours, 4, by=chair)[0]
    told = Mail.objects.filter(kind="training.delegation", user=chair)
    assert not told.exists()
    cancel_registration(registration_id=row.pk, by=organizer)
    assert row.name in letter_of(told.get()).body


# --- Retention ------------------------------------------------------------------------------------


def test_contacts_and_names_are_purged_when_their_time_is_over(seminar, ours):
    signed_up(seminar, ours)
    over = dt.datetime.combine(DAY, dt.time(), dt.UTC)
    contacts, names = RULES["training.contacts"], RULES["training.names"]
    assert not contacts.due(over + CONTACTS_KEPT).exists()
    assert contacts.due(over + CONTACTS_KEPT + dt.timedelta(days=2)).count() == 1
    assert not names.due(over + NAMES_KEPT).exists()
    late = over + NAMES_KEPT + dt.timedelta(days=2)
    assert names.due(late).count() == 1
    Registration.objects.update(**names.fields)
    assert Registration.objects.get().name == NAMELESS
    assert not names.due(late).exists()


def test_renewing_offers_of_a_seminar_without_any_changes_nothing(seminar, ours):
    signed_up(seminar, ours, 2)
    before = standings(seminar)
    renew_offers(seminar_id=seminar.pk)
    assert standings(seminar) == before
