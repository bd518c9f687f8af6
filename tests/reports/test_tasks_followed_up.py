"""What became of the tasks of a report stands in that of the next year."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from mediacenter.reports.actions.freezing import facts_of
from mediacenter.reports.actions.reporting_years import close_reporting_year
from mediacenter.reports.actions.reviewing import submit_report
from mediacenter.reports.actions.tasks_ahead import keep_task_ahead
from mediacenter.reports.composing import compose
from mediacenter.reports.doubts import doubts_of
from mediacenter.reports.models import TaskStatus
from tests.reports.access import reporting_year
from tests.reports.factories import TaskAheadFactory
from tests.reports.test_composing import ISSUED, words
from tests.shown_form import ShownForm

TEXT = "Создать медиацентр"
PAGE = "/en/reports/ours/2024/tasks/"


@pytest.fixture
def task(ours):
    """Set in the report of 2023."""
    return TaskAheadFactory(
        organization=ours, year=2023, number=1, text_ru=TEXT, text_kk="Медиаорталық құру"
    )


def send(client, page, **typed):
    """Send the form as it was shown, with what was typed."""
    form = ShownForm(page.content.decode(), "former-tasks")
    assert typed.keys() <= form.sent.keys() | form.shown
    return client.post(PAGE, {**form.sent, **typed})


def told(organization, language="ru"):
    found = facts_of(organization=organization, year=2024)
    return words(compose(found, language, identifier="1", issued=ISSUED))


def doubts(organization):
    with override("en"):
        found = doubts_of(facts_of(organization=organization, year=2024))
    return [doubt.says for doubt in found if doubt.key.startswith("tasks:")]


def test_the_report_says_what_became_of_each_task_of_last_year(ours, task):
    task.status, task.outcome_ru = TaskStatus.DONE, "Медиацентр открыт в мае."
    task.outcome_kk = "Медиаорталық мамырда ашылды."
    keep_task_ahead(task=task)
    assert TEXT in told(ours)
    assert "Выполнена: Медиацентр открыт в мае." in told(ours)
    assert "Медиаорталық мамырда ашылды." in told(ours, "kk")


def test_a_task_of_which_nobody_has_told_is_doubtful_before_the_signature(ours, task):
    assert doubts(ours) == ["What became of last year’s tasks is not told: “Медиаорталық құру”."]
    task.status = TaskStatus.NOT_DONE
    keep_task_ahead(task=task)
    assert doubts(ours) == []


def test_what_becomes_of_a_task_changes_nothing_of_the_report_that_set_it(ours, task):
    before = facts_of(organization=ours, year=2023)
    task.status, task.outcome_ru = TaskStatus.DONE, "Готово"
    keep_task_ahead(task=task)
    assert facts_of(organization=ours, year=2023) == before


def test_it_is_told_on_a_page_of_its_own_to_which_the_doubt_leads(client, ours, chair, task):
    client.force_login(chair)
    assert PAGE in client.get("/en/reports/ours/2024/doubts/").content.decode()
    assert PAGE in client.get("/en/reports/ours/2024/").content.decode()
    page = client.get(PAGE)
    sent = {f"{task.pk}-status": "under_way", f"{task.pk}-outcome_ru": "Выделено помещение."}
    assert send(client, page, **sent).status_code == 302
    task.refresh_from_db()
    assert (task.status, task.outcome_ru) == (TaskStatus.UNDER_WAY, "Выделено помещение.")


def test_tasks_beyond_those_shown_are_told(client, ours, chair, task, monkeypatch):
    monkeypatch.setattr("mediacenter.reports.task_views.LIST_ROWS", 1)
    client.force_login(chair)
    assert "Only the first 1 are shown" not in client.get(PAGE).content.decode()
    TaskAheadFactory(organization=ours, year=2023, number=2)
    assert "Only the first 1 are shown" in client.get(PAGE).content.decode()


def test_what_two_tell_at_once_is_not_overwritten_unseen(client, ours, chair, task):
    client.force_login(chair)
    page = client.get(PAGE)
    task.outcome_ru = "Слова коллеги"
    keep_task_ahead(task=task)
    answer = send(client, page, **{f"{task.pk}-outcome_ru": "Свои слова"})
    assert "Слова коллеги" in answer.content.decode()
    task.refresh_from_db()
    assert task.outcome_ru == "Слова коллеги"


def test_it_is_locked_with_the_report_that_tells_it_and_not_with_its_own(client, ours, chair, task):
    close_reporting_year(reporting_year_id=reporting_year(2023).pk)
    task.status = TaskStatus.DONE
    keep_task_ahead(task=task)
    client.force_login(chair)
    page = client.get(PAGE)
    submit_report(organization=ours, year=2024, by=chair)
    answer = send(client, page, **{f"{task.pk}-outcome_ru": "Поздние слова"}).content.decode()
    assert "The report of this year is accepted." in answer
    assert "Поздние слова" in answer
    task.outcome_ru = "Поздние слова"
    with pytest.raises(ValidationError):
        keep_task_ahead(task=task)


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_whatever_was_set(
    client, ours, chair, number, django_assert_num_queries
):
    for _ in range(number):
        TaskAheadFactory(organization=ours, year=2023)
    client.force_login(chair)
    client.get(PAGE)
    with django_assert_num_queries(6):
        client.get(PAGE)
