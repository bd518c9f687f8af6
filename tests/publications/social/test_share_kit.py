"""The share kit: each network's words within its limit."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from publications.articles.models import Tag
from publications.social.models import Card, SocialPost
from publications.social.sharing.kit import cut, hashtag, shared_texts
from publications.social.sharing.networks import LIMITS
from tests.publications.factories import ArticleFactory, ArticleTextFactory
from tests.unions.factories import ChannelFactory, UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db

LINK = "https://example.org/kk/news/zhanalyq/"
FAMILY = "👨‍👩‍👧"
KAZAKH = "әғқңөұүһі"
BY_CODE = {limit.code: limit for limit in LIMITS}


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


# --- How each network counts ---


def test_a_letter_of_kazakh_is_one_character_everywhere():
    assert {limit.weigh(KAZAKH) for limit in LIMITS} == {len(KAZAKH)}


@pytest.mark.parametrize("address", [LINK, "kasipodaq.kz", "https://кәсіподақ.қаз/жаңалық"])
def test_an_address_weighs_on_x_what_x_makes_of_it(address):
    assert BY_CODE["x"].weigh(f"Әлем {address}") == 5 + 23
    assert BY_CODE["telegram"].weigh(address) == len(address)


@pytest.mark.parametrize(("code", "weight"), [("x", 2), ("telegram", 2), ("threads", 4)])
def test_an_emoji_weighs_more_than_a_letter(code, weight):
    assert BY_CODE[code].weigh("🎉") == weight


# --- What is cut, and where ---


@pytest.mark.parametrize(
    "limit", [one for one in LIMITS if one.code != "facebook"], ids=lambda limit: limit.code
)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_lead_is_cut_between_words(limit, language):
    sentence = {"kk": "Ұйым жұмысын қорытты", "ru": "Итоги подвели", "en": "The year ended"}
    lead = " ".join([sentence[language]] * 300)
    text = ArticleTextFactory(language=language, title="Т", lead=lead)
    shared = next(one for one in shared_texts(text, link=LINK) if one.limit == limit)
    kept = shared.words.split("\n\n")[1]
    assert kept.endswith("…")
    assert set(kept.removesuffix("…").split()) <= set(lead.split())
    assert limit.characters - 40 < shared.weight <= limit.characters


def test_words_tied_by_a_space_that_does_not_break_stay_together():
    assert cut("за 2024 год и\u00a0дальше", 16, BY_CODE["telegram"]) == "за 2024 год…"


def test_a_word_longer_than_the_room_is_cut_at_a_whole_sign():
    assert cut(FAMILY * 4, 20, BY_CODE["telegram"]) == f"{FAMILY * 2}…"
    assert cut("и\u0306" * 9, 6, BY_CODE["telegram"]) == "и\u0306" * 2 + "…"


def test_letters_typed_with_a_separate_mark_count_once():
    text = ArticleTextFactory(title="Жаи\u0306лау", lead="")
    assert words(text)["x"].startswith("Жайлау")


# --- Hashtags ---


def test_no_network_gets_more_hashtags_than_it_takes():
    article = ArticleFactory()
    for number in range(9):
        article.tags.add(Tag.objects.create(slug=f"t{number}", name_kk=f"Тег{number}"))
    shared = words(ArticleTextFactory(article=article))
    assert {code: found.count("#") for code, found in shared.items()} == {
        limit.code: limit.hashtags for limit in LIMITS
    }
    assert BY_CODE["instagram"].hashtags == 5


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
    client.force_login(stranger)
    assert client.get(url).status_code == 403
    client.force_login(press_officer)
    page = client.get(url).content.decode()
    assert text.get_absolute_url() in page
    assert "being drawn" in page
    assert not Card.objects.exists()  # never within the request


# --- The page ---


@pytest.fixture
def text(karaganda):
    return ArticleTextFactory(article__organization=karaganda, published=True)


@pytest.fixture
def officer(client, press_officer):
    client.force_login(press_officer)
    return client


def test_the_networks_of_the_organization_come_first_with_the_way_to_its_page(officer, text):
    url = reverse("sharing:kit", args=[text.article_id])
    [part] = officer.get(url).context["parts"]
    assert len(part["own"]) == len(LIMITS)
    telegram = ChannelFactory(
        organization=text.article.organization, network="telegram", url="https://t.me/odaq"
    )
    [part] = officer.get(url).context["parts"]
    assert [(shared.limit.code, channel) for shared, channel in part["own"]] == [
        ("telegram", telegram)
    ]
    assert len(part["other"]) == len(LIMITS) - 1


def test_the_kit_says_while_the_link_of_a_text_answers_nobody(officer, text):
    url = reverse("sharing:kit", args=[text.article_id])
    assert "answers nobody yet" not in officer.get(url).content.decode()
    text.published_at = timezone.now() + dt.timedelta(hours=1)
    text.save()
    assert "answers nobody yet" in officer.get(url).content.decode()


def test_what_was_posted_is_entered_from_the_kit_and_shown_there(officer, text):
    kit = reverse("sharing:kit", args=[text.article_id])
    address = f"{reverse('social:links')}?article={text.article_id}"
    assert address in officer.get(kit).content.decode()
    form = officer.get(address).context["form"]
    sent = {name: form[name].value() for name in ("organization", "when", "article")}
    officer.post(address, {**sent, "text": "https://t.me/odaq/7"})
    post = SocialPost.objects.get()
    assert post.article == text.article
    assert post.organization == text.article.organization
    assert post.starts_on == timezone.localdate()
    assert post.url in officer.get(kit).content.decode()


def test_the_kit_of_the_thousandth_article_leads_to_its_forms(officer, karaganda):
    text = ArticleTextFactory(article__pk=1_234, article__organization=karaganda)
    page = officer.get(reverse("sharing:kit", args=[text.article_id])).content.decode()
    for form in ("social:links", "press:links"):
        assert f'href="{reverse(form)}?article=1234"' in page


def test_nobody_enters_posts_about_an_article_beyond_the_reach(officer, almaty):
    beyond = ArticleFactory(organization=almaty)
    assert officer.get(f"{reverse('social:links')}?article={beyond.pk}").status_code == 404
