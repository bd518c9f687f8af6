"""What the plan does by the clock survives a worker that dies: nothing is lost, nothing twice."""

import datetime as dt

import pytest
from django.utils import timezone

from mediacenter.services.journal.models import JournalEntry
from publications.articles.models import Article
from publications.plan import tasks
from publications.plan.models import Assignment, AssignmentStatus, Notice
from tests.celery_worker import until
from tests.publications.factories import ArticleTextFactory
from tests.publications.plan.factories import AssignmentFactory, PlanItemFactory
from tests.unions.factories import UserFactory


@pytest.fixture
def assignments(transactional_db):
    """Thirty assignments whose texts have been public for an hour."""
    item = PlanItemFactory()
    made = []
    for _number in range(30):
        article = Article.objects.create(organization=item.occasion.organization)
        ArticleTextFactory(article=article, published=True)
        own = PlanItemFactory(occasion=item.occasion)
        made.append(AssignmentFactory(plan_item=own, article=article))
    return made


def done():
    return Assignment.objects.filter(status=AssignmentStatus.DONE).count()


def test_every_public_text_completes_its_assignment_once(assignments, worker):
    tasks.complete_released.delay()
    until(done, limit=30)
    worker.kill()
    worker.start()
    for _beat in range(3):
        tasks.complete_released.delay()
    until(lambda: done() == len(assignments), limit=30)
    worker.rest()
    assert JournalEntry.objects.filter(code="assignment.done").count() == len(assignments)


def test_a_reminder_waits_for_the_worker(transactional_db, worker):
    AssignmentFactory(assignee=UserFactory(), due_at=timezone.now() + dt.timedelta(hours=2))
    worker.kill()
    tasks.remind_of_deadlines.delay()
    assert not Notice.objects.exists()
    worker.start()
    until(Notice.objects.exists, limit=30)
    worker.rest()
    assert Notice.objects.get().event == "due_soon"
