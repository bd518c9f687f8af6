"""Whatever people type is printed letter by letter, or visibly replaced: it never runs."""

import sys
import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mediacenter.services.printing.coverage import SPARE, covers
from mediacenter.services.printing.pdf import print_pdf
from mediacenter.services.printing.printable import (
    BREAK,
    SOFT_HYPHEN,
    cleaned,
    loosened,
    safe_url,
    syllables,
    tied,
)
from tests.services.printed import links, pages_overrun, squeezed, text_of
from tests.services.sample_document import paragraph, sample, table, text

MOMENT = datetime(2025, 1, 15, tzinfo=UTC)

MARKUP = [
    '#read("/etc/passwd")',
    "#{while true {}}",
    '#import "@preview/cetz:0.3.0": *',
    "$sum_(k=0)^n k = (n(n+1))/2$ и $x^2$",
    "*жирно* _курсив_ `код` ~ \\ -- ---",
    "@ссылка <метка>",
    "= Заголовок",
    "- пункт",
    "// примечание /* и ещё */",
    "'кавычки' \"кавычки\" «ёлочки»",
    '=HYPERLINK("http://example.org")',
    "<script>alert(1)</script> {{ 7*7 }} %(number)s ${HOME}",
]


def with_blocks(*blocks):
    document = sample("ru")
    document |= {"appendices": [], "sections": [{"heading": "Проверка", "blocks": list(blocks)}]}
    return document


def printed(*blocks):
    return print_pdf(with_blocks(*blocks), moment=MOMENT)


def test_markup_code_and_formulas_are_printed_as_they_stand():
    result = printed(
        *map(paragraph, MARKUP),
        table("#panic()", [("$x$", "left", 1)], [[words] for words in MARKUP], row_headers=False),
        {"kind": "list", "ordered": False, "items": [text(words) for words in MARKUP]},
    )
    paper = squeezed(text_of(result.content))
    assert [words for words in MARKUP if paper.count(squeezed(words)) < 3] == []
    assert "root:" not in paper
    assert result.replaced == []


def test_characters_without_a_glyph_leave_a_visible_mark_and_are_reported():
    result = printed(paragraph("Ура 🎉 中"), paragraph("Ничего особенного"))
    assert "Ура□□" in squeezed(text_of(result.content))
    assert result.replaced == ["sections.0.blocks.0.runs.0.text"]


def test_scripts_from_right_to_left_print():
    result = printed(paragraph("עברית и العربية рядом"))
    assert "рядом" in text_of(result.content)


def test_currency_signs_come_from_a_neighbouring_typeface_in_every_cut():
    signs = "".join(sorted(SPARE))
    result = printed(
        paragraph(
            {"text": signs},
            {"text": signs, "bold": True},
            {"text": signs, "italic": True},
            {"text": signs, "bold": True, "italic": True},
        )
    )
    assert squeezed(text_of(result.content)).count(signs) == 4


def test_every_character_that_counts_as_printable_prints_in_every_cut():
    printable = [
        chr(code)
        for code in range(sys.maxunicode + 1)
        if covers(chr(code)) and cleaned(chr(code)) == (chr(code), False)
    ]
    assert len(printable) > 1_900
    words = " ".join(printable)
    result = printed(
        paragraph(words),
        paragraph({"text": words, "bold": True}),
        paragraph({"text": words, "italic": True}),
        paragraph({"text": words, "bold": True, "italic": True}),
        {"kind": "definitions", "pairs": [{"term": words, "runs": text("a")}]},
        table(words, [(words, "left", 1)], [[words], [[{"text": words, "italic": True}]]]),
        {"kind": "callout", "tone": "missing", "runs": [{"text": words, "bold": True}]},
    )
    assert result.replaced == []


@settings(max_examples=12)
@given(st.lists(st.text(st.characters(), max_size=60), min_size=20, max_size=60))
def test_no_text_whatever_breaks_the_print(words):
    assert printed(*map(paragraph, words)).content.startswith(b"%PDF")


@example("A\x1f\u0323")
@given(st.text(st.characters()))
def test_cleaning_leaves_only_printable_characters_and_is_done_in_one_pass(words):
    clean, _lost = cleaned(words)
    assert cleaned(clean) == (clean, False)
    assert all(char == "\n" or covers(char) or char in SPARE for char in clean)
    assert unicodedata.is_normalized("NFC", clean)


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("e\u0301", "é"),
        ("и\u0306", "й"),
        ("а\r\nб\rв\u2028г", "а\nб\nв\nг"),
        ("таб\tуляция", "таб уляция"),
        ("неразрывный\u00a0пробел", "неразрывный\u00a0пробел"),
    ],
)
def test_what_is_only_written_differently_is_not_reported(dirty, clean):
    assert cleaned(dirty) == (clean, False)


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("нуль\x00звонок\x07", "нульзвонок"),
        ("\u202eнаоборот\u202c", "наоборот"),
        ("своё\ue000место\u0378", "своёместо"),
        ("\ud800", ""),
        ("👨\u200d👩", "□□"),
        ("中\u0301", "□"),
    ],
)
def test_what_is_lost_is_reported(dirty, clean):
    assert cleaned(dirty) == (clean, True)


