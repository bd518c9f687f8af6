"""The services that bin/test brings: fresh, of its own, gone with it however it ends."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg2
import pytest
import redis

from mediacenter.portal.programs import PROJECT
from mediacenter.toolkit import children, embedded
from tests.celery_worker import until
from tests.served_portal import family, running


@pytest.fixture
def run():
    """Start a command beside fresh services, as bin/test does."""
    started = []

    def run(*command):
        process = children.spawn(
            [sys.executable, "-m", "mediacenter.toolkit.embedded", "run", "--", *command],
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        children.stop(process)
        process.stdout.close()


WAIT = "import os, time; print(os.environ['VAR_DIR'], flush=True); time.sleep(60)"


def test_the_command_finds_its_services_and_its_exit_code_is_passed_on(run):
    process = run("sh", "-c", 'echo "$DATABASE_URL $REDIS_URL"; exit 7')
    database, queue = process.stdout.readline().split()
    assert database != os.environ["DATABASE_URL"]
    assert queue != os.environ["REDIS_URL"]
    assert process.wait(60) == 7


def test_two_at_once_have_nothing_in_common(run):
    for place in [run(sys.executable, "-c", WAIT).stdout.readline().strip() for _ in range(2)]:
        with psycopg2.connect(embedded.database_url(place)) as connection:
            connection.cursor().execute("CREATE TABLE only_here ()")
        connection.close()
        assert redis.Redis.from_url(embedded.redis_url(place)).incr("visits") == 1


def test_asked_to_end_it_lets_the_command_finish_and_leaves_nothing(run):
    process = run(sys.executable, "-c", WAIT)
    place = Path(process.stdout.readline().strip())
    processes = family(process.pid)
    process.terminate()
    assert process.wait(30) == 128 + signal.SIGINT
    assert not running(processes)
    assert not place.exists()
    assert not embedded.run_directory(place).exists()


def test_when_it_is_killed_nothing_runs_on(run):
    process = run(sys.executable, "-c", WAIT)
    process.stdout.readline()
    processes = family(process.pid)
    assert len(processes) > 5
    process.send_signal(signal.SIGKILL)
    until(lambda: not running(processes), limit=10)
