"""What is no text, number or date is refused with a page, not with an error of the portal's own."""

import pytest
from django.core.exceptions import BadRequest
from django.test import Client, RequestFactory
from django.urls import reverse

from mediacenter.portal.request_checks import ReadableRequests, Request
from tests.unions.factories import UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db

TITLES = {"kk": "Бұл сұрауды оқу мүмкін емес", "ru": "Этот запрос невозможно прочитать"}


@pytest.mark.parametrize("language", TITLES)
@pytest.mark.parametrize(
    "address",
    ["cabinet/plan/feed/%00.ics", "news/?q=%00", "news/?before=%ED%A0%80", "news/tag/%FF/"],
)
def test_an_address_that_is_no_text_is_refused_with_a_page(client, language, address):
    response = client.get(f"/{language}/{address}")
    assert response.status_code == 400 or (address.endswith("%FF/") and response.status_code == 404)
    page = response.content.decode()
    assert f'<html lang="{language}">' in page
    assert "Content-Security-Policy" in response.headers
    if response.status_code == 400:
        assert TITLES[language] in page


def test_an_address_with_another_charset_is_refused():
    charset = "text/plain; charset=zip"  # a codec that is none of texts
    asked = Request(RequestFactory()._base_environ(QUERY_STRING="q=a", CONTENT_TYPE=charset))
    with pytest.raises(BadRequest):
        ReadableRequests(None).process_view(asked, None, (), {})
    assert asked.GET["q"] == "a"  # as the page asks that says so


def test_a_cookie_that_is_no_text_is_passed_over(client):
    client.cookies["sessionid"] = "abcdefgh\0abcdefgh"  # as "\000" within a quoted cookie
    assert client.get(reverse("portal:home")).status_code == 200


def test_nul_in_a_form_is_taken_out_and_the_rest_stays(client, tree):
    user = UserFactory(role=Role.PRESS_OFFICER, organization=tree["ours"])
    client.force_login(user)
    day = {"organization": tree["ours"].pk, "when": "12.03.2024", "title_kk": "Жи\0налыс"}
    response = client.post(reverse("plan:add_occasion"), {"titl\0e_ru": "Собрание", **day})
    assert response.context["form"].data["title_kk"] == "Жиналыс"
    assert response.context["form"].data["title_ru"] == "Собрание"


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[" * 100_000,
        '{"a":' * 990 + "1" + "}" * 990,
        "[]",
        '{"sequence": Infinity}',
        "9" * 5000,
    ],
)
def test_json_that_is_none_is_refused(client, tree, body):
    client.force_login(UserFactory(role=Role.PRESS_OFFICER, organization=tree["ours"]))
    address = reverse("newsroom:keep_unsaved")
    assert client.post(address, body, content_type="application/json").status_code == 400


@pytest.mark.parametrize("key", ["9" * 5000, "9" * 30, "²", "1 20", "-1", "Infinity"])
def test_what_is_no_key_finds_nothing(key, tree):
    client = Client()
    client.force_login(UserFactory(role=Role.ADMINISTRATOR, organization=tree["federation"]))
    assert client.get(reverse("press:links"), {"article": key}).status_code == 404
    again = client.post(reverse("mails:again"), {"table": "planmail", "key": key})
    assert again.status_code in {400, 404}
    merged = client.post(
        reverse("admin:unions_organization_merge", args=[tree["ours"].pk]), {"other": key}
    )
    assert merged.context["form"].errors["other"]


@pytest.mark.parametrize("query", ["x=x", "id__exact=Infinity", "e=1&pk__in=a"])
def test_an_export_by_an_unknown_filter_is_refused(client, tree, query):
    client.force_login(UserFactory(role=Role.EDITOR, organization=tree["ours"]))
    address = reverse("admin:publications_coverage_export")
    assert client.get(f"{address}?{query}").status_code == 400


@pytest.mark.parametrize(
    "back", ["25:61", "=HYPERLINK(1)", "x", "//evil.example/", "/" + "a" * 20_000]
)
def test_one_comes_back_where_one_was_whatever_the_form_names(client, tree, back):
    client.force_login(UserFactory(role=Role.EDITOR, organization=tree["ours"]))
    response = client.post(reverse("desk:pins"), {"pin": "unions.organization", "next": back})
    assert response.status_code == 302
    assert "evil" not in response.url


@pytest.mark.parametrize(
    ("language", "heading"),
    [("kk", "Форма қабылданбады"), ("ru", "Форма не принята"), ("en", "The form was not accepted")],
)
def test_whose_browser_sends_no_token_reads_why_in_the_portals_own_page(language, heading):
    answer = Client(enforce_csrf_checks=True).post(f"/{language}/accounts/login/", {"login": "a"})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert f'<html lang="{language}">' in page
    assert f"<h1>{heading}</h1>" in page
    assert f'<a class="button" href="/{language}/">' in page


NOT_SO = {
    "kk": "Бұл мекенжай түйме жіберген сұрауды ғана қабылдайды",
    "ru": "Этот адрес принимает только то, что отправляет кнопка",
}


@pytest.mark.parametrize("language", NOT_SO)
def test_whoever_opens_the_address_of_a_button_reads_what_to_do(client, tree, language):
    client.force_login(UserFactory(role=Role.PRESS_OFFICER, organization=tree["ours"]))
    answer = client.get(f"/{language}/cabinet/account/sessions/end/")
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    page = answer.content.decode()
    assert f'<html lang="{language}">' in page
    assert f"<h1>{NOT_SO[language]}</h1>" in page


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
def test_a_method_that_no_page_takes_is_refused(method):
    answer = Client(enforce_csrf_checks=True).generic(method, "/ru/")
    assert answer.status_code == 405
    assert NOT_SO["ru"] in answer.content.decode()


def test_a_refusal_by_its_status_alone_is_told_in_words(client, tree):
    client.force_login(UserFactory(role=Role.PRESS_OFFICER, organization=tree["ours"]))
    answer = client.post(reverse("newsroom:discard_unsaved"))
    assert answer.status_code == 400
    assert "<h1>" in answer.content.decode()


def test_a_form_with_files_where_json_belongs_is_refused(client, tree):
    client.force_login(UserFactory(role=Role.PRESS_OFFICER, organization=tree["ours"]))
    answer = client.post(reverse("newsroom:keep_unsaved"), {"sequence": "1"})
    assert answer.status_code == 400
