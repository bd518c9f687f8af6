"""The programs that bin/serve runs; on servers each is a unit of its own, with the same command."""

import re
import signal
import sys
from functools import partial
from pathlib import Path

from mediacenter.portal.stack import Program
from mediacenter.schedule import CLOCK, FILES, MAIL
from mediacenter.toolkit import children, embedded

SHARES = {CLOCK: 1, MAIL: 1, FILES: 2}  # processes of the workers of each lane
PROJECT = Path(__file__).resolve().parents[2]


def postgres(var):
    # A statement that PostgreSQL refuses is the portal's to report; its own troubles are worse.
    severe = re.compile(r"\b(FATAL|PANIC)\b")
    start = partial(embedded.start_postgres, var)
    return Program(
        "postgres",
        start,
        stop_signal=signal.SIGINT,
        patience=30,
        is_service=True,
        alarm=severe,
    )


def redis(var):
    return Program("redis", partial(embedded.start_redis, var), is_service=True)


def web(listeners):
    """The web server, on sockets that already listen."""
    doors = [listener.fileno() for listener in listeners]
    command = ["gunicorn", "mediacenter.wsgi", "--workers=2", "--threads=4", "--preload"]
    command += ["--graceful-timeout=5", "--no-control-socket", "--access-logfile=-"]
    command += ["--logger-class=mediacenter.portal.access_log.AccessLog"]
    command += [f"--bind=fd://{door}" for door in doors]
    return Program("web", partial(start, command, pass_fds=doors, death_signal=signal.SIGQUIT))


def worker(lane):
    """The workers of one lane, as many as its share."""
    command = ["celery", "--app=mediacenter", "--skip-checks", "worker", f"--queues={lane}"]
    command += [f"--concurrency={SHARES[lane]}", f"--hostname={lane}@%h"]
    command += ["--loglevel=INFO", "--without-gossip", "--without-mingle"]
    return Program(f"worker-{lane}", partial(start, command))


def beat():
    command = ["celery", "--app=mediacenter", "--skip-checks", "beat", "--pidfile="]
    return Program("beat", partial(start, command))


def start(command, *, log, **options):
    """Start a Python program of the virtual environment in the project's folder."""
    python = [sys.executable, "-m", *command]
    return children.spawn(python, cwd=PROJECT, stdout=log, stderr=log, **options)
