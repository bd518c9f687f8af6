"""Readers of strangers' files that may crash, or never come to an end: each in a child of its own.

The scripts of this folder are run as files, without Django: the file from stdin, what was read to
stdout. Their exit codes are their own, below 64; NOT_READ is anything worse.
"""

import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

WAITING = 5  # seconds more of the clock, where processors are busy; the proxy has 60
NOT_READ = 64


@dataclass(frozen=True, slots=True)
class Answer:
    """The exit code of a reader, and what it wrote."""

    code: int
    content: bytes


def read_confined(reader, content: bytes) -> Answer:
    """Let a script of this folder read a file, within READER_SECONDS and READER_MEMORY.

    A reader that was killed, ran out of either, or wrote an error of Python answers NOT_READ.
    """

    def confine():
        for what, limit in (
            (resource.RLIMIT_CPU, settings.READER_SECONDS),
            (resource.RLIMIT_AS, settings.READER_MEMORY),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_NOFILE, 64),
        ):
            resource.setrlimit(what, (limit, limit))

    try:
        ended = subprocess.run(  # noqa: S603 - our own file, nothing of a stranger's in the call
            [sys.executable, "-I", str(Path(__file__).with_name(f"{reader}.py"))],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env={},
            preexec_fn=confine,
            timeout=settings.READER_SECONDS + WAITING,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Answer(NOT_READ, b"")
    code = ended.returncode if 0 <= ended.returncode < NOT_READ else NOT_READ
    return Answer(code, ended.stdout)
