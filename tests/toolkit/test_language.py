"""Addresses and alphabetical lists, in Kazakh and in Russian."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediacenter.toolkit.language import KAZAKH_ALPHABET, slug_for, sort_key, transliterate

words = st.text(alphabet=KAZAKH_ALPHABET, min_size=1, max_size=12)
any_text = st.text(max_size=200)


def listed(names):
    return sorted(names, key=sort_key)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Кәсіподақ", "kasipodaq"),
        ("Қазақстан Республикасы Кәсіподақтар федерациясы", "qazaqstan-respublikasy-kasipodaqtar-federatsiyasy"),  # noqa: E501
        ("Ғылым және жаһандану", "gylym-zhane-zhahandanu"),
        ("Өңір үшін еңбек, ұйым", "onir-ushin-enbek-uiym"),
        ("Щучинск: съезд объявил ещё день", "shchuchinsk-sezd-obyavil-eshchyo-den"),
        ("Отчёт за 2024 год — № 1", "otchyot-za-2024-god-no-1"),
        ("School of the Trade Union Leader", "school-of-the-trade-union-leader"),
        ("Tūran Şymkent café", "turan-shymkent-cafe"),
    ],
)  # fmt: skip
def test_a_title_becomes_an_address_that_can_be_read_aloud(text, slug):
    assert slug_for(text) == slug


def test_every_letter_of_the_alphabet_is_spelled_in_ascii():
    assert transliterate(KAZAKH_ALPHABET + KAZAKH_ALPHABET.upper()).isascii()


def test_capitals_stay_capitals():
    assert transliterate("Шымкент, Әділет") == "Shymkent, Adilet"


def test_letters_typed_as_letter_and_mark_are_spelled_like_whole_ones():
    assert transliterate("и\u0306е\u0308") == transliterate("йё")


def test_titles_that_fall_together_get_numbers():
    taken = set()
    for title in ("Ән", "Ан", "ӘН", "Ан"):
        taken.add(slug_for(title, taken=taken))
    assert taken == {"an", "an-2", "an-3", "an-4"}


def test_what_is_taken_can_be_asked_of_a_database():
    assert slug_for("Ән", taken=lambda slug: slug in {"an", "an-2"}) == "an-3"


def test_a_title_without_letters_still_has_an_address():
    assert slug_for("«…»") == "untitled"
    assert slug_for("«…»", taken={"untitled"}) == "untitled-2"


def test_a_long_title_ends_at_a_whole_word():
    assert slug_for("кәсіподақ ұйымдары туралы", max_length=20) == "kasipodaq-uiymdary"
    assert slug_for("кәсіподақтардың", max_length=6) == "kasipo"


@given(any_text, st.integers(8, 80))
def test_any_text_has_a_short_plain_address(text, max_length):
    slug = slug_for(text, max_length=max_length)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= max_length
    assert slug_for(slug, max_length=max_length) == slug


@given(any_text)
def test_a_second_text_of_the_same_title_never_takes_the_first_ones_address(text):
    first = slug_for(text, max_length=12)
    second = slug_for(text, max_length=12, taken={first})
    assert second != first
    assert len(second) <= 12


def test_the_regions_stand_in_the_order_of_the_kazakh_alphabet():
    regions = ["Абай", "Ақмола", "Ақтөбе", "Алматы", "Атырау", "Батыс Қазақстан", "Жамбыл",
               "Жетісу", "Қарағанды", "Қостанай", "Қызылорда", "Маңғыстау", "Павлодар",
               "Солтүстік Қазақстан", "Түркістан", "Ұлытау", "Шығыс Қазақстан"]  # fmt: skip
    assert listed(regions[::-1]) == regions


def test_a_russian_list_stands_in_the_order_of_the_russian_alphabet():
    names = ["Егоров", "Ежов", "Ёлкин", "Жуков", "Иванов", "Йодко", "Кац", "Щукин", "Юрьев", "Яров"]
    assert listed(names[::-1]) == names


def test_digits_come_first_and_latin_last():
    names = ["№ 5 мектеп", "№ 12 мектеп", "Әлем", "Я", "KEGOC", "Zhanaozen"]
    assert listed(names[::-1]) == names


def test_case_quotes_and_dashes_make_no_difference():
    assert sort_key("«Ақ-Жол»") == sort_key("ақ жол") == sort_key("АҚ — ЖОЛ")


def test_numbers_of_any_length_stand_in_their_order():
    numbers = [0, 5, 12, 99_999_999, 123_456_789, 10**9, 10**17, 10**18, 10**30]
    names = [f"№ {number}" for number in numbers]
    assert listed(names[::-1]) == names


@given(words, words)
def test_words_compare_letter_by_letter(one, other):
    by_hand = [KAZAKH_ALPHABET.index(letter) for letter in one] < [
        KAZAKH_ALPHABET.index(letter) for letter in other
    ]
    assert (sort_key(one) < sort_key(other)) == by_hand
    assert sort_key(one) == sort_key(one.upper())


@given(st.integers(0, 10**40), st.integers(0, 10**40))
def test_numbers_compare_as_numbers(one, other):
    assert (sort_key(str(one)) < sort_key(str(other))) == (one < other)


@given(words, words)
def test_a_shorter_name_precedes_the_one_that_continues_it(name, more):
    assert sort_key(name) < sort_key(f"{name} {more}") < sort_key(f"{name}{more} {more}")


@given(any_text)
def test_any_text_has_a_key_that_a_database_can_hold(text):
    key = sort_key(text)
    key.encode()
    assert "\0" not in key
