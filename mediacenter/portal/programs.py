"""The programs that bin/serve runs; on servers each is a unit of its own, with the same command."""

import re
import socket
import sys
from functools import partial
from pathlib import Path
from signal import SIGINT

from django.conf import settings

from mediacenter.portal import liveness
from mediacenter.portal.stack import Program, SinceAnswer, listen
from mediacenter.schedule import CLOCK, FILES, MAIL
from mediacenter.toolkit import children, embedded

WEB = 2  # processes
SHARES = {CLOCK: 1, MAIL: 1, FILES: 2}  # processes of the workers of each lane
PROJECT = Path(__file__).resolve().parents[2]


def postgres(var):
    # A statement that PostgreSQL refuses is the portal's to report; its own troubles are worse.
    severe = re.compile(r"\b(FATAL|PANIC)\b")
    start = partial(embedded.start_postgres, var)
    return Program(
        "postgres",
        start,
        stop_signal=SIGINT,
        patience=30,
        is_service=True,
        alarm=severe,
    )


def redis(var, *, say):
    return Program("redis", partial(embedded.start_redis, var, say=say), is_service=True)


def web(number, listeners):
    """One of the web servers: on sockets that already listen for all, and on one of its own."""
    own = listen(socket.AF_INET, "127.0.0.1", 0)
    descriptors = [listener.fileno() for listener in (*listeners, own)]
    return Program(
        f"web-{number}",
        partial(
            start,
            ["mediacenter.web", *(f"--fd={descriptor}" for descriptor in descriptors)],
            pass_fds=descriptors,
        ),
        silence=SinceAnswer(own),
        silence_allowed=settings.SILENCE_ALLOWED,
    )


def worker(lane):
    """The workers of one lane, as many as its share."""
    command = ["celery", "--app=mediacenter", "--skip-checks", "worker", f"--queues={lane}"]
    command += [f"--concurrency={SHARES[lane]}", f"--hostname={lane}@%h"]
    command += ["--loglevel=INFO", "--without-gossip", "--without-mingle"]
    # Signs come from jobs and their steps: a large picture or a round of links holds them back.
    patience = 10 if lane == FILES else 1
    return Program(
        f"worker-{lane}",
        partial(start, command),
        silence=partial(liveness.silence_of_lane, lane),
        silence_allowed=settings.SILENCE_ALLOWED * patience,
    )


def beat():
    command = ["celery", "--app=mediacenter", "--skip-checks", "beat", "--pidfile="]
    return Program(
        "beat",
        partial(start, command),
        silence=liveness.silence_of_beat,
        silence_allowed=settings.SILENCE_ALLOWED,
    )


def start(command, *, log, **options):
    """Start a Python program of the virtual environment in the project's folder."""
    python = [sys.executable, "-m", *command]
    return children.spawn(python, cwd=PROJECT, stdout=log, stderr=log, **options)
