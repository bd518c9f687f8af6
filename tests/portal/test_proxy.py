"""docs/nginx.conf in a real nginx, before the portal: what it holds off, keeps and passes on."""

import re
from contextlib import ExitStack
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest
from django.test import override_settings

from tests.proxy import NAME, proxy_before
from tests.unions.factories import UserFactory

pytestmark = pytest.mark.long

PASSWORD = "a long enough password"
BEHIND = {
    "ALLOWED_HOSTS": [NAME],
    "CSRF_TRUSTED_ORIGINS": [],
    "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
    "SECURE_SSL_REDIRECT": True,
    "TRUSTED_HOPS": 1,
}
LOGIN = "/kk/accounts/login/"


@pytest.fixture(scope="module")
def proxy(live_server, tmp_path_factory):
    address = live_server.url.removeprefix("http://")
    with override_settings(**BEHIND), proxy_before(tmp_path_factory.mktemp("n"), address) as proxy:
        yield proxy


def sign_in(proxy, email, password, *, source):
    """The answer to somebody at that address who fills in the page of signing in."""
    page = proxy.ask("GET", LOGIN, source=source)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.words)[1]
    cookies = "; ".join(one.split(";")[0] for one in page.headers.get_all("Set-Cookie"))
    headers = {
        "Cookie": cookies,
        "Referer": f"https://{NAME}{LOGIN}",
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Forwarded-For": "203.0.113.7",  # whatever they say of themselves
    }
    body = urlencode({"csrfmiddlewaretoken": token, "login": email, "password": password})
    return proxy.ask("POST", LOGIN, source=source, body=body, headers=headers)


def test_ten_bad_passwords_lock_out_one_account_and_one_address(proxy, transactional_db):
    victim, neighbour = (UserFactory(password=PASSWORD) for _user in range(2))
    for number in range(11):
        refused = sign_in(proxy, victim.email, f"wrong {number}", source="127.0.0.2")
    assert refused.status == 429 or "429" in refused.words or refused.status == 200
    assert sign_in(proxy, victim.email, PASSWORD, source="127.0.0.3").status == 200  # the account
    assert (
        sign_in(proxy, neighbour.email, PASSWORD, source="127.0.0.2").status == 200
    )  # the address
    assert sign_in(proxy, neighbour.email, PASSWORD, source="127.0.0.3").status == 302


@pytest.mark.parametrize("rest", [b"", b"Length: 500\r\n\r\nlogin="])
def test_two_hundred_half_sent_requests_leave_the_site_answering(proxy, transactional_db, rest):
    with ExitStack() as slow:
        for _client in range(200):
            half = slow.enter_context(proxy.connect(source="127.0.0.4"))
            half.sendall(f"POST {LOGIN} HTTP/1.1\r\nHost: {NAME}\r\nContent-".encode() + rest)
        assert proxy.ask("GET", "/kk/").status == 200


def test_without_tls_everybody_is_led_to_it(proxy):
    plain = HTTPConnection("127.0.0.1", proxy.plain_port)
    plain.request("GET", "/ru/news/?q=1", headers={"Host": "elsewhere.example"})
    answer = plain.getresponse()
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{NAME}/ru/news/?q=1")


def test_what_is_too_long_ends_at_the_proxy(proxy, transactional_db):
    over = {"Content-Length": str(500 * 1024 * 1024)}
    for path, language in ((LOGIN, "kk"), (LOGIN.replace("kk", "ru"), "ru")):
        refused = proxy.ask("POST", path, headers=over)
        assert refused.status == 413
        assert f'<html lang="{language}">' in refused.words  # the portal's own words
    chunks = iter([b"x" * 65536] * 24)  # their length is known once they have come
    assert "<html lang" in proxy.ask("POST", LOGIN, body=chunks).words
    assert not list((proxy.folder / "body").glob("*"))
    assert proxy.ask("GET", "/kk/", headers={"Cookie": "a" * 9000}).status == 400
    long = proxy.ask("GET", f"/kk/?{'a' * 9000}")
    assert (long.status, "Мекенжай тым ұзын" in long.words) == (414, True)


def test_machines_of_others_are_told_nothing(proxy, transactional_db):
    assert proxy.ask("GET", "/healthy/", source="127.0.0.5").status == 200
    assert proxy.ask("GET", "/ready/", source="127.0.0.5").status == 403
    assert proxy.ask("GET", "/ready/").status in {200, 503}
    assert proxy.ask("GET", "/metrics/").status == 404
