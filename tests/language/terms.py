"""The terms that the portal keeps to: glossary.tsv, a row a concept.

Columns kk and ru hold the approved words, kk_forbidden and ru_forbidden what is not said for them,
parted by ";". A word is found whatever its ending. Before one: "=" exactly this form, "~" a regular
expression, "@" forbidden only where the English is about the concept. `msgid` is the regular
expression that tells whether it is: then an approved word must occur, unless "?" stands before it.
"""

import csv
import html
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .sentences import LANGUAGES

GLOSSARY = Path(__file__).with_name("glossary.tsv")
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sdr]|%[sdr]|\{[a-z_.]*\}")
MARKUP = re.compile(r"<[^>]*>|https?://\S+|\S+@\S+")
RUSSIAN_ENDING = re.compile(
    r"(ого|его|ому|ему|ыми|ими|ями|ами|ый|ий|ой|ая|яя|ое|ее|ые|ие|ов|ев|ам|ям|ах|ях|[аяоеьыийу])$"
)
SOFTENED = "қкпғгб"  # кәсіподақ, кәсіподағы: the last consonant changes before a vowel


@dataclass(frozen=True)
class Term:
    concept: str
    approved: dict  # language: patterns
    forbidden: dict  # language: (pattern, only where the English is about it)
    named: dict  # language: the first approved word
    english: re.Pattern | None
    is_required: bool


@cache
def terms(path=GLOSSARY):
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [term_of(row) for row in rows]


def term_of(row):
    asked = row["msgid"] or ""
    return Term(
        concept=row["concept"],
        approved={
            language: [
                pattern(word, language, is_approved=True) for word in variants(row[language])
            ]
            for language in LANGUAGES
        },
        forbidden={
            language: [
                (pattern(word.lstrip("@"), language), word.startswith("@"))
                for word in variants(row[f"{language}_forbidden"])
            ]
            for language in LANGUAGES
        },
        named={language: (variants(row[language]) or [""])[0] for language in LANGUAGES},
        english=re.compile(asked.lstrip("?"), re.IGNORECASE) if asked else None,
        is_required=bool(asked) and not asked.startswith("?"),
    )


def variants(cell):
    return [word.strip() for word in (cell or "").split(";") if word.strip()]


def pattern(word, language, *, is_approved=False):
    if word.startswith("~"):
        return re.compile(word[1:], re.IGNORECASE)
    if word.startswith("="):
        return re.compile(rf"\b{re.escape(word[1:])}\b", re.IGNORECASE)
    if language == "kk":  # the last word of a Kazakh phrase alone takes endings
        *first, last = word.split()
        stems = [*map(re.escape, first), re.escape(kazakh_stem(last, is_approved)) + r"\w*"]
    else:
        stems = [re.escape(russian_stem(one)) + r"\w*" for one in word.split()]
    return re.compile(r"(?<!\w)" + r"\s+".join(stems), re.IGNORECASE)


def kazakh_stem(word, is_approved):
    if is_approved and len(word) > 4:  # карточкасы, карточкалары: "its" may be away
        word = re.sub(r"(сы|сі|ы|і)$", "", word)
    return word[:-1] if len(word) > 4 and word[-1] in SOFTENED else word


def russian_stem(word):
    cut = RUSSIAN_ENDING.sub("", word)
    return cut if len(cut) > 2 else word


@cache
def terms_about(english):
    """The concepts that a sentence of English is about."""
    asked = PLACEHOLDER.sub(" ¤ ", english)
    return {term.concept for term in terms() if term.english and term.english.search(asked)}


@cache
def faults_of_terms(said):
    """[(concept, what is wrong)] of one text."""
    plain = html.unescape(MARKUP.sub(" ", PLACEHOLDER.sub(" ¤ ", said.words)))
    about = terms_about(said.english)
    return [
        (term.concept, wrong)
        for term in terms()
        for wrong in faults_of_term(term, said, plain, term.concept in about)
    ]


def faults_of_term(term, said, plain, is_about):
    found = [
        match
        for forbidden, is_local in term.forbidden[said.language]
        if is_about or not is_local
        for match in forbidden.finditer(plain)
    ]
    name = term.named[said.language]
    is_asked = is_about and term.is_required and said.in_catalogue and name and plain.strip()
    if not found and not is_asked:
        return
    right = [
        match.span()
        for approved in term.approved[said.language]
        for match in approved.finditer(plain)
    ]
    wrong = [
        match.group()
        for match in found
        if not any(first <= match.start() and match.end() <= last for first, last in right)
    ]
    for words in wrong:
        yield f"«{words}» instead of «{name}»"
    if is_asked and not right and not wrong:
        yield f"no «{name}»"
