"""The database during a backup: the portal's running one, or the embedded one for so long."""

import os
import shutil
import signal
from contextlib import ExitStack, contextmanager

from django.conf import settings
from django.db import connections

from mediacenter.portal.stack import StackFailed, claim
from mediacenter.toolkit import children, embedded

from .contents import BackupFailed
from .postgresql import is_embedded


@contextmanager
def database_served(*, alone):
    """Start the embedded PostgreSQL where it does not run, and end it afterwards.

    With `alone` no portal may run here. Raises BackupFailed.
    """
    var = settings.VAR_DIR.resolve()
    if not is_embedded():
        yield
        return
    try:
        claim(var, note=f"process {os.getpid()}, a backup")
    except StackFailed as running:
        if alone:
            raise BackupFailed(f"{running} Stop it first.") from None
        yield
        return
    with ExitStack() as undo:
        (var / "log").mkdir(exist_ok=True)
        path = var / "log" / "postgres.log"
        path.touch(mode=0o600)
        log = undo.enter_context(path.open("a"))
        undo.callback(shutil.rmtree, embedded.run_directory(var), ignore_errors=True)
        try:
            server = embedded.start_postgres(var, log=log)
        except embedded.ServiceFailed as failure:
            raise BackupFailed(str(failure)) from None
        undo.callback(children.stop, server, with_signal=signal.SIGINT, patience=30)
        undo.callback(connections.close_all)
        yield
