import pytest

from publications.plan.actions.assignments import start_article
from publications.plan.models import PlanStatus
from tests.publications.factories import ArticleTextFactory

from .factories import AssignmentFactory


@pytest.fixture
def assignment(karaganda, press_officer):
    return AssignmentFactory(
        plan_item__occasion__organization=karaganda,
        plan_item__status=PlanStatus.PLANNED,
        assignee=press_officer,
    )


@pytest.fixture
def text(assignment, press_officer):
    """A draft that is to fulfil the assignment."""
    article = start_article(assignment_id=assignment.pk, by=press_officer)
    return ArticleTextFactory(article=article)


@pytest.fixture
def sign_in(client):
    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in
