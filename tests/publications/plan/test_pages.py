"""The pages of the plan: who sees what, what they cost, and what their steps do."""

import datetime as dt

import pytest
from django import forms
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from publications.plan.models import Assignment, AssignmentStatus, Occasion, PlanItem, PlanStatus
from tests.days import in_days
from tests.publications.article_form import messages
from tests.shown import page_of
from tests.spending import spending
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

from .factories import AssignmentFactory, MemorableDateFactory, OccasionFactory, PlanItemFactory

pytestmark = pytest.mark.django_db

NO_ROWS = {"materials-TOTAL_FORMS": 0, "materials-INITIAL_FORMS": 0}
OVERVIEWS = ["today", "month", "week", "board", "list", "fact"]


@pytest.fixture
def signed_in(client, press_officer):
    client.force_login(press_officer)
    return client


def sign_in(client, user):
    client.force_login(user)


def planned(organization, **fields):
    """An assignment of today, so that every overview of today shows it."""
    fields.setdefault("plan_item__status", PlanStatus.PLANNED)
    return AssignmentFactory(
        plan_item__occasion__organization=organization,
        plan_item__occasion__starts_on=in_days(0),
        plan_item__release_on=in_days(0),
        due_at=timezone.now(),
        **fields,
    )


def shown(client, view, **query):
    return client.get(reverse(f"plan:{view}"), query).content.decode()


@pytest.mark.parametrize("view", ["month", "week", "board", "list"])
def test_each_shows_what_the_reach_holds_and_the_own_work_for_others(
    view, signed_in, karaganda, almaty, press_officer
):
    ours, theirs = planned(karaganda), planned(almaty)
    done_for_them = planned(almaty, assignee=press_officer)
    page = shown(signed_in, view)
    assert ours.plan_item.title in page
    assert theirs.plan_item.title not in page
    assert done_for_them.plan_item.title in page


@pytest.mark.parametrize("view", ["month", "week", "board", "list"])
def test_the_filters_are_the_subtree_and_me(view, client, editor, karaganda, almaty):
    sign_in(client, editor)
    branch = OrganizationFactory(parent=karaganda)
    below, elsewhere = planned(branch, assignee=editor), planned(almaty)
    page = shown(client, view, organization=karaganda.slug)
    assert below.plan_item.title in page
    assert elsewhere.plan_item.title not in page
    page = shown(client, view, mine=1)
    assert below.plan_item.title in page
    assert elsewhere.plan_item.title not in page


@pytest.mark.parametrize("view", OVERVIEWS)
def test_the_plan_is_not_for_everybody(view, client, karaganda):
    url = reverse(f"plan:{view}")
    assert client.get(url).status_code == 302
    sign_in(client, UserFactory(role=Role.TRAINING_ORGANIZER, organization=karaganda))
    assert client.get(url).status_code == 403
    sign_in(client, UserFactory(role=Role.CHAIR, organization=karaganda))
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("view", [*OVERVIEWS, "occasion"])
def test_one_and_three_cost_the_same(view, signed_in, karaganda, press_officer):
    first = planned(karaganda, assignee=press_officer)
    args = [first.plan_item.occasion_id] if view == "occasion" else []
    url = reverse(f"plan:{view}", args=args)

    def costs():
        """The statements for everybody's work, and for one's own."""
        found = []
        for mine in ("", "1"):
            with CaptureQueriesContext(connection) as asked:
                signed_in.get(url, {"mine": mine})
            found.append(len(asked))
        return found

    signed_in.get(url)
    at_one = costs()
    for _more in range(2):
        planned(
            OrganizationFactory(parent=karaganda),
            assignee=UserFactory(role=Role.PRESS_OFFICER, organization=karaganda),
        )
        item = PlanItemFactory(occasion=first.plan_item.occasion, release_on=in_days(0))
        AssignmentFactory(plan_item=item, assignee=press_officer)
    assert costs() == at_one


