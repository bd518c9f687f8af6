"""Mails go to the server within one deadline for each conversation, settings.EMAIL_SECONDS."""

import smtplib

from django.conf import settings
from django.core.mail.backends import smtp

from .deadlines import Deadline, connected, ended_by, places_of


class Conversation(smtplib.SMTP):
    ending = None

    def _get_socket(self, host, port, timeout):
        deadline = Deadline(settings.EMAIL_SECONDS)
        opened = connected(places_of(host, port, deadline), deadline)
        opened.settimeout(timeout)
        self.ending = ended_by(deadline, opened)
        return opened

    def close(self):
        super().close()
        if self.ending is not None:
            self.ending.cancel()
            self.ending = None


class EncryptedConversation(smtplib.SMTP_SSL, Conversation):
    """TLS from the first byte on; smtplib asks the class above for the bare socket."""


class EmailBackend(smtp.EmailBackend):
    @property
    def connection_class(self):
        return EncryptedConversation if self.use_ssl else Conversation
