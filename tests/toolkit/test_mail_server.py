"""A mail server that is slow delays a mail no longer than one deadline."""

from smtplib import SMTPException

import pytest
from django.core.mail import EmailMessage

from tests.answering import dripping, server


@pytest.mark.parametrize(
    ("is_encrypted", "words"),
    [(False, b"220-" + b"a" * 100), (True, b"\x16\x03\x03\x40\x00" + b"\x02" * 100)],
)
def test_a_mail_server_that_drips_has_one_deadline_for_a_mail(settings, is_encrypted, words):
    settings.EMAIL_BACKEND = "mediacenter.toolkit.mail_server.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_USE_SSL = "127.0.0.1", is_encrypted
    settings.EMAIL_SECONDS = 0.3  # each byte comes well within EMAIL_TIMEOUT
    mail, said = EmailMessage("Title", "Words", to=["somebody@example.org"]), []
    with server(dripping(words, said)) as settings.EMAIL_PORT:
        with pytest.raises((OSError, SMTPException)):
            mail.send()
        assert len(said) < len(words), "it was not heard to the end"
