"""Where signing in or out ends, there is a way on, in the language of the page."""

import pytest
from django.urls import reverse
from django.utils.translation import override
from lxml import html

from tests.unions.factories import UserFactory

pytestmark = pytest.mark.django_db

ENDS = {  # a word of the heading in Russian, and the page to which the first button leads
    "account_signup": ("Открыть учётную запись", "portal:home"),
    "account_inactive": ("закрыта", "portal:home"),
    "account_reset_password_from_key": ("не действует", "account_reset_password"),
    "account_reset_password_from_key_done": ("Новый пароль", "account_login"),
}


@pytest.mark.parametrize("name", ENDS)
def test_a_page_that_ends_a_way_says_why_and_leads_on(client, name):
    heading, onward = ENDS[name]
    args = ["1", "abc-def"] if name.endswith("_key") else []
    with override("ru"):
        page = html.fromstring(client.get(reverse(name, args=args)).content.decode())
        assert heading in page.xpath("string(//main//h1)")
        assert page.xpath("//main//a[@class='button']/@href")[:1] == [reverse(onward)]


@pytest.mark.parametrize("is_signed_in", [True, False])
def test_who_signs_out_reads_on_in_the_language_of_the_page(client, tree, is_signed_in):
    if is_signed_in:
        client.force_login(UserFactory(organization=tree["ours"]))
    with override("ru"):
        answer = client.post(reverse("account_logout"), headers={"Accept-Language": "kk"})
        assert answer.url == reverse("portal:home")
