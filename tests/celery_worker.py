import os
import subprocess
import sys
import time
from pathlib import Path

from mediacenter.celery import app
from mediacenter.schedule import LANES
from mediacenter.toolkit import children, embedded


class CeleryWorker:
    """A Celery worker in processes of its own, on the database of the tests."""

    def __init__(self, *, database):
        var = os.environ["VAR_DIR"]
        self.environment = {**os.environ, "DATABASE_URL": embedded.database_url(var, name=database)}
        self.log = Path(var) / "worker.log"
        self.process = None

    @property
    def alive(self):
        return self.process is not None and self.process.poll() is None

    def start(self):
        command = [sys.executable, "-m", "celery", "--app=mediacenter", "--skip-checks", "worker"]
        command += ["--concurrency=2", "--loglevel=INFO"]
        command += ["--include=tests.slow_jobs,tests.services.work_of_tests"]
        command += ["--without-gossip", "--without-mingle"]
        with self.log.open("a") as log:
            self.process = children.spawn(
                command, env=self.environment, stdout=log, stderr=subprocess.STDOUT
            )
        until(lambda: app.control.ping(limit=1), limit=30)

    def kill(self):
        """As a machine that loses its power: no goodbye to anybody."""
        children.kill_group(self.process)
        self.process.wait()

    def stop(self):
        if self.alive:
            children.stop(self.process)

    def take_jobs(self):
        app.control.purge()
        if not self.alive:
            self.start()
        for lane in LANES:
            app.control.add_consumer(lane, reply=True, limit=1)

    def rest(self):
        """Finish what has begun and begin nothing more."""
        if self.alive:
            for lane in LANES:
                app.control.cancel_consumer(lane, reply=True, limit=1)
            until(self.is_idle, limit=60)

    def is_idle(self):
        inspect = app.control.inspect(limit=1)
        jobs = [*(inspect.active() or {}).values(), *(inspect.reserved() or {}).values()]
        return not any(jobs)


def until(reached, *, limit, log=None):
    """Wait as many seconds at most; log is a file that tells why it was not reached."""
    end = time.monotonic() + limit
    while not reached():
        assert time.monotonic() < end, (f"not within {limit} seconds", log and log.read_text())
        time.sleep(0.05)
