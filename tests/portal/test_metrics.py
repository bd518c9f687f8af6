"""Figures for Prometheus: what is measured now, and what all processes have done together."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.db import DatabaseError
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families
from redis.exceptions import RedisError

from mediacenter.celery import app
from mediacenter.portal import counters, liveness, measures, probes
from mediacenter.portal.tasks import leave_mark
from mediacenter.schedule import CLOCK, FILES, LANES, MAIL
from mediacenter.services.outbox.actions import owe
from tests.access.rows import LETTERS, OPEN
from tests.celery_worker import until
from tests.portal.access import PROBES
from tests.unions.factories import UserFactory

JOB = leave_mark.name
STRANGER = "203.0.113.5"


def read(client):
    """{(name, labels in order of their names ...): value} of what is told."""
    told = client.get("/metrics/", headers={"host": "10.0.0.7:8001"}).content.decode()
    return {
        (
            sample.name.removeprefix("mediacenter_"),
            *(v for _k, v in sorted(sample.labels.items())),
        ): sample.value
        for family in text_string_to_metric_families(told)
        for sample in family.samples
    }


@pytest.fixture
def nothing_done():
    counters.hand_over()
    cache.clear()
    with app.connection_for_write() as queue:
        for lane in LANES:
            queue.default_channel.queue_purge(lane)


@pytest.mark.parametrize("address", sorted(PROBES))
def test_who_asks_for_figures_is_the_operator(client, tree, settings, address):
    settings.METRICS_TOKEN = "s3cret"
    client.force_login(UserFactory(role=LETTERS["A"], organization=tree["federation"]))
    assert set(PROBES) == set(probes.ANSWERS)

    def is_shown(came_from, **headers):
        return client.get(address, REMOTE_ADDR=came_from, headers=headers).status_code != 403

    assert is_shown("127.0.0.1")
    assert is_shown("::1", x_forwarded_for="127.0.0.1")
    assert is_shown(STRANGER, authorization="Bearer s3cret")
    is_open = PROBES[address] == OPEN
    assert is_shown(STRANGER) is is_open
    assert is_shown(STRANGER, authorization="Bearer s3cre") is is_open
    assert is_shown(STRANGER, x_forwarded_for="127.0.0.1") is is_open
    assert is_shown("127.0.0.1", x_forwarded_for=f"127.0.0.1, {STRANGER}") is is_open
    settings.METRICS_TOKEN = ""
    assert is_shown(STRANGER, authorization="Bearer ") is is_open


def test_what_ready_measures_is_told_in_figures(client, db, nothing_done, monkeypatch):
    for name in liveness.NAMES:
        liveness.give_sign(name)
    long_ago = timezone.now() - dt.timedelta(hours=2)
    owe("account.signed_in", user=UserFactory(), now=long_ago)
    monkeypatch.setattr(measures, "free_bytes", lambda: 12_345)
    found = read(client)
    assert found["up", "database"] == found["up", "redis"] == 1
    assert {found["silence_seconds", name] < 60 for name in liveness.NAMES} == {True}
    assert [found["mails", state] for state in ("waiting", "late", "set_aside")] == [1, 1, 0]
    assert found["jobs", "late"] == 0
    assert found["disk_free_bytes",] == 12_345
    assert {found["queue_length", lane] for lane in LANES} == {0}


def test_jobs_that_wait_and_jobs_that_are_done_are_counted(client, worker, nothing_done):
    leave_mark.apply_async(["done"], queue=CLOCK)
    app.send_task(JOB, queue=MAIL)  # lacks its argument
    leave_mark.apply_async(["late"], queue=FILES, expires=-30)
    until(lambda: len([k for k in read(client) if k[0] == "jobs_total"]) == 3, limit=20)
    found = read(client)
    assert found["jobs_begun_total", JOB] == 2
    assert [found["jobs_total", JOB, how] for how in ("success", "failure", "dropped")] == [1, 1, 1]


def test_requests_of_all_processes_are_one_sum(client, db, nothing_done):
    for status, seconds in ((200, 0.05), (302, 0.1), (204, 0.3), (503, 31)):
        counters.count_request(status, seconds)
        counters.hand_over()  # each of another process
    found = read(client)
    assert found["request_seconds_count", "2xx"] == 2
    assert found["request_seconds_sum", "2xx"] == pytest.approx(0.35)
    buckets = [found["request_seconds_bucket", most, "2xx"] for most in ("0.1", "0.5", "+Inf")]
    assert buckets == [1, 2, 2]
    assert found["request_seconds_bucket", "30", "5xx"] == 0
    assert found["request_seconds_bucket", "+Inf", "5xx"] == 1


def test_a_request_is_counted_by_its_outcome(client, db, nothing_done):
    client.get("/ru/no-such-page/")
    counters.hand_over()
    assert read(client)["request_seconds_count", "4xx"] == 1


def test_without_redis_counts_are_kept_and_nobody_is_refused(client, db, nothing_done, monkeypatch):
    def away(*_):
        raise RedisError

    counters.count_request(200, 1)
    with monkeypatch.context() as without:
        without.setattr(counters, "get_redis_connection", away)
        without.setattr(liveness, "ages", away)
        counters.hand_over()
        found = read(client)
        assert (found["up", "redis"], found["up", "database"]) == (0, 1)
    counters.hand_over()
    assert read(client)["request_seconds_count", "2xx"] == 1


def test_without_the_database_the_rest_is_told(client, nothing_done, monkeypatch):
    def away():
        raise DatabaseError

    monkeypatch.setattr(measures, "count_mails", away)
    found = read(client)
    assert (found["up", "redis"], found["up", "database"]) == (1, 0)
    assert ("mails", "late") not in found
