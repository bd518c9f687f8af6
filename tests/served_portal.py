import errno
import os
import re
import secrets
import signal
import socket
import sys
from pathlib import Path
from urllib.request import urlopen

from mediacenter.portal.programs import PROJECT
from mediacenter.toolkit import children
from tests.celery_worker import until


class ServedPortal:
    """`manage.py serve` as a process of its own, with its own PostgreSQL and Redis in var."""

    def __init__(self, var, *, port=None):
        self.var = Path(var)
        self.port = port or free_port()
        self.url = f"http://localhost:{self.port}/"
        self.screen = self.var.with_suffix(".screen")
        self.process = None

    def start(self):
        environment = {**os.environ, "VAR_DIR": str(self.var), "PORT": str(self.port)}
        environment |= {"ALLOW_HTTP": "1", "PUBLIC_URL": self.url}
        del environment["DATABASE_URL"], environment["REDIS_URL"]
        with self.screen.open("w") as screen:
            self.process = children.spawn(
                [sys.executable, "manage.py", "serve", "--without-demo"],
                cwd=PROJECT,
                env=environment,
                stdout=screen,
                stderr=screen,
            )
        return self

    def shows(self, words, *, limit=300):
        """Wait until these words stand on its screen."""
        until(lambda: words in self.shown or self.process.poll() is not None, limit=limit)
        assert words in self.shown, self.shown
        return self

    @property
    def shown(self):
        return self.screen.read_text()

    def is_ready(self):
        return self.shows("Ctrl-C stops it.")

    def get(self, path=""):
        with urlopen(self.url + path, timeout=20) as response:  # noqa: S310  http only
            return response.read().decode()

    def answers(self):
        try:
            return self.get("healthy/") == "ok"
        except OSError:
            return False

    def processes(self):
        return family(self.process.pid)

    def process_of(self, program):
        """Process id of one program, found by a word of its command line, once it runs."""
        until(lambda: len(self.running_as(program)) == 1, limit=60)
        return self.running_as(program)[0]

    def running_as(self, program):
        return [
            pid
            for pid, parent in read_parents()
            if parent == self.process.pid and program in command_of(pid)
        ]

    def stop(self, with_signal=signal.SIGTERM):
        """Send the signal and return the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(with_signal)
        return self.process.wait(60)


def command_of(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:  # it ended meanwhile
        return ""


def family(pid):
    """Process ids of a process, of all that it has started, and of what that has started."""
    parents = dict(read_parents())
    found = {pid}
    while grown := {child for child, parent in parents.items() if parent in found} - found:
        found |= grown
    return found


def running(pids):
    """Those of the process ids that still belong to a process."""
    return {pid for pid, _ in read_parents() if pid in pids}


def read_parents():
    """Yield process id and parent of everything that runs; what has ended, unburied, does not."""
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = re.match(r"(\d+) \(.*\) (\w) (\d+)", status.read_text(), re.DOTALL)
        except (FileNotFoundError, ProcessLookupError):  # it has just ended
            continue
        if fields[2] != "Z":
            yield int(fields[1]), int(fields[3])


def free_port():
    """A free port below those that the system gives to connections, which would take it again."""
    lowest_given = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    while True:
        port = secrets.choice(range(lowest_given // 2, lowest_given))
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == errno.ECONNREFUSED:
                return port
