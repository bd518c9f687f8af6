"""A disk without room, for the test's own process and those that it starts meanwhile."""

import resource
from contextlib import contextmanager


@contextmanager
def full_disk(*, room=0):
    """No file grows beyond room bytes; whoever tries gets an OSError, as of a disk that is full."""
    before, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (before, most))
