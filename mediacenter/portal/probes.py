"""What machines ask the portal: does it live, and can it work.

Answered before anything else looks at the request: whatever Host a balancer names, without TLS.
"""

import math
import threading
import time

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpResponse, JsonResponse
from redis.exceptions import RedisError

from mediacenter.schedule import CLOCK, FILES, MAIL

from . import liveness, measures
from .metrics import metrics
from .metrics_access import may_see_figures

FREE_NEEDED = 500_000_000  # bytes on the disk of VAR_DIR
LOOKED_AGAIN_AFTER = 5  # seconds
ROUNDS = 6 * settings.ROUND_SECONDS  # in each of them beat and the clock's lane give a sign
# Seconds. A long job keeps its lane busy; behind several that of files is silent for longer.
SILENCE_ALLOWED = {
    liveness.BEAT: ROUNDS,
    CLOCK: ROUNDS + settings.CELERY_TASK_TIME_LIMIT,
    MAIL: ROUNDS + settings.CELERY_TASK_TIME_LIMIT,
    FILES: ROUNDS + 3 * settings.CELERY_TASK_TIME_LIMIT,
}


class Probes:
    """The middleware that stands before all others."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        answer = ANSWERS.get(request.path_info)
        return answer(request) if answer else self.get_response(request)


def healthy(request):
    """Answer 200 where this process takes requests."""
    return HttpResponse("ok", content_type="text/plain", headers={"Cache-Control": "no-store"})


def ready(request):
    """Answer 200 where all that the portal stands on works, else 503.

    JSON: {"ready": bool, "troubles": {name: in words}}; names as in LOOKS. The words, which
    tell figures, are empty for strangers, who hear what was found LOOKED_AGAIN_AFTER seconds ago.
    """
    if may_see_figures(request):
        troubles = look_around()
    else:
        troubles = dict.fromkeys(for_strangers.recent(), "")
    return JsonResponse(
        {"ready": not troubles, "troubles": troubles},
        status=503 if troubles else 200,
        headers={"Cache-Control": "no-store"},
    )


def look_around():
    return {name: trouble for name, look in LOOKS.items() if (trouble := look())}


class Recent:
    """The troubles found last: however often somebody asks, a process looks every few seconds."""

    def __init__(self):
        self.found, self.looked_at, self.looking = None, -math.inf, threading.Lock()

    def recent(self):
        if not self.is_old():
            return self.found
        # whoever comes while another looks hears what was found before, if anything was
        if self.looking.acquire(blocking=self.found is None):
            try:
                if self.is_old():
                    self.found = look_around()
                    self.looked_at = time.monotonic()
            finally:
                self.looking.release()
        return self.found

    def is_old(self):
        return time.monotonic() - self.looked_at > LOOKED_AGAIN_AFTER


for_strangers = Recent()


def of_database(look):
    """A look that needs the database says only that there is none, where there is none."""

    def trouble():
        try:
            return look()
        except DatabaseError:
            return "the database does not answer"

    return trouble


@of_database
def database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def redis():
    try:
        liveness.shared_clock()
    except (RedisError, OSError):
        return "Redis does not answer"


def silence():
    """Of beat and the lanes, and of clocks that stand off; Redis alone knows."""
    try:
        ages, skews = liveness.ages(), liveness.skews()
    except (RedisError, OSError):
        return None
    silent = [
        f"{name}: no sign of life" if age is None else f"{name}: silent for {age:.0f} s"
        for name, age in ages.items()
        if age is None or age > SILENCE_ALLOWED[name]
    ]
    wrong = [f"{name}: its clock is {skew:+.0f} s off" for name, skew in skews.items()]
    return "; ".join(silent + wrong)


def disk():
    free = measures.free_bytes()
    if free < FREE_NEEDED:
        return f"{free // 1_000_000} MB are free"


@of_database
def mails():
    counts = measures.count_mails()
    if counts["late"] or counts["set_aside"]:
        return f"{counts['late']} late, {counts['set_aside']} set aside"


@of_database
def jobs():
    if stuck := measures.count_jobs()["late"]:
        return f"{stuck} jobs are not done"


LOOKS = {
    "database": database,
    "redis": redis,
    "silence": silence,
    "disk": disk,
    "mails": mails,
    "jobs": jobs,
}
ANSWERS = {"/healthy/": healthy, "/ready/": ready, "/metrics/": metrics}
