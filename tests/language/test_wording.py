"""Kazakh and Russian are written by one glossary and one typography, and English is natural."""

import csv
import re
from collections import defaultdict
from pathlib import Path

import pytest
from django.apps import apps
from django.utils import translation

from .sentences import Sentence, in_catalogues, in_demonstration, texts_within
from .spelling import faults_of_spelling
from .terms import faults_of_terms

# Found once and kept: the same texts are asked about by several tests.
pytestmark = pytest.mark.together

EXCEPTIONS = Path(__file__).with_name("exceptions.tsv")

# English that only a translator writes; what is said instead stands in the translations.
UNNATURAL = re.compile(
    r"\banew\b|\bmend(ed|s)?\b|\b[Hh]and(s|ed)? in\b|somebody was|found nowhere"
    r"|\blies (in|before|on)\b"
    r"|stands? (in|below|beside) |came of it|\bhow far it is|given to the post|wants to take part"
)


def exceptions():
    """Return rows of rule or concept, language, part of the text or its English, reason."""
    with EXCEPTIONS.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def is_excepted(rule, said, allowed):
    return any(
        one["rule"] == rule
        and one["language"] in (said.language, "both")
        and one["part"] in f"{said.english}\n{said.words}"
        for one in allowed
    )


def faults(texts, check):
    allowed = exceptions()
    return sorted(
        {
            f"{said.place}: {rule}: {what}: {said.english[:50]!r} → {said.words[:90]!r}"
            for said in texts
            for rule, what in check(said)
            if not is_excepted(rule, said, allowed)
        }
    )


def listed(found):
    return "\n" + "\n".join(found)


def test_the_catalogues_keep_to_the_glossary():
    found = faults(in_catalogues(["django", "djangojs"]), faults_of_terms)
    assert not found, listed(found)


def test_the_catalogues_are_well_spelled():
    found = faults(in_catalogues(), faults_of_spelling)
    assert not found, listed(found)


def test_the_demonstration_keeps_to_the_glossary_and_is_well_spelled():
    texts = list(in_demonstration())
    found = faults(texts, faults_of_terms) + faults(texts, faults_of_spelling)
    assert not found, listed(found)


def test_every_exception_is_still_needed_and_says_why():
    texts = [*in_catalogues(), *in_demonstration()]
    broken = [
        (rule, said)
        for said in texts
        for check in (faults_of_terms, faults_of_spelling)
        for rule, _ in check(said)
    ]
    for one in exceptions():
        assert one["reason"], one
        assert any(is_excepted(rule, said, [one]) for rule, said in broken), one


def test_the_sources_are_natural_english():
    found = sorted(
        {said.english for said in in_catalogues(["django"]) if UNNATURAL.search(said.english)}
    )
    assert not found, listed(found)


def test_a_word_means_the_same_as_label_heading_and_column():
    """Where a meaning differs, a context of its own says so."""
    roles = {"field", "column", "label", "heading"}
    said_as = defaultdict(set)
    for said in in_catalogues(["django"]):
        if said.context in roles:
            said_as[said.language, said.english.lower()].add(said.words.lower())
    found = [f"{key}: {sorted(words)}" for key, words in said_as.items() if len(words) > 1]
    assert not found, listed(found)


# --- The rules find what they are for -------------------------------------------------------------


def kk(words, english="", **rest):
    return Sentence("kk/x.po", "kk", words, english, **rest)


def ru(words, english="", **rest):
    return Sentence("ru/x.po", "ru", words, english, **rest)


@pytest.mark.parametrize(
    ("said", "concept"),
    [
        (kk("Профсоюз мүшелері"), "trade union"),
        (kk("Баспасөз мәслихатында"), "press conference"),
        (kk("Тапсырмадан бас тарту", "Cancel the assignment"), "cancel (a plan, an assignment)"),
        (kk("Хабар", "The rubric is new", in_catalogue=True), "rubric"),
        (ru("По изданиям", "By outlet"), "outlet (in the register)"),
        (ru("знаменательная дата"), "memorable date"),
        (ru("Новость", "The embargo is over", in_catalogue=True), "embargo"),
    ],
)
def test_a_word_outside_the_glossary_is_found(said, concept):
    assert concept in {found for found, _ in faults_of_terms(said)}


