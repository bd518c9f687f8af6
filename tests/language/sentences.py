"""What the portal says: every translation of the catalogues, every text of the demonstration."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from mediacenter.toolkit.catalogues import read

LANGUAGES = ("kk", "ru")
CATALOGUES = ("django", "djangojs", "packages", "packagesjs")
CYRILLIC = re.compile("[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]")
ONLY_KAZAKH = re.compile("[ӘәҒғҚқҢңӨөҰұҮүҺһІі]")


@dataclass(frozen=True)
class Sentence:
    """One sentence or word in one language; `english` is empty where nothing stands beside it."""

    place: str
    language: str
    words: str
    english: str = ""
    context: str = ""
    in_catalogue: bool = False


def in_catalogues(names=CATALOGUES):
    for language in LANGUAGES:
        for name in names:
            path = settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / f"{name}.po"
            for message in read(path):
                if message.id:
                    yield from forms_of(message, language, f"{language}/{name}.po")


def forms_of(message, language, place):
    sources = message.id if message.pluralizable else [message.id]
    strings = message.string if message.pluralizable else [message.string]
    for number, words in enumerate(strings):
        english = sources[min(number, len(sources) - 1)]
        yield Sentence(
            place, language, words or "", english, message.context or "", in_catalogue=True
        )


def in_demonstration(folder=None):
    folder = folder or Path(settings.BASE_DIR) / "mediacenter/demo/content"
    for path in sorted(folder.rglob("*.toml")):
        yield from texts_within(tomllib.loads(path.read_text(encoding="utf-8")), path.name)


def texts_within(node, place, language=None, english=None):
    """Walk a table: a key kk, ru or en opens a language; the English goes with the others."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in (*LANGUAGES, "en"):
                yield from texts_within(value, place, key, node.get("en"))
            else:
                beside = english.get(key) if isinstance(english, dict) else None
                yield from texts_within(value, place, language, beside)
    elif isinstance(node, list):
        for value in node:
            yield from texts_within(value, place, language)
    elif isinstance(node, str) and CYRILLIC.search(node) and language != "en":
        spoken = language or ("kk" if ONLY_KAZAKH.search(node) else "ru")
        yield Sentence(place, spoken, node, english if isinstance(english, str) else "")
