"""What Prometheus asks, at /metrics/: the same measures as those of /ready/, and what was done.

Nothing is kept in this process: each answer reads PostgreSQL, Redis and the disk, so that it is the
same whichever of the web processes gives it. Where one of them does not answer, its figures are
missing, and mediacenter_up says so.
"""

import redis
from django.conf import settings
from django.db import DatabaseError
from django.http import HttpResponse
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
)
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from redis.exceptions import RedisError

from mediacenter.schedule import LANES

from . import counters, liveness, measures
from .metrics_access import may_see_figures

SECONDS = 1  # to connect to the queue, and for its answer


def metrics(request):
    """The text format of Prometheus; 403 to whom figures are not shown."""
    if not may_see_figures(request):
        return HttpResponse("forbidden", status=403, content_type="text/plain")
    registry = CollectorRegistry()
    registry.register(Portal())
    figures = generate_latest(registry)
    return HttpResponse(
        figures, content_type=CONTENT_TYPE_PLAIN_0_0_4, headers={"Cache-Control": "no-store"}
    )


class Portal:
    """A collector of prometheus_client."""

    def collect(self):
        up = GaugeMetricFamily("mediacenter_up", "1 where a service answers", labels=["service"])
        for service, read, silence in (
            ("database", of_database, DatabaseError),
            ("redis", of_redis, (RedisError, OSError)),
        ):
            try:
                yield from list(read())
            except silence:
                up.add_metric([service], 0)
            else:
                up.add_metric([service], 1)
        yield up
        yield GaugeMetricFamily(
            "mediacenter_disk_free_bytes",
            "free where the portal keeps its state, on the machine that answers",
            value=measures.free_bytes(),
        )

    def describe(self):
        return []


def gauge(name, words, label, values):
    """Values: {label: number}; None is not told."""
    family = GaugeMetricFamily(f"mediacenter_{name}", words, labels=[label])
    for one, value in values.items():
        if value is not None:
            family.add_metric([one], value)
    return family


def of_database():
    yield gauge("mails", "owed mails; late ones wait too", "state", measures.count_mails())
    yield gauge("jobs", "not done; late ones are unfinished too", "state", measures.count_jobs())


def of_redis():
    yield gauge("silence_seconds", "since the last sign of life", "name", liveness.ages())
    yield gauge("clock_skew_seconds", "off the clock of Redis", "name", liveness.skews())
    queue = redis.Redis.from_url(
        settings.REDIS_URL, db=0, socket_timeout=SECONDS, socket_connect_timeout=SECONDS
    )
    with queue:
        yield gauge(
            "queue_length",
            "jobs that no worker has taken",
            "lane",
            dict(zip(LANES, map(queue.llen, LANES), strict=True)),
        )
    yield from of_work(counters.totals())


def of_work(totals):
    """Families of what was done; `totals` as by counters.totals()."""
    begun = CounterMetricFamily("mediacenter_jobs_begun", "jobs that began", labels=["job"])
    ended = CounterMetricFamily(
        "mediacenter_jobs", "jobs by outcome; begun without one: killed", labels=["job", "outcome"]
    )
    requests, seconds = {}, {}
    for kind, *labels, number in totals:
        match kind:
            case "job-begun":
                begun.add_metric(labels, number)
            case "job":
                ended.add_metric(labels, number)
            case "request":
                requests.setdefault(labels[0], {})[labels[1]] = number
            case "request-seconds":
                seconds[labels[0]] = number
    answered = HistogramMetricFamily(
        "mediacenter_request_seconds", "requests by class of status", labels=["status"]
    )
    for status, found in requests.items():
        so_far, buckets = 0, []
        for most in counters.BUCKETS:
            so_far += found.get(most, 0)
            buckets.append((most, so_far))
        answered.add_metric([status], buckets, seconds.get(status, 0))
    return begun, ended, answered
