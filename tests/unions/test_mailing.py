"""A mail server that says nothing delays mails, and nothing else."""

from smtplib import SMTPException

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone

from tests.answering import dripping, server
from tests.silent import silent_server
from tests.unions.factories import UserFactory
from unions.actions.account_notices import send_account_mail
from unions.models import AccountMail


def test_a_silent_mail_server_ends_the_round_at_the_first_mail(db, settings):
    assert settings.EMAIL_TIMEOUT <= 10
    settings.EMAIL_TIMEOUT = 0.2
    settings.EMAIL_BACKEND = "mediacenter.toolkit.mail_server.EmailBackend"
    user = UserFactory()
    for _number in range(3):
        AccountMail.objects.create(
            user=user, to=user.email, event="password", asked_at=timezone.now()
        )
    with silent_server() as (settings.EMAIL_PORT, asked):
        settings.EMAIL_HOST = "127.0.0.1"
        assert send_account_mail() == 0
        assert len(asked) == 1
    tried = AccountMail.objects.exclude(next_try_at=None)
    assert [mail.attempts for mail in tried] == [1]
    assert AccountMail.objects.due(timezone.now()).count() == 2


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
