"""The web server, one process: python -m mediacenter.web --listen 127.0.0.1:8001

Requests are read and answers are written off the time of the threads that work on them: a client
that sends or reads slowly costs a connection and no more.
"""

import argparse
import signal
import socket
import sys

from django.core.exceptions import ImproperlyConfigured
from waitress import serve
from waitress.server import TcpWSGIServer

try:
    from mediacenter.wsgi import application  # before whatever reads the settings: it says whose
except ImproperlyConfigured as refusal:  # a sentence on what to do; the code has no fault
    raise SystemExit(str(refusal)) from None

# isort: split
from mediacenter.portal import bodies, counters

LIMITS = {
    "threads": 16,  # requests that are worked on at a time
    "connection_limit": 500,
    "channel_timeout": 20,  # seconds without a byte, after which a connection is ended
    "cleanup_interval": 5,  # seconds between two looks for such
    "max_request_header_size": 32 * 1024,
    "max_request_body_size": sys.maxsize,  # each address has its own, in bodies
}


def listen(address):
    """A listening socket for HOST:PORT."""
    host, _, port = address.rpartition(":")
    return socket.create_server((host, int(port)), backlog=2048)


def end(*_):
    raise SystemExit  # waitress finishes what it is at


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--listen", type=listen, action="append", default=[], metavar="HOST:PORT")
    parser.add_argument("--fd", type=int, action="append", default=[], help="a listening socket")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, end)
    sockets = [*asked.listen, *(socket.socket(fileno=fd) for fd in asked.fd)]
    if not sockets:
        parser.error("name an address to listen on")
    counters.hand_over_regularly()
    TcpWSGIServer.channel_class = bodies.Channel
    serve(
        application,
        sockets=sockets,
        **LIMITS,
        asyncore_use_poll=True,
        ident=None,
        clear_untrusted_proxy_headers=False,  # TRUSTED_HOPS says how much of them is believed
    )


if __name__ == "__main__":
    sys.exit(main())
