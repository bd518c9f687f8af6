"""The admin has no language in its address: it speaks the one that its user reads."""

import pytest

from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role


@pytest.fixture
def press_officer(db, client):
    user = UserFactory(role=Role.PRESS_OFFICER, organization=OrganizationFactory(), language="ru")
    client.force_login(user)
    return user


def language_of(response):
    return response.headers["Content-Language"]


def test_the_admin_speaks_the_language_of_the_account(client, press_officer):
    assert language_of(client.get("/admin/", headers={"accept-language": "en"})) == "ru"


def test_the_admin_follows_the_site_that_its_user_read_last(client, press_officer):
    client.get("/kk/cabinet/")
    assert language_of(client.get("/admin/")) == "kk"


def test_a_stranger_gets_no_cookie(client, db):
    assert not client.get("/kk/").cookies
