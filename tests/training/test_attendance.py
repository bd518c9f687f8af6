"""Who was there, noted by whichever door first, and the hours that this makes."""

import datetime as dt
from decimal import Decimal

import pypdfium2
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from mediacenter.services.journal.models import JournalEntry
from mediacenter.services.outbox.models import Mail
from tests.shown_form import ShownForm
from tests.training.factories import (
    DelegationFactory,
    RegistrationFactory,
    SeminarFactory,
    SessionFactory,
    registration,
)
from tests.training.test_places import in_threads
from tests.unions.factories import OrganizationFactory, UserFactory
from training.actions.attending import (
    Mark,
    enter_walk_ins,
    note_attendance,
    withdraw_attendance,
)
from training.attendance import hours_attended, share_attended
from training.models import Attendance, HowNoted, Registration, Standing
from unions.models import Role

pytestmark = pytest.mark.django_db

QUERIES = 12  # of the sheet


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
def agenda(seminar):
    """Two sessions with hours, and one whose hours nobody tells."""
    return [SessionFactory(seminar=seminar, hours=hours) for hours in ("2.0", "4.0", None)]


@pytest.fixture
def people(seminar):
    delegation = DelegationFactory(seminar=seminar)
    return RegistrationFactory.create_batch(2, delegation=delegation, status=Standing.CONFIRMED)


def note(seminar, *marks, how=HowNoted.LIST, by=None):
    """`marks`: (registration, session) or (registration, session, hours)."""
    made = [Mark(one.pk, session.pk, *map(Decimal, rest)) for one, session, *rest in marks]
    return note_attendance(seminar_id=seminar.pk, marks=made, how=how, by=by)


def test_hours_and_the_share_of_the_agenda(seminar, agenda, people, django_assert_num_queries):
    short, long, untold = agenda
    first, second = people
    note(seminar, (first, short), (first, long, "1.5"), (first, untold), (second, untold))
    with django_assert_num_queries(1):
        hours = hours_attended(seminar.registrations.all())
    assert hours == {first.pk: Decimal("3.5"), second.pk: 0}
    with django_assert_num_queries(1):
        shares = share_attended(people)
    assert shares == {first.pk: Decimal("3.5") / 6, second.pk: 0}


def test_of_an_agenda_without_hours_sessions_are_counted(seminar, people):
    sessions = SessionFactory.create_batch(2, seminar=seminar)
    note(seminar, (people[0], sessions[0]))
    assert share_attended(people) == {people[0].pk: Decimal("0.5"), people[1].pk: 0}
    alone = RegistrationFactory()
    assert share_attended([alone]) == {alone.pk: None}


def test_the_agenda_is_the_most_that_counts(seminar, agenda, people):
    note(seminar, (people[0], agenda[1], "3.5"), (people[1], agenda[1]))
    agenda[1].hours = Decimal("3.0")
    agenda[1].save()
    assert set(hours_attended(people).values()) == {Decimal("3.0")}


def test_noted_twice_it_is_noted_once_and_only_hours_that_are_told_change_it(
    seminar, agenda, people, organizer
):
    cell = (people[0], agenda[1])
    assert note(seminar, cell, (people[1], agenda[1]), by=organizer) == 2
    assert note(seminar, (*cell, "1.5"), by=organizer) == 1
    assert note(seminar, cell, how=HowNoted.DOOR, by=organizer) == 0
    assert Attendance.objects.get(registration=people[0]).hours == Decimal("1.5")
    assert note(seminar, (*cell, "4.0"), by=organizer) == 1
    assert Attendance.objects.get(registration=people[0]).hours is None
    entries = JournalEntry.objects.filter(code="attendance.noted").order_by("pk")
    assert [one.details["number"] for one in entries] == [2, 1, 1]


def test_what_cannot_be_is_refused_before_anything_is_noted(seminar, agenda, people):
    absent = RegistrationFactory(delegation=people[0].delegation, status=Standing.CANCELLED)
    refused = [
        (people[1], agenda[0], "2.5"),
        (people[1], agenda[2], "1.0"),
        (people[1], agenda[0], "-1"),
        (absent, agenda[0]),
        (people[1], SessionFactory()),
        (RegistrationFactory(status=Standing.CONFIRMED), agenda[0]),
    ]
    for mark in refused:
        with pytest.raises(ValidationError):
            note(seminar, (people[0], agenda[0]), mark)
    seminar.starts_on = seminar.ends_on = timezone.localdate() + dt.timedelta(days=1)
    seminar.save()
    with pytest.raises(ValidationError):
        note(seminar, (people[0], agenda[0]))
    assert not Attendance.objects.exists()


