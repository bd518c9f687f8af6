"""SECRET_KEY is turned: what the old one signed holds while it is a fallback, and no longer."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.urls import reverse

from mediacenter.services.outbox.letters import letter_of
from mediacenter.services.outbox.models import Mail
from tests.unions.factories import UserFactory
from tests.unions.test_sign_in import code_of
from unions.actions import mail_password_link, renew_second_factors

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"


def turn(settings, *fallbacks):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new key", list(fallbacks)


@pytest.mark.parametrize("is_kept", [True, False])
def test_sessions_and_mailed_links_hold_as_long_as_the_old_key(client, settings, is_kept):
    old, user = settings.SECRET_KEY, UserFactory()
    client.force_login(user)
    mail_password_link(user=user)
    words = letter_of(Mail.objects.get()).body
    link = next(word for word in words.split() if "/password/reset/key/" in word)
    turn(settings, *([old] if is_kept else []))
    assert (client.get(reverse("portal:account")).status_code == 200) is is_kept
    client.logout()
    page = client.get(link.removeprefix(settings.PUBLIC_URL), follow=True)
    assert ("password1" in page.content.decode()) is is_kept


def test_second_factors_come_under_the_new_key_each_night(settings):
    old, user = settings.SECRET_KEY, UserFactory()
    TOTP.activate(user, SECRET)
    turn(settings, old)
    renew_second_factors()
    turn(settings)
    cache.clear()
    assert Authenticator.objects.get(user=user).wrap().validate_code(code_of(SECRET))
