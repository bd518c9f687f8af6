"""Whether a link answers, asked without letting it reach what is not the open Internet.

A link comes from somebody's text. The host is resolved once, each of its addresses must be public,
and the connection goes to exactly that address: a name that changes its mind meanwhile leads
nowhere else. Redirects are followed by the same rule. Only ports 80 and 443.
"""

import http.client
import io
import ipaddress
import ssl
from urllib.parse import urljoin, urlsplit

from .deadlines import Deadline, connected, places_of

TIMEOUT = 10  # seconds, for the whole of a question with its redirects
MOST_REDIRECTS = 4
PORTS = {"http": 80, "https": 443}
REDIRECTS = {301, 302, 303, 307, 308}
UNKNOWN_METHOD = {405, 501}
AGENT = "MediacenterLinkCheck/1.0"

# The special-purpose registries of IANA (RFC 6890 and its successors), and multicast. A list of our
# own: what the standard library calls global changes from release to release.
SPECIAL = [
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20",
    )
]  # fmt: skip
# All else of IPv6 is special: mapped, translated (64:ff9b::/96), local, multicast.
UNICAST = ipaddress.ip_network("2000::/3")


class NotPublic(Exception):
    """The link leads to a host, or over a port, that is not of the open Internet."""


class NoAnswer(Exception):
    """The host is unknown, refuses, or says nothing within the time."""


def is_public(address, port):
    """Whether a server may be asked at this IP address (as text) and port."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    is_unicast = ip.version == 4 or ip in UNICAST
    is_special = any(ip.version == network.version and ip in network for network in SPECIAL)
    return is_unicast and not is_special and port in PORTS.values()


class TimedSocket:
    """The part of a socket that http.client uses; each wait is cut to what the deadline leaves."""

    def __init__(self, opened, deadline):
        self.opened, self.deadline = opened, deadline

    def sendall(self, content):
        self.opened.settimeout(self.deadline.left())
        self.opened.sendall(content)

    def makefile(self, _mode):
        return io.BufferedReader(TimedReader(self))

    def recv_into(self, buffer):
        self.opened.settimeout(self.deadline.left())
        return self.opened.recv_into(buffer)

    def close(self):
        self.opened.close()


class TimedReader(io.RawIOBase):
    def __init__(self, timed):
        self.timed = timed

    def readable(self):
        return True

    def readinto(self, buffer):
        return self.timed.recv_into(buffer)


def status_of(link, *, allowed=is_public, seconds=TIMEOUT):
    """Return the HTTP status that a link ends in after its redirects.

    `allowed(address, port)` says where a connection may go; `seconds` are for the whole of it.
    Raises NotPublic and NoAnswer.
    """
    deadline = Deadline(seconds)
    for _hop in range(MOST_REDIRECTS + 1):
        status, location = ask(link, "HEAD", allowed, deadline)
        if status in UNKNOWN_METHOD:
            status, location = ask(link, "GET", allowed, deadline)
        if status not in REDIRECTS or not location:
            return status
        try:
            link = urljoin(link, location)
        except ValueError as error:
            raise NoAnswer(link) from error
    raise NoAnswer(link)


def ask(link, method, allowed, deadline):
    try:
        parts = urlsplit(link)
        port = parts.port or PORTS.get(parts.scheme)
    except ValueError as error:
        raise NoAnswer(link) from error
    if parts.scheme not in PORTS or not parts.hostname:
        raise NotPublic(link)
    target = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
    try:
        host = parts.hostname.encode("idna").decode("ascii")
        connection = connect(parts.scheme, host, port, allowed, deadline)
    except (OSError, UnicodeError) as error:
        raise NoAnswer(link) from error
    try:
        named = host if port == PORTS[parts.scheme] else f"{host}:{port}"
        headers = {"Host": named, "User-Agent": AGENT}
        connection.request(method, ascii_only(target), headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location")
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NoAnswer(link) from error
    finally:
        connection.close()


def connect(scheme, host, port, allowed, deadline):
    """Open a connection to the host at an address that has been looked at."""
    found = places_of(host, port, deadline)
    if not all(allowed(place[0], port) for *_kind, place in found):
        raise NotPublic(host)
    opened = connected(found, deadline)
    if scheme == "https":
        opened.settimeout(deadline.left())  # for the whole of the handshake
        try:
            opened = ssl.create_default_context().wrap_socket(opened, server_hostname=host)
        except OSError:
            opened.close()
            raise
    connection = http.client.HTTPConnection(host, port)
    connection.sock = TimedSocket(opened, deadline)
    return connection


def ascii_only(target):
    """Write a path as it travels: "/жаңалық" is percent-encoded, what is already stays."""
    return "".join(
        letter if "!" <= letter <= "~" else "".join(f"%{byte:02X}" for byte in letter.encode())
        for letter in target
    )
