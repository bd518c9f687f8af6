"""The site by role, inside and outside the subtree: every address outside the admin."""

import pytest
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from tests.access.rows import ACCREDITED, ALL, LETTERS, OPEN, SIGNED_IN
from tests.access.table import OWN_ACCOUNT, SITE
from tests.access.visitor import ADDRESSES, takes
from tests.signing_in import SigningIn
from tests.unions.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def session_keys(standing):
    """{place: {letter: key of a session}}: who holds a role there has signed in."""

    def sign_in(user):
        client = SigningIn()
        client.force_login(user)
        return client.cookies[settings.SESSION_COOKIE_NAME].value

    return {
        place: {letter: sign_in(user) for letter, user in held.items()}
        for place, held in standing[1].items()
    }


def asked(client, page, url):
    if page.posted is None:
        response = client.get(url)
    elif page.as_json:
        response = client.post(url, page.posted, content_type="application/json")
    else:
        response = client.post(url, page.posted)
    to_sign_in = response.status_code == 302 and "/login/" in response.url
    return "sign in" if to_sign_in else response.status_code


@pytest.mark.parametrize("address", sorted(SITE))
def test_the_site_opens_as_the_table_says(client, tree, session_keys, address):
    page = SITE[address]
    arguments = page.about(tree["ours"]) if page.about else []
    url = reverse(address, args=arguments) + page.query

    def told(letter, place="ours"):
        client.cookies.clear()
        client.cookies[settings.SESSION_COOKIE_NAME] = session_keys[place][letter]
        with transaction.atomic():  # each finds it as the others do
            answer = asked(client, page, url)
            transaction.set_rollback(True)
        return answer

    to_strangers = asked(client, page, url)
    if page.open_to == OPEN:
        assert to_strangers == page.answer
        return
    if page.open_to == ACCREDITED:
        assert to_strangers == "sign in"
        assert {told(letter, place="federation") for letter in ALL} == {404}
        return
    assert to_strangers in {"sign in", 403}
    if page.open_to == SIGNED_IN:
        assert told("C") in {200, 302}
        return
    client.force_login(UserFactory())
    assert asked(client, page, url) == 403
    for letter in ALL:
        assert told(letter) == (page.answer if letter in page.open_to else 403), letter
        if page.about or page.query:
            assert told(letter, place="theirs") == 403, letter


@pytest.mark.parametrize(
    "address", sorted(a for a, page in SITE.items() if page.posted is not None)
)
def test_what_changes_something_is_not_done_by_following_a_link(client, tree, address):
    client.force_login(UserFactory(role=LETTERS["A"], organization=tree["federation"]))
    arguments = SITE[address].about(tree["ours"]) if SITE[address].about else []
    url = reverse(address, args=arguments)
    if address == "set_language":  # the library's own, which takes it for a way back
        assert client.get(url).status_code == 302
        assert settings.LANGUAGE_COOKIE_NAME not in client.cookies
        return
    assert client.get(url).status_code == 405


def test_nobody_enters_somebody_elses_account_by_the_pages_of_signing_in(client):
    for address in ADDRESSES:
        if address.startswith(OWN_ACCOUNT) and takes(address):
            assert client.get(reverse(address)).status_code in {200, 302, 404, 405}, address
