"""The API: what its description promises, and what nobody is told by it."""

import datetime as dt
import html
import json
import re
import time
from urllib.parse import unquote

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import OperationalError, close_old_connections, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import Phase, given
from hypothesis import settings as examples
from schemathesis import GenerationMode

from mediacenter.portal.api import middleware
from mediacenter.portal.api.middleware import places_left as count_places
from mediacenter.portal.request_checks import Application
from mediacenter.reports.actions.publishing import publish_report, withdraw_report
from mediacenter.reports.models import ReportFile
from mediacenter.toolkit.limits import CacheWithLimits
from publications.guides.models import GuideStatus
from tests.publications.factories import ArticleTextFactory, GuideFactory, RubricFactory
from tests.publications.press.factories import JournalistFactory
from tests.reports.access import to_publish
from tests.reports.factories import FigureFactory
from tests.training.factories import SeminarFactory, SeminarFigureFactory, SessionFactory
from tests.unions.factories import AppointmentFactory, ChannelFactory, RegionFactory, UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db

LISTS = ("news", "organizations", "seminars", "guides", "reports", "figures")
CODE = "social.materials"


@pytest.fixture(autouse=True)
def nobody_has_asked_yet(monkeypatch):
    """Tests ask from one address, more often than a visitor may."""
    monkeypatch.setattr(middleware, "places_left", lambda request: 1)


@pytest.fixture
def ask(client):
    def asked(address, status=200, **query):
        response = client.get(f"/api/v1/{address}/", query)
        assert response.status_code == status, response.content.decode()
        return response.json()

    return asked


def one_of_each(tree, year=2024):
    """What each list and each page of a record shows one of."""
    ours = tree["ours"]
    ours.region = ours.region or RegionFactory()
    ours.save()
    text = ArticleTextFactory(
        article__organization=ours, article__rubric=RubricFactory(), published=True
    )
    seminar = SeminarFactory(organizer=ours, region=ours.region)
    SeminarFigureFactory(seminar=seminar, number=40, qualifier="more_than")
    SessionFactory(seminar=seminar, hours="1.5", starts_at=timezone.now())
    guide = GuideFactory(status=GuideStatus.PUBLISHED)
    guide.laws.create(name_ru="Статья 113", url="https://example.org/113")
    AppointmentFactory(organization=ours, role=Role.CHAIR, post_kk="төраға")
    ChannelFactory(organization=ours)
    FigureFactory(organization=ours, year=year, number=5000, qualifier="more_than")
    publish_report(file=to_publish(ours))
    return {"news": text.slug, "organizations": ours.slug, "seminars": seminar.slug} | {
        "guides": guide.slug,
        "reports": f"{ours.slug}/{year}",
    }


# --- The description ------------------------------------------------------------------------------


