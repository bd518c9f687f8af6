"""A question to a stranger's server ends in its time, and goes to the open Internet alone."""

import socket
import threading
from contextlib import contextmanager

import pytest

from mediacenter.toolkit.reaching import NoAnswer, is_public, status_of


@contextmanager
def server(answer):
    """A server on this machine that gives `answer(connection, is_over)`; yields its port."""
    is_over = threading.Event()
    listening = socket.create_server(("127.0.0.1", 0))

    def serve():
        while not is_over.is_set():
            try:
                connection, _address = listening.accept()
            except OSError:
                return
            with connection:
                connection.recv(4_096)
                answer(connection, is_over)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        is_over.set()
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()


def drip(connection, is_over):
    """A byte now and then, as long as anybody listens, but no longer than a test may take."""
    try:
        for byte in b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200:
            connection.sendall(bytes([byte]))
            if is_over.wait(0.05):
                return
    except OSError:
        return


def lead_nowhere(connection, _is_over):
    connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: https://[::1\r\nContent-Length: 0\r\n\r\n")


@pytest.mark.parametrize(("answer", "seconds"), [(drip, 0.3), (lead_nowhere, 10)])
def test_what_never_comes_to_an_end_is_no_answer(answer, seconds):
    with server(answer) as port, pytest.raises(NoAnswer):
        status_of(f"http://127.0.0.1:{port}/", allowed=lambda *_: True, seconds=seconds)


@pytest.mark.parametrize(
    "address",
    [
        "192.0.0.8",
        "192.0.0.9",
        "192.0.2.1",
        "192.31.196.1",
        "192.88.99.1",
        "192.175.48.1",
        "198.18.0.1",
        "203.0.113.1",
        "239.1.1.1",
        "255.255.255.255",
        "::",
        "::ffff:93.184.215.14",
        "64:ff9b::7f00:1",
        "64:ff9b::5db8:d70e",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:1::1",
        "2001:20::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2620:4f:8000::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fec0::1",
        "ff0e::1",
    ],
)
def test_no_special_range_is_the_open_internet(address):
    assert not is_public(address, 443)
