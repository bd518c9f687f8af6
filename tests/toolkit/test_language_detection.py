"""Texts of which nobody has said the language, beside the page that they stand on."""

import pytest

from mediacenter.toolkit.language_detection import language_of, passages


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("kk", "Кәсіподақ ұйымдарының төрағалары кездесті"),
        ("kk", "Қарағанды облысы бойынша есеп: не істелді, он жыл"),
        ("ru", "Профсоюз помог вернуть выплаты"),
        ("ru", "Как живёшь, первичка?"),
        ("ru", "Коллективный договор"),
        ("en", "The trade unions of Kazakhstan"),
        ("", "Егемен"),
        ("", "Радио"),
        ("", "Facebook Live"),
        ("", "№ 12 (2024)"),
        ("", ""),
    ],
)
def test_a_language_is_told_by_letters_and_small_words(language, text):
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("page", "text", "told"),
    [
        ("kk", "Кәсіподақ ұйымы", [("", "Кәсіподақ ұйымы")]),
        ("ru", "Кәсіподақ ұйымы", [("kk", "Кәсіподақ ұйымы")]),
        ("ru", "«Еңбек» газеті", [("kk", "«Еңбек» газеті")]),
        (
            "ru",
            "Акция прошла на «Қазақстан» в полдень",
            [("", "Акция прошла на "), ("kk", "«Қазақстан»"), ("", " в полдень")],
        ),
        (
            "kk",
            "Кездесу өтті. Подробнее на сайте.",
            [("", "Кездесу өтті. "), ("ru", "Подробнее на сайте.")],
        ),
        ("en", "Егемен", [("kk", "Егемен")]),
        ("en", "In “Егемен” today", [("", "In "), ("kk", "“Егемен”"), ("", " today")]),
    ],
)
def test_what_is_in_another_language_than_the_page_is_set_apart(page, text, told):
    assert [one for one in passages(text, page) if one[1]] == told
    assert "".join(part for _, part in passages(text, page)) == text
