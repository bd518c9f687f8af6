"""Fresh services for one command, in a temporary directory."""

import os
import shutil
import signal
import tempfile
import time
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from mediacenter.toolkit import children

from .places import database_url, lock, redis_url, run_directory
from .postgresql import start_postgres
from .redis_server import start_redis

PREFIX = "mediacenter-scratch"


def run(command):
    """Run a command beside fresh services; return its exit code, 128 + n where a signal ended it.

    SIGTERM is passed on as Ctrl-C, which lets pytest finish in order, and as SIGKILL where that
    takes more than half a minute; Ctrl-C in the terminal reaches the command by itself.
    """

    def give_up(*_):
        raise SystemExit(128 + signal.SIGTERM)

    def pass_on(*_):
        process.send_signal(signal.SIGINT)
        signal.alarm(30)

    signal.signal(signal.SIGTERM, give_up)
    with scratch_services() as services:
        process = children.spawn(command, own_session=False, env={**os.environ, **services})
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGALRM, lambda *_: process.kill())
        signal.signal(signal.SIGTERM, pass_on)
        code = process.wait()
    return code if code >= 0 else 128 - code


@contextmanager
def scratch_services():
    """Yield the environment of a fresh PostgreSQL and Redis; both end and vanish afterwards."""
    sweep()
    var = Path(tempfile.mkdtemp(prefix=f"{PREFIX}-{os.geteuid()}-"))
    with ExitStack() as undo:
        undo.callback(shutil.rmtree, var, ignore_errors=True)
        undo.callback(shutil.rmtree, run_directory(var), ignore_errors=True)
        undo.callback(os.close, lock(var))
        var.chmod(0o711)
        log = undo.enter_context((var / "services.log").open("w"))
        postgres = start_postgres(var, log=log, durable=False)
        undo.callback(children.stop, postgres, with_signal=signal.SIGQUIT)
        undo.callback(children.stop, start_redis(var, log=log, durable=False))
        yield {
            "DATABASE_URL": database_url(var),
            "REDIS_URL": redis_url(var),
            "VAR_DIR": str(var),
        }


def sweep():
    """Remove what killed runs of this user have left in the temporary directory."""
    for var in Path(tempfile.gettempdir()).glob(f"{PREFIX}-{os.geteuid()}-*"):
        with suppress(BlockingIOError, FileNotFoundError):
            if time.time() - var.stat().st_mtime < 60:  # perhaps not locked yet
                continue
            descriptor = lock(var)
            shutil.rmtree(run_directory(var), ignore_errors=True)
            shutil.rmtree(var, ignore_errors=True)
            os.close(descriptor)
