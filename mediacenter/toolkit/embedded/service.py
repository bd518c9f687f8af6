import signal
import time
from importlib.util import find_spec
from pathlib import Path

from mediacenter.toolkit import children


class ServiceFailed(Exception):
    """A service did not start; the message holds the last lines of its log.

    `was_killed`: by a signal from outside, which says nothing against another try.
    """

    was_killed = False


def package(name):
    """The folder of an installed package, without importing it. Raises ServiceFailed."""
    found = find_spec(name)
    if found is None:
        raise ServiceFailed(
            f"The package {name} is not installed. Name a PostgreSQL and a Redis of your own by "
            "DATABASE_URL and REDIS_URL, or install what bin/requirements.txt names."
        )
    return Path(found.submodule_search_locations[0])


def wait_until(process, ready, *, log, name, limit=300):
    """Poll until ready() holds; recovery after a crash may take its time, but not limit seconds."""
    patience = time.monotonic() + limit
    try:
        while not ready():
            if process.poll() is not None or time.monotonic() > patience:
                failure = ServiceFailed(f"{name} did not start.\n{tail(log)}")
                failure.was_killed = (process.returncode or 0) < 0
                raise failure
            time.sleep(0.05)
    except BaseException:
        children.stop(process, with_signal=signal.SIGINT)
        raise


def tail(log, *, lines=12):
    log.flush()
    return "\n".join(Path(log.name).read_text(errors="replace").splitlines()[-lines:])
