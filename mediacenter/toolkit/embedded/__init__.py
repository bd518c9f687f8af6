"""A private PostgreSQL and Redis beside a checkout, from the binaries of two wheels (Linux).

For a demo, for development and for the tests; a server has its own, named by DATABASE_URL and
REDIS_URL. State lies in the var directory, sockets in a short directory under /tmp (their paths
may not pass 107 bytes), so that the addresses follow from the var directory alone and any command
finds the services that another process has started.

`python -m mediacenter.toolkit.embedded run -- COMMAND` runs a command beside fresh services in a
temporary directory and leaves nothing behind.
"""

from .places import database_url, kept_secret, lock, redis_url, run_directory, secret_key
from .postgresql import start_postgres
from .redis_server import start_redis
from .service import ServiceFailed

__all__ = [
    "ServiceFailed",
    "database_url",
    "kept_secret",
    "lock",
    "redis_url",
    "run_directory",
    "secret_key",
    "start_postgres",
    "start_redis",
]