def test_a_full_day_shows_the_first_and_counts_the_rest(signed_in, karaganda):
    for _number in range(8):
        OccasionFactory(organization=karaganda, starts_on=in_days(0))
    assert "3 more" in shown(signed_in, "month")
    assert "more</a>" not in shown(signed_in, "week")


def test_thousands_of_items_stay_one_page(client, editor, karaganda):
    """Bounded in statements, in rows and in bytes, wherever they lie."""
    occasion = OccasionFactory(organization=karaganda)
    items = PlanItem.objects.bulk_create(
        PlanItem(occasion=occasion, title=f"Хабар {n}", release_on=in_days(n % 28 - 14))
        for n in range(3000)
    )
    Assignment.objects.bulk_create(
        Assignment(plan_item=item, language="kk", due_at=timezone.now()) for item in items
    )
    Occasion.objects.bulk_create(
        Occasion(organization=karaganda, title_kk="Себеп", starts_on=in_days(0), ends_on=in_days(0))
        for _number in range(600)
    )
    sign_in(client, editor)
    for view in OVERVIEWS:
        with spending() as spent:
            response = client.get(reverse(f"plan:{view}"))
        assert response.status_code == 200
        assert spent.statements < 15, view
        assert spent.rows < 500, view
        assert len(response.content) < 150_000, view


def test_the_calendar_names_the_memorable_days_and_leads_to_planning_them(
    signed_in, karaganda, almaty
):
    today = in_days(0)
    day = {"month": today.month, "day": today.day}
    shared = MemorableDateFactory(name_kk="Еңбек күні", name_ru="День труда", **day)
    own = MemorableDateFactory(organization=karaganda, **day)
    MemorableDateFactory(organization=almaty, **day)
    page = signed_in.get(reverse("plan:month"))
    shown = [date for week in page.context["weeks"] for day in week for date in day.memorable]
    assert shown == [shared, own]
    form = signed_in.get(reverse("plan:add_occasion"), {"day": today, "date": shared.pk})
    assert form.context["form"]["title_ru"].value() == "День труда"
    assert form.context["form"]["when"].value() == f"{today:%d.%m.%Y}"


def test_days_that_are_none_are_not_found(signed_in):
    for day in ("2026-13-01", "yesterday", "0001-01-01", "9999-12-31"):
        assert signed_in.get(reverse("plan:month"), {"day": day}).status_code == 404


def test_plan_against_fact_by_organization_and_month(client, editor, karaganda, almaty):
    sign_in(client, editor)
    moment = timezone.make_aware(dt.datetime(2025, 3, 10, 12))
    hour = dt.timedelta(hours=1)
    made = [
        ({"status": AssignmentStatus.DONE, "done_at": moment - hour}, karaganda),
        ({"status": AssignmentStatus.DONE, "done_at": moment + hour}, karaganda),
        ({"status": AssignmentStatus.TAKEN}, OrganizationFactory(parent=karaganda)),
        ({"status": AssignmentStatus.CANCELLED}, karaganda),
        ({"status": AssignmentStatus.DONE, "done_at": moment}, almaty),
    ]
    for fields, organization in made:
        AssignmentFactory(plan_item__occasion__organization=organization, due_at=moment, **fields)
    page = client.get(reverse("plan:fact"), {"year": 2025})
    [federation] = page.context["rows"]
    assert [federation.months[2].planned, federation.months[2].released] == [4, 3]
    assert federation.months[2].late == 2  # one too late, one not at all
    page = client.get(reverse("plan:fact"), {"year": 2025, "organization": "federation"})
    [first, second] = page.context["rows"]
    assert {first.organization, second.organization} == {karaganda, almaty}
    assert page.context["sums"].whole.planned == 4


# --- Steps ---


def test_a_drag_moves_an_occasion_and_returns_to_the_calendar(signed_in, karaganda):
    occasion = OccasionFactory(organization=karaganda)
    back = reverse("plan:month") + "?mine=1"
    response = signed_in.post(
        reverse("plan:step_occasion", args=[occasion.pk]),
        {"step": "reschedule", "day": in_days(6).isoformat(), "next": back},
    )
    assert response["Location"] == back
    occasion.refresh_from_db()
    assert occasion.starts_on == in_days(6)


