"""The home page, the frame of every page, and the ways in for machines."""

import datetime as dt
import re
from xml.etree import ElementTree

import pytest
from django.contrib.staticfiles import finders
from django.utils.translation import override
from django.views.defaults import server_error
from PIL import Image

from mediacenter.portal.home import last_months
from tests.publications.factories import ArticleFactory, ArticleTextFactory, RubricFactory
from tests.training.factories import SeminarFactory, SeminarFigureFactory
from tests.unions.factories import OrganizationFactory, RegionFactory, UserFactory
from unions.models import OrganizationKind, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def federation():
    return OrganizationFactory(
        slug="federation",
        kind=OrganizationKind.FEDERATION,
        name_kk="Кәсіподақтар федерациясы",
        name_ru="Федерация профсоюзов",
    )


@pytest.fixture
def federation_with_content(federation):
    """One of each that a page can show."""
    RegionFactory()
    OrganizationFactory(parent=federation, kind=OrganizationKind.TERRITORIAL)
    article = ArticleFactory(organization=federation, rubric=RubricFactory())
    ArticleTextFactory(article=article, published=True)
    SeminarFactory(organizer=federation)
    return federation


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize(
    "address",
    [
        "",
        "news/",
        "organizations/",
        "organizations/regions/",
        "organizations/federation/",
        "training/",
        "about/",
        "accessibility/",
        "accounts/login/",
        "accounts/password/reset/",
    ],
)
def test_every_page_speaks_its_language_and_leads_to_the_same_in_the_others(
    client, federation_with_content, language, address
):
    response = client.get(f"/{language}/{address}")
    page = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}">' in page
    for other in {"kk", "ru", "en"} - {language}:
        assert f'<a href="/{other}/{address}" lang="{other}" hreflang="{other}">' in page


def test_an_empty_portal_has_a_home_page_too(client):
    for language in ("kk", "ru", "en"):
        assert client.get(f"/{language}/").status_code == 200


def test_the_home_page_leads_with_the_newest_text_of_its_language(client, federation):
    for n in range(3):
        ArticleTextFactory(
            article__organization=federation,
            published=True,
            published_at=dt.datetime(2024, 1, 1 + n, tzinfo=dt.UTC),
            title=f"Мәтін {n}",
        )
    context = client.get("/kk/").context
    assert context["lead"].title == "Мәтін 2"
    assert [text.title for text in context["newest"]] == ["Мәтін 1", "Мәтін 0"]
    assert client.get("/ru/").context["lead"] is None


def test_figures_on_the_home_page_are_counted_from_the_open_records(client, federation):
    for closed_on in (None, None, dt.date(2020, 1, 1)):
        OrganizationFactory(
            parent=federation, kind=OrganizationKind.INDUSTRY_UNION, closed_on=closed_on
        )
    context = client.get("/en/").context
    assert context["organizations"] == [{"number": 2, "counted": "industry unions"}]


def test_the_chart_counts_the_texts_of_the_last_twelve_months(client, federation, time_machine):
    time_machine.move_to("2024-03-15T12:00+05:00")
    for day in ("2024-03-01", "2024-02-29", "2024-02-01", "2023-03-31"):
        moment = dt.datetime.fromisoformat(f"{day}T00:30+05:00")
        ArticleTextFactory(article__organization=federation, published=True, published_at=moment)
    chart = client.get("/kk/").context["chart"]
    assert chart["series"][0]["values"] == [0] * 10 + [2, 1]
    assert len(chart["categories"]) == 12


