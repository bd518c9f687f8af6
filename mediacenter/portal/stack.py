"""The supervisor behind bin/serve: starts the programs of the portal, tends them, stops them.

Programs start in the order in which they are added; services stop last. One that dies, or runs and
gives no sign of life, is started again, for the portal has to survive here what it survives on a
server. One that keeps dying is tried again at intervals that grow; it takes no other along.
"""

import errno
import math
import os
import pwd
import re
import signal
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from subprocess import Popen
from urllib.request import urlopen

from mediacenter.portal.program_log import ProgramLog
from mediacenter.toolkit import children, embedded

DEATHS_WINDOW = 600  # seconds in which a death makes the next pause longer
LONGEST_PAUSE = 60  # seconds
DEATHS_TOLD = 4  # within that; one more is worth a word of its own
FIRST_TRIES = 3  # of a program that is killed while it starts
LOG_LIMIT = 10_000_000  # bytes; one older generation is kept
ALARM_REPEATED = 60  # seconds until the same line is shown again
TICK = 0.2  # seconds
WATCH = 2  # seconds between two looks for signs of life


class StackFailed(Exception):
    """The stack cannot go on; the message says why and what to do or where to look."""


@dataclass
class Program:
    """One long-running program.

    start(log=...) gets the open log and returns the process once it is of use to the next program.
    alarm matches the lines of the log that somebody should see at once. silence(seconds it runs)
    tells for how long a running program has given no sign of life, in seconds, and None where
    nobody can know; it is called in a thread of its own, for it may take its time.
    """

    name: str
    start: Callable[..., Popen]
    stop_signal: signal.Signals = signal.SIGTERM
    patience: int = 10  # seconds between the stop signal and the use of force
    is_service: bool = False  # others stand on it
    alarm: re.Pattern = re.compile(r"\b(ERROR|CRITICAL)\b|^\w+(\.\w+)*Error\b")
    silence: Callable[[float], float | None] | None = None
    silence_allowed: float = math.inf  # seconds
    process: Popen | None = None
    began: float = 0
    hangs_for: float = 0  # seconds without a sign of life, as found out last
    log: ProgramLog | None = None
    alarmed: dict = field(default_factory=dict)  # gist of a line: when it was last shown
    deaths: list = field(default_factory=list)
    start_after: float = 0

    def open_log(self, folder):
        self.log = ProgramLog(folder / f"{self.name}.log")

    def run(self):
        self.began = time.monotonic()  # of a try that fails, too
        self.process = self.start(log=self.log)
        self.began, self.hangs_for = time.monotonic(), 0
        self.log.flush()
        self.log.news()  # before it ran, complaints are natural

    def listen_for_life(self):
        """Find out whether the running program lives; for the thread that watches."""
        process, runs_for = self.process, time.monotonic() - self.began
        if process is None or self.silence is None:
            return
        silent_for = self.silence(runs_for)
        if process is self.process:
            self.hangs_for = min(silent_for or 0, runs_for)

    def alarms(self):
        """Yield what somebody should see of the log since the last call, no line twice a minute."""
        now = time.monotonic()
        for line in self.log.news(most=LOG_LIMIT).decode(errors="replace").splitlines():
            if not self.alarm.search(line):
                continue
            gist = re.sub(r"(0x)?\d[\da-f]*", "", line)
            if now - self.alarmed.get(gist, -math.inf) > ALARM_REPEATED:
                self.alarmed[gist] = now
                yield line

    def ask_to_stop(self):
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(self.stop_signal)

    def await_end(self):
        if self.process is not None:
            children.await_end(self.process, patience=self.patience)
        self.log.close()


