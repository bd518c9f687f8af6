"""Two who plan at the same moment: real threads, one PostgreSQL."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from publications import actions
from publications.models import Assignment, AssignmentStatus, PlanItem, PlanStatus
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

from .factories import AssignmentFactory, MemorableDateFactory, OccasionFactory, PlanItemFactory

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Run all acts at the same moment; return what each returned or was refused with."""
    start = Barrier(len(acts))

    def run(act):
        start.wait()
        try:
            return act()
        except (ValidationError, PermissionDenied) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def test_nothing_slips_under_an_occasion_that_is_being_cancelled():
    for _round in range(5):
        occasion = OccasionFactory()
        item = PlanItemFactory(occasion=occasion, status=PlanStatus.PLANNED)
        at_once(
            lambda o=occasion: actions.cancel_occasion(occasion_id=o.pk, reason=""),
            lambda o=occasion: actions.save_plan_item(item=PlanItem(occasion=o, title="Хабар")),
            lambda i=item: actions.move_plan_item(item_id=i.pk, to=PlanStatus.IN_WORK),
            lambda i=item: actions.save_assignment(assignment=AssignmentFactory.build(plan_item=i)),
        )
        assert set(occasion.plan_items.values_list("status", flat=True)) == {"cancelled"}
        left = Assignment.objects.open().filter(plan_item__occasion=occasion)
        assert not left.exists()


def test_of_several_who_take_an_assignment_one_has_it():
    organization = OrganizationFactory()
    users = [
        UserFactory(role=Role.PRESS_OFFICER, organization=organization) for _number in range(4)
    ]
    assignment = AssignmentFactory(plan_item__occasion__organization=organization)
    results = at_once(
        *(
            lambda by=user: actions.take_assignment(assignment_id=assignment.pk, by=by)
            for user in users
        )
    )
    [winner] = [result for result in results if isinstance(result, Assignment)]
    assignment.refresh_from_db()
    assert assignment.assignee == winner.assignee
    assert assignment.status == AssignmentStatus.TAKEN


def test_two_runs_propose_an_occasion_once():
    OrganizationFactory()
    memorable = MemorableDateFactory()
    today = dt.date(2026, 9, 1)
    at_once(*[lambda: actions.propose_occasions(today=today)] * 4)
    assert memorable.occasions.count() == 1