def test_a_paragraph_of_a_thousand_lines_goes_on_over_the_pages():
    result = printed(paragraph("\n".join(f"строка {n}" for n in range(1, 1001))))
    paper = squeezed(text_of(result.content))
    assert "строка1строка2строка3" in paper
    assert "строка1000" in paper


def test_a_word_of_five_thousand_letters_stays_on_the_page_and_stays_whole():
    long = "Ы" * 5_000
    result = printed(
        paragraph(long),
        paragraph("W" * 5_000),
        table("Таблица", [("A", "left", 1), ("B", "left", 5)], [["W" * 900, long]]),
        {"kind": "callout", "tone": "note", "runs": text("щ" * 900)},
        {"kind": "tasks", "items": [text("m" * 900)]},
    )
    assert pages_overrun(result.content) == []
    assert squeezed(text_of(result.content)).count("Ы") == 10_000


def test_long_words_stay_in_the_frame_too():
    document = sample("kk")
    document["title"] = document["organization"] = document["subtitle"] = "Ж" * 60
    document["parents"] = ["Ж" * 90]
    document["signer"] = {"post": "Ш" * 60, "name": "Ш" * 60}
    document["key_figures"] = [{"value": "9" * 40, "label": "Ж" * 40, "note": "Ж" * 40}] * 5
    document["sections"][0]["heading"] = "Ж" * 90
    assert pages_overrun(print_pdf(document, moment=MOMENT).content) == []


def test_three_thousand_rows_print_with_a_header_on_every_page():
    rows = [[str(n), f"Организация {n}"] for n in range(1, 3_001)]
    columns = [("№", "right", 1), ("Название", "left", 5)]
    content = printed(table("Все", columns, rows, row_headers=False)).content
    paper = text_of(content)
    assert "Организация 3000" in paper
    assert paper.count("Название") > 40


def test_an_address_breaks_between_its_parts_and_leaves_no_mark_in_the_text():
    assert loosened("https://trade-union.org/a/b-c?d=1&e", 30).split(BREAK) == [
        "https://",
        "trade-union.org/",
        "a/",
        "b",
        "-c",
        "?d=1",
        "&e",
        "",
    ]
    address = "https://example.org/" + "names/" * 30
    result = printed(paragraph({"text": address, "url": address}))
    assert links(result.content)[0] == address
    assert BREAK not in text_of(result.content)
    assert squeezed(address) in squeezed(text_of(result.content))


@pytest.mark.parametrize("host", ["www.instagram.com", "trade-union.kz"])
def test_a_host_stays_in_one_line_of_a_narrow_cell(host):
    address = f"https://{host}/karagandy-profsoyuz/p/word-by-word/"
    cell = [{"text": address, "url": address}]
    columns = [("A", "left", 5), ("B", "left", 2), ("C", "left", 2)]
    paper = text_of(printed(table("Links", columns, [["a", cell, "b"]])).content)
    assert host in paper


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("қоғамдық", "қо-ғам-дық"),
        ("ұйымдастырушылық", "ұйым-дас-ты-ру-шы-лық"),
        ("кәсіподақтарының", "кә-сі-по-дақ-та-ры-ның"),
        ("ауылдық", "ауыл-дық"),
        ("әлеуметтік", "әлеу-мет-тік"),
        ("instagram", "instagram"),
    ],
)
def test_long_kazakh_words_break_between_syllables(word, parts):
    assert syllables(word).replace(SOFT_HYPHEN, "-") == parts


@pytest.mark.parametrize(
    "address",
    ["https://example.org/a?b=1&c=2", "http://example.org", "mailto:press@example.org"],
)
def test_web_and_mail_addresses_are_links(address):
    assert safe_url(address) == address


def test_an_address_with_other_letters_is_written_in_ascii():
    assert safe_url("https://example.org/қаз") == "https://example.org/%D2%9B%D0%B0%D0%B7"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "//example.org",
        "example.org",
        "https://",
        "https://[",
        "mailto:",
        "",
        "https://example.org/\x00",
    ],
)
def test_any_other_address_is_no_link_and_its_words_stay(address):
    assert safe_url(address) is None
    result = printed(paragraph({"text": "слова остаются", "url": address}))
    assert links(result.content) == []
    assert "слова остаются" in text_of(result.content)
    assert result.replaced == ["sections.0.blocks.0.runs.0.url"]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("в 2024 году", "в 2024~году"),
        ("более 1\u00a0358 обращений", "более 1~358~обращений"),
        ("5\u00a0000-нан астам", "5~000-нан~астам"),
        ("14,2\u00a0% материалов", "14,2~%~материалов"),
        ("союз им. А. Бокейхана г. Караганды", "союз им.~А.~Бокейхана г.~Караганды"),
        ("(А. Ракишева) № 5", "(А.~Ракишева) №~5"),
        ("2024 г. Караганда", "2024~г. Караганда"),
        ("KRG-2024 отчёт и https://x.kz/5 там", "KRG-2024 отчёт и https://x.kz/5 там"),
    ],
)
def test_a_number_stays_with_its_word_and_an_initial_with_its_name(text, held):
    assert tied(text, 38) == held.replace("~", "\u00a0")


def test_what_is_wider_than_its_line_is_not_tied():
    assert tied("2024 электрондықүкімет", 8) == "2024 электрондықүкімет"
