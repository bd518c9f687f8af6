"""What a load balancer asks: is the process there, and can the portal work."""

import datetime as dt
from functools import partial

import psycopg2
import pytest
from django.conf import settings as configured
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from mediacenter.portal import liveness, probes
from mediacenter.services.jobs.models import Job, JobStatus
from mediacenter.services.outbox.actions import owe
from tests.silent import silent_server
from tests.unions.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def alive(monkeypatch):
    """Beat and every lane have just given a sign."""
    for name in liveness.NAMES:
        liveness.give_sign(name)
    yield
    cache.delete_many(map(liveness.key, liveness.NAMES))


def troubles(client):
    answer = client.get("/ready/", headers={"host": "10.0.0.7:8000"})
    told = answer.json()
    assert (answer.status_code == 200) is told["ready"] is (told["troubles"] == {})
    return told["troubles"]


def test_the_process_answers_whatever_name_it_is_called_by(client, settings):
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["mediacenter.example"], True
    answer = client.get("/healthy/", headers={"host": "10.0.0.7:8000"})
    assert (answer.status_code, answer.content) == (200, b"ok")


def test_all_is_well_while_beat_and_every_lane_give_signs(client, alive):
    assert troubles(client) == {}


def test_a_stranger_hears_the_names_of_troubles_alone(client, alive, settings, monkeypatch):
    cache.delete(liveness.key("mail"))
    monkeypatch.setattr(probes, "for_strangers", probes.Recent())
    answer = client.get("/ready/", REMOTE_ADDR="203.0.113.5")
    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "troubles": {"silence": ""}}
    settings.METRICS_TOKEN = "s3cret"
    asking = {"authorization": "Bearer s3cret"}
    known = client.get("/ready/", REMOTE_ADDR="203.0.113.5", headers=asking)
    assert known.json()["troubles"] == {"silence": "mail: no sign of life"}


def test_strangers_may_ask_as_often_as_they_like(
    client, alive, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(probes, "for_strangers", probes.Recent())
    ask = partial(client.get, "/ready/", REMOTE_ADDR="203.0.113.5")
    assert ask().status_code == 200
    cache.delete(liveness.key("mail"))
    with django_assert_num_queries(0):
        assert {ask().status_code for _time in range(20)} == {200}
    assert troubles(client)  # whoever operates it hears of now
    monkeypatch.setattr(probes, "LOOKED_AGAIN_AFTER", -1)
    assert ask().status_code == 503


def test_a_lane_without_a_sign_is_named(client, alive):
    cache.delete(liveness.key("mail"))
    assert troubles(client) == {"silence": "mail: no sign of life"}


def test_a_stopped_beat_is_seen_after_two_minutes_and_a_stopped_worker_after_a_long_job(
    client, alive, monkeypatch, tree
):
    now = liveness.shared_clock()
    for name in liveness.NAMES:
        cache.set(liveness.key(name), {"at": now, "skew": 0})
    monkeypatch.setattr(liveness, "shared_clock", lambda: now + 150)
    assert troubles(client) == {"silence": "beat: silent for 150 s"}
    assert (
        'mediacenter_silence_seconds{name="beat"} 150' in client.get("/metrics/").content.decode()
    )
    cache.set(liveness.key("beat"), {"at": now + 500, "skew": 0})
    monkeypatch.setattr(liveness, "shared_clock", lambda: now + 500)
    assert troubles(client) == {"silence": "clock: silent for 500 s; mail: silent for 500 s"}


def test_late_mails_stuck_reports_and_a_full_disk_are_told(client, alive, monkeypatch):
    long_ago = timezone.now() - dt.timedelta(hours=2)
    owe("account.signed_in", user=UserFactory(), now=long_ago)
    for status in (JobStatus.QUEUED, JobStatus.PAUSED):
        Job.objects.create(kind="of.tests", status=status)
    Job.objects.update(requested_at=long_ago)
    monkeypatch.setattr(probes, "FREE_NEEDED", 10**18)
    found = troubles(client)
    assert found["mails"] == "1 late, 0 set aside"
    assert found["jobs"] == "1 jobs are not done"
    assert found["disk"].endswith("MB are free")


def test_a_database_that_never_answers_is_given_up():
    with silent_server() as (port, taken):
        seconds = configured.DATABASES["default"]["OPTIONS"]["connect_timeout"]
        assert 0 < seconds <= 10
        address = {"host": "127.0.0.1", "port": port, "user": "x", "dbname": "x"}
        with pytest.raises(psycopg2.OperationalError, match="timeout"):
            psycopg2.connect(**address, connect_timeout=2)
        assert taken


def test_statements_and_locks_have_their_time_and_readers_less_of_it():
    def shown(name):
        with connection.cursor() as cursor:
            cursor.execute(f"SHOW {name}")
            return cursor.fetchone()[0]

    assert (shown("statement_timeout"), shown("lock_timeout")) == ("4min", "1min")
    assert all(w < j for w, j in zip(configured.WEB_LIMITS, configured.JOB_LIMITS, strict=True))
