"""The door of a seminar: passes, stewards by their links, who has a place and who has not."""

import datetime as dt
import re

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from mediacenter.services.journal.models import JournalEntry
from mediacenter.services.outbox.letters import letter_of
from tests.shown_form import ShownForm
from tests.training.factories import (
    DelegationFactory,
    RegistrationFactory,
    SeminarFactory,
    SessionFactory,
)
from tests.training.test_places import in_threads
from tests.unions.factories import OrganizationFactory, UserFactory
from training.actions.attending import note_attendance
from training.actions.door import (
    let_in,
    make_steward_link,
    note_at_door,
    revoke_steward_link,
)
from training.models import Attendance, HowNoted, Standing, StewardLink
from training.passes import with_pass, with_scanned
from training.telling import owe_participant
from unions.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def federation():
    return OrganizationFactory(slug="federation")


@pytest.fixture
def organizer(federation):
    return UserFactory(role=Role.TRAINING_ORGANIZER, organization=federation)


@pytest.fixture
def seminar(federation):
    today = timezone.localdate()
    return SeminarFactory(organizer=federation, starts_on=today, ends_on=today, places=3)


@pytest.fixture
def session(seminar):
    return SessionFactory(seminar=seminar, hours="2.0")


@pytest.fixture
def people(seminar, session):
    """Two who take part, and one who waits."""
    delegation = DelegationFactory(seminar=seminar)
    standings = (Standing.CONFIRMED, Standing.CONFIRMED, Standing.WAITING)
    names = ("Әсел Құрманова", "Ерлан Құрманов", "Дана Сәбитова")
    return [
        RegistrationFactory(delegation=delegation, status=status, name=name)
        for status, name in zip(standings, names, strict=True)
    ]


@pytest.fixture
def steward(seminar):
    return make_steward_link(seminar_id=seminar.pk, name="Айгүл")


def move(seminar, days):
    seminar.starts_on = seminar.ends_on = timezone.localdate() + dt.timedelta(days=days)
    seminar.save()


def sent(client, address, form="person-form", step="note", **typed):
    """Send a form of the door page as it is shown, and follow where it leads."""
    page = client.get(address)
    shown = ShownForm(page.content, form).sent | {"step": step} | typed
    return client.post(address, shown, follow=True)


def test_a_pass_is_theirs_until_somebody_else_comes_in_their_place(people):
    token = people[0].pass_address.rstrip("/").rpartition("/")[2]
    assert with_pass(token) == with_scanned(f"https://x.kz/kk/training/pass/{token}/") == people[0]
    assert with_pass(token[:-1] + "!") is with_pass("1-" + "a" * 24) is with_scanned("?") is None
    people[0].email = "other@example.org"
    people[0].save()
    assert with_pass(token) is None


def test_a_pass_opens_under_the_former_secret_key(people, settings):
    token = people[0].pass_address.rstrip("/").rpartition("/")[2]
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another one"
    assert with_pass(token) == people[0]


def test_the_mail_leads_to_the_pass_and_the_pass_shows_a_code(client, people, session):
    people[0].language = "ru"
    people[0].save()
    owe_participant(people[0])
    address = people[0].mails.get()
    letter = letter_of(address).body
    link = next(line for line in letter.splitlines() if "/training/pass/" in line)
    assert link.startswith(settings.PUBLIC_URL)
    note_at_door(registration=people[0], session=session)
    page = client.get(link.removeprefix(settings.PUBLIC_URL)).content.decode()
    assert "data:image/svg+xml" in page
    assert people[0].name in page
    assert session.title_ru in page
    assert people[1].name not in page
    assert "data:image/svg+xml" not in client.get(people[2].pass_address).content.decode()


def test_a_link_opens_one_seminar_on_its_days_until_it_is_revoked(
    client, seminar, people, session, steward, organizer
):
    other = RegistrationFactory(status=Standing.CONFIRMED, delegation__seminar__places=2)
    assert note_at_door(registration=people[0], session=session, steward=steward)
    with pytest.raises(PermissionDenied):
        note_at_door(registration=other, session=session, steward=steward)
    for days in (1, -1):
        move(seminar, days)
        page = client.get(steward.address).content.decode()
        assert "<form" not in page.split("<main")[1].split("<footer")[0]
        with pytest.raises(PermissionDenied):
            note_at_door(registration=people[1], session=session, steward=steward)
    move(seminar, 0)
    assert client.get(steward.address).status_code == 200
    revoke_steward_link(link_id=steward.pk, by=organizer)
    assert client.get(steward.address).status_code == 404
    with pytest.raises(PermissionDenied):
        note_at_door(registration=people[1], session=session, steward=steward)
    entry = JournalEntry.objects.get(code="attendance.noted_by_steward")
    assert entry.details["steward"] == "Айгүл"


def test_links_are_made_before_the_seminar_begins(client, seminar, session, steward, organizer):
    move(seminar, 1)
    links = f"/ru/training/{seminar.slug}/stewards/"
    assert links not in client.get(steward.address).content.decode()
    client.force_login(organizer)
    assert links in client.get(f"/ru/training/{seminar.slug}/door/").content.decode()


