"""Signs of life of what has no address to ask: beat and the workers of each lane.

A sign is the moment of Redis, whose clock is one for all machines, and how far the clock of the
process stands off it. Signs lie in the cache: without Redis nothing works in the background, and
nobody can tell.
"""

import logging
import time

from celery import current_task, signals
from django.conf import settings
from django.core.cache import cache
from django.dispatch import receiver
from django_redis import get_redis_connection
from redis.exceptions import RedisError

from mediacenter.schedule import LANES
from mediacenter.toolkit.signs_of_life import sign_of_life

BEAT = "beat"
NAMES = (BEAT, *LANES)
KEPT = 7 * 24 * 60 * 60  # seconds
SKEW_ALLOWED = 5  # seconds
logger = logging.getLogger(__name__)


def key(name):
    return f"alive:{name}"


def shared_clock():
    """The moment that Redis has, in seconds since 1970. Raises RedisError."""
    seconds, microseconds = get_redis_connection("default").time()
    return seconds + microseconds / 1_000_000


def give_sign(name):
    """Note that beat, or a worker of this lane, is alive now; say aloud that its clock is wrong."""
    try:
        now = shared_clock()
    except (RedisError, OSError):
        return
    skew = time.time() - now
    if abs(skew) > SKEW_ALLOWED:
        logger.error(
            "The clock of this machine stands %+.0f s off that of Redis: "
            "what is done by the clock comes at the wrong time, or is dropped",
            skew,
        )
    cache.set(key(name), {"at": now, "skew": skew}, timeout=KEPT)


def ages():
    """{name: seconds since its last sign, None where there is none}. Raises RedisError."""
    now = shared_clock()
    found = cache.get_many(map(key, NAMES))
    return {
        name: max(0, now - found[key(name)]["at"]) if key(name) in found else None for name in NAMES
    }


def skews():
    """{name: seconds that its clock stands off}, of those that are off by too much."""
    found = cache.get_many(map(key, NAMES))
    found_skews = {name: found[key(name)]["skew"] for name in NAMES if key(name) in found}
    return {name: skew for name, skew in found_skews.items() if abs(skew) > SKEW_ALLOWED}


def redis_runs_for():
    """Seconds. Raises RedisError."""
    return get_redis_connection("default").info("server")["uptime_in_seconds"]


def silence(age, runs_for):
    """Seconds; while Redis was away nobody could give a sign, and the last ones may be lost."""
    return min(runs_for if age is None else age, redis_runs_for())


def silence_of_beat(runs_for):
    """Seconds since beat's last sign; None where Redis is away and nobody can tell."""
    try:
        return silence(ages()[BEAT], runs_for)
    except (RedisError, OSError):
        return None


def silence_of_lane(lane, runs_for):
    """Seconds since the lane's last sign; None where beat gives it no work, or nobody can tell."""
    try:
        found = ages()
        if found[BEAT] is None or found[BEAT] > settings.ROUND_SECONDS * 2:
            return None
        return silence(found[lane], runs_for)
    except (RedisError, OSError):
        return None


@signals.beat_init.connect
def watch_beat(**_):
    signals.after_task_publish.connect(note_beat)


def note_beat(**_):
    give_sign(BEAT)


@signals.task_prerun.connect
@signals.task_postrun.connect
def note_lane(task=None, **_):
    lane = (task.request.delivery_info or {}).get("routing_key")
    if lane in LANES:
        give_sign(lane)


@receiver(sign_of_life)
def note_lane_at_work(**_):
    if current_task:
        note_lane(task=current_task)


@signals.task_revoked.connect
def tell_what_expired(sender=None, expired=False, **_):
    """A job that came too late is not run; the next round does its work, if that comes in time."""
    if expired:
        logger.error(
            "%s was dropped: it came to a worker after its time. "
            "Its lane is far behind, or the clocks of the machines differ",
            sender.name,
        )
