"""Deleting an article: the work that it was to fulfil starts anew."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from mediacenter.services.journal.models import JournalEntry
from publications.articles.actions.deleting import delete_article
from publications.articles.actions.releasing import approve_text, publish_text, submit_text
from publications.articles.models import Article
from publications.plan.actions.assignments import start_article
from publications.plan.actions.occasions import postpone_occasion, resume_occasion
from tests.unions.factories import UserFactory
from unions.models import Role

from .states import states

pytestmark = pytest.mark.django_db


@pytest.fixture
def text(text):
    submit_text(text_id=text.pk)
    return text


def test_the_assignment_begins_anew_with_whoever_had_it(assignment, text, editor, press_officer):
    approve_text(text_id=text.pk, by=editor)
    assert states(assignment) == ("approved", "approved")
    delete_article(article_id=text.article_id, by=editor)
    assert states(assignment) == ("offered", "in_work")
    assert (assignment.article, assignment.assignee) == (None, press_officer)
    assert press_officer.notices.filter(event="given", assignment=assignment).count() == 1
    again = start_article(assignment_id=assignment.pk, by=press_officer)
    assert again.pk != text.article_id
    assert states(assignment) == ("taken", "in_work")


@pytest.mark.parametrize("many", [False, True], ids=["in its form", "in the list"])
def test_so_it_is_however_the_admin_deletes(many, client, assignment, text, editor):
    client.force_login(editor)
    if many:
        url, of_list = reverse("admin:publications_article_changelist"), [text.article_id]
        answers = {"action": "delete_selected", "_selected_action": of_list, "post": "yes"}
    else:
        url = reverse("admin:publications_article_delete", args=[text.article_id])
        answers = {"post": "yes"}
    assert client.post(url, answers).status_code == 302
    assert not Article.objects.exists()
    assert states(assignment) == ("offered", "in_work")
    assert JournalEntry.objects.filter(code="record.put_in_bin", user=editor).count() == 1


def test_what_stands_still_begins_anew_when_it_is_resumed(assignment, text, editor):
    occasion_id = assignment.plan_item.occasion_id
    approve_text(text_id=text.pk, by=editor)
    postpone_occasion(occasion_id=occasion_id, reason="", by=editor)
    delete_article(article_id=text.article_id, by=editor)
    assert states(assignment) == ("postponed", "postponed")
    resume_occasion(occasion_id=occasion_id, by=editor)
    assert states(assignment) == ("offered", "in_work")


def test_what_was_done_stays_done(assignment, text, editor):
    publish_text(text_id=text.pk, by=editor)
    done_at = text.article.assignments.get().done_at
    text.refresh_from_db()
    text.status, text.published_at = "draft", None  # as it is once its time on the site is over
    text.save()
    delete_article(article_id=text.article_id, by=editor)
    assert states(assignment) == ("done", "released")
    assert assignment.done_at == done_at


def test_neither_what_is_public_nor_another_branchs_is_deleted(assignment, text, editor, almaty):
    stranger = UserFactory(role=Role.EDITOR, organization=almaty)
    with pytest.raises(PermissionDenied):
        delete_article(article_id=text.article_id, by=stranger)
    publish_text(text_id=text.pk, by=editor)
    with pytest.raises(PermissionDenied):
        delete_article(article_id=text.article_id, by=editor)
    assert states(assignment) == ("done", "released")
