"""A question to a stranger's server ends in its time, and goes to the open Internet alone."""

import threading

import pytest

from mediacenter.toolkit.deadlines import Deadline, places_of
from mediacenter.toolkit.link_status import NoAnswer, is_public, status_of
from tests.answering import dripping, server


def lead_nowhere(connection, _is_over):
    connection.recv(4_096)
    connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: https://[::1\r\nContent-Length: 0\r\n\r\n")


@pytest.mark.parametrize(
    ("answer", "seconds"),
    [(dripping(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200), 0.3), (lead_nowhere, 10)],
)
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


def test_a_name_that_nobody_resolves_holds_up_a_question_until_its_deadline():
    is_asked, is_over = threading.Event(), threading.Event()

    def never(*_place, **_kind):
        is_asked.set()
        is_over.wait()
        return []

    try:
        with pytest.raises(TimeoutError):
            places_of("example.org", 443, Deadline(0.2), look_up=never)
        assert is_asked.is_set()
    finally:
        is_over.set()
