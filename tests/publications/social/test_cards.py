"""Cards to share: drawn outside the request, once for the same words, in the usual sizes."""

import io

import pymupdf_fonts
import pytest
from django.core.files.storage import default_storage
from fontTools.ttLib import TTFont
from kombu.exceptions import OperationalError
from PIL import Image

from publications.articles.models import ArticleText
from publications.social.actions import cards
from publications.social.actions.cards import (
    ask_for_cards,
    lacking_cards,
    make_cards,
    make_missing_cards,
)
from publications.social.models import CardSize
from publications.social.sharing.drawing import BOLD, REGULAR, draw_card, font_of
from publications.social.sharing.typesetting import fitted, one_line
from tests.publications.factories import ArticleFactory, ArticleTextFactory, RubricFactory

pytestmark = pytest.mark.django_db

LIGHT = 150  # grey of letters, gold and pictures, not of the grounds
WORDS = {"title": "Тақырып", "rubric": "Айдар", "organization": "Ұйым"}


def test_the_fonts_have_every_kazakh_letter():
    for name in (BOLD, REGULAR):
        there = TTFont(io.BytesIO(pymupdf_fonts.myfont(name))).getBestCmap()
        assert {ord(letter) for letter in "ӘәҒғҚқҢңӨөҰұҮүҺһІі№«»–…"} <= there.keys()


def test_a_card_says_other_words_by_other_pixels_and_the_same_by_the_same():
    first = draw_card(size=(1200, 630), **WORDS)
    assert first == draw_card(size=(1200, 630), **WORDS)
    assert first != draw_card(size=(1200, 630), **{**WORDS, "organization": "Басқа"})


@pytest.mark.parametrize("title", ["Сөз " * 60, "Ұзақсөз" * 40, "А"])
def test_a_title_of_any_length_is_drawn(title):
    with Image.open(io.BytesIO(draw_card(size=(1080, 1080), **{**WORDS, "title": title}))) as card:
        assert card.size == (1080, 1080)


def drawn(size, **words):
    with Image.open(io.BytesIO(draw_card(size=size.pixels, **{**WORDS, **words}))) as card:
        return card.convert("L")


def test_a_story_keeps_clear_what_the_network_covers():
    card = drawn(CardSize.TALL, title="Ұзақ тақырып " * 20)
    band = card.height // 100  # the edge of gold
    for box in ((0, band, card.width, 250), (0, card.height - 340, card.width, card.height)):
        assert card.crop(box).getextrema()[1] < LIGHT


def test_the_profile_on_instagram_cuts_off_no_word():
    card = drawn(CardSize.PORTRAIT, title="Ұзақ тақырып " * 20)
    for box in ((0, 20, 34, 1000), (card.width - 34, 20, card.width, 1000)):
        assert card.crop(box).getextrema()[1] < LIGHT


def test_the_largest_card_is_light_enough_for_every_network():
    words = {"title": "Ұзақ тақырып " * 20, "rubric": "Айдар " * 9, "organization": "Ұйым " * 40}
    assert len(draw_card(size=CardSize.TALL.pixels, **words)) < 300_000


def test_what_the_fonts_cannot_draw_is_left_out():
    festive = draw_card(size=(1080, 1080), **{**WORDS, "title": "Мереке 🎉 құтты"})
    assert festive == draw_card(size=(1080, 1080), **{**WORDS, "title": "Мереке құтты"})


def test_lines_are_broken_evenly_and_cut_between_words():
    font = font_of(BOLD, 60)
    assert one_line("Ұйымның жаңа бағдарламасы", font, 400) == "Ұйымның…"
    _font, lines = fitted(
        "Облыстық ұйым туралы тоғыз басылым жазады де",
        900,
        400,
        fonts=lambda _size: font,
        largest=60,
        least=50,
    )
    assert len(lines) == 2
    assert min(map(font.getlength, lines)) > 600


def test_every_size_is_made_once():
    text = ArticleTextFactory(article=ArticleFactory(rubric=RubricFactory()))
    assert make_cards(text_id=text.pk) == len(CardSize)
    sizes = set()
    for card in text.cards.all():
        with Image.open(card.file.open()) as image:
            sizes.add(image.size)
    assert sizes == {(1080, 1350), (1080, 1080), (1080, 1920), (1200, 630)}
    assert make_cards(text_id=text.pk) == 0


def test_another_title_is_drawn_anew_under_another_name():
    text = ArticleTextFactory()
    make_cards(text_id=text.pk)
    before = {card.file.name for card in text.cards.all()}
    text.title = "Басқа тақырып"
    text.save()
    assert make_cards(text_id=text.pk) == len(CardSize)
    assert not before & {card.file.name for card in text.cards.all()}


def test_what_a_killed_worker_left_is_overwritten():
    text = ArticleTextFactory()
    make_cards(text_id=text.pk)
    names = [card.file.name for card in text.cards.all()]
    text.cards.all().delete()
    with default_storage.open(names[0], "wb") as broken:
        broken.write(b"half")
    make_cards(text_id=text.pk)
    assert sorted(names) == sorted(card.file.name for card in text.cards.all())
    for card in text.cards.all():
        Image.open(card.file.open()).verify()


def test_cards_are_asked_for_until_all_say_the_words_of_the_text(monkeypatch):
    text, asked = ArticleTextFactory(), []
    monkeypatch.setattr(cards, "queue", asked.append)
    assert ask_for_cards(text=text) == []
    make_cards(text_id=text.pk)
    assert len(ask_for_cards(text=text)) == len(CardSize)
    assert asked == [text.pk]


def test_a_queue_that_is_away_holds_up_nobody_who_asks_for_cards(monkeypatch, caplog):
    def away(*args, **options):
        raise OperationalError("Redis is away")

    text = ArticleTextFactory()
    monkeypatch.setattr("celery.app.base.Celery.send_task", away)
    assert ask_for_cards(text=text) == []
    assert f"did not take the cards of text {text.pk}: Redis is away" in caplog.text


def test_the_sweeper_finds_published_texts_that_lack_cards():
    lacking, draft, drawn, changed = (
        ArticleTextFactory(published=True),
        ArticleTextFactory(),
        ArticleTextFactory(published=True),
        ArticleTextFactory(published=True),
    )
    make_cards(text_id=drawn.pk)
    make_cards(text_id=changed.pk)
    changed.save()
    assert set(lacking_cards(ArticleText.objects.published())) == {lacking, changed}
    assert make_missing_cards() == 2
    assert draft.cards.count() == 0


def test_the_wide_card_stands_for_an_article_without_a_cover(client):
    text = ArticleTextFactory(published=True)
    make_cards(text_id=text.pk)
    card = text.cards.get(size="wide")
    page = client.get(text.get_absolute_url()).content.decode()
    assert f'property="og:image" content="http://localhost{card.address}"' in page
    assert 'property="og:image:width" content="1200"' in page
    assert client.get(card.address).status_code == 200