@pytest.fixture
def served(db):
    """The portal as a server runs it, but that it keeps the connection in which the test is."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield Application()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_every_answer_is_as_described(tree, served):
    """What the description allows is asked, of what there is and of what there is not, and what it
    forbids: each answer has the status and the shape that it names.
    """
    there = one_of_each(tree)
    described = schemathesis.openapi.from_wsgi("/api/openapi.json", served)
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) == len(LISTS) + len(there)
    for operation in operations:
        for mode in GenerationMode:
            answers_as_described(operation.as_strategy(mode), mode=mode)
        if "{" in operation.path:
            slug, *year = there[operation.path.split("/")[3]].split("/")
            parts = {"organization": slug, "year": int(year[0])} if year else {"slug": slug}
            answers_as_described(operation.as_strategy(path_parameters=parts), 200)


def answers_as_described(questions, status=None, mode=GenerationMode.POSITIVE):
    @given(case=questions)
    @examples(max_examples=6, derandomize=True, database=None, phases=[Phase.generate])
    def each(case):
        if status:
            case.query.pop("language", None)
        if mode is GenerationMode.POSITIVE:
            case.query.pop("cursor", None)  # a made-up one is refused, which no schema can say
        response = case.call_and_validate(headers={"Accept-Encoding": "identity"})
        assert status in (None, response.status_code)

    each()


def test_the_description_is_of_openapi_3_1_and_asks_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        told = client.get("/api/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    assert all(methods.keys() == {"get"} for methods in told["paths"].values())


# --- Who is told what -----------------------------------------------------------------------------


def test_each_list_tells_what_the_public_pages_show(ask, tree):
    there = one_of_each(tree)
    (text,) = ask("news", language="kk")["items"]
    assert text["slug"] == there["news"]
    assert text["page"] == f"http://localhost/kk/news/{text['slug']}/"
    assert ask("news", language="ru")["items"] == []
    assert ask(f"news/{text['slug']}", language="kk")["body"]
    assert [one["parent"] for one in ask("organizations", within="ours")["items"]] == [
        tree["federation"].slug,
        "ours",
    ]
    (seminar,) = ask("seminars", language="ru", organization="ours")["items"]
    assert seminar["participants"] == {"value": 40, "qualifier": "more_than"}
    assert ask(f"seminars/{seminar['slug']}")["programme_points"][0]["hours"] == 1.5
    assert ask("guides", topic="pay")["items"][0]["slug"] == there["guides"]
    (law,) = ask(f"guides/{there['guides']}", language="ru")["laws"]
    assert law["name"] == "Статья 113"


def test_the_figures_of_published_reports_are_open_with_their_qualifier(ask, tree):
    one_of_each(tree)
    (report,) = ask("reports", language="ru", year=2024)["items"]
    assert report["organization"]["slug"] == "ours"
    assert [file["language"] for file in report["files"]] == ["ru"]
    figures = {one["code"]: one for one in ask("reports/ours/2024")["figures"]}
    assert figures[CODE]["years"]["2024"]["value"] == 5000
    (row,) = ask("figures", code=CODE)["items"]
    assert row["figure"] == {"value": 5000, "qualifier": "more_than"}
    (unstated,) = ask("figures", code="hearings.held")["items"]
    assert unstated["figure"] is None, "which is not 0"
    withdraw_report(file=ReportFile.objects.get())
    assert ask("reports")["items"] == ask("figures", code=CODE)["items"] == []
    ask("reports/ours/2024", 404)


def test_what_is_not_public_is_told_to_nobody_whoever_asks(ask, client, tree):
    """Nor to the journalist who reads it before its hour, nor to the officer who wrote it."""
    later = timezone.now() + dt.timedelta(hours=1)
    ours = {"article__organization": tree["ours"], "published": True}
    hidden = [
        ArticleTextFactory(article__organization=tree["ours"]),
        ArticleTextFactory(**ours, embargo_until=later),
        ArticleTextFactory(**ours | {"published": False}, status="published", published_at=later),
    ]
    SeminarFactory(is_published=False, slug="hidden")
    GuideFactory(slug="hidden")
    FigureFactory(organization=tree["ours"], number=7)
    to_publish(tree["ours"])
    journalist = JournalistFactory(organization=tree["ours"], user=UserFactory())
    today = timezone.localdate()
    journalist.accreditations.create(reach=tree["ours"], starts_on=today, ends_on=today)
    client.force_login(journalist.user)
    assert client.get(hidden[1].get_absolute_url()).status_code == 200
    for name in set(LISTS) - {"organizations", "figures"}:
        assert ask(name)["items"] == [], name
    assert ask("figures", code=CODE)["items"] == []
    for text in hidden:
        ask(f"news/{text.slug}", 404, language="kk")
    for name in ("seminars", "guides"):
        ask(f"{name}/hidden", 404)


def test_of_people_it_tells_the_posts_that_the_page_shows_and_no_contacts(ask, tree):
    ours = tree["ours"]
    person = {"person__phone": "+7 701 000 00 00", "person__email": "own@example.org"}
    AppointmentFactory(organization=ours, post_kk="төраға", person__name_kk="Ахметов А.", **person)
    AppointmentFactory(organization=ours, is_public=False)
    AppointmentFactory(organization=ours, ends_on=dt.date(2020, 1, 1))
    told = ask("organizations/ours", language="kk")
    assert told["people"] == [{"name": "Ахметов А.", "post": "төраға", "since": None}]
    assert not any(contact in json.dumps(told) for contact in ("701", "own@"))


# --- Pages, costs, errors -------------------------------------------------------------------------


def test_from_page_to_page_each_text_comes_once_also_when_others_are_published(client, tree):
    moment = timezone.now() - dt.timedelta(days=1)
    ours = {"article__organization": tree["ours"], "published": True, "published_at": moment}
    texts = [ArticleTextFactory(**ours) for _number in range(5)]
    read, address = [], "http://localhost/api/v1/news/?size=2"
    while address:
        page = client.get(address.removeprefix("http://localhost")).json()
        read += [one["slug"] for one in page["items"]]
        address = page["next"]
        ArticleTextFactory(**ours | {"published_at": timezone.now()})
    assert read == [text.slug for text in reversed(texts)]


@pytest.mark.parametrize("address", LISTS)
def test_a_page_costs_the_same_queries_for_one_record_as_for_three(ask, tree, address):
    query = {"code": CODE} if address == "figures" else {}
    one_of_each(tree, 2022)
    counted = []
    for years in ((), (2023, 2024)):
        for year in years:
            one_of_each({"ours": tree["branch"]} if year == 2024 else tree, year)
        with CaptureQueriesContext(connection) as queries:
            ask(address, **query)
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 3


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({"size": 101}, "size"),
        ({"size": "many"}, "size"),
        ({"kind": "poem"}, "kind"),
        ({"lang": "ru"}, "lang"),
    ],
)
def test_what_is_not_known_is_refused_by_its_name_in_the_language_asked(ask, query, parameter):
    told = ask("news", 400, language="ru", **query)
    assert told["parameter"] == parameter
    assert told["message"].startswith("Параметр")


def test_a_cursor_of_one_list_is_none_of_another(ask, tree):
    following = ask("organizations", size=1)["next"]
    cursor = unquote(following.split("cursor=")[1])
    assert ask("organizations", cursor=cursor)["items"]
    for other in ("guides", "news"):
        assert ask(other, 400, cursor=cursor)["parameter"] == "cursor"


def test_errors_are_json_whoever_refuses(client):
    for address, status in (("/api/v1/poems/", 404), ("/api/v1/news/?q=" + "a" * 9000, 414)):
        response = client.get(address)
        assert (response.status_code, response["Content-Type"]) == (status, "application/json")
        assert response.json()["message"]
    response = client.post("/api/v1/news/")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_who_has_the_answer_already_is_told_so_until_it_changes(client, tree):
    first = client.get("/api/v1/organizations/ours/", {"language": "kk"})
    known = {"HTTP_IF_NONE_MATCH": first["ETag"]}
    assert first["Cache-Control"] == "public, no-cache"
    again = client.get("/api/v1/organizations/ours/", {"language": "kk"}, **known)
    assert (again.status_code, again.content) == (304, b"")
    tree["ours"].name_kk = "Басқа атау"
    tree["ours"].save()
    again = client.get("/api/v1/organizations/ours/", {"language": "kk"}, **known)
    assert again.json()["name"] == "Басқа атау"


def test_pages_of_other_sites_may_ask(client, tree):
    response = client.get("/api/v1/organizations/", HTTP_ORIGIN="https://example.org")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    before = client.options("/api/v1/organizations/", HTTP_ORIGIN="https://example.org")
    assert (before.status_code, before["Access-Control-Allow-Methods"]) == (
        204,
        "GET, HEAD, OPTIONS",
    )
    assert "Access-Control-Allow-Origin" not in client.get("/kk/")


@pytest.fixture
def counting(monkeypatch):
    monkeypatch.setattr(middleware, "places_left", count_places)
    monkeypatch.setattr(middleware, "MOST", 2)
    cache.clear()


@pytest.mark.parametrize("redis", ["there", "away"])
def test_one_address_may_ask_so_often_and_is_told_when_again(client, counting, redis, monkeypatch):
    if redis == "away":
        monkeypatch.setattr(CacheWithLimits, "away_until", time.monotonic() + 60)
    answers = [client.get("/api/openapi.json") for _number in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert answers[2]["Retry-After"] == "60"
    elsewhere = client.get("/api/openapi.json", REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 200


def test_errors_are_json_also_where_nothing_is_there_to_count_by(client, counting, monkeypatch):
    def away(*_query):
        raise OperationalError("the database is away")

    monkeypatch.setattr(CacheWithLimits, "away_until", time.monotonic() + 60)
    client.raise_request_exception = False
    with connection.execute_wrapper(away):
        response = client.get("/api/v1/news/")
    assert (response.status_code, response.json()["status"]) == (503, 503)
    assert response["Retry-After"]
    assert response["Access-Control-Allow-Origin"] == "*"


# --- The page -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_page_shows_how_to_use_it_and_leads_to_what_is_there(client, tree, language):
    page = html.unescape(client.get(f"/{language}/api/").content.decode())
    addresses = re.findall(r'<a class="address" href="http://localhost(/api/[^"]+)"', page)
    assert len(addresses) == len(LISTS)
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        assert response["Content-Language"] == language
    assert f'href="/{language}/api/"' in client.get(f"/{language}/reports/").content.decode()
