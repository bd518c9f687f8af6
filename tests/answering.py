"""A server on this machine that answers as a test wants."""

import socket
import threading
from contextlib import contextmanager


@contextmanager
def server(answer):
    """A server that gives `answer(connection, is_over)`; yields its port."""
    is_over = threading.Event()
    listening = socket.create_server(("127.0.0.1", 0))

    def serve():
        while not is_over.is_set():
            try:
                connection, _address = listening.accept()
            except OSError:
                return
            with connection:
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


def dripping(words, said=None):
    """Answers with a byte now and then, as long as anybody listens; `said` takes each."""

    def drip(connection, is_over):
        try:
            for byte in words:
                connection.sendall(bytes([byte]))
                if said is not None:
                    said.append(byte)
                if is_over.wait(0.05):
                    return
        except OSError:
            return

    return drip
