"""An assignment is cancelled after a question, and its cancelling can be taken back."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from mediacenter.services.journal.models import JournalEntry
from publications.articles.actions.releasing import submit_text
from publications.plan.actions.assignments import cancel_assignment, resume_assignment
from publications.plan.actions.occasions import cancel_occasion, resume_occasion
from publications.plan.models import Notice, PlanStatus
from tests.unions.factories import UserFactory
from unions.models import Role

from .states import states

pytestmark = pytest.mark.django_db


def page_of(assignment):
    return reverse("plan:occasion", args=[assignment.plan_item.occasion_id])


def take(client, assignment, step):
    client.post(reverse("plan:step_assignment", args=[assignment.pk]), {"step": step})


def test_cancelling_asks_first_and_offers_the_way_back(officer, assignment):
    page = officer.get(page_of(assignment)).content.decode()
    question = page[page.index("<summary>Cancel the assignment") :].split("</details>")[0]
    assert "Is this work no longer needed?" in question
    assert 'value="cancel"' in question
    assert page.count('value="cancel">Yes, cancel the assignment') == 1
    take(officer, assignment, "cancel")
    assert states(assignment)[0] == "cancelled"
    page = officer.get(page_of(assignment)).content.decode()
    assert "Resume the assignment" in page
    take(officer, assignment, "resume")
    assert states(assignment)[0] == "offered"


def test_what_goes_on_stands_where_its_text_is_by_now(assignment, text, press_officer, editor):
    cancel_assignment(assignment_id=assignment.pk, by=editor)
    submit_text(text_id=text.pk, by=press_officer)
    resume_assignment(assignment_id=assignment.pk, by=editor)
    assert states(assignment) == ("handed_in", "in_work")
    events = (
        Notice.objects.filter(user=press_officer).order_by("pk").values_list("event", flat=True)
    )
    assert list(events)[-2:] == ["stopped", "resumed"]
    assert JournalEntry.objects.filter(code="assignment.resumed", user=editor).exists()


def test_an_item_that_was_done_is_in_work_again(assignment, editor):
    cancel_assignment(assignment_id=assignment.pk, by=editor)
    type(assignment.plan_item).objects.update(status=PlanStatus.APPROVED)
    resume_assignment(assignment_id=assignment.pk, by=editor)
    assert states(assignment)[1] == "in_work"


def test_what_stopped_with_its_occasion_goes_on_with_it_only(assignment, editor):
    occasion = assignment.plan_item.occasion
    cancel_occasion(occasion_id=occasion.pk, reason="", by=editor)
    with pytest.raises(ValidationError):
        resume_assignment(assignment_id=assignment.pk, by=editor)
    resume_occasion(occasion_id=occasion.pk, by=editor)
    assert states(assignment)[0] == "offered"


def test_what_was_not_cancelled_is_not_resumed(assignment, editor):
    with pytest.raises(ValidationError):
        resume_assignment(assignment_id=assignment.pk, by=editor)


def test_nobody_resumes_beyond_their_reach(assignment, almaty, editor):
    cancel_assignment(assignment_id=assignment.pk, by=editor)
    stranger = UserFactory(role=Role.EDITOR, organization=almaty)
    with pytest.raises(PermissionDenied):
        resume_assignment(assignment_id=assignment.pk, by=stranger)
