"""Notes on days of the calendar: written where one plans, seen there and in everything below."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from mediacenter.services.calendars.actions import calendar_address_of
from publications.plan.actions.day_notes import delete_day_note, save_day_note
from publications.plan.feed import PLAN, feed_of
from publications.plan.models import DayNote
from tests.days import in_days
from tests.publications.article_form import messages
from tests.spending import spending
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

from .factories import DayNoteFactory

pytestmark = pytest.mark.django_db


def shown(client, view="week", **query):
    query = {"day": f"{in_days(0)}", **query}
    return client.get(reverse(f"plan:{view}"), query).content.decode()


@pytest.mark.parametrize("view", ["month", "week", "list"])
def test_a_note_is_seen_where_it_is_written_and_below(
    view, sign_in, federation, karaganda, almaty, press_officer
):
    DayNoteFactory(organization=federation, words="Съезд")
    DayNoteFactory(organization=karaganda, words="Кеңсе жабық")
    DayNoteFactory(organization=almaty, words="Алматыда жиын")
    branch = OrganizationFactory(parent=karaganda)
    for user in (press_officer, UserFactory(role=Role.CHAIR, organization=branch)):
        page = shown(sign_in(user), view)
        assert "Съезд" in page
        assert "Кеңсе жабық" in page
        assert "Алматыда жиын" not in page


def test_from_above_it_is_seen_by_who_looks_at_the_branch(sign_in, karaganda, almaty, editor):
    DayNoteFactory(organization=karaganda, words="Кеңсе жабық")
    client = sign_in(editor)
    assert "Кеңсе жабық" not in shown(client)
    assert "Кеңсе жабық" in shown(client, organization=karaganda.slug)
    own = UserFactory(role=Role.EDITOR, organization=almaty)
    assert "Кеңсе жабық" not in shown(sign_in(own), organization=karaganda.slug)


def test_it_stands_on_each_of_its_days(sign_in, karaganda, press_officer):
    DayNoteFactory(organization=karaganda, starts_on=in_days(0), ends_on=in_days(2))
    weeks = sign_in(press_officer).get(reverse("plan:month")).context["weeks"]
    days = {day.date: day.notes for week in weeks for day in week if day.notes}
    inside = {in_days(number) for number in range(3)} & {d.date for week in weeks for d in week}
    assert set(days) == inside


def test_it_is_written_changed_and_deleted(sign_in, karaganda, press_officer):
    client = sign_in(press_officer)
    sent = {"words": "Кеңсе жабық", "starts_on": f"{in_days(2)}", "organization": karaganda.pk}
    answer = client.post(reverse("plan:add_note"), sent)
    note = DayNote.objects.get()
    assert answer["Location"].endswith(f"?day={in_days(2)}")
    assert (note.ends_on, note.created_by) == (in_days(2), press_officer)
    change = reverse("plan:change_note", args=[note.pk])
    client.post(change, {**sent, "ends_on": f"{in_days(1)}"})
    note.refresh_from_db()
    assert (note.ends_on, note.sequence) == (in_days(2), 0)  # it would end before it begins
    client.post(change, {**sent, "ends_on": f"{in_days(3)}"})
    note.refresh_from_db()
    assert (note.ends_on, note.sequence) == (in_days(3), 1)
    same = {**sent, "ends_on": f"{in_days(3)}"}
    assert messages(client.post(change, same, follow=True))[-1] == "Nothing was changed."
    note.refresh_from_db()
    assert note.sequence == 1
    client.post(change, {"delete": "1"})
    assert not DayNote.objects.exists()


def test_nobody_writes_for_others(karaganda, almaty, press_officer):
    note = DayNoteFactory(organization=almaty)
    moved = DayNoteFactory(organization=karaganda)
    moved.organization = almaty
    for refused in (note, moved):
        with pytest.raises(PermissionDenied):
            save_day_note(note=refused, by=press_officer)
    with pytest.raises(PermissionDenied):
        delete_day_note(daynote_id=note.pk, by=press_officer)


def test_it_is_in_ones_own_calendar(karaganda, almaty, press_officer):
    DayNoteFactory(organization=karaganda, words="Office closed", ends_on=in_days(2))
    DayNoteFactory(organization=almaty, words="Elsewhere")
    calendar_address_of(kind=PLAN, owner=press_officer)
    feed = feed_of(press_officer).decode()
    assert "SUMMARY:Office closed" in feed
    assert f"DTEND;VALUE=DATE:{in_days(3):%Y%m%d}" in feed
    assert "Elsewhere" not in feed
    assert feed == feed_of(press_officer).decode()


@pytest.mark.parametrize("view", ["month", "week", "list"])
def test_one_and_three_cost_the_same(view, sign_in, karaganda, press_officer):
    client = sign_in(press_officer)
    DayNoteFactory(organization=karaganda)
    shown(client, view)
    with spending() as one:
        shown(client, view)
    DayNoteFactory.create_batch(2, organization=karaganda)
    with spending() as three:
        shown(client, view)
    assert one.statements == three.statements
