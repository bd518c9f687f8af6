"""Finding records by the beginnings of words, as the lists of the admin do."""

import pytest
from django.contrib import admin

from mediacenter.toolkit.language import in_each
from mediacenter.toolkit.words import Words, found_by_words
from publications.articles.models import Article, ArticleText
from publications.press.models import Coverage, Outlet
from publications.social.models import SocialPost
from tests.publications.factories import (
    ArticleTextFactory,
    CoverageFactory,
    OutletFactory,
    SocialPostFactory,
)

pytestmark = pytest.mark.django_db

NAMES = in_each("name")
OF_COVERAGE = [*in_each("outlet__name"), "title"]


def outlets(text):
    return set(found_by_words(Outlet.objects.all(), text, NAMES))


@pytest.fixture
def truth():
    return OutletFactory(name_kk="Қазақстан ақиқаты", name_ru="Казахстанская правда-2")


@pytest.mark.parametrize("text", ["правд", "Правда КАЗАХ", "казахстанская, 2", "ақиқ", "«правда»"])
def test_a_record_is_found_by_the_beginnings_of_its_words_in_any_order(truth, text):
    OutletFactory()
    assert outlets(text) == {truth}


@pytest.mark.parametrize("text", ["авда", "правда газета", "правдаа"])
def test_every_word_that_is_asked_for_begins_a_word(truth, text):
    assert outlets(text) == set()


@pytest.mark.parametrize(
    "name", ["ТОО «Казахмыс»", "АО „Казахмыс“", "филиал–Казахмыс", "АО\u00a0Казахмыс", "№Казахмыс"]
)
def test_the_signs_of_print_only_part_words(name):
    company = OutletFactory(name_ru=name)
    assert outlets("казахмыс") == {company}


def test_a_kazakh_letter_is_found_by_its_key_of_a_russian_keyboard(truth):
    assert outlets("акикат казакстан") == {truth}


def test_a_question_without_a_word_finds_everything(truth):
    assert outlets(" № — ") == {truth}


def test_a_link_is_found_by_its_parts_and_whole():
    post = SocialPostFactory(url="https://www.instagram.com/p/C1x_y/")
    SocialPostFactory(url="https://www.instagram.com/p/D/")
    for text in (post.url, "instagram C1x", "c1x-y"):
        assert list(found_by_words(SocialPost.objects.all(), text, ["url"])) == [post]


def test_each_word_may_stand_in_another_place(truth):
    piece = CoverageFactory(outlet=truth, title="Зарплата учителей")
    CoverageFactory(outlet=truth, title="Отпуск")
    CoverageFactory(title="Зарплата")
    found = found_by_words(Coverage.objects.all(), "зарплата правда", OF_COVERAGE)
    assert list(found) == [piece]


def test_an_article_is_found_once_by_any_of_its_texts():
    text = ArticleTextFactory(language="kk", title="Кәсіподақ")
    ArticleTextFactory(article=text.article, language="ru", title="Кәсіподақ, профсоюз")
    found = found_by_words(Article.objects.all(), "касиподак", ["texts__title"])
    assert list(found) == [text.article]
    assert not found_by_words(Article.objects.all(), "отпуск", ["texts__title"])


def searched():
    """Yield (model, columns) of all that lists of the admin search."""
    for model, model_admin in admin.site._registry.items():
        groups = {}
        for lookup in model_admin.search_fields:
            relation, _, column = lookup.rpartition("__")
            groups.setdefault(relation, []).append(column)
        for relation, columns in groups.items():
            if model_admin.__module__.startswith(("allauth", "django")):
                continue
            field = relation and model._meta.get_field(relation)
            yield (field.related_model if field else model), tuple(columns)


@pytest.mark.parametrize(("model", "columns"), sorted(set(searched()), key=str))
def test_whatever_a_list_searches_has_its_index(model, columns):
    indexed = [expression for index in model._meta.indexes for expression in index.expressions]
    assert Words(*columns) in indexed


@pytest.mark.parametrize("lookups", [["title"], ["title", "article__kind"]])
def test_a_search_of_thousands_of_words_is_no_longer_than_one_of_twenty(lookups):
    def statement(number):
        asked = " ".join(f"сөз{one}" for one in range(number))
        return str(found_by_words(ArticleText.objects.all(), asked, lookups).query)

    assert len(statement(2_500)) == len(statement(20)) > len(statement(2))
