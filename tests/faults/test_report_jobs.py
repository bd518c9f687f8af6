"""What must not happen to a report: lost with its worker, lost with the queue, built twice."""

from contextlib import contextmanager
from pathlib import Path

import pytest
import redis
from django.conf import settings
from django.db import connection, transaction
from django.test import Client

from mediacenter.reports.actions.requesting import request_report
from mediacenter.reports.models import ReportFile, ReportJob, Snapshot
from mediacenter.services.jobs.actions.requesting import hand_over
from mediacenter.services.jobs.models import JobStatus
from tests.celery_worker import until
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role


@pytest.fixture
def chair(transactional_db):
    organization = OrganizationFactory(slug="oblys", kind="regional")
    return UserFactory(role=Role.CHAIR, organization=organization)


def ask(chair):
    organization = chair.person.appointments.get().organization
    return request_report(organization=organization, year=2024, language="ru", by=chair)


def is_done(job):
    job.refresh_from_db()
    return job.status == JobStatus.DONE


@contextmanager
def held_up_while_freezing():
    """Nobody can write a snapshot inside: a build stands still in its middle."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {Snapshot._meta.db_table} IN SHARE MODE")
        yield


def being_built(job):
    """Whether a worker has begun, as the job's row says without a snapshot being written."""
    return ReportJob.objects.filter(pk=job.pk, status=JobStatus.RUNNING).exists()


def test_a_job_whose_worker_is_killed_is_built_once_by_itself(chair, worker, start_beat):
    start_beat()
    job = ask(chair)
    with held_up_while_freezing():
        until(lambda: being_built(job), limit=20)
        worker.kill()
    worker.start()
    until(lambda: is_done(job), limit=120)
    assert job.attempt == 2
    assert ReportFile.objects.count() == 1


@contextmanager
def redis_away():
    """Nobody reaches Redis inside: its door is moved and whoever was in is sent out."""
    socket = Path(settings.REDIS_URL.removeprefix("unix://"))
    inside = redis.Redis(unix_socket_path=str(socket))
    inside.ping()
    hidden = socket.rename(socket.with_suffix(".away"))
    inside.client_kill_filter(_type="normal", skipme=True)
    inside.client_kill_filter(_type="pubsub", skipme=True)
    try:
        yield
    finally:
        hidden.rename(socket)
        inside.close()


def test_with_redis_away_the_site_answers_and_no_job_is_lost(chair, worker, start_beat):
    start_beat()
    with redis_away():
        job = ask(chair)
        reader = Client()
        for page in ("/kk/", "/ru/news/", "/ru/organizations/"):
            assert reader.get(page).status_code == 200
        reader.force_login(chair)
        assert reader.get(f"/ru/reports/jobs/{job.pk}/").status_code == 200
        job.refresh_from_db()
        assert (job.status, job.published_at) == (JobStatus.QUEUED, None)
    until(lambda: is_done(job), limit=120)
    assert ReportFile.objects.count() == 1


def test_a_job_handed_over_twice_is_built_once(chair, worker):
    job = ask(chair)
    for _time in range(5):
        hand_over([job.pk])
    until(lambda: is_done(job), limit=60)
    worker.rest()
    job.refresh_from_db()
    assert job.attempt == 1
    assert ReportFile.objects.count() == 1
