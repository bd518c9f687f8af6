"""The confined children that run Typst: started, given documents, replaced, ended.

The main thread of a process, which is that of a worker, keeps one of them for its next document.
Any other thread starts one for each: a child dies with the thread that started it.
"""

import json
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from .typesetter import TEMPLATE_FAILED

TYPESETTER = Path(__file__).parent / "typesetter.py"
OUT_OF_TIME = {-signal.SIGALRM, -signal.SIGXCPU}
CHUNK = 65_536
DOCUMENTS_OF_ONE = 200
MEMORY_OF_ONE = 400 * 1024**2  # bytes that are resident after a document, mostly Typst's cache


class PrintFailed(Exception):
    """No PDF came out. ``cause`` is for the log, ``code`` for the words to the reader:

    ``malformed`` the document breaks the schema, ``too_many_rows`` it is over the row budget,
    ``template`` Typst refused or warned, ``timeout`` it took too long, ``crashed`` the child
    ended otherwise, most likely out of its memory, ``killed`` somebody or the kernel ended it,
    which says nothing about the document: it may be printed at the next try.
    """

    def __init__(self, code, cause):
        super().__init__(f"{code}: {cause}")
        self.code, self.cause = code, cause


class Typesetter:
    """One child, of one folder of templates, with so many bytes of address space."""

    def __init__(self, *, folder, memory):
        self.key, self.owner, self.documents = (folder, memory), os.getpid(), 0
        self.process = subprocess.Popen(  # noqa: S603 - our own file, no word of a document in it
            [sys.executable, "-I", str(TYPESETTER), str(memory), str(self.owner)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            cwd=folder,
            env={},
        )
        for pipe in self.pipes:
            os.set_blocking(pipe.fileno(), False)

    @property
    def pipes(self):
        return self.process.stdin, self.process.stdout, self.process.stderr

    def typeset(self, order, *, beat):
        """The answer to an order, in bytes. Raises PrintFailed, whereafter only `template` leaves
        a child that takes another."""
        try:
            code, answer = answer_of(
                self.process, json.dumps(order).encode(), beat=beat, seconds=order["seconds"]
            )
        except BaseException:
            self.end()
            raise
        self.documents += 1
        if code == TEMPLATE_FAILED:
            raise PrintFailed("template", answer.decode(errors="replace").strip()[-4_000:])
        return answer

    def is_fit_for(self, key):
        return self.key == key and self.owner == os.getpid() and self.process.poll() is None

    def is_worn(self):
        return self.documents >= DOCUMENTS_OF_ONE or resident(self.process.pid) >= MEMORY_OF_ONE

    def end(self):
        """Kill the child; one that another process has started is left to that."""
        if self.owner == os.getpid():
            self.process.kill()
            self.process.wait()
        for pipe in self.pipes:
            pipe.close()


kept = None


def typeset(order, *, beat, folder, memory):
    """The bytes that Typst makes of an order; see typesetter.py. Raises PrintFailed."""
    if threading.current_thread() is not threading.main_thread():
        typesetter = Typesetter(folder=folder, memory=memory)
        try:
            return typesetter.typeset(order, beat=beat)
        finally:
            typesetter.end()
    typesetter = keep_one(folder=folder, memory=memory)
    has_a_past = typesetter.documents > 0
    try:
        return typesetter.typeset(order, beat=beat)
    except PrintFailed as failure:
        if failure.code != "crashed" or not has_a_past:
            raise
    finally:
        if typesetter.is_worn():
            typesetter.end()
    return keep_one(folder=folder, memory=memory).typeset(order, beat=beat)


def keep_one(*, folder, memory):
    global kept
    if kept and not kept.is_fit_for((folder, memory)):
        kept.end()
        kept = None
    kept = kept or Typesetter(folder=folder, memory=memory)
    return kept


def resident(pid):
    """Bytes of memory that a process holds; 0 where the system does not tell."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text().split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def answer_of(child, order, *, beat, seconds):
    """Give a child an order; its code and its answer. ``beat`` is called about once a second."""
    end = time.monotonic() + seconds
    rest = memoryview(len(order).to_bytes(8) + order)
    answer, complaint = bytearray(), bytearray()
    next_beat = time.monotonic() + 1
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdin, selectors.EVENT_WRITE)
        selector.register(child.stdout, selectors.EVENT_READ, answer)
        selector.register(child.stderr, selectors.EVENT_READ, complaint)
        while not is_whole(answer):
            now = time.monotonic()
            if now >= end:
                raise PrintFailed("timeout", f"stopped after {seconds} s")
            if now >= next_beat:
                next_beat = now + 1
                if beat:
                    beat()
            for key, _events in selector.select(max(min(end, next_beat) - now, 0.01)):
                if key.fileobj is child.stdin:
                    rest = sent(child, rest)
                    if not rest:
                        selector.unregister(child.stdin)
                elif got := os.read(key.fd, CHUNK):
                    key.data.extend(got)
                else:
                    selector.unregister(key.fileobj)
                    if key.fileobj is child.stdout:
                        raise failure_of(child, complaint, seconds=seconds)
    return answer[0], bytes(answer[9:])


def sent(child, rest):
    """What is left to send; nothing to a child that has ended, whose pipes tell the rest."""
    try:
        return rest[child.stdin.write(rest[:CHUNK]) or 0 :]
    except BrokenPipeError:
        return rest[:0]


def is_whole(answer):
    return len(answer) >= 9 and len(answer) == 9 + int.from_bytes(answer[1:9])


def failure_of(child, complaint, *, seconds):
    """Why a child ended without an answer."""
    returned = child.wait()
    if returned in OUT_OF_TIME:
        return PrintFailed("timeout", f"stopped after {seconds} s")
    if returned == -signal.SIGKILL:
        return PrintFailed("killed", "ended by a signal from outside")
    complaint += child.stderr.read() or b""
    cause = complaint.decode(errors="replace").strip()[-4_000:]
    return PrintFailed("crashed", f"ended with {returned}: {cause}")
