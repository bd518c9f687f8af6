"""What befalls an occasion passes down to its plan items and their assignments, and back."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from mediacenter.toolkit.dates import Precision
from publications.plan.actions import occasions
from publications.plan.actions.assignments import finish_assignment
from publications.plan.actions.occasions import (
    cancel_occasion,
    postpone_occasion,
    reschedule_occasion,
    resume_occasion,
    save_occasion,
)
from publications.plan.actions.plan_items import move_plan_item, save_plan_item
from publications.plan.models import AssignmentStatus, OccasionStatus, PlanStatus
from tests.days import in_days
from tests.unions.factories import UserFactory
from unions.models import Role

from .factories import AssignmentFactory, OccasionFactory, PlanItemFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def assignment(karaganda, press_officer):
    return AssignmentFactory(
        plan_item__occasion__organization=karaganda,
        plan_item__status=PlanStatus.PLANNED,
        status=AssignmentStatus.TAKEN,
        assignee=press_officer,
    )


def states_of(assignment):
    assignment.refresh_from_db()
    item = assignment.plan_item
    item.refresh_from_db()
    item.occasion.refresh_from_db()
    return item.occasion.status, item.status, assignment.status


def test_a_postponed_occasion_stops_its_items_and_assignments(assignment, press_officer):
    occasion_id = assignment.plan_item.occasion_id
    postpone_occasion(occasion_id=occasion_id, reason="Зал жоқ", by=press_officer)
    assert states_of(assignment) == ("postponed", "postponed", "postponed")
    assert assignment.plan_item.occasion.reason == "Зал жоқ"


def test_resuming_brings_everything_back_to_where_it_was(assignment, press_officer):
    occasion_id = assignment.plan_item.occasion_id
    postpone_occasion(occasion_id=occasion_id, reason="", by=press_officer)
    cancel_occasion(occasion_id=occasion_id, reason="", by=press_officer)
    assert states_of(assignment) == ("cancelled", "cancelled", "cancelled")
    resume_occasion(occasion_id=occasion_id, by=press_officer)
    assert states_of(assignment) == ("open", "planned", "taken")


def test_what_is_finished_or_was_stopped_by_itself_stays(assignment, press_officer):
    occasion = assignment.plan_item.occasion
    released = PlanItemFactory(occasion=occasion, status=PlanStatus.RELEASED)
    aside = AssignmentFactory(plan_item__occasion=occasion)
    move_plan_item(item_id=aside.plan_item_id, to=PlanStatus.CANCELLED, by=press_officer)
    cancel_occasion(occasion_id=occasion.pk, reason="", by=press_officer)
    resume_occasion(occasion_id=occasion.pk, by=press_officer)
    released.refresh_from_db()
    assert released.status == PlanStatus.RELEASED
    assert states_of(aside) == ("open", "cancelled", "cancelled")


def test_a_new_day_moves_the_unfinished_work_by_as_many_days(assignment, press_officer):
    occasion = assignment.plan_item.occasion
    released = PlanItemFactory(
        occasion=occasion, status=PlanStatus.RELEASED, release_on=in_days(-1)
    )
    was_due = assignment.due_at
    reschedule_occasion(occasion_id=occasion.pk, to=in_days(10), by=press_officer)
    assignment.refresh_from_db()
    assignment.plan_item.refresh_from_db()
    released.refresh_from_db()
    assert assignment.due_at - was_due == dt.timedelta(days=7)
    assert assignment.plan_item.release_on == in_days(11)
    assert released.release_on == in_days(-1)


def test_a_postponed_occasion_resumes_with_its_new_day(assignment, press_officer):
    occasion_id = assignment.plan_item.occasion_id
    postpone_occasion(occasion_id=occasion_id, reason="", by=press_officer)
    reschedule_occasion(occasion_id=occasion_id, to=in_days(5), by=press_officer)
    assert states_of(assignment) == ("open", "planned", "taken")


def test_an_occasion_whose_day_was_not_known_gets_one_day(assignment, press_officer):
    occasion = assignment.plan_item.occasion
    occasion.starts_on = occasion.ends_on = dt.date(2030, 5, 1)
    occasion.precision = Precision.MONTH
    occasion.save()
    day = dt.date(2030, 5, 12)
    reschedule_occasion(occasion_id=occasion.pk, to=day, by=press_officer)
    occasion.refresh_from_db()
    assert (occasion.starts_on, occasion.ends_on, occasion.precision) == (day, day, Precision.DAY)


def test_a_cancelled_occasion_gets_no_new_day(assignment, press_officer):
    occasion_id = assignment.plan_item.occasion_id
    cancel_occasion(occasion_id=occasion_id, reason="", by=press_officer)
    with pytest.raises(ValidationError):
        reschedule_occasion(occasion_id=occasion_id, to=in_days(5), by=press_officer)


def test_a_changed_day_in_the_form_passes_down_as_well(assignment, press_officer):
    occasion = assignment.plan_item.occasion
    occasion.starts_on = occasion.ends_on = in_days(4)
    save_occasion(occasion=occasion, by=press_officer)
    assignment.plan_item.refresh_from_db()
    assert assignment.plan_item.release_on == in_days(5)


def test_a_step_that_another_was_faster_with_is_refused(assignment, press_officer):
    occasion_id = assignment.plan_item.occasion_id
    cancel_occasion(occasion_id=occasion_id, reason="", by=press_officer)
    with pytest.raises(ValidationError):
        postpone_occasion(occasion_id=occasion_id, reason="", by=press_officer)


def test_nothing_new_begins_under_a_cancelled_occasion(assignment, press_officer):
    item = assignment.plan_item
    cancel_occasion(occasion_id=item.occasion_id, reason="", by=press_officer)
    with pytest.raises(ValidationError):
        move_plan_item(item_id=item.pk, to=PlanStatus.PLANNED, by=press_officer)
    item.occasion.refresh_from_db()
    with pytest.raises(ValidationError):
        save_plan_item(item=PlanItemFactory.build(occasion=item.occasion), by=press_officer)


@pytest.mark.parametrize("verb", ["postpone", "cancel", "resume", "reschedule"])
def test_outside_the_reach_nothing_moves(verb, almaty, press_officer):
    occasion = OccasionFactory(organization=almaty, status=OccasionStatus.POSTPONED)
    details = {"reschedule": {"to": in_days(1)}, "resume": {}}.get(verb, {"reason": ""})
    act = getattr(occasions, f"{verb}_occasion")
    with pytest.raises(PermissionDenied):
        act(occasion_id=occasion.pk, by=press_officer, **details)
    own = UserFactory(role=Role.PRESS_OFFICER, organization=almaty)
    if verb != "postpone":  # it is postponed already
        assert act(occasion_id=occasion.pk, by=own, **details)


def test_writers_move_items_and_editors_approve_them(assignment, press_officer, editor):
    item = assignment.plan_item
    with pytest.raises(PermissionDenied):
        move_plan_item(item_id=item.pk, to=PlanStatus.APPROVED, by=press_officer)
    moved = move_plan_item(item_id=item.pk, to=PlanStatus.APPROVED, by=editor)
    assert moved.status == PlanStatus.APPROVED


def test_an_item_is_measured_when_somebody_said_what_came_of_it(assignment, press_officer):
    item = assignment.plan_item
    finish_assignment(assignment_id=assignment.pk, by=press_officer)
    with pytest.raises(ValidationError):
        move_plan_item(item_id=item.pk, to=PlanStatus.MEASURED, by=press_officer)
    item.refresh_from_db()
    item.measured = "3 жарияланым"
    item.save()
    moved = move_plan_item(item_id=item.pk, to=PlanStatus.MEASURED, by=press_officer)
    assert moved.status == PlanStatus.MEASURED


def test_a_postponed_item_comes_back_with_its_assignments(assignment, press_officer):
    item_id = assignment.plan_item_id
    move_plan_item(item_id=item_id, to=PlanStatus.POSTPONED, by=press_officer)
    assert states_of(assignment) == ("open", "postponed", "postponed")
    move_plan_item(item_id=item_id, to=PlanStatus.PLANNED, by=press_officer)
    assert states_of(assignment) == ("open", "planned", "taken")
