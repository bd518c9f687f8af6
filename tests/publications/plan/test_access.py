"""Who sees and steps what in the plan, beyond the question of the page."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from mediacenter.services.calendars.actions import calendar_address_of
from mediacenter.services.calendars.models import CalendarAddress
from publications.plan.feed import PLAN
from tests.access.rows import LETTERS, READERS
from tests.access.visitor import holders
from tests.publications.plan.factories import AssignmentFactory, OccasionFactory, PlanItemFactory
from tests.unions.factories import UserFactory
from unions.models import Organization


@pytest.mark.parametrize("step", ["take", "hand_in", "finish"])
def test_who_is_assigned_works_beyond_the_reach_and_nobody_else_does(client, tree, step):
    us, them = (UserFactory(role=LETTERS["P"], organization=tree["theirs"]) for _ in range(2))
    assignment = AssignmentFactory(plan_item__occasion__organization=tree["ours"], assignee=us)
    url = reverse("plan:step_assignment", args=[assignment.pk])
    for user, expected in [(them, 403), (us, 302)]:
        client.force_login(user)
        assert client.post(url, {"step": step}).status_code == expected
    assert client.post(url, {"step": "cancel"}).status_code == 403  # the planners' step


def test_approving_is_left_to_editors(client, tree):
    for letter, user in holders(tree["ours"]):
        item = PlanItemFactory(occasion__organization=tree["branch"])
        client.force_login(user)
        url = reverse("plan:step_item", args=[item.pk])
        told = client.post(url, {"step": "move", "status": "approved"}).status_code
        assert (told == 302) is (letter in "EA"), letter


def planned_on(organization, day, title):
    occasion = OccasionFactory(
        organization=organization, starts_on=day, title_kk=title, title_ru=title
    )
    PlanItemFactory(occasion=occasion, title=title, release_on=day)


def test_its_lists_hold_what_the_role_reaches(client, tree):
    """Each role asks the list, one role all of them: whose plan is shown, `Scope` says for all."""
    for name in ("branch", "theirs", "federation"):
        planned_on(tree[name], timezone.localdate(), f"planned by {name}")
    Organization.objects.filter(pk=tree["federation"].pk).update(slug="federation")
    for letter, user in holders(tree["ours"]):
        client.force_login(user)
        for view in ("month", "week", "board", "list") if letter == "P" else ("list",):
            for query in ("", "?organization=federation", "?organization=theirs"):
                asked = letter, view, query
                response = client.get(reverse(f"plan:{view}") + query)
                if letter not in READERS:
                    assert response.status_code == 403, asked
                    continue
                page = response.content.decode()
                assert ("planned by branch" in page) is ("theirs" not in query), asked
                assert "planned by theirs" not in page, asked
                assert "planned by federation" not in page, asked


def test_the_calendar_address_opens_the_plan_of_its_owner_only(client, tree):
    for name in ("ours", "theirs"):
        planned_on(tree[name], timezone.localdate(), f"planned by {name}")
    user = UserFactory(role=LETTERS["P"], organization=tree["ours"])
    client.force_login(user)
    client.get(reverse("plan:address"))
    secret = CalendarAddress.objects.get().secret
    client.logout()
    feed = client.get(reverse("plan:feed", args=[secret])).content.decode()
    assert "planned by ours" in feed
    assert "planned by theirs" not in feed
    assert client.get(reverse("plan:feed", args=[f"{secret}x"])).status_code == 404


@pytest.mark.parametrize("leaving", ["post", "account"])
def test_the_calendar_address_of_who_has_left_answers_no_more(client, tree, leaving):
    """Not even with what they entered or worked on themselves."""
    user = UserFactory(role=LETTERS["P"], organization=tree["ours"])
    OccasionFactory(organization=tree["ours"], created_by=user)
    AssignmentFactory(plan_item__occasion__organization=tree["ours"], assignee=user)
    feed = reverse("plan:feed", args=[calendar_address_of(kind=PLAN, owner=user).secret])
    assert client.get(feed).status_code == 200
    if leaving == "post":
        user.person.appointments.update(ends_on=timezone.localdate() - dt.timedelta(days=1))
    else:
        type(user).objects.filter(pk=user.pk).update(is_active=False)
    assert client.get(feed).status_code == 404
