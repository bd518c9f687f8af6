"""All dates of the portal lie between 1900 and 2100, whichever way they come."""

import datetime as dt
from functools import partial

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from publications.plan.actions.occasions import reschedule_occasion
from publications.plan.models import Assignment, Occasion
from tests.publications.plan.factories import AssignmentFactory, OccasionFactory
from tests.unions.factories import UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db

BEYOND = [dt.date(1, 1, 1), dt.date(1899, 12, 31), dt.date(2101, 1, 1), dt.date(9999, 12, 31)]


@pytest.mark.parametrize("day", BEYOND)
def test_neither_a_form_nor_a_model_takes_a_day_beyond(day):
    moment = dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)
    with pytest.raises(ValidationError):
        forms.DateField().clean(day.isoformat())
    with pytest.raises(ValidationError):
        forms.DateTimeField().clean(f"{day.isoformat()} 12:00")
    kept = AssignmentFactory()
    works = Assignment.objects.filter(pk=kept.pk)
    occasions = Occasion.objects.filter(pk=kept.plan_item.occasion_id)
    for change in (partial(works.update, due_at=moment), partial(occasions.update, starts_on=day)):
        with pytest.raises(ValidationError), transaction.atomic():
            change()
    kept.due_at = moment
    with pytest.raises(ValidationError):
        kept.full_clean()


def test_a_day_without_its_year_stays():
    assert OccasionFactory(starts_on=dt.date(4, 2, 29), precision="day_month").pk


def test_an_occasion_is_not_moved_so_far_that_its_work_would_lie_beyond():
    occasion = OccasionFactory(starts_on=dt.date(2026, 1, 10))
    due_at = dt.datetime(2026, 2, 10, tzinfo=dt.UTC)
    work = AssignmentFactory(plan_item__occasion=occasion, due_at=due_at)
    with pytest.raises(ValidationError):
        reschedule_occasion(occasion_id=occasion.pk, to=dt.date(2100, 12, 20))
    work.refresh_from_db()
    assert work.due_at == due_at
    assert Occasion.objects.get(pk=occasion.pk).starts_on == dt.date(2026, 1, 10)


def test_the_form_of_an_assignment_says_so(client, tree):
    client.force_login(UserFactory(role=Role.EDITOR, organization=tree["ours"]))
    work = AssignmentFactory(plan_item__occasion__organization=tree["ours"])
    page = reverse("plan:change_assignment", args=[work.pk])
    response = client.post(
        page, {"due_at_0": "0001-01-01", "due_at_1": "10:00", "due_at": "0001-01-01T10:00"}
    )
    assert "1900" in str(response.context["form"].errors["due_at"])