def test_a_step_leads_nowhere_else(signed_in, karaganda):
    occasion = OccasionFactory(organization=karaganda)
    response = signed_in.post(
        reverse("plan:step_occasion", args=[occasion.pk]),
        {"step": "cancel", "next": "https://evil.example/"},
    )
    assert response["Location"] == reverse("plan:occasion", args=[occasion.pk])


@pytest.mark.parametrize("view", ["month", "week", "list"])
def test_another_view_shows_the_same_time(view, signed_in):
    """Else whoever looks at a month to come is led back to today by each view."""

    def ways(day):
        page = page_of(signed_in.get(reverse(f"plan:{view}"), {"day": day}))
        return [way for way in page.xpath("//nav//ul[@class='tags']//@href") if "day=" in way]

    day = in_days(100).replace(day=1)
    first = day - dt.timedelta(days=day.weekday()) if view == "week" else day
    names = ("month", "week", "list")
    assert ways(day) == [f"{reverse(f'plan:{name}')}?day={first}&" for name in names]
    assert ways(in_days(0)) == [], "the views open on today by themselves"


def test_that_a_post_is_out_is_taken_back(signed_in, press_officer, karaganda):
    item = PlanItemFactory(occasion__organization=karaganda, status=PlanStatus.IN_WORK)
    post = AssignmentFactory(plan_item=item, format="post", assignee=press_officer)
    step = reverse("plan:step_assignment", args=[post.pk])
    told = [signed_in.post(step, {"step": "finish"})["Location"]]
    item.refresh_from_db()
    assert item.status == PlanStatus.RELEASED
    page = page_of(signed_in.get(told[0]))
    assert page.xpath("//form[contains(@action, 'assignment')]//button/@value") == ["reopen"]
    assert signed_in.post(step, {"step": "reopen"})["Location"].endswith(f"#item-{item.pk}")
    item.refresh_from_db()
    post.refresh_from_db()
    assert (item.status, item.released_on) == (PlanStatus.IN_WORK, None)
    assert (post.status, post.done_at) == (AssignmentStatus.TAKEN, None)


def test_a_refused_move_is_said_where_it_is_seen(signed_in, karaganda):
    """Not above what the page comes back at."""
    item = PlanItemFactory(occasion__organization=karaganda)
    AssignmentFactory(plan_item=item)
    board = reverse("plan:board")
    move = {"step": "move", "status": "released", "next": f"{board}#item-{item.pk}"}
    step = reverse("plan:step_item", args=[item.pk])
    assert signed_in.post(step, move)["Location"] == board
    answer = signed_in.post(step, {**move, "status": "in_work"})
    assert answer["Location"] == move["next"]
    assert messages(answer)[-1] == f"“{item.title}”: now in work."


def test_a_move_on_the_board(signed_in, karaganda):
    item = PlanItemFactory(occasion__organization=karaganda)
    url = reverse("plan:step_item", args=[item.pk])
    signed_in.post(url, {"step": "move", "status": "planned"})
    item.refresh_from_db()
    assert item.status == PlanStatus.PLANNED
    assert signed_in.post(url, {"step": "move", "status": "approved"}).status_code == 403
    assert signed_in.post(url, {"step": "move", "status": "nonsense"}).status_code == 400
    page = signed_in.post(url, {"step": "move", "status": "measured"}, follow=True)
    assert "Enter the result first" in page.content.decode()


@pytest.mark.parametrize("part", ["occasion", "item", "assignment"])
def test_steps_outside_the_reach_are_refused(part, signed_in, almaty):
    assignment = planned(almaty)
    records = {
        "occasion": assignment.plan_item.occasion,
        "item": assignment.plan_item,
        "assignment": assignment,
    }
    url = reverse(f"plan:step_{part}", args=[records[part].pk])
    step = {"occasion": "cancel", "item": "move", "assignment": "take"}[part]
    assert signed_in.post(url, {"step": step, "status": "planned"}).status_code == 403
    assert signed_in.get(url).status_code == 405


