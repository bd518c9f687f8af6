"""Secrets stand in no log that others read, and a demo is not taken for the real thing."""

import logging
import os
import re
import socket
import stat
import subprocess
import sys

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.urls import get_resolver
from django.urls.resolvers import URLResolver

from mediacenter.portal import checks
from mediacenter.portal.stack import Program, Stack
from mediacenter.toolkit import children
from mediacenter.toolkit.logs import Json, Line
from mediacenter.toolkit.redacting import redacted
from tests.unions.factories import UserFactory

SECRET = "xY7-s3cret_Key:of.this"
SECRET_PARTS = {"secret", "token", "key"}


def secret_addresses(resolver, before="/"):
    """Each address of the portal with a part that is a secret, filled in."""
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern).lstrip("^").removesuffix("$").removesuffix("\\Z")
        if isinstance(pattern, URLResolver):
            yield from secret_addresses(pattern, route)
            continue
        converters = pattern.pattern.converters
        named = {*converters, *getattr(pattern.pattern, "regex", None).groupindex}
        for name in named & SECRET_PARTS:
            if name in converters and type(converters[name]).__name__ == "IntConverter":
                continue
            yield name, route


def test_no_secret_address_stands_in_the_access_log():
    found = dict.fromkeys(secret_addresses(get_resolver()))
    assert len(found) >= 4
    for name, route in found:
        lead = re.split(rf"<\w+:{name}>|\(\?P<", route)[0]
        assert SECRET not in redacted(f"GET {lead}{SECRET}/ HTTP/1.1"), route


@pytest.mark.parametrize("formatter", [Line, Json])
def test_what_is_told_of_a_request_is_redacted(formatter):
    path = f"/kk/accounts/password/reset/key/1-{SECRET}/"
    record = logging.LogRecord("django.request", 30, "", 1, "Not Found: %s", (path,), None)
    record.path = f"/kk/cabinet/plan/feed/{SECRET}.ics"
    told = formatter().format(record)
    assert SECRET not in told
    assert "Not Found: /kk/accounts/password/reset/key/…/" in told


def test_logs_are_their_owners_alone(tmp_path):
    (tmp_path / "web.log").write_text("an earlier start\n")
    (tmp_path / "web.log").chmod(0o644)
    stack = Stack(logs=tmp_path, say=print)
    start = [sys.executable, "-c", "print('hello')"]
    stack.add(Program("web", lambda log: children.spawn(start, stdout=log, stderr=log)))
    stack.stop()
    assert stat.S_IMODE(os.stat(tmp_path / "web.log").st_mode) == 0o600
    assert "an earlier start" in (tmp_path / "web.log").read_text()


# --- A demo is none for use -----------------------------------------------------------------------


@pytest.mark.django_db
def test_a_portal_for_use_does_not_start_beside_demo_accounts(settings):
    account = UserFactory(email=checks.DEMO_ACCOUNTS[0])
    checks.refuse_remains_of_a_demo()  # this is a demo
    settings.DEMO, settings.EMAIL_BACKEND = False, "django.core.mail.backends.smtp.EmailBackend"
    with pytest.raises(ImproperlyConfigured, match=account.email):
        checks.refuse_remains_of_a_demo()
    with pytest.raises(SystemExit):
        checks.end_with_remains_of_a_demo()
    assert "portal.E001" in [error.id for error in run_checks(databases=["default"])]
    account.is_active = False
    account.save()
    checks.refuse_remains_of_a_demo()


@pytest.mark.django_db
def test_mails_go_to_the_log_in_a_demo_alone(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert checks.remains_of_a_demo() == []
    settings.DEMO = False
    assert "EMAIL_URL" in checks.remains_of_a_demo()[0]


@pytest.mark.parametrize(
    ("public", "hosts", "listens", "is_reached"),
    [
        ("http://localhost:8000", ["localhost", "127.0.0.1", "[::1]"], "127.0.0.1", False),
        ("http://localhost:8000", ["localhost"], "", True),
        ("https://media.example.org", ["localhost"], "127.0.0.1", True),
        ("http://localhost:8000", ["media.example.org"], "127.0.0.1", True),
        ("http://localhost:8000", ["*"], "127.0.0.1", True),
    ],
)
def test_who_is_reached_from_elsewhere_is_told_of_the_demo(
    settings, public, hosts, listens, is_reached
):
    settings.PUBLIC_URL, settings.ALLOWED_HOSTS = public, hosts
    with socket.socket() as listener:
        listener.bind((listens, 0))
        assert checks.is_reached_from_elsewhere([listener]) is is_reached


# --- Cookies --------------------------------------------------------------------------------------


def test_by_https_no_other_host_sets_the_cookies():
    asked = "import mediacenter.settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME)"
    closed = {name: value for name, value in os.environ.items() if name != "ALLOW_HTTP"}
    told = subprocess.run(
        [sys.executable, "-c", asked], env=closed, capture_output=True, text=True, check=True
    ).stdout
    assert told.split() == ["__Host-sessionid", "__Host-csrftoken"]
