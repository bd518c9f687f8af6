"""Sessions: listed, ended by their owner or when idle or old; a second factor before all else."""

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mediacenter.services.journal.models import JournalEntry
from mediacenter.services.outbox.models import Mail
from mediacenter.services.retention.actions import purge_all
from tests.unions.factories import PASSWORD, UserFactory
from unions.actions import reset_second_factor
from unions.models import Role

pytestmark = pytest.mark.django_db
PAGE = "/ru/cabinet/account/"


@pytest.fixture
def owner():
    cache.clear()  # attempts to sign in are counted there
    return UserFactory(email="owner@example.org", language="ru")


def signed_in(user, **meta):
    client = Client(**meta)
    client.post("/ru/accounts/login/", {"login": user.email, "password": PASSWORD})
    return client


def is_in(client):
    return client.get(PAGE).status_code == 200


# --- Listed, and ended ----------------------------------------------------------------------------


def test_sessions_are_listed_and_ended_one_by_one(owner):
    firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    here, there = signed_in(owner), signed_in(owner, HTTP_USER_AGENT=firefox)
    assert "Firefox, Linux" in here.get(PAGE).content.decode()
    other = UserSession.objects.get(user_agent=firefox)
    here.post(reverse("portal:end_session", args=[other.pk]))
    assert is_in(here)
    assert not is_in(there)
    assert JournalEntry.objects.filter(code="account.session_ended", user=owner).exists()


def test_all_others_are_ended_at_once(owner):
    here, *elsewhere = (signed_in(owner) for _session in range(3))
    here.post(reverse("portal:end_other_sessions"))
    assert [is_in(one) for one in (here, *elsewhere)] == [True, False, False]


def test_nobody_ends_the_session_of_another(owner):
    theirs, mine = signed_in(owner), signed_in(UserFactory())
    session = UserSession.objects.get(user=owner)
    mine.post(reverse("portal:end_session", args=[session.pk]))
    assert is_in(theirs)


def test_who_loses_the_second_factor_is_signed_out(owner, mailoutbox):
    client = signed_in(owner)
    Authenticator.objects.create(user=owner, type=Authenticator.Type.TOTP, data={"secret": "x"})
    reset_second_factor(user=owner)
    assert not is_in(client)


def test_who_removes_the_second_factor_is_signed_out_elsewhere(owner):
    here, there = signed_in(owner), signed_in(owner)
    Authenticator.objects.create(user=owner, type=Authenticator.Type.TOTP, data={"secret": "x"})
    here.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
    assert is_in(here)
    assert not is_in(there)


# --- How long -------------------------------------------------------------------------------------


def test_an_idle_session_ends_and_one_in_use_goes_on(owner, settings, time_machine):
    settings.SESSION_IDLE_SECONDS = 60 * 60
    now = timezone.now()
    time_machine.move_to(now)
    client = signed_in(owner)
    for minutes in (50, 100, 150):
        time_machine.move_to(now + dt.timedelta(minutes=minutes))
        assert is_in(client)
    assert UserSession.objects.get().last_seen_at >= now + dt.timedelta(minutes=150)
    time_machine.move_to(now + dt.timedelta(minutes=211))
    assert not is_in(client)


def test_no_session_outlasts_two_weeks_however_it_is_used(owner, settings, time_machine):
    settings.SESSION_IDLE_SECONDS = settings.SESSION_COOKIE_AGE
    now = timezone.now()
    time_machine.move_to(now)
    client = signed_in(owner)
    time_machine.move_to(now + dt.timedelta(days=13))
    assert is_in(client)
    time_machine.move_to(now + dt.timedelta(days=15))
    assert not is_in(client)


def test_what_signing_in_leaves_behind_is_swept(owner):
    signed_in(owner)
    now = timezone.now()
    Mail.objects.update(sent_at=now)
    purge_all(now=now + dt.timedelta(days=10))
    assert UserSession.objects.count() == Mail.objects.count() == 1
    purge_all(now=now + dt.timedelta(days=100))
    assert not UserSession.objects.exists()
    assert not Mail.objects.exists()
    assert JournalEntry.objects.filter(code="account.signed_in").exists()


def test_a_sign_in_whose_session_was_purged_before_it_is_swept_all_the_same(owner):
    signed_in(owner)
    Session.objects.all().delete()
    purge_all()
    assert not UserSession.objects.exists()


@pytest.mark.parametrize(
    "name",
    ["account_login", "account_change_password", "account_reset_password", "mfa_index"],
)
def test_pages_of_the_account_are_kept_nowhere(client, owner, name):
    if name not in ("account_login", "account_reset_password"):
        client.force_login(owner)
    assert "no-store" in client.get(reverse(name))["Cache-Control"]


# --- The second factor first ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "is_led"),
    [(Role.ADMINISTRATOR, True), (Role.EDITOR, True), (Role.PRESS_OFFICER, False)],
)
def test_editors_and_administrators_set_up_a_second_factor_before_all_else(
    client, settings, tree, role, is_led
):
    settings.SECOND_FACTOR_REQUIRED = True
    user = UserFactory(role=role, organization=tree["ours"])
    client.force_login(user)
    for page in ("/ru/cabinet/", "/admin/", "/ru/"):
        assert (client.get(page).status_code == 302) is is_led
    if not is_led:
        return
    shown = client.get("/ru/cabinet/", follow=True)
    assert shown.resolver_match.url_name == "mfa_activate_totp"
    assert "notice-warning" in shown.content.decode()
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert client.get("/ru/cabinet/").status_code == 200
    Authenticator.objects.all().delete()
    settings.SECOND_FACTOR_REQUIRED = False
    assert client.get("/admin/").status_code == 200
