"""The admin of the plan: within the reach, by the use cases, with a fixed number of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mediacenter.services.journal.models import JournalEntry
from publications.plan.models import MemorableDate, Occasion, PlanItem
from tests.days import in_days
from tests.publications.factories import RubricFactory
from tests.shown_form import admin_form, send, troubles
from tests.unions.factories import UserFactory
from unions.models import Role

from .factories import AssignmentFactory, MemorableDateFactory, OccasionFactory

pytestmark = pytest.mark.django_db

MODELS = ["occasion", "planitem", "memorabledate"]


@pytest.fixture
def signed_in(client, press_officer):
    client.force_login(press_officer)
    return client


def formset(prefix, *forms, stored=0):
    data = {f"{prefix}-TOTAL_FORMS": len(forms), f"{prefix}-INITIAL_FORMS": stored}
    for number, form in enumerate(forms):
        data |= {f"{prefix}-{number}-{name}": value for name, value in form.items()}
    return data


def test_an_occasion_is_entered_with_its_items(signed_in, karaganda, press_officer):
    response = signed_in.post(
        reverse("admin:publications_occasion_add"),
        {
            "organization": karaganda.pk,
            "title_kk": "Съезд",
            "when": "12.12.2026",
            "certainty": "likely",
            **formset("plan_items", {"title": "Съезд ашылды", "release_on": "2026-12-12"}),
        },
    )
    assert response.status_code == 302, response.context["errors"]
    occasion = Occasion.objects.get()
    assert occasion.created_by == press_officer
    assert [item.title for item in occasion.plan_items.all()] == ["Съезд ашылды"]
    assert set(JournalEntry.objects.values_list("code", flat=True)) == {
        "occasion.saved",
        "plan_item.saved",
    }


def test_a_new_day_in_the_admin_passes_down(signed_in, karaganda):
    assignment = AssignmentFactory(plan_item__occasion__organization=karaganda)
    occasion = assignment.plan_item.occasion
    was_due, day = assignment.due_at, in_days(5)
    response = signed_in.post(
        reverse("admin:publications_occasion_change", args=[occasion.pk]),
        {
            "organization": karaganda.pk,
            "title_kk": "Съезд",
            "when": f"{day:%d.%m.%Y}",
            "certainty": "confirmed",
            **formset("plan_items"),
        },
    )
    assert response.status_code == 302, response.context["errors"]
    assignment.refresh_from_db()
    assert (assignment.due_at - was_due).days == 2


def test_an_assignment_is_entered_with_its_item(signed_in, karaganda, press_officer):
    occasion = OccasionFactory(organization=karaganda)
    response = signed_in.post(
        reverse("admin:publications_planitem_add"),
        {
            "occasion": occasion.pk,
            "title": "Хабар",
            **formset(
                "assignments",
                {
                    "language": "kk",
                    "format": "text",
                    "due_at_0": "2026-12-12",
                    "due_at_1": "18:00",
                },
            ),
        },
    )
    assert response.status_code == 302, response.context["errors"]
    assert PlanItem.objects.get().assignments.get().language == "kk"


@pytest.mark.parametrize(
    ("fields", "accepted"),
    [
        ({"day": 10}, True),
        ({"nth": 1, "weekday": 6}, True),
        ({"day": 10, "nth": 1, "weekday": 6}, False),
        ({}, False),
        ({"day": 32}, False),
    ],
)
def test_a_memorable_date_is_a_day_or_a_weekday(fields, accepted, signed_in, karaganda):
    data = {"organization": karaganda.pk, "name_kk": "Мұғалім күні", "month": 10, **fields}
    signed_in.post(reverse("admin:publications_memorabledate_add"), data)
    assert MemorableDate.objects.exists() == accepted


@pytest.mark.parametrize("model", MODELS)
def test_the_lists_hold_the_reach_and_cost_the_same(
    model, signed_in, karaganda, almaty, django_assert_num_queries
):
    def fill(organization):
        MemorableDateFactory(organization=organization)
        return AssignmentFactory(plan_item__occasion__organization=organization)

    url = reverse(f"admin:publications_{model}_changelist")
    fill(karaganda)
    fill(almaty)
    signed_in.get(url)
    with CaptureQueriesContext(connection) as one:
        page = signed_in.get(url)
    assert page.context["cl"].result_count == 1
    fill(karaganda)
    fill(karaganda)
    with django_assert_num_queries(len(one)):
        page = signed_in.get(url)
    assert page.context["cl"].result_count == 3


def test_outside_the_reach_the_admin_refuses(signed_in, almaty):
    occasion = OccasionFactory(organization=almaty)
    url = reverse("admin:publications_occasion_change", args=[occasion.pk])
    assert signed_in.get(url).status_code == 403


def test_what_others_have_chosen_stays_when_another_row_is_asked_for(client, tree):
    theirs = RubricFactory(organization=tree["theirs"])
    occasion = OccasionFactory(organization=tree["ours"], rubric=theirs)
    client.force_login(UserFactory(role=Role.PRESS_OFFICER, organization=tree["ours"]))
    page = client.get(reverse("admin:publications_occasion_change", args=[occasion.pk]))
    page = send(client, page, _more_rows="plan_items")
    assert admin_form(page).sent["rubric"] == [str(theirs.pk)]
    assert not troubles(send(client, page))
    occasion.refresh_from_db()
    assert occasion.rubric == theirs
