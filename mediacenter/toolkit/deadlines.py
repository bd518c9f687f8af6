"""One deadline for the whole of a conversation with another server, however it spends the time.

The timeout of a socket begins anew with each byte that arrives, and the look-up of a name has none.
"""

import socket
import threading
import time
from concurrent.futures import Future


class Deadline:
    """A moment by which all must be over, however many steps it takes."""

    def __init__(self, seconds):
        self.at = time.monotonic() + seconds

    def left(self):
        """Seconds until then. Raises TimeoutError past it."""
        seconds = self.at - time.monotonic()
        if seconds <= 0:
            raise TimeoutError
        return seconds


def places_of(host, port, deadline, *, look_up=socket.getaddrinfo):
    """What getaddrinfo tells of a host, asked in a thread that nobody waits for any longer.

    Raises OSError where the name is unknown or the deadline passes, UnicodeError for no name.
    """
    answer = Future()

    def ask():
        try:
            answer.set_result(look_up(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            answer.set_exception(error)

    threading.Thread(target=ask, daemon=True).start()
    return answer.result(deadline.left())


def connected(places, deadline):
    """A socket that is connected to the first of some places that takes it. Raises OSError."""
    refusal = OSError("no address")
    for family, kind, protocol, _name, place in places:
        opened = socket.socket(family, kind, protocol)
        try:
            opened.settimeout(deadline.left())
            opened.connect(place)
        except OSError as error:
            opened.close()
            refusal = error
        else:
            return opened
    raise refusal


def ended_by(deadline, opened):
    """Let a connected socket hear and say nothing more past a deadline; returns the Timer.

    Whoever waits there reads the end of the stream. A copy of the socket is held, for TLS takes the
    first one over; cancel the timer, and it is closed.
    """
    held = opened.dup()

    def end():
        with held:
            try:
                held.shutdown(socket.SHUT_RDWR)
            except OSError:  # the other side was faster
                return

    return Ending(deadline.left(), end, held)


class Ending(threading.Timer):
    def __init__(self, seconds, end, held):
        super().__init__(seconds, end)
        self.daemon, self.held = True, held
        self.start()

    def cancel(self):
        super().cancel()
        self.held.close()