def test_who_keeps_the_list_notes_and_withdraws(seminar, agenda, people, organizer, federation):
    editor = UserFactory(role=Role.EDITOR, organization=federation)
    cells = [(people[0].pk, agenda[0].pk), (people[1].pk, agenda[0].pk)]
    with pytest.raises(PermissionDenied):
        note(seminar, (people[0], agenda[0]), by=editor)
    note(seminar, (people[0], agenda[0]), by=organizer)
    with pytest.raises(PermissionDenied):
        withdraw_attendance(seminar_id=seminar.pk, cells=cells, by=editor)
    assert withdraw_attendance(seminar_id=seminar.pk, cells=cells, by=organizer) == 1
    assert withdraw_attendance(seminar_id=seminar.pk, cells=cells, by=organizer) == 0
    assert JournalEntry.objects.filter(code="attendance.withdrawn").count() == 1


def test_walk_ins_take_what_is_free_and_more_where_places_are_added(
    seminar, people, organizer, federation
):
    def come(*names, **more):
        return enter_walk_ins(
            seminar_id=seminar.pk,
            organization=federation,
            participants=[registration(name) for name in names],
            by=organizer,
            **more,
        )

    came = come("Асан")
    assert [one.status for one in came.registrations.all()] == [Standing.CONFIRMED]
    assert not Mail.objects.exists()
    with pytest.raises(ValidationError):
        come("Асан", adds_places=True)
    with pytest.raises(ValidationError):
        come("Үсен")
    come("Үсен", adds_places=True)
    seminar.refresh_from_db()
    assert seminar.places == seminar.registrations.holding().count() == 4


@pytest.mark.django_db(transaction=True)
def test_doors_that_note_the_same_people_at_once_note_each_of_them_once(
    seminar, agenda, people, organizer
):
    def door(number):
        how = (HowNoted.DOOR, HowNoted.CODE, HowNoted.LIST)[number % 3]
        order = people if number % 2 else people[::-1]
        return note(seminar, *((one, agenda[0]) for one in order), how=how, by=organizer)

    outcomes = in_threads(door, range(24))
    assert sorted(outcomes) == [0] * 23 + [2]
    assert Attendance.objects.count() == Registration.objects.count() == 2


# --- The organizer's pages ------------------------------------------------------------------------


@pytest.fixture
def page(client, organizer, seminar):
    client.force_login(organizer)
    return lambda name="attendance": f"/ru/training/{seminar.slug}/{name}/"


def noted(seminar):
    found = Attendance.objects.filter(registration__seminar=seminar).order_by("pk")
    return [(one.registration, one.session, one.hours) for one in found]


def test_the_sheet_saves_what_was_changed_on_it_and_keeps_what_others_have_noted(
    client, page, seminar, agenda, people
):
    short, long, _untold = agenda
    first, second = people
    note(seminar, (first, short))
    shown = ShownForm(client.get(page()).content, "sheet")
    note(seminar, (second, short), how=HowNoted.DOOR)
    shown.sent["there"] = [f"{first.pk}-{long.pk}"]
    client.post(page(), shown.sent)
    assert noted(seminar) == [(second, short, None), (first, long, None)]


def test_hours_of_a_part_are_typed_into_the_sheet(client, page, seminar, agenda, people):
    short, long, _untold = agenda
    note(seminar, (people[0], short), (people[1], short))
    shown = ShownForm(client.get(f"{page()}?hours=1").content, "sheet")
    assert shown.sent[f"hours-{people[0].pk}-{short.pk}"] == ["2,0"]
    for row, session, typed in ((0, short, "1.5"), (1, short, ""), (1, long, "4")):
        shown.sent[f"hours-{people[row].pk}-{session.pk}"] = [typed]
    client.post(f"{page()}?hours=1", shown.sent)
    assert noted(seminar) == [(people[0], short, Decimal("1.5")), (people[1], long, None)]
    shown.sent[f"hours-{people[1].pk}-{long.pk}"] = ["many"]
    assert "many" in client.post(f"{page()}?hours=1", shown.sent, follow=True).content.decode()


def test_a_list_is_typed_in_by_numbers_and_names_and_the_rest_comes_back(
    client, page, seminar, agenda, people
):
    third = RegistrationFactory(delegation=people[0].delegation, status=Standing.CONFIRMED)
    people[1].status = Standing.CANCELLED
    people[1].save()
    shown = ShownForm(client.get(page("attendance/typed")).content, "typed")
    typed = f"3, {people[0].name.upper()}\nNobody; 2"
    sent = {**shown.sent, "session": [agenda[0].pk], "people": [typed]}
    answer = client.post(page("attendance/typed"), sent)
    back = ShownForm(answer.content, "typed").sent["people"][0]
    assert back.split() == ["Nobody", "2"]
    assert {row[0] for row in noted(seminar)} == {people[0], third}


