"""The public pages of the news, as a reader sees them."""

import datetime as dt
import json
import re
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.utils import timezone

from publications.articles.models import ArticleText
from publications.articles.paging import page_of
from publications.pictures.models import Rendition
from tests.publications.factories import (
    ArticleFactory,
    ArticleTextFactory,
    PictureFactory,
    RubricFactory,
)
from tests.unions.factories import OrganizationFactory

NOON = dt.datetime(2024, 3, 12, 7, 0, tzinfo=dt.UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def rubric():
    return RubricFactory(name_kk="Еңбек адамы", name_ru="Человек труда", slug="enbek-adamy")


def published(**fields):
    return ArticleTextFactory(published=True, **fields)


def illustrated(**fields):
    """A published text whose cover has its renditions."""
    picture = PictureFactory(organization=fields["article__organization"])
    for width in (480, 960):
        for name in ("webp", "jpeg"):
            Rendition.objects.create(
                picture=picture,
                width=width,
                height=width // 2,
                format=name,
                file=f"pictures/{picture.pk}-{width}.{name}",
            )
    return published(article__cover=picture, **fields)


def titles(response):
    return [text.title for text in response.context["page"].texts]


# --- Lists --------------------------------------------------------------------------------------


def test_a_list_shows_the_published_texts_of_its_language_only(client, karaganda):
    article = ArticleFactory(organization=karaganda)
    published(article=article, title="Қазақша мәтін")
    published(article=article, title="Русский текст", language="ru", slug="russkii-tekst")
    ArticleTextFactory(title="Жобасы")
    ArticleTextFactory(
        title="Ертеңгі", published=True, published_at=timezone.now() + dt.timedelta(days=1)
    )

    assert titles(client.get("/kk/news/")) == ["Қазақша мәтін"]
    assert titles(client.get("/ru/news/")) == ["Русский текст"]
    assert titles(client.get("/en/news/")) == []
    assert "empty" in client.get("/en/news/").content.decode()


def test_a_rubric_and_an_organization_have_lists_of_their_own(client, karaganda, almaty, rubric):
    branch = OrganizationFactory(parent=karaganda)
    published(title="Облыстан", article__organization=karaganda, article__rubric=rubric)
    published(title="Филиалдан", article__organization=branch)
    published(title="Алматыдан", article__organization=almaty)

    assert titles(client.get("/kk/news/rubric/enbek-adamy/")) == ["Облыстан"]
    of_karaganda = client.get("/kk/news/organization/karaganda-education/")
    assert set(titles(of_karaganda)) == {"Облыстан", "Филиалдан"}
    assert client.get("/kk/news/rubric/zhoq/").status_code == 404
    assert client.get("/kk/news/organization/zhoq/").status_code == 404


def test_walking_to_older_and_back_shows_every_text_once_and_in_order(karaganda):
    article_texts = [
        published(article__organization=karaganda, published_at=NOON + dt.timedelta(days=n // 3))
        for n in range(11)  # three texts of the same moment each: the key decides
    ]
    newest_first = [text.pk for text in reversed(article_texts)]
    everything = ArticleText.objects.published()

    pages = [page_of(everything, size=4)]
    while pages[-1].older:
        pages.append(page_of(everything, before=pages[-1].older, size=4))
    assert [text.pk for page in pages for text in page.texts] == newest_first
    assert [len(page.texts) for page in pages] == [4, 4, 3]

    back = page_of(everything, after=pages[2].newer, size=4)
    assert back.texts == pages[1].texts
    assert page_of(everything, after=back.newer, size=4).texts == pages[0].texts
    assert not pages[0].newer


def test_the_front_page_is_whole_even_when_one_comes_to_it_from_below(karaganda):
    texts = [
        published(article__organization=karaganda, published_at=NOON + dt.timedelta(days=n))
        for n in range(5)
    ]
    everything = ArticleText.objects.published()
    second = page_of(everything, before=page_of(everything, size=3).older, size=3)
    published(article__organization=karaganda, published_at=NOON + dt.timedelta(days=9))

    from_below = page_of(everything, after=page_of(everything, after=second.newer, size=2).newer)
    assert len(from_below.texts) == len(texts) + 1


@pytest.mark.parametrize("cursor", ["nonsense", "1-", "-1", "9" * 40 + "-1", "1710226800000000"])
@pytest.mark.parametrize("direction", ["before", "after"])
def test_an_address_that_no_page_wrote_is_no_page(client, karaganda, direction, cursor):
    published(article__organization=karaganda)
    assert client.get("/kk/news/", {direction: cursor}).status_code == 404


def test_a_deep_page_reads_no_more_rows_than_the_first(karaganda):
    article = ArticleFactory(organization=karaganda)
    articles = type(article).objects.bulk_create(
        type(article)(organization=karaganda) for _ in range(400)
    )
    ArticleText.objects.bulk_create(
        ArticleText(
            article=one,
            language=language,
            title="Мәтін",
            slug=f"matin-{n}",
            status="published",
            published_at=NOON + dt.timedelta(minutes=n),
        )
        for n, one in enumerate(articles)
        for language in ("kk", "ru", "en")  # the other languages are not read for it
    )
    texts = ArticleText.objects.published().filter(language="kk")
    deep = texts.get(slug="matin-200")

    assert rows_read(texts.newest_first()[:20]) == 20
    older = texts.older_than(deep.published_at, deep.pk)
    assert rows_read(older.newest_first()[:20]) == 21  # with the text that the cursor names


def rows_read(texts):
    """How many rows the database takes from the table's index for a page."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute("ANALYZE publications_articletext")
        sql, params = texts.query.sql_with_params()
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
        plan = cursor.fetchone()[0]
    (scan,) = re.findall(r'"Index Name": "text_newest_first"', json.dumps(plan))
    assert scan
    return scanned(plan[0]["Plan"])


def scanned(node):
    if "Scan" in node["Node Type"]:
        return node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
    return sum(scanned(child) for child in node.get("Plans", []))


@pytest.mark.parametrize("number", [1, 3])
def test_a_list_takes_the_same_queries_for_one_text_as_for_three(
    client, karaganda, rubric, number, django_assert_num_queries
):
    for _ in range(number):
        illustrated(article__organization=karaganda, article__rubric=rubric)
    with django_assert_num_queries(4):
        client.get("/kk/news/")
    with django_assert_num_queries(5):
        client.get("/kk/news/rubric/enbek-adamy/")
    with django_assert_num_queries(5):
        client.get("/kk/news/organization/karaganda-education/")


# --- An article ---------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3])
def test_an_article_takes_the_same_queries_whatever_stands_around_it(
    client, karaganda, rubric, number, django_assert_num_queries
):
    text = illustrated(article__organization=karaganda, article__rubric=rubric)
    for _ in range(number):
        illustrated(article__organization=karaganda, article__rubric=rubric)
    with django_assert_num_queries(10):
        client.get(text.get_absolute_url())


def test_an_article_names_its_organization_and_its_other_languages(client, karaganda):
    article = ArticleFactory(organization=karaganda)
    text = published(article=article, slug="is-sharasy")
    published(article=article, slug="meropriyatie", language="ru")

    response = client.get("/kk/news/is-sharasy/")
    page = response.content.decode()
    assert page.count("/ru/news/meropriyatie/") >= 2  # beside the title and in the switch
    assert 'hreflang="ru" href="http://localhost/ru/news/meropriyatie/"' in page
    assert 'rel="alternate" hreflang="en"' not in page
    assert karaganda.get_absolute_url() in page
    assert text.title in page


def test_a_missing_language_version_says_so_and_leads_to_those_that_exist(client, karaganda):
    text = published(article__organization=karaganda, title="Тек қазақша", slug="tek-qazaqsha")

    response = client.get("/en/news/tek-qazaqsha/")
    assert response.status_code == 200
    assert b'<meta name="robots" content="noindex">' in response.content
    assert text.get_absolute_url() in response.content.decode()
    assert '<a href="/kk/news/tek-qazaqsha/" lang="kk" hreflang="kk">Тек қазақша</a>' in (
        response.content.decode()
    )


def test_the_address_of_one_language_leads_to_the_text_of_the_asked_language(client, karaganda):
    article = ArticleFactory(organization=karaganda)
    published(article=article, slug="is-sharasy")
    published(article=article, slug="meropriyatie", language="ru")

    response = client.get("/ru/news/is-sharasy/")
    assert (response.status_code, response.url) == (302, "/ru/news/meropriyatie/")


def test_a_draft_is_nowhere_not_even_by_its_address_in_another_language(client, karaganda):
    article = ArticleFactory(organization=karaganda)
    ArticleTextFactory(article=article, slug="zhoba")
    assert client.get("/kk/news/zhoba/").status_code == 404
    assert client.get("/ru/news/zhoba/").status_code == 404


def test_the_body_keeps_its_alignment_without_a_style_and_its_tables_scroll(client, karaganda):
    text = published(
        article__organization=karaganda,
        body='<p style="text-align:center">Ортада</p><table><tr><td>1</td></tr></table>',
    )
    page = client.get(text.get_absolute_url()).content.decode()
    assert '<p class="text-center">Ортада</p>' in page
    assert 'class="table-scroll" tabindex="0"' in page
    assert "style=" not in page


def test_a_title_cannot_break_out_of_the_data_for_machines(client, karaganda):
    title = "</script><script>alert(1)</script>"
    text = published(article__organization=karaganda, title=title, slug="title")
    page = client.get(text.get_absolute_url()).content.decode()
    data = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    article, crumbs = map(json.loads, data)
    assert article["headline"] == title
    assert crumbs["@type"] == "BreadcrumbList"
    assert "<script>alert" not in page


def test_a_picture_comes_in_two_formats_and_says_what_is_on_it(client, karaganda):
    text = illustrated(article__organization=karaganda)
    page = client.get(text.get_absolute_url()).content.decode()
    assert 'type="image/webp"' in page
    assert 'alt="Залдағы адамдар"' in page
    assert 'width="960" height="480"' in page


def test_an_article_without_renditions_stands_without_its_picture(client, karaganda):
    picture = PictureFactory(organization=karaganda)
    text = published(article__organization=karaganda, article__cover=picture)
    assert b"<picture" not in client.get(text.get_absolute_url()).content


# --- Feeds --------------------------------------------------------------------------------------


def test_each_language_has_a_feed_of_its_news(client, karaganda, rubric):
    published(title="Қазақша", article__organization=karaganda, article__rubric=rubric)
    published(title="По-русски", article__organization=karaganda, language="ru")

    feed = client.get("/kk/news/feed.xml")
    assert feed["Content-Type"].startswith("application/atom+xml")
    assert 'xml:lang="kk"' in feed.content.decode()
    assert "Қазақша" in feed.content.decode()
    assert "По-русски" not in feed.content.decode()
    assert "По-русски" in client.get("/ru/news/feed.xml").content.decode()
    assert "Қазақша" in client.get("/kk/news/rubric/enbek-adamy/feed.xml").content.decode()
    of_karaganda = client.get("/ru/news/organization/karaganda-education/feed.xml")
    assert "По-русски" in of_karaganda.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_a_feed_takes_one_query_whatever_its_length(
    client, karaganda, rubric, number, django_assert_num_queries
):
    for _ in range(number):
        published(article__organization=karaganda, article__rubric=rubric)
    with django_assert_num_queries(1):
        client.get("/kk/news/feed.xml")


@pytest.mark.parametrize("of", ["", "rubric/enbek-adamy/", "organization/karaganda-education/"])
def test_a_feed_tells_the_same_as_rss_and_as_json(client, karaganda, rubric, of):
    text = published(title="<Бір>", article__organization=karaganda, article__rubric=rubric)
    rss = client.get(f"/kk/news/{of}feed.rss")
    assert rss["Content-Type"].startswith("application/rss+xml")
    [item] = ElementTree.fromstring(rss.content).iter("item")  # noqa: S314  our own feed
    assert item.findtext("title") == text.title
    answer = client.get(f"/kk/news/{of}feed.json")
    assert answer["Content-Type"].startswith("application/feed+json")
    told = answer.json()
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert told["language"] == "kk"
    assert told["feed_url"].endswith(f"/kk/news/{of}feed.json")
    [item] = told["items"]
    assert item["title"] == text.title
    assert item["id"] == item["url"]
    assert item["url"].endswith(text.get_absolute_url())
    assert item["tags"] == [rubric.name]


# --- Which picture loads first ------------------------------------------------------------------


def loading(page):
    """For each picture of a page, whether it waits until the reader comes near."""
    return ['loading="lazy"' in tag for tag in re.findall("<img [^>]*>", page.split("<main")[1])]


def test_the_first_picture_of_a_list_loads_at_once_though_the_first_text_has_none(
    client, karaganda
):
    for _ in range(2):
        illustrated(article__organization=karaganda)
    published(article__organization=karaganda)
    assert loading(client.get("/kk/news/").content.decode()) == [False, True]
    assert loading(client.get("/kk/").content.decode()) == [False, True]