class Stack:
    """The programs of one portal; say() shows a line to whoever started it."""

    def __init__(self, *, logs, say):
        self.logs, self.say, self.programs = logs, say, []
        self.stopping = threading.Event()
        logs.mkdir(parents=True, exist_ok=True)

    def add(self, program):
        program.open_log(self.logs)
        self.programs.append(program)
        self.start_first(program)
        if program.silence is not None:
            threading.Thread(target=self.watch, args=[program], daemon=True).start()

    def start_first(self, program):
        """Start a program that has never run; one that is killed meanwhile is tried again."""
        for _try in range(FIRST_TRIES - 1):
            try:
                return program.run()
            except embedded.ServiceFailed as failure:
                if not failure.was_killed:
                    raise
                self.say(f"{program.name} was killed while it started")
        return program.run()

    def watch(self, program):
        while not self.stopping.wait(WATCH):
            program.listen_for_life()

    def has_services(self):
        return any(program.is_service for program in self.programs)

    def lacks_service(self):
        """Whether a service has died and is not started again yet."""
        services = [program.process for program in self.programs if program.is_service]
        return any(process is None or process.poll() is not None for process in services)

    def supervise(self):
        """Show what went wrong; start again what has died or hangs."""
        for program in self.programs:
            for line in program.alarms():
                self.say(f"{program.name}: {line}")
            if program.process is not None and program.process.poll() is not None:
                self.note_end(program)
            elif program.process is not None and program.hangs_for > program.silence_allowed:
                self.say(f"{program.name} gives no sign of life for {program.hangs_for:.0f} s")
                children.kill_group(program.process)
                program.process.wait()
                self.note_end(program)
            if program.process is None and time.monotonic() >= program.start_after:
                self.start_again(program)

    def start_again(self, program):
        try:
            program.run()
        except (embedded.ServiceFailed, OSError) as failure:  # the latter on a full disk, say
            self.say(f"{program.name} could not be started again. {failure}")
            self.put_off(program)
        else:
            self.say(f"{program.name} is started again")

    def note_end(self, program):
        code = program.process.returncode
        children.kill_group(program.process)
        program.process = None
        how = f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"
        self.say(f"{program.name} {how}; its log: {program.log.name}")
        self.put_off(program)

    def put_off(self, program):
        """Let 0, 1, 2, 4 ... seconds pass from one start to the next; what it ran for counts."""
        now = time.monotonic()
        recent = [moment for moment in program.deaths if now - moment < DEATHS_WINDOW]
        program.deaths = [*recent, now]
        pause = min(2 ** (len(recent) - 1), LONGEST_PAUSE) if recent else 0
        program.start_after = max(now, program.began + pause)
        if len(recent) >= DEATHS_TOLD:
            left = program.start_after - now
            self.say(f"{program.name} keeps dying: the next try comes in {left:.0f} s")

    def supervise_until(self, reached, *, limit=60):
        """Supervise until reached() is true. Raises StackFailed after limit seconds."""
        patience = time.monotonic() + limit
        while not reached():
            if time.monotonic() > patience:
                raise StackFailed(f"Nothing after {limit} seconds; the logs: {self.logs}")
            self.supervise()
            time.sleep(TICK)

    def stop(self):
        """End all programs at once, and then, one by one, the services that they stand on."""
        self.stopping.set()
        upper = [program for program in self.programs if not program.is_service]
        services = [program for program in reversed(self.programs) if program.is_service]
        for together in (upper, *([service] for service in services)):
            for program in together:
                program.ask_to_stop()
            for program in together:
                program.await_end()


def claim(var, *, note):
    """Become the only stack on a var directory until this process ends.

    note tells whoever comes second about the first. Raises StackFailed.
    """
    var.mkdir(parents=True, exist_ok=True)
    owner = var.stat().st_uid
    if owner != os.geteuid():
        name = pwd.getpwuid(owner).pw_name
        raise StackFailed(f"{var} belongs to {name}: start as {name}, or set VAR_DIR to your own.")
    held = var / "serve.lock"
    held.touch()
    try:
        embedded.lock(held)
    except BlockingIOError:
        raise StackFailed(f"The portal runs here already: {held.read_text()}") from None
    held.write_text(note)


def reserve_port(port, *, patience=6):
    """Listen on the loopback addresses; return the sockets. Raises StackFailed.

    For patience seconds the web program of a stack that was killed may still hold the port.
    """
    end = time.monotonic() + patience
    while True:
        try:
            return [listen(family, address, port) for family, address in loopback_addresses()]
        except PermissionError:
            raise StackFailed(f"Port {port} is for the administrator; try PORT=8000.") from None
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            if time.monotonic() > end:
                raise StackFailed(f"Port {port} is taken; try PORT={port + 1}.") from None
        time.sleep(TICK)


def loopback_addresses():
    yield socket.AF_INET, "127.0.0.1"
    if Path("/proc/net/if_inet6").exists() and "lo" in Path("/proc/net/if_inet6").read_text():
        yield socket.AF_INET6, "::1"


def listen(family, address, port):
    listener = socket.socket(family)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, port))
        listener.listen(2048)
    except OSError:
        listener.close()
        raise
    return listener


def answers(url):
    """Whether the web program answers a request, and without an error."""
    try:
        urlopen(url, timeout=10).close()  # noqa: S310  our own address
    except (OSError, HTTPException):
        return False
    return True


class SinceAnswer:
    """A Program's `silence`: seconds since it answered last, on a socket of its own."""

    def __init__(self, listener):
        self.listener, self.last = listener, time.monotonic()  # held open for the next start
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}/healthy/"

    def __call__(self, runs_for):
        if answers(self.url):
            self.last = time.monotonic()
        return time.monotonic() - self.last
