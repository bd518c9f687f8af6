"""What a program writes, kept in a file that turns; a pipe brings it, so that no line is lost."""

import fcntl
import os
import select
import termios
import threading
import time
from contextlib import suppress
from pathlib import Path

ROOM = 1024 * 1024  # bytes that wait in the pipe before the program has to
READ = 65536  # bytes at a time
PATIENCE = 2  # seconds for what is still on its way


class ProgramLog:
    """For Popen's stdout and stderr. `name` is the file's path.

    On a full disk lines are lost, and no program; how many, the file says once it has room again.
    """

    def __init__(self, path):
        self.name, self.lock = str(path), threading.Lock()
        self.lost, self.read_to = 0, 0  # lines; bytes
        self.reading, self.writing = os.pipe()
        with suppress(PermissionError):  # this user's pipes are many already
            fcntl.fcntl(self.writing, fcntl.F_SETPIPE_SZ, ROOM)
        self.file = self.open()
        self.writer = threading.Thread(target=self.write_down, daemon=True)
        self.writer.start()

    def open(self):
        file = Path(self.name).open("a+b", buffering=0)  # noqa: SIM115  for long
        Path(self.name).chmod(0o600)  # what people ask for stands in it
        return file

    def fileno(self):
        return self.writing

    def write_down(self):
        taken, begun = b"what comes", b""
        while taken:
            select.select([self.reading], [], [])
            with self.lock:  # from pipe to file at one go, so that nobody finds it between them
                taken = os.read(self.reading, READ)
                lines, end, begun = (begun + taken).rpartition(b"\n")
                whole = lines + end
                if not taken or len(begun) > READ:  # the last words, or a line without end
                    whole, begun = whole + begun, b""
                self.keep(whole)
        os.close(self.reading)
        self.file.close()

    def keep(self, lines):
        """Append whole lines, or nothing where there is no room for them."""
        if self.lost:
            lines = b"(%d lines are missing here: there was no room for them)\n" % self.lost + lines
        left, before = memoryview(lines), self.size()
        try:
            if not Path(self.name).exists():  # somebody has deleted it to make room
                self.begin_anew()
                before = 0
            while left:
                left = left[self.file.write(left) :]
        except OSError:
            self.lost += lines.count(b"\n") - bool(self.lost)
            with suppress(OSError):
                os.ftruncate(self.file.fileno(), before)
        else:
            self.lost = 0

    def news(self, *, most=None):
        """Whole lines, as bytes, since the last call; then a file longer than most bytes turns."""
        with self.lock:
            size = self.size()
            self.read_to = min(self.read_to, size)  # somebody has emptied it
            new = os.pread(self.file.fileno(), size - self.read_to, self.read_to)
            lines, end, _begun = new.rpartition(b"\n")
            self.read_to += len(lines + end)
            if most is not None and size > most:
                self.rotate()
        return lines

    def size(self):
        return os.fstat(self.file.fileno()).st_size

    def rotate(self):
        """Keep the file as the older generation and go on with an empty one."""
        older = Path(f"{self.name}.1")
        with suppress(FileNotFoundError):  # somebody has deleted it
            os.replace(self.name, older)
        try:
            self.begin_anew()
        except OSError:  # no room for it: it goes on as it is
            os.replace(older, self.name)

    def begin_anew(self):
        newer = self.open()
        self.file.close()
        self.file, self.read_to = newer, 0

    def flush(self):
        """Wait until what was written so far stands in the file."""
        until = time.monotonic() + PATIENCE
        while self.waiting() and time.monotonic() < until:
            time.sleep(0.01)
        with self.lock:
            pass

    def waiting(self):
        """Bytes in the pipe."""
        answer = fcntl.ioctl(self.writing, termios.FIONREAD, bytes(4))
        return int.from_bytes(answer, "little")

    def close(self):
        os.close(self.writing)
        self.writer.join(PATIENCE)