def test_the_organizer_makes_links_and_nobody_else(client, seminar, organizer, federation):
    editor = UserFactory(role=Role.EDITOR, organization=federation)
    with pytest.raises(PermissionDenied):
        make_steward_link(seminar_id=seminar.pk, name="Айгүл", by=editor)
    client.force_login(organizer)
    address = f"/ru/training/{seminar.slug}/stewards/"
    for name in ("Айгүл", "Айгүл", " "):
        client.post(address, ShownForm(client.get(address).content, "make").sent | {"name": name})
    link = StewardLink.objects.get()
    shown = client.get(address).content.decode()
    assert link.secret in shown
    assert link.secret not in link.sealed_secret
    client.post(address, {"revoke": link.pk})
    assert not StewardLink.objects.valid().exists()


def test_a_steward_notes_by_number_by_name_and_by_code_and_undoes(client, people, session, steward):
    told = sent(client, steward.address, "seek", "seek", who="1").content.decode()
    assert people[0].name in told
    assert people[0].email not in told
    assert "Әсел" in sent(client, steward.address, "seek", "seek", who="курман").content.decode()
    assert Attendance.objects.count() == 1
    sent(client, steward.address, "scan", "scan", code=people[1].pass_address)
    sent(client, steward.address, "scan", "scan", code=people[1].pass_address)
    assert Attendance.objects.filter(how=HowNoted.DOOR).count() == 2
    sent(client, f"{steward.address}?person={people[1].pk}", step="undo")
    assert [one.registration for one in Attendance.objects.all()] == [people[0]]
    note_attendance(seminar_id=session.seminar_id, marks=[], how=HowNoted.LIST)
    assert JournalEntry.objects.filter(code="attendance.withdrawn_by_steward").count() == 1


def test_of_more_people_than_are_named_it_is_said_how_many_there_are(
    client, people, steward, monkeypatch
):
    monkeypatch.setattr("training.door.MOST_FOUND", 1)
    address = re.sub("^/[a-z]{2}/", "/en/", steward.address)
    found = sent(client, address, "seek", "seek", who="курманов").content.decode()
    assert len([one for one in people if one.name in found]) == 1
    assert "1 more person is found" in found
    assert not Attendance.objects.exists()


def test_what_the_organizer_has_noted_a_steward_does_not_take_back(
    client, people, session, steward
):
    Attendance.objects.create(registration=people[0], session=session, how=HowNoted.LIST)
    sent(client, f"{steward.address}?person={people[0].pk}", step="undo")
    assert Attendance.objects.count() == 1


def test_the_camera_of_a_phone_at_the_door_leads_back_to_it(client, people, session, steward):
    assert client.get(people[0].pass_address).status_code == 200
    client.get(steward.address)
    answer = client.get(people[0].pass_address, follow=True)
    shown = ShownForm(answer.content, "person-form")
    assert not Attendance.objects.exists()
    told = client.post(steward.address, shown.sent | {"step": "note"}, follow=True)
    assert "notice-success" in told.content.decode()
    assert Attendance.objects.get().session == session
    stranger = RegistrationFactory(status=Standing.CONFIRMED)
    assert client.get(stranger.pass_address).status_code == 200


def test_who_has_no_place_is_told_so_and_let_in_while_there_are_places(
    client, seminar, people, session, steward
):
    waits = f"{steward.address}?person={people[2].pk}"
    told = sent(client, steward.address, "scan", "scan", code=people[2].pass_address)
    assert not Attendance.objects.exists()
    assert "notice-error" in told.content.decode()
    full = RegistrationFactory(delegation__seminar=seminar, status=Standing.CONFIRMED)
    sent(client, waits, step="let_in", adds_places="on")
    assert not Attendance.objects.exists()
    full.status = Standing.CANCELLED
    full.save()
    sent(client, waits, step="let_in")
    assert Attendance.objects.get().registration == people[2]
    people[2].refresh_from_db()
    assert people[2].status == Standing.CONFIRMED


def test_only_the_organizer_adds_places_and_the_journal_says_so(client, seminar, people, organizer):
    RegistrationFactory(delegation__seminar=seminar, status=Standing.CONFIRMED)
    let_in(registration_id=people[2].pk, adds_places=True, by=organizer)
    seminar.refresh_from_db()
    assert seminar.places == 4
    assert JournalEntry.objects.get(code="seminar.places_added").details["number"] == 1


def test_somebody_unknown_comes_in_by_the_door_and_is_noted(client, seminar, session, steward):
    DelegationFactory(seminar=seminar)
    address = f"{steward.address}walk-in/"
    form = ShownForm(client.get(address).content, "walk-in")
    assert "adds_places" not in form.shown
    filled = form.sent | {"organization": [seminar.organizer_id], "name": ["Асан Үсенов"]}
    client.post(address, filled)
    assert Attendance.objects.get().registration.name == "Асан Үсенов"


@pytest.mark.django_db(transaction=True)
def test_two_stewards_at_once_note_one_person_once(seminar, people, session, steward):
    stewards = [steward, make_steward_link(seminar_id=seminar.pk, name="Болат")]

    def scan(number):
        return note_at_door(registration=people[0], session=session, steward=stewards[number % 2])

    assert sorted(in_threads(scan, range(8))) == [False] * 7 + [True]
    assert Attendance.objects.count() == 1
