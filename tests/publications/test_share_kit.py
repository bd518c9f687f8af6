"""The share kit: each network's words within its limit."""

import pytest
from django.urls import reverse

from publications.models import Card, Tag
from publications.sharing.kit import LIMITS, hashtag, shared_texts
from tests.unions.factories import UserFactory
from unions.models import Role

from .factories import ArticleFactory, ArticleTextFactory

pytestmark = pytest.mark.django_db

LINK = "https://example.org/kk/news/zhanalyq/"


def words(text):
    return {shared.limit.code: shared.words for shared in shared_texts(text, link=LINK)}


@pytest.mark.parametrize("times", [1, 4, 60])
def test_every_network_gets_title_and_link_within_its_limit(times):
    text = ArticleTextFactory(
        title="Семинар " * min(times, 30), lead="Өтті де кетті. " * times * 10
    )
    for shared in shared_texts(text, link=LINK):
        assert shared.weight <= shared.limit.characters
        assert LINK in shared.words
        assert shared.words.startswith("Семинар")


def test_what_fits_is_not_cut():
    text = ArticleTextFactory(title="Тақырып", lead="Лид.")
    assert words(text)["facebook"] == f"Тақырып\n\nЛид.\n\n{LINK}"


def test_a_link_weighs_on_x_what_x_makes_of_it():
    limit = next(limit for limit in LIMITS if limit.code == "x")
    assert limit.weigh(f"Әлем {LINK}", LINK) == 5 + 23
    assert limit.weigh("日") == 2


def test_hashtags_come_from_the_tags_in_the_language_of_the_text():
    article = ArticleFactory()
    article.tags.add(Tag.objects.create(slug="a", name_kk="Еңбек адамы", name_ru="Человек труда"))
    kk = ArticleTextFactory(article=article, language="kk")
    ru = ArticleTextFactory(article=article, language="ru", slug="ru")
    assert words(kk)["instagram"].endswith("#ЕңбекАдамы")
    assert words(ru)["instagram"].endswith("#ЧеловекТруда")
    assert hashtag("8 наурыз, мереке") == "8НаурызМереке"


def test_the_kit_is_for_those_who_reach_the_article(client, press_officer, karaganda, almaty):
    text = ArticleTextFactory(article__organization=karaganda, published=True)
    url = reverse("sharing:kit", args=[text.article_id])
    stranger = UserFactory(role=Role.PRESS_OFFICER, organization=almaty)
    client.force_login(stranger, "django.contrib.auth.backends.ModelBackend")
    assert client.get(url).status_code == 403
    client.force_login(press_officer, "django.contrib.auth.backends.ModelBackend")
    page = client.get(url).content.decode()
    assert text.get_absolute_url() in page
    assert "being drawn" in page
    assert not Card.objects.exists()  # never within the request
