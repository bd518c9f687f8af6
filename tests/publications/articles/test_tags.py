"""Tags from a controlled list, audience groups, and articles that belong together."""

import re

import pytest
from django.urls import reverse

from publications.articles.models import Article, Tag
from tests.publications.article_form import change_url, send
from tests.publications.factories import ArticleFactory, ArticleTextFactory
from tests.unions.factories import UserFactory
from unions.models import Role


@pytest.fixture
def tag(db):
    return Tag.objects.create(name_kk="Еңбек дауы", name_ru="Трудовой спор", slug="enbek-dauy")


def public(organization, **fields):
    article = ArticleFactory(organization=organization, **fields)
    return ArticleTextFactory(article=article, published=True)


def test_a_writer_chooses_from_the_list_and_adds_nothing_to_it(
    client, press_officer, karaganda, tag
):
    text = ArticleTextFactory(article=ArticleFactory(organization=karaganda))
    client.force_login(press_officer)
    send(
        client,
        change_url(text.article),
        tags=[tag.pk],
        audiences=["youth", "women"],
    )

    article = Article.objects.get()
    assert list(article.tags.all()) == [tag]
    assert article.audiences == ["youth", "women"]
    assert client.get(reverse("admin:publications_tag_add")).status_code == 403


def test_the_list_of_articles_is_filtered_by_tag_and_kind(client, editor, karaganda, tag):
    tagged, _other = (ArticleFactory(organization=karaganda) for _ in range(2))
    tagged.tags.add(tag)
    release = ArticleFactory(organization=karaganda, kind="press_release")
    client.force_login(editor)
    for asked, expected in (
        ({"tags__id__exact": tag.pk}, [tagged]),
        ({"kind__exact": "press_release"}, [release]),
    ):
        page = client.get(reverse("admin:publications_article_changelist"), asked)
        assert list(page.context["cl"].result_list) == expected


def test_the_list_is_kept_by_the_editors_at_the_top(client, editor, karaganda):
    for user, status in (
        (editor, 302),
        (UserFactory(role=Role.EDITOR, organization=karaganda), 403),
    ):
        client.force_login(user)
        sent = {"name_kk": "Жастар", "name_ru": "Молодёжь", "name_en": "", "slug": ""}
        assert client.post(reverse("admin:publications_tag_add"), sent).status_code == status
    assert Tag.objects.get().slug == "zhastar"


def test_news_are_listed_by_tag_and_by_audience(client, karaganda, tag):
    tagged = public(karaganda, audiences=["youth"])
    tagged.article.tags.add(tag)
    other = public(karaganda)

    for address in ("/kk/news/tag/enbek-dauy/", "/kk/news/audience/youth/"):
        page = client.get(address).content.decode()
        assert tagged.title in page
        assert other.title not in page
    assert client.get("/kk/news/tag/none/").status_code == 404
    assert client.get("/kk/news/audience/none/").status_code == 404


def test_the_page_leads_to_its_tags_and_audiences(client, karaganda, tag):
    text = public(karaganda, audiences=["digital"])
    text.article.tags.add(tag)
    page = client.get(text.get_absolute_url()).content.decode()

    assert 'href="/kk/news/tag/enbek-dauy/"' in page
    assert 'href="/kk/news/audience/digital/"' in page


def test_related_articles_that_were_picked_come_first_and_only_public_ones(client, karaganda):
    text, old, newer = (public(karaganda) for _ in range(3))
    draft = ArticleTextFactory(article=ArticleFactory(organization=karaganda))
    text.article.related.add(old.article, draft.article)

    related = client.get(text.get_absolute_url()).context["related"]
    assert related == [old, newer]


def test_a_tag_lists_three_articles_for_as_many_queries_as_one(
    client, karaganda, tag, django_assert_num_queries, django_assert_max_num_queries
):
    public(karaganda).article.tags.add(tag)
    client.get("/kk/news/tag/enbek-dauy/")
    with django_assert_max_num_queries(12) as first:
        client.get("/kk/news/tag/enbek-dauy/")
    public(karaganda).article.tags.add(tag)
    public(karaganda).article.tags.add(tag)
    with django_assert_num_queries(len(first)):
        client.get("/kk/news/tag/enbek-dauy/")


def test_the_list_of_tags_tells_how_many_articles_each_has(client, editor, karaganda, tag):
    client.force_login(editor)
    ArticleFactory(organization=karaganda).tags.add(tag)
    page = client.get(reverse("admin:publications_tag_changelist")).content.decode()
    assert "publications.Article.None" not in page
    assert re.search(r"field-tagged[^>]*>\s*1\s*<", page)
