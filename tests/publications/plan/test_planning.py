"""An occasion is planned together with its materials, in one form and one transaction."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from publications.plan.actions.occasions import cancel_occasion
from publications.plan.actions.planning import Material, deadline_before, plan_occasion
from publications.plan.models import Assignment, Occasion
from tests.days import in_days
from tests.publications.factories import OutletFactory
from tests.spending import spending
from tests.unions.factories import ChannelFactory, OrganizationFactory, UserFactory
from unions.models import Role

from .factories import OccasionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, press_officer):
    client.force_login(press_officer)
    return client


def form_of(organization, *rows, **fields):
    """What the form sends: the occasion, and a row a dictionary."""
    sent = {
        "organization": organization.pk,
        "title_kk": "Семинар",
        "when": f"{in_days(5):%d.%m.%Y}",
        "certainty": "confirmed",
        "materials-TOTAL_FORMS": len(rows),
        "materials-INITIAL_FORMS": 0,
        **fields,
    }
    for number, row in enumerate(rows):
        sent |= {f"materials-{number}-{name}": value for name, value in row.items()}
    return sent


def evening(day):
    return timezone.make_aware(dt.datetime.combine(day, dt.time(18)))


ADD = "plan:add_occasion"
EMPTY = {"format": "", "languages": ["kk", "ru"]}


def test_one_form_plans_it_all(signed_in, karaganda, press_officer):
    channel, outlet = ChannelFactory(organization=karaganda), OutletFactory()
    writer = UserFactory(role=Role.PRESS_OFFICER, organization=karaganda)
    text = {"format": "text", "languages": ["kk", "ru"], "assignee": press_officer.pk}
    post = {
        "format": "post",
        "languages": ["kk"],
        "assignee": writer.pk,
        "goes_to": f"channel-{channel.pk}",
        "due_at": f"{in_days(5)}T20:00",
    }
    interview = {
        "format": "interview",
        "languages": ["ru"],
        "title": "Сұхбат",
        "goes_to": f"outlet-{outlet.pk}",
    }
    sent = form_of(karaganda, text, post, EMPTY, interview)
    response = signed_in.post(reverse(ADD), sent)
    occasion = Occasion.objects.get()
    assert response["Location"] == reverse("plan:occasion", args=[occasion.pk])
    assert occasion.created_by == press_officer
    item, other = occasion.plan_items.order_by("pk")
    assert (item.title, other.title) == ("Семинар", "Сұхбат")
    assert {item.status, other.status} == {"planned"}
    assert item.release_on == in_days(5)
    kk, ru, posted = item.assignments.order_by("pk")
    assert [kk.language, ru.language, posted.language] == ["kk", "ru", "kk"]
    assert {kk.assignee, ru.assignee} == {press_officer}
    assert kk.due_at == deadline_before(occasion)
    assert (posted.channel, posted.assignee) == (channel, writer)
    assert timezone.localtime(posted.due_at).hour == 20
    asked = other.assignments.get()
    assert (asked.outlet, asked.assignee) == (outlet, None)
    assert writer.notices.get().event == "given"


def test_it_opens_with_a_text_of_mine_in_both_state_languages(signed_in, press_officer):
    first, second, _third = signed_in.get(reverse(ADD)).context["rows"]
    assert first["format"].value() == "text"
    assert first["languages"].value() == ["kk", "ru"]
    assert first["assignee"].value() == press_officer.pk
    assert not second["format"].value()


def test_an_occasion_may_be_all_that_is_known(signed_in, karaganda):
    signed_in.post(reverse(ADD), form_of(karaganda, EMPTY, when=""))
    assert not Occasion.objects.get().plan_items.exists()


@pytest.mark.parametrize(
    ("row", "place", "told"),
    [
        ({"format": "text", "languages": []}, "languages", "Choose a language"),
        ({"format": "", "title": "Сұхбат"}, "format", "Choose the material"),
        ({"format": "text", "languages": ["kk"], "due_at": "soon"}, "due_at", "valid date/time"),
        ({"format": "text", "languages": ["kk"], "goes_to": "channel-0"}, "goes_to", "valid"),
        ({"format": "text", "languages": ["kk"], "assignee": 0}, "assignee", "valid"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_wrong_in_a_row_is_said_there_and_nothing_is_saved(
    row, place, told, signed_in, karaganda
):
    right = {"format": "text", "languages": ["kk"]}
    page = signed_in.post(reverse(ADD), form_of(karaganda, right, row))
    good, bad = page.context["rows"]
    assert not good.errors
    assert told in str(bad.errors[place])
    assert told in page.content.decode()
    assert not Occasion.objects.exists()


def test_without_a_day_a_row_says_by_when(signed_in, karaganda):
    row = {"format": "text", "languages": ["kk"]}
    page = signed_in.post(reverse(ADD), form_of(karaganda, row, when="2027"))
    assert "no day yet" in str(page.context["rows"].forms[0].errors["due_at"])
    assert not Occasion.objects.exists()


def test_more_rows_lose_nothing_and_find_no_fault_yet(signed_in, karaganda, press_officer):
    row = {"format": "video", "languages": ["ru"], "title": "Ролик", "assignee": press_officer.pk}
    sent = form_of(karaganda, row, EMPTY, title_kk="", place_ru="Зал", more=1)
    page = signed_in.post(reverse(ADD), sent)
    rows = page.context["rows"].forms
    assert len(rows) == 5
    assert (rows[0]["format"].value(), rows[0]["title"].value()) == ("video", "Ролик")
    assert rows[0]["languages"].value() == ["ru"]
    assert page.context["form"]["place_ru"].value() == "Зал"
    assert rows[4]["languages"].value() == ["kk", "ru"]
    assert rows[4]["assignee"].value() == str(press_officer.pk)
    assert "errorlist" not in page.content.decode()
    assert not Occasion.objects.exists()


def test_rows_have_an_end(signed_in, karaganda):
    row = {"format": "text", "languages": ["kk"]}
    page = signed_in.post(reverse(ADD), form_of(karaganda, *[row] * 25))
    assert page.status_code == 200
    assert not Occasion.objects.exists()


def test_a_form_without_its_rows_saves_nothing(signed_in, karaganda):
    sent = form_of(karaganda)
    del sent["materials-TOTAL_FORMS"]
    assert signed_in.post(reverse(ADD), sent).status_code == 200
    assert not Occasion.objects.exists()


def test_a_proposed_occasion_is_planned_as_it_stands(signed_in, karaganda):
    occasion = OccasionFactory(organization=karaganda, starts_on=in_days(5))
    url = reverse("plan:plan_occasion", args=[occasion.pk])
    form = signed_in.get(url).context["form"]
    assert form["title_kk"].value() == occasion.title_kk
    row = {"format": "text", "languages": ["kk"]}
    signed_in.post(url, form_of(karaganda, row, title_kk=occasion.title_kk))
    assert occasion.plan_items.get().assignments.count() == 1
    assert Occasion.objects.count() == 1
    cancel_occasion(occasion_id=occasion.pk, reason="")
    answer = signed_in.post(url, form_of(karaganda, row))
    assert answer["Location"] == reverse("plan:occasion", args=[occasion.pk])
    assert Assignment.objects.count() == 1


@pytest.mark.parametrize(
    ("now", "day", "deadline"),
    [
        ("2026-03-02 09:00", "2026-03-06", "2026-03-05"),
        ("2026-03-02 09:00", "2026-03-09", "2026-03-06"),  # of a Monday: the Friday
        ("2026-03-02 09:00", "2026-03-08", "2026-03-06"),
        ("2026-03-07 09:00", "2026-03-09", "2026-03-08"),  # planned at the weekend
        ("2026-03-05 19:00", "2026-03-06", "2026-03-06"),
        ("2026-03-06 09:00", "2026-03-06", "2026-03-06"),
    ],
)
def test_the_deadline_is_on_the_working_day_before_while_there_is_time(
    now, day, deadline, time_machine
):
    time_machine.move_to(timezone.make_aware(dt.datetime.fromisoformat(now)), tick=False)
    occasion = Occasion(starts_on=dt.date.fromisoformat(day))
    assert deadline_before(occasion) == evening(dt.date.fromisoformat(deadline))


def test_without_a_day_there_is_no_deadline():
    assert deadline_before(Occasion()) is None


def test_all_of_it_is_saved_or_nothing(karaganda, press_officer, almaty):
    def plan(organization, due_at):
        due = [timezone.now(), due_at]
        rows = [Material(format="text", languages=["kk"], due_at=at) for at in due]
        occasion = OccasionFactory.build(organization=organization)
        plan_occasion(occasion=occasion, materials=rows, by=press_officer)

    with pytest.raises(IntegrityError):
        plan(karaganda, None)
    with pytest.raises(PermissionDenied):
        plan(almaty, timezone.now())
    assert not Occasion.objects.exists()


def test_the_form_costs_the_same_whatever_it_offers(signed_in, karaganda):
    signed_in.get(reverse(ADD))

    def offer():
        branch = OrganizationFactory(parent=karaganda)
        ChannelFactory(organization=karaganda)
        OutletFactory()
        UserFactory(role=Role.PRESS_OFFICER, organization=branch)

    offer()
    with spending() as one:
        signed_in.get(reverse(ADD))
    offer()
    offer()
    with spending() as three:
        signed_in.get(reverse(ADD))
    assert one.statements == three.statements
