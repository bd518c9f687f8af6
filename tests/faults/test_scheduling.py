"""Texts become public and leave to the minute, whoever of worker and beat was down meanwhile."""

import datetime as dt
import threading
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from mediacenter.services.journal.models import JournalEntry
from publications.articles import tasks
from publications.articles.actions.releasing import limit_text, publish_text
from publications.articles.actions.scheduling import withdraw_due
from publications.articles.models import ArticleText, Status
from publications.plan.models import AssignmentStatus, MaterialFormat
from tests.celery_worker import until
from tests.publications.factories import ArticleFactory, ArticleTextFactory
from tests.publications.plan.factories import AssignmentFactory
from tests.unions.factories import OrganizationFactory

SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def text(transactional_db):
    organization = OrganizationFactory(slug="oblys", kind="regional")
    return ArticleTextFactory(article=ArticleFactory(organization=organization))


def assigned(text):
    """An assignment that the text fulfils."""
    return AssignmentFactory(
        plan_item__occasion__organization=text.article.organization,
        article=text.article,
        format=MaterialFormat.TEXT,
        language=text.language,
    )


def answers(text):
    return Client().get(text.get_absolute_url()).status_code


def test_with_the_worker_down_a_text_comes_and_goes_on_time_and_the_record_follows_once(
    text, worker, start_beat
):
    worker.stop()
    assert answers(text) == 404
    comes = timezone.now() + 2 * SECOND
    publish_text(text_id=text.pk, at=comes)
    assert answers(text) == 404
    until(lambda: answers(text) == 200, limit=10)
    assert timezone.now() >= comes
    leaves = timezone.now() + SECOND
    limit_text(text_id=text.pk, until=leaves)
    until(lambda: answers(text) == 404, limit=10)
    assert timezone.now() >= leaves
    assert ArticleText.objects.get().status == Status.PUBLISHED, "nobody was there to note it"

    worker.start()
    start_beat()
    until(lambda: ArticleText.objects.get().status == Status.DRAFT, limit=60)
    worker.rest()
    assert JournalEntry.objects.filter(code="text.withdrawn").count() == 1
    revision = text.revisions.get()
    assert (revision.public_from, revision.public_until) == (comes, leaves)


def test_an_assignment_is_done_though_the_worker_slept_through_the_publication(
    text, worker, start_beat
):
    assignment = assigned(text)
    worker.stop()
    comes = timezone.now() + SECOND
    publish_text(text_id=text.pk, at=comes)
    until(lambda: answers(text) == 200, limit=10)
    assignment.refresh_from_db()
    assert assignment.status != AssignmentStatus.DONE

    worker.start()
    start_beat()

    def is_done():
        assignment.refresh_from_db()
        return assignment.status == AssignmentStatus.DONE

    until(is_done, limit=60)
    assert assignment.done_at == comes


def overdue(number):
    """Texts whose end has passed."""
    organization = OrganizationFactory(slug="aimaq", kind="regional")
    moment = timezone.now()
    for _ in range(number):
        text = ArticleTextFactory(article=ArticleFactory(organization=organization))
        publish_text(text_id=text.pk, at=moment - 10 * SECOND, until=moment + 3600 * SECOND)
    ArticleText.objects.update(withdraw_at=moment)
    return list(ArticleText.objects.due_to_leave())


def test_workers_that_come_together_note_each_withdrawal_once(transactional_db):
    overdue(6)

    def work():
        try:
            withdraw_due()
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    withdraw_due()
    assert JournalEntry.objects.filter(code="text.withdrawn").count() == 6
    assert not ArticleText.objects.filter(status=Status.PUBLISHED).exists()


@contextmanager
def held_up_while_noting():
    """Nobody can write into the journal inside: a withdrawal stands still before its end."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {JournalEntry._meta.db_table} IN SHARE MODE")
        yield cursor


def somebody_waits(cursor):
    cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
    return cursor.fetchone()[0] > 0


def test_a_worker_killed_in_the_middle_leaves_no_half_and_the_next_run_ends_it(worker):
    [text] = overdue(1)
    with held_up_while_noting() as cursor:
        tasks.withdraw_due.delay()
        until(lambda: somebody_waits(cursor), limit=20)
        worker.kill()
    until(lambda: not others_at_work(), limit=20)
    text.refresh_from_db()
    assert (text.status, answers(text)) == (Status.PUBLISHED, 404)

    assert withdraw_due() == 1
    assert JournalEntry.objects.filter(code="text.withdrawn").count() == 1


def others_at_work():
    """Whether another session still holds a transaction open."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND xact_start IS NOT NULL"
        )
        return cursor.fetchone()[0] > 0
