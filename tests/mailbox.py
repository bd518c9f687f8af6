"""A mail server on this machine that takes what the portal sends."""

from contextlib import contextmanager
from email import message_from_bytes
from email.header import decode_header, make_header

from aiosmtpd.controller import Controller

from tests.served_portal import free_port


class Mailbox:
    """What was handed over; `refuses` names addresses for which it turns mail away."""

    def __init__(self):
        self.received, self.refuses = [], set()

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  aiosmtpd's name
        if self.refuses & set(envelope.rcpt_tos):
            return "451 later"
        self.received.append(message_from_bytes(envelope.content))
        return "250 OK"

    @property
    def subjects(self):
        return [str(make_header(decode_header(mail["Subject"]))) for mail in self.received]

    @property
    def addresses(self):
        return sorted(mail["To"] for mail in self.received)


@contextmanager
def open_mailbox(settings, box=None):
    box = box or Mailbox()
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    server.start()
    settings.EMAIL_BACKEND = "mediacenter.toolkit.mail_server.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.hostname, server.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    try:
        yield box
    finally:
        server.stop()


def words_of(mail):
    """What a mail of plain text says."""
    return mail.get_payload(decode=True).decode()