@pytest.mark.parametrize(
    "said",
    [
        kk("Баспасөз конференциясында айтылды", "At the press conference", in_catalogue=True),
        kk("Кәсіподағы бар ұйым", "With a trade union"),
        kk("Оған бас тарту", "To refuse"),
        ru("В рубриках", "In rubrics", in_catalogue=True),
    ],
)
def test_the_glossarys_words_pass_with_any_ending(said):
    assert faults_of_terms(said) == []


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        (kk("", "News", in_catalogue=True), "untranslated"),
        (kk("Filter", "Filter", in_catalogue=True), "untranslated"),
        (ru("Қосу", "Add", in_catalogue=True), "letters"),
        (kk("Кaсіподақ"), "letters"),
        (kk("Жумыс барысы"), "letters"),
        (ru('Газета "Вести"'), "quotes"),
        (ru("Караганда - город"), "dash"),
        (ru("Караганда — город"), "dash"),
        (ru("Подождите..."), "ellipsis"),
        (ru("№ 5"), "space"),
        (kk("2024 ж."), "space"),
        (ru("40000 человек"), "thousands"),
        (kk("%(name)sға хат"), "ending"),
        (kk("%(number)s ұйымдар"), "plural"),
    ],
)
def test_a_fault_of_spelling_is_found(said, rule):
    assert [found for found, _ in faults_of_spelling(said)] == [rule]


@pytest.mark.parametrize(
    "said",
    [
        kk("№\u00a05 ұйым, 2024\u00a0ж., «Хабар» – 40\u00a0000 адам…"),
        kk("%(number)s ұйым", "%(number)s organizations", in_catalogue=True),
        ru("PDF", "PDF", in_catalogue=True),
    ],
)
def test_good_spelling_passes(said):
    assert faults_of_spelling(said) == []


def test_the_english_beside_a_text_of_the_demonstration_is_known():
    table = {"title": {"kk": "Айдар", "en": "A rubric"}, "where": "Ұйым", "en": {"x": "A"}}
    assert list(texts_within(table, "a.toml")) == [
        Sentence("a.toml", "kk", "Айдар", "A rubric"),
        Sentence("a.toml", "kk", "Ұйым"),
    ]


def test_one_record_and_several_are_named_apart_in_russian():
    """But for those that Russian counts in the mass, and tables that nobody sees."""
    with translation.override("ru"):
        names = [
            (str(model._meta.verbose_name), str(model._meta.verbose_name_plural))
            for model in apps.get_models()
        ]
    assert {one for one, several in names if one == several} == {
        "СМИ",
        "несохранённая работа",
        "печатная продукция",
        "подсчитанные попытки",
        "стенды",
    }


def test_sign_in_has_one_word_for_its_second_factor_in_ours_and_in_packages():
    for language, word, others in (
        ("ru", "второй фактор", "двухфактор"),
        ("kk", "екінші фактор", "екі факторлы"),
    ):
        with translation.override(language):
            heading = translation.gettext("Two-Factor Authentication").lower()
            refusal = translation.gettext("You cannot deactivate two-factor authentication.")
        assert word in heading
        assert others not in refusal.lower()


def test_the_second_factor_is_set_up_with_a_key_and_a_code_each_under_its_own_name():
    stored = (
        "You can store this secret and use it to reinstall your authenticator app at a later time."
    )
    for language, key in (("ru", "секретный ключ"), ("kk", "құпия кілт")):
        with translation.override(language):
            secret, code = map(translation.gettext, ("Authenticator secret", "Authenticator code"))
            assert key in secret.lower()
            assert key not in code.lower()
            assert key in translation.gettext(stored).lower()
