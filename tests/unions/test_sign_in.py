"""Signing in: each time in the journal and told by mail, held off by the right address."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import ProtectedError
from django.urls import reverse

from mediacenter.services.journal.models import JournalEntry
from mediacenter.services.outbox.actions import send_due_mails
from mediacenter.services.outbox.models import Mail
from mediacenter.toolkit.limits import CacheWithLimits
from tests.mailbox import words_of
from tests.unions.factories import PASSWORD, UserFactory
from unions.models import User

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "кәсіподақ-2026-жыл"


@pytest.fixture(autouse=True)
def nobody_has_tried_yet():
    """Attempts are counted in the cache."""
    cache.clear()


@pytest.fixture
def owner():
    return UserFactory(email="owner@example.org", language="ru")


def sign_in(client, email="owner@example.org", password=PASSWORD, **meta):
    return client.post("/ru/accounts/login/", {"login": email, "password": password}, **meta)


def entered(code):
    return JournalEntry.objects.filter(code=code)


def told():
    kinds = Mail.objects.order_by("pk").values_list("kind", flat=True)
    return [kind.removeprefix("account.") for kind in kinds]


def code_of(secret):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


# --- What is in the journal, and told -------------------------------------------------------------


def test_a_sign_in_is_in_the_journal_and_told_by_mail(client, owner, mailbox):
    sign_in(client, HTTP_USER_AGENT="Firefox", REMOTE_ADDR="203.0.113.7")
    entry = entered("account.signed_in").get()
    assert (entry.user, entry.subject) == (owner, owner)
    assert entry.details == {"ip": "203.0.113.7", "browser": "Firefox"}
    send_due_mails()
    (mail,) = mailbox.received
    words = words_of(mail)
    assert mail["To"] == owner.email
    assert "203.0.113.7" in words
    assert "Firefox" in words


def test_failures_are_each_in_the_journal_and_told_once_an_hour(client, owner):
    for _attempt in range(3):
        sign_in(client, password="wrong")
    assert entered("account.sign_in_failed").count() == 3
    assert told() == ["failed"]
    sign_in(client, email="nobody@example.org", password="wrong")
    assert entered("account.sign_in_failed").filter(details__email="nobody@example.org").exists()


def test_a_password_that_is_changed_or_chosen_anew_is_told(client, owner):
    client.force_login(owner)
    given = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    client.post(reverse("account_change_password"), given)
    assert entered("account.password_changed").get().user == owner
    client.logout()
    client.post(reverse("account_reset_password"), {"email": owner.email})
    assert entered("account.password_link_requested").get().user is None
    assert told() == ["password", "link"]


def test_the_admin_has_no_way_of_its_own_to_change_a_password(client, owner):
    client.force_login(User.objects.create_superuser("root@example.org", PASSWORD))
    given = {"old_password": PASSWORD, "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}
    answer = client.post(reverse("admin:password_change"), given)
    assert answer.url == reverse("account_change_password")
    assert User.objects.get(email="root@example.org").check_password(PASSWORD)


def test_a_second_factor_that_comes_and_goes_is_told(client, owner):
    client.force_login(owner)
    client.get(reverse("mfa_activate_totp"))
    code = {"code": code_of(client.session["mfa.totp.secret"])}
    # without what follows a commit: a process may die in between
    client.post(reverse("mfa_activate_totp"), code)
    client.post(reverse("mfa_generate_recovery_codes"))
    client.post(reverse("mfa_deactivate_totp"))
    for code in (
        "account.factor_added",
        "account.recovery_codes_renewed",
        "account.factor_removed",
    ):
        assert entered(code).get().user == owner
    assert set(told()) == {"factor", "codes", "no_factor"}
    assert not Authenticator.objects.exists()


def test_what_cannot_be_entered_in_the_journal_is_not_changed(client, owner):
    def broken(execute, sql, *rest):
        if sql.startswith('INSERT INTO "journal_journalentry"'):
            raise OSError("the process dies here")
        return execute(sql, *rest)

    client.force_login(owner)
    given = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    factor = Authenticator.objects.create(
        user=owner, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"}
    )
    for name, sent in (("account_change_password", given), ("mfa_deactivate_totp", {})):
        with pytest.raises(OSError, match="dies"), connection.execute_wrapper(broken):
            client.post(reverse(name), sent)
    owner.refresh_from_db()
    assert owner.check_password(PASSWORD)
    assert Authenticator.objects.filter(pk=factor.pk).exists()


def test_the_secrets_of_a_second_factor_lie_encrypted(
    client, owner, settings, django_capture_on_commit_callbacks
):
    client.force_login(owner)
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    stored = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    assert secret not in str(stored.data)
    assert stored.wrap().validate_code(code_of(secret))
    cache.clear()  # or else the code is a used one
    settings.SECRET_KEY = "another"
    assert not stored.wrap().validate_code(code_of(secret))
    assert not stored.wrap().validate_code(code_of(""))


def test_a_factor_from_before_is_read_as_it_stands(owner):
    secret = "JBSWY3DPEHPK3PXP"
    before = Authenticator(user=owner, type=Authenticator.Type.TOTP, data={"secret": secret})
    assert before.wrap().validate_code(code_of(secret))


def test_a_wrong_code_of_the_second_factor_is_a_failure(client, owner):
    Authenticator.objects.create(
        user=owner, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"}
    )
    sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert told() == ["failed"]
    assert not entered("account.signed_in").exists()


# --- The journal stays as it was written ----------------------------------------------------------


def test_nobody_changes_or_deletes_an_entry_in_the_admin(client, owner):
    sign_in(client)
    entry = entered("account.signed_in").get()
    client.force_login(User.objects.create_superuser("root@example.org", PASSWORD))
    page = reverse("admin:journal_journalentry_change", args=[entry.pk])
    assert client.get(page).status_code == 200
    assert client.post(page, {"code": "nothing"}).status_code == 403
    assert client.post(page.replace("change", "delete"), {"post": "yes"}).status_code == 403
    with pytest.raises(ProtectedError):
        owner.delete()
    assert entered("account.signed_in").exists()


# --- Limits ---------------------------------------------------------------------------------------


def test_behind_a_proxy_ten_bad_passwords_lock_out_one_account_and_one_address(
    client, owner, settings
):
    settings.TRUSTED_HOPS = 1
    proxy = "10.0.0.1"
    UserFactory(email="other@example.org")
    for number in range(10):  # what the attacker writes into the header changes nothing
        said = f"198.51.100.{number}, 203.0.113.66"
        sign_in(client, password="wrong", REMOTE_ADDR=proxy, HTTP_X_FORWARDED_FOR=said)
    elsewhere = {"REMOTE_ADDR": proxy, "HTTP_X_FORWARDED_FOR": "203.0.113.9"}
    attacker = {"REMOTE_ADDR": proxy, "HTTP_X_FORWARDED_FOR": "203.0.113.66"}
    assert sign_in(client, **elsewhere).status_code == 200, "the account is held"
    assert sign_in(client, email="other@example.org", **attacker).status_code == 200
    assert sign_in(client, email="other@example.org", **elsewhere).status_code == 302
    assert entered("account.sign_in_held_off").count() == 2


def test_without_a_proxy_nobody_chooses_the_address_that_is_counted(client, owner):
    for number in range(10):
        forwarded = {"HTTP_X_FORWARDED_FOR": f"198.51.100.{number}"}
        sign_in(client, email=f"u{number}@example.org", password="wrong", **forwarded)
    assert sign_in(client, HTTP_X_FORWARDED_FOR="198.51.100.77").status_code == 200


def test_with_redis_away_sign_in_works_and_its_limits_hold(client, owner, settings, monkeypatch):
    monkeypatch.setattr(CacheWithLimits, "away_until", 0.0)
    nobody = {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1"}
    settings.CACHES = {**settings.CACHES, "default": nobody}
    assert sign_in(client).status_code == 302
    client.logout()
    for _attempt in range(10):
        sign_in(client, password="wrong", REMOTE_ADDR="203.0.113.66")
    assert sign_in(client, REMOTE_ADDR="203.0.113.9").status_code == 200
    UserFactory(email="other@example.org")
    assert sign_in(client, "other@example.org", REMOTE_ADDR="203.0.113.9").status_code == 302


def test_with_redis_away_a_code_serves_and_serves_once(owner, settings, monkeypatch):
    monkeypatch.setattr(CacheWithLimits, "away_until", 0.0)
    nobody = {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1"}
    settings.CACHES = {**settings.CACHES, "default": nobody}
    data = {"secret": "JBSWY3DPEHPK3PXP"}
    factor = Authenticator(user=owner, type=Authenticator.Type.TOTP, data=data).wrap()
    code = code_of(data["secret"])
    assert factor.validate_code(code)
    assert not factor.validate_code(code)


# --- Passwords ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "password", ["kәsipodaq-1", "1qaz2wsx3edc", "914278365041", "Profsoyuz-2026!"]
)
def test_short_common_and_obvious_ones_are_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password)
    validate_password(NEW_PASSWORD)


def test_a_short_password_is_not_taken(client, owner):
    client.force_login(owner)
    short = {"oldpassword": PASSWORD, "password1": "kәsipodaq-1", "password2": "kәsipodaq-1"}
    assert client.post(reverse("account_change_password"), short).status_code == 200
    owner.refresh_from_db()
    assert owner.check_password(PASSWORD)
