"""Child processes that never outlive this one, however it ends (Linux)."""

import ctypes
import os
import signal
import subprocess
from contextlib import suppress

PR_SET_PDEATHSIG = 1
libc = ctypes.CDLL(None, use_errno=True)


def spawn(command, *, death_signal=signal.SIGKILL, own_session=True, **options):
    """Start a program that the kernel ends with death_signal when this process dies.

    The signal is tied to the thread that calls: call from the main thread. With own_session the
    child has a session of its own, so that Ctrl-C in the terminal reaches only its parent, who
    stops its children in the right order. options go to subprocess.Popen, which is returned.
    """
    parent = os.getpid()

    def begin():
        libc.prctl(PR_SET_PDEATHSIG, death_signal)
        if os.getppid() != parent:  # it died before the line above
            os._exit(1)
        # A shell's background job ignores Ctrl-C and would hand that down.
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    return subprocess.Popen(  # noqa: S603  our own commands, no shell
        [os.fspath(part) for part in command],
        preexec_fn=begin,
        start_new_session=own_session,
        **options,
    )


def stop(process, *, with_signal=signal.SIGTERM, patience=10):
    """End a child of its own session, after patience seconds by force; return its code."""
    if process.poll() is None:
        process.send_signal(with_signal)
    return await_end(process, patience=patience)


def await_end(process, *, patience):
    """Wait until a child has ended, after patience seconds by force; return its code.

    Whatever it leaves behind in its process group goes with it.
    """
    with suppress(subprocess.TimeoutExpired):
        process.wait(patience)
    kill_group(process)
    return process.wait()


def kill_group(process):
    """Kill a child of its own session, and all that still belongs to its process group."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
