"""Whether a link answers, asked without letting it reach what is not the open Internet.

A link comes from somebody's text. The host is resolved once, each of its addresses must be public,
and the connection goes to exactly that address: a name that changes its mind meanwhile leads
nowhere else. Redirects are followed by the same rule. Only ports 80 and 443.
"""

import http.client
import ipaddress
import socket
import ssl
from urllib.parse import urljoin, urlsplit

TIMEOUT = 5  # seconds, for each of connecting and answering
MOST_REDIRECTS = 4
PORTS = {"http": 80, "https": 443}
REDIRECTS = {301, 302, 303, 307, 308}
UNKNOWN_METHOD = {405, 501}
AGENT = "MediacenterLinkCheck/1.0"


class NotPublic(Exception):
    """The link leads to a host, or over a port, that is not of the open Internet."""


class NoAnswer(Exception):
    """The host is unknown, refuses, or says nothing within the time."""


def is_public(address, port):
    """Whether a server may be asked at this IP address (as text) and port."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    teredo = getattr(ip, "teredo", None)
    if teredo or (mapped and not mapped.is_global):
        return False
    return ip.is_global and not ip.is_multicast and port in PORTS.values()


def status_of(link, *, allowed=is_public):
    """Return the HTTP status that a link ends in after its redirects.

    `allowed(address, port)` says where a connection may go. Raises NotPublic and NoAnswer.
    """
    for _hop in range(MOST_REDIRECTS + 1):
        status, location = ask(link, "HEAD", allowed)
        if status in UNKNOWN_METHOD:
            status, location = ask(link, "GET", allowed)
        if status not in REDIRECTS or not location:
            return status
        link = urljoin(link, location)
    raise NoAnswer(link)


def ask(link, method, allowed):
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
        connection = connect(parts.scheme, host, port, allowed)
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


def connect(scheme, host, port, allowed):
    """Open a connection to the host at an address that has been looked at."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [place[0] for _family, _type, _protocol, _name, place in found]
    if not all(allowed(address, port) for address in addresses):
        raise NotPublic(host)
    opened = socket.create_connection((addresses[0], port), timeout=TIMEOUT)
    if scheme == "https":
        opened = ssl.create_default_context().wrap_socket(opened, server_hostname=host)
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    connection.sock = opened
    return connection


def ascii_only(target):
    """Write a path as it travels: "/жаңалық" is percent-encoded, what is already stays."""
    return "".join(
        letter if "!" <= letter <= "~" else "".join(f"%{byte:02X}" for byte in letter.encode())
        for letter in target
    )
