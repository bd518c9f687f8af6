"""What all processes of all machines have done, counted together in Redis.

Each counts in its memory and hands over what it counted, the web every few seconds in a thread that
nobody waits for, a worker with each job. What a killed process had not handed over is not counted;
what Redis forgets begins at nothing, which Prometheus takes for a restart.
"""

import atexit
import threading
import time
from collections import Counter

from celery import signals
from django_redis import get_redis_connection
from redis.exceptions import RedisError

KEY = "mediacenter:counters"  # a hash: {"kind label label": number}
EVERY = 5  # seconds
BUCKETS = ("0.1", "0.25", "0.5", "1", "2.5", "5", "10", "30", "+Inf")  # seconds, as Prometheus asks
counted, lock = Counter(), threading.Lock()


def count(*amounts):
    """Add amounts, each (kind, labels..., number)."""
    with lock:
        for *names, number in amounts:
            counted[" ".join(names)] += number


def count_request(status, seconds):
    kind = f"{status // 100}xx"
    bucket = next(most for most in BUCKETS if seconds <= float(most))
    count(("request", kind, bucket, 1), ("request-seconds", kind, seconds))


def hand_over():
    """Add to Redis what was counted since the last time; without Redis it is kept for the next."""
    with lock:
        taken = dict(counted)
        counted.clear()
    if not taken:
        return
    try:
        with get_redis_connection("default").pipeline() as together:
            for field, number in taken.items():
                together.hincrbyfloat(KEY, field, number)
            together.execute()
    except (RedisError, OSError):
        with lock:
            counted.update(taken)


def hand_over_regularly():
    """Called by a web process that starts."""

    def go_on():
        while True:
            time.sleep(EVERY)
            hand_over()

    threading.Thread(target=go_on, daemon=True, name="counters").start()
    atexit.register(hand_over)


def totals():
    """[(kind, labels..., number)] of all processes. Raises RedisError."""
    found = get_redis_connection("default").hgetall(KEY)
    return [(*field.decode().split(" "), float(number)) for field, number in sorted(found.items())]


@signals.task_prerun.connect
def count_begin(task=None, **_):
    count(("job-begun", task.name, 1))
    hand_over()


@signals.task_postrun.connect
def count_end(task=None, state=None, **_):
    count(("job", task.name, (state or "unknown").lower(), 1))
    hand_over()


@signals.task_revoked.connect
def count_dropped(sender=None, expired=False, **_):
    count(("job", sender.name, "dropped" if expired else "revoked", 1))
    hand_over()
