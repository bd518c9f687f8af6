"""A mail server that says nothing delays mails, and nothing else."""

from django.utils import timezone

from tests.silent import silent_server
from tests.unions.factories import UserFactory
from unions.actions.account_notices import send_account_mail
from unions.models import AccountMail


def test_a_silent_mail_server_ends_the_round_at_the_first_mail(db, settings):
    assert settings.EMAIL_TIMEOUT <= 10
    settings.EMAIL_TIMEOUT = 0.2
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
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