def test_the_last_months_cross_the_turn_of_the_year():
    assert last_months(dt.date(2024, 2, 29), 3) == [
        dt.date(2023, 12, 1),
        dt.date(2024, 1, 1),
        dt.date(2024, 2, 1),
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_the_home_page_takes_the_same_queries_for_one_of_each_as_for_three(
    client, federation, number, django_assert_num_queries
):
    for n in range(number):
        RegionFactory(iso=f"KZ-{10 + n}")
        OrganizationFactory(parent=federation)
        article = ArticleFactory(organization=federation, rubric=RubricFactory())
        ArticleTextFactory(article=article, published=True)
        for starts_on in (dt.date(2020, 1, 1), dt.date(2099, 1, 1)):
            seminar = SeminarFactory(organizer=federation, starts_on=starts_on)
            SeminarFigureFactory(seminar=seminar)
    with django_assert_num_queries(9):
        client.get("/kk/")


# --- The frame ----------------------------------------------------------------------------------


def test_the_page_that_is_not_there_stands_in_the_frame_of_the_site(client, federation):
    response = client.get("/ru/net-takoi/")
    assert response.status_code == 404
    assert "Федерация профсоюзов" in response.content.decode()
    assert "/ru/news/" in response.content.decode()


def test_the_page_of_an_error_asks_the_database_for_nothing(rf, django_assert_num_queries):
    with override("ru"), django_assert_num_queries(0):
        response = server_error(rf.get("/ru/"))
    assert response.status_code == 500
    assert '<html lang="ru">' in response.content.decode()


def test_the_public_site_allows_no_inline_script_or_style(client, federation_with_content):
    policy = client.get("/kk/")["Content-Security-Policy"]
    assert "script-src 'self';" in policy + ";"
    assert "style-src 'self';" in policy + ";"
    for address in ("/kk/", "/kk/news/", "/kk/training/", "/kk/accounts/login/"):
        assert " style=" not in client.get(address).content.decode()


def test_whoever_signed_in_finds_the_cabinet_and_the_way_out(client, federation):
    user = UserFactory(role=Role.CHAIR, organization=federation)
    client.force_login(user)
    page = client.get("/ru/").content.decode()
    assert "/ru/cabinet/" in page
    assert "/ru/accounts/logout/" in page
    assert "/ru/accounts/login/" not in page


# --- Machines -----------------------------------------------------------------------------------


def test_the_sitemap_holds_what_is_public_in_each_language(client, federation):
    article = ArticleFactory(organization=federation)
    ArticleTextFactory(article=article, published=True, slug="matin")
    ArticleTextFactory(article=article, language="ru", slug="zhoba")
    index = client.get("/sitemap.xml").content.decode()
    assert "/sitemap-news-kk.xml" in index
    assert "/kk/news/matin/" in client.get("/sitemap-news-kk.xml").content.decode()
    assert "zhoba" not in client.get("/sitemap-news-ru.xml").content.decode()
    organizations = client.get("/sitemap-organizations-en.xml").content.decode()
    assert "/en/organizations/federation/" in organizations
    assert client.get("/sitemap-nonsense.xml").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_index_of_the_sitemap_reads_no_texts(
    client, federation, number, django_assert_num_queries
):
    for _ in range(number):
        ArticleTextFactory(published=True, article__organization=federation)
    with django_assert_num_queries(21):  # for each language and list a count, for news the latest
        response = client.get("/sitemap.xml")
    assert "<lastmod>" in response.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_sitemap_names_the_versions_that_there_are(
    client, federation, number, django_assert_num_queries
):
    for one in range(number):
        article = ArticleFactory(organization=federation)
        ru = ArticleTextFactory(article=article, published=True, language="ru")
        en = ArticleTextFactory(article=article, published=True, language="en")
        ArticleTextFactory(article=article, language="kk", slug=f"zhoba-{one}")  # a draft
    with django_assert_num_queries(3):  # how many, they, their versions
        told = client.get("/sitemap-news-ru.xml").content.decode()
    own = told.split(f"<loc>http://localhost{ru.get_absolute_url()}</loc>")[1].split("</url>")[0]
    assert re.findall('hreflang="([^"]*)" href="http://localhost([^"]*)"', own) == [
        ("ru", ru.get_absolute_url()),
        ("en", en.get_absolute_url()),
        ("x-default", ru.get_absolute_url()),
    ]
    assert "zhoba" not in told
    organizations = client.get("/sitemap-organizations-en.xml").content.decode()
    assert 'hreflang="x-default" href="http://localhost/kk/organizations/fed' in organizations


def test_what_is_older_than_two_days_is_no_news(client, federation):
    new = ArticleTextFactory(published=True, article__organization=federation, title="A & B")
    old = ArticleTextFactory(published=True, article__organization=federation, language="ru")
    old.published_at -= dt.timedelta(hours=49)
    old.save()
    [told] = ElementTree.fromstring(client.get("/news-sitemap.xml").content)  # noqa: S314  our own
    words = [part.strip() for part in told.itertext() if part.strip()]
    assert words[:3] == [f"http://localhost{new.get_absolute_url()}", "Медиаорталық", "kk"]
    assert words[-1] == new.title


def test_who_is_given_the_address_of_an_article_learns_its_title_and_card(client, federation):
    text = ArticleTextFactory(published=True, article__organization=federation, language="ru")
    page = client.get(text.get_absolute_url()).content.decode()
    offered = re.search(r'json\+oembed" href="http://localhost([^"]*)"', page)[1]
    answer = client.get(offered)
    assert answer["Access-Control-Allow-Origin"] == "*"
    told = answer.json()
    assert (told["version"], told["type"], told["title"]) == ("1.0", "link", text.title)
    assert told["author_name"] == federation.name_ru
    assert (told["thumbnail_width"], told["thumbnail_height"]) == (1200, 630)
    assert "thumbnail_url" not in client.get(f"{offered}&maxwidth=300").json()
    assert client.get(f"{offered}&format=xml").status_code == 501


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org{article}",
        "http://localhost/ru/news/",
        "http://localhost{draft}",
        "http://[",
        "",
    ],
)
def test_of_other_addresses_nothing_is_told(client, federation, address):
    text = ArticleTextFactory(published=True, article__organization=federation)
    draft = ArticleTextFactory(article__organization=federation)
    url = address.format(article=text.get_absolute_url(), draft=draft.get_absolute_url())
    assert client.get("/oembed/", {"url": url}).status_code == 404


def test_the_icon_is_found_where_browsers_look_for_it_unasked(client):
    name = client.get("/favicon.ico")["Location"].removeprefix("/static/")
    with Image.open(finders.find(name)) as image:
        assert (image.format, image.size) == ("ICO", (32, 32))


def test_robots_are_told_where_the_sitemap_is(client):
    answer = client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain"
    assert "Sitemap: http://localhost/sitemap.xml" in answer.content.decode()


def test_a_page_names_the_site_and_the_language_for_everybody_else(client, federation):
    page = client.get("/ru/organizations/").content.decode()
    assert 'hreflang="x-default" href="http://localhost/kk/organizations/"' in page
    assert '<meta property="og:site_name" content="Медиацентр">' in page


def test_the_pages_of_an_empty_portal_have_no_empty_sections(client, federation):
    home = client.get("/en/").content.decode()
    assert 'id="newest"' not in home
    assert 'id="training"' not in home
    page = client.get(f"/en/organizations/{federation.slug}/").content.decode()
    assert 'id="news"' not in page
    assert 'class="empty"' not in home + page
