"""A server that takes every connection and never says a word."""

import socket
import threading
from contextlib import contextmanager


@contextmanager
def silent_server():
    """Yield its port on 127.0.0.1, and a list that grows by each connection that it took."""
    taken = []
    with socket.create_server(("127.0.0.1", 0), backlog=64) as server:

        def take():
            while True:
                try:
                    taken.append(server.accept()[0])
                except OSError:
                    return

        threading.Thread(target=take, daemon=True).start()
        try:
            yield server.getsockname()[1], taken
        finally:
            server.shutdown(socket.SHUT_RDWR)
            for connection in taken:
                connection.close()
