"""A Redis that takes connections and never answers: the site is read, people sign in."""

import copy

import pytest
from django.urls import reverse

from mediacenter.toolkit.limits import CacheWithLimits
from tests.silent import silent_server
from tests.unions.factories import UserFactory


@pytest.fixture
def asked(settings, monkeypatch):
    """The connections that the silent Redis has taken."""
    monkeypatch.setattr(CacheWithLimits, "away_until", 0.0)
    caches = copy.deepcopy(settings.CACHES)
    with silent_server() as (port, taken):
        caches["default"]["LOCATION"] = f"redis://127.0.0.1:{port}"
        caches["default"]["OPTIONS"] |= {"SOCKET_CONNECT_TIMEOUT": 0.2, "SOCKET_TIMEOUT": 0.2}
        settings.CACHES = caches
        yield taken


def test_the_site_is_read_and_people_sign_in_by_limits_of_postgresql(client, db, asked):
    assert client.get("/kk/").status_code == 200
    user = UserFactory()
    user.set_password("qazaqstan-kasipodaq")
    user.save()

    def sign_in(password):
        answer = client.post(reverse("account_login"), {"login": user.email, "password": password})
        return answer.status_code == 302

    assert sign_in("qazaqstan-kasipodaq")
    client.logout()
    assert not any(sign_in("wrong") for _attempt in range(10))
    assert not sign_in("qazaqstan-kasipodaq")  # held off
    assert 0 < len(asked) < 5  # who was silent once is left alone for a while


def test_ready_names_it_and_figures_tell_the_rest(client, db, asked):
    told = client.get("/ready/")
    assert (told.status_code, "redis" in told.json()["troubles"]) == (503, True)
    assert 'mediacenter_up{service="redis"} 0.0' in client.get("/metrics/").content.decode()
