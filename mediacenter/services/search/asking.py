"""What somebody asks for: words brought to forms, several names of one, wrong keyboards."""

from dataclasses import dataclass

from mediacenter.toolkit.stemming.forms import forms_of, words_of

from .indexing import IN_TITLE, quoted

LONGEST_QUERY = 200  # characters; what follows is not sought
MOST_WORDS = 12

# One of a line is as good as another, whatever the language.
SYNONYMS = tuple(
    frozenset(line.split())
    for line in (
        "фпрк қркф кркф fprk fturk ftuk ftuc qrkf",
        "сми бақ",
    )
)

# What the keys of an English keyboard write on a Russian and a Kazakh one.
ENGLISH = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбюё"
KAZAKH_KEYS = str.maketrans("2345890-=", "әіңғүұқөһ")
TO_RUSSIAN = str.maketrans(ENGLISH, RUSSIAN)
TO_KAZAKH = TO_RUSSIAN | KAZAKH_KEYS
TO_ENGLISH = str.maketrans(RUSSIAN, ENGLISH)


@dataclass(frozen=True)
class Asked:
    """A question in a language. `forms`: what to mark in a text; `query`: for a tsvector, or ""."""

    text: str
    language: str
    forms: frozenset
    query: str


def asked_in(language, text):
    """Return what somebody asks for."""
    words = list(dict.fromkeys(words_of(text)))[:MOST_WORDS]
    meant = {word: names_of(word) for word in words}
    known = forms_of(language, [name for names in meant.values() for name in names])
    parts, marked = [], set()
    for names in meant.values():
        forms = {form for name in names for form in known[name]}
        if forms:
            marked |= forms
            parts.append("(" + " | ".join(map(quoted, sorted(forms))) + ")")
    return Asked(text, language, frozenset(marked), " & ".join(parts))


def beginning_in(language, text):
    """Return what titles may go on with: the last word is a beginning yet."""
    words = words_of(text)[:MOST_WORDS]
    if not words:
        return Asked(text, language, frozenset(), "")
    *whole, last = words
    known = forms_of(language, [*whole, last])
    parts = ["(" + " | ".join(map(quoted, known[word])) + ")" for word in whole if known[word]]
    begun = {last, *known[last]}
    parts.append("(" + " | ".join(f"{quoted(IN_TITLE + one)}:*" for one in sorted(begun)) + ")")
    return Asked(text, language, frozenset(begun), " & ".join(parts))


def names_of(word):
    """The word, and what else has its meaning."""
    return next((sorted(line) for line in SYNONYMS if word in line), [word])


def on_another_keyboard(text):
    """The same keys on the other keyboards, where that changes something: [text, ...]."""
    lowered = text.lower()
    if any(letter in "абвгдеёжзийклмнопрстуфхцчшщъыьэюя" for letter in lowered):
        tried = [lowered.translate(TO_ENGLISH)]
    else:
        tried = [lowered.translate(TO_RUSSIAN), lowered.translate(TO_KAZAKH)]
    return [one for one in dict.fromkeys(tried) if one != lowered]