@pytest.mark.parametrize("view", ["tick=1", "hours=1"])
def test_of_a_long_agenda_every_part_is_saved(client, page, seminar, view):
    sessions = SessionFactory.create_batch(101, seminar=seminar, hours="1.0")
    delegation = DelegationFactory(seminar=seminar)
    RegistrationFactory.create_batch(10, delegation=delegation, status=Standing.CONFIRMED)
    address = f"{page()}?{view}"
    while address:
        shown = client.get(address)
        form = ShownForm(shown.content, "sheet").sent
        form |= {name: ["1"] for name in form if name.startswith("hours-")}
        assert client.post(address, form).status_code == 302
        part = shown.context["part"]
        address = part.has_next() and f"{page()}?{view}&part={part.next_page_number()}"
    assert {row[1] for row in noted(seminar)} == set(sessions)
    assert len(noted(seminar)) == 1010


def test_of_each_row_of_a_list_that_notes_nobody_it_is_said_why(
    client, page, seminar, agenda, people
):
    first, second = people
    namesake = RegistrationFactory(
        delegation=first.delegation, status=Standing.CONFIRMED, name=first.name.upper()
    )
    second.status = Standing.CANCELLED
    second.save()
    shown = ShownForm(client.get(page("attendance/typed")).content, "typed")
    typed = f"Асан Үсенов\n{first.name}\n2\n{namesake.pk + 99}\nАсан Үсенов"
    sent = {**shown.sent, "session": [agenda[0].pk], "people": [typed]}
    told = client.post(page("attendance/typed"), sent).context["form"].errors["people"]
    assert len(told) == 4
    for sentence, row, reason in zip(
        told,
        ("Асан Үсенов", first.name, "2", str(namesake.pk + 99)),
        ("", "1, 3", str(second.get_status_display()), ""),
        strict=True,
    ):
        assert row in sentence
        assert reason in sentence
    assert not noted(seminar)


def test_of_a_long_list_that_notes_nobody_the_first_rows_are_told_and_all_come_back(
    client, page, agenda, monkeypatch
):
    monkeypatch.setattr("training.attendance_views.MOST_TOLD", 2)
    shown = ShownForm(client.get(page("attendance/typed")).content, "typed")
    sent = {**shown.sent, "session": [agenda[0].pk], "people": ["a\nb\nc\nd"]}
    answer = client.post(page("attendance/typed"), sent)
    assert len(answer.context["form"].errors["people"]) == 3
    assert ShownForm(answer.content, "typed").sent["people"][0].split() == list("abcd")


def test_somebody_who_came_without_sign_up_is_entered_on_the_page(
    client, page, seminar, people, federation
):
    shown = ShownForm(client.get(page("attendance/walk-in")).content, "walk-in")
    sent = {**shown.sent, "organization": [federation.pk], "name": ["Асан Үсенов"]}
    client.post(page("attendance/walk-in"), sent)
    assert seminar.registrations.get(name="Асан Үсенов").status == Standing.CONFIRMED


@pytest.mark.parametrize("number", [1, 3])
def test_the_sheet_costs_a_fixed_number_of_statements(
    client, page, seminar, agenda, number, django_assert_num_queries
):
    for _ in range(number):
        one = RegistrationFactory(delegation__seminar=seminar, status=Standing.CONFIRMED)
        note(seminar, (one, agenda[0]))
    with django_assert_num_queries(QUERIES):
        client.get(page())


def test_who_is_not_noted_is_found_and_the_list_is_printed(client, page, seminar, agenda, people):
    note(seminar, (people[0], agenda[0]))
    missing = client.get(f"{page()}?missing=1&session={agenda[0].pk}").content.decode()
    assert people[1].name in missing
    assert people[0].name not in missing
    printed = client.get(f"/ru/training/{seminar.slug}/attendance/list.pdf")
    text = pypdfium2.PdfDocument(printed.content)[0].get_textpage().get_text_bounded()
    assert all(one.name in text for one in people)


def test_more_people_than_one_list_holds_stand_on_several_and_the_page_leads_to_each(
    client, page, agenda, people, monkeypatch
):
    address = page("attendance/list.pdf").removesuffix("/")
    assert client.get(page()).content.decode().count(address) == 1
    monkeypatch.setattr("training.attendance_list.MOST", 1)
    shown = client.get(page()).content.decode()
    for number, (one, other) in enumerate((people, people[::-1]), start=1):
        assert f"{address}?page={number}" in shown
        printed = client.get(f"{address}?page={number}")
        text = pypdfium2.PdfDocument(printed.content)[0].get_textpage().get_text_bounded()
        assert one.name in text
        assert other.name not in text
        assert "2" in text.split(one.name)[0]  # in all


def test_the_organizer_sees_how_many_are_not_noted_yet(
    client, page, seminar, agenda, people, federation
):
    note(seminar, (people[0], agenda[0]))
    left = RegistrationFactory(delegation=people[0].delegation, status=Standing.CONFIRMED)
    note(seminar, (left, agenda[0]))
    left.status = Standing.CANCELLED
    left.save()
    numbers = [row[1:] for row in client.get(page("organize")).context["sessions"]]
    assert numbers == [(1, 1), (0, 2), (0, 2)]
    client.force_login(UserFactory(role=Role.EDITOR, organization=federation))
    assert not client.get(page("organize")).context["sessions"]