def test_an_occasion_is_planned_with_what_is_to_be_said_and_by_whom(
    signed_in, karaganda, press_officer
):
    response = signed_in.post(
        reverse("plan:add_occasion"),
        {
            "organization": karaganda.pk,
            "title_kk": "Семинар",
            "when": "12.12.2026",
            "certainty": "confirmed",
            **NO_ROWS,
        },
    )
    occasion = Occasion.objects.get()
    assert response["Location"] == reverse("plan:occasion", args=[occasion.pk])
    assert (occasion.starts_on, occasion.created_by) == (dt.date(2026, 12, 12), press_officer)
    item_is = {"title": "Семинар өтті", "release_on": "2026-12-13"}
    signed_in.post(reverse("plan:add_item", args=[occasion.pk]), item_is)
    item = occasion.plan_items.get()
    change = reverse("plan:change_item", args=[item.pk])
    for words, told in [("Семинар өтті", "Nothing was changed."), ("Семинар аяқталды", "Saved.")]:
        answer = signed_in.post(change, {**item_is, "title": words}, follow=True)
        assert messages(answer)[-1] == told
    item.refresh_from_db()
    assert item.title == "Семинар аяқталды"
    add = reverse("plan:add_assignment", args=[item.pk])
    assert "---" not in signed_in.get(add).content.decode()  # words for each field left blank
    signed_in.post(
        add,
        {
            "assignee": press_officer.pk,
            "language": "kk",
            "format": "text",
            "due_at": "2026-12-13T18:00",
        },
    )
    assignment = item.assignments.get()
    assert assignment.assignee == press_officer
    assert timezone.localtime(assignment.due_at).hour == 18
    page = signed_in.get(reverse("plan:occasion", args=[occasion.pk])).content.decode()
    assert "Семинар аяқталды" in page
    assert "Write the text" in page
    response = signed_in.post(
        reverse("plan:step_assignment", args=[assignment.pk]), {"step": "write"}
    )
    assignment.refresh_from_db()
    change = reverse("admin:publications_article_change", args=[assignment.article_id])
    assert response["Location"] == f"{change}#text-kk"


def test_an_occasion_is_not_planned_for_others(signed_in, almaty):
    page = signed_in.post(
        reverse("plan:add_occasion"),
        {"organization": almaty.pk, "title_kk": "Семинар", "certainty": "confirmed", **NO_ROWS},
    )
    assert page.status_code == 200
    assert not Occasion.objects.exists()


def test_the_cabinet_shows_ones_own_deadlines_and_the_way_to_the_plan(
    signed_in, karaganda, press_officer
):
    own = planned(karaganda, assignee=press_officer)
    done = planned(karaganda, assignee=press_officer, status=AssignmentStatus.DONE)
    others = planned(karaganda)
    page = signed_in.get(reverse("portal:cabinet")).content.decode()
    assert reverse("plan:month") in page
    assert own.plan_item.title in page
    assert done.plan_item.title not in page
    assert others.plan_item.title not in page


class Agreeing(forms.Form):
    agreed = forms.BooleanField(label="agreed with the chair", help_text="By phone too.")


@pytest.mark.parametrize(
    "template", ["publications/plan/fields.html", "allauth/elements/fields.html"]
)
def test_a_box_to_tick_stands_before_its_words_and_keeps_its_help(template):
    form = Agreeing()
    shown = render_to_string(template, {"form": form, "attrs": {"form": form}}).lower()
    choice = shown.split('<div class="choice">')[1].split("</div>")[0]
    assert choice.index('type="checkbox"') < choice.index("agreed with the chair")
    assert 'id="id_agreed_helptext">by phone too.' in shown
