"""What can be told of spelling and typography by a rule, each rule a function of its own name."""

import html
import re
from functools import cache

from .sentences import CYRILLIC, ONLY_KAZAKH
from .terms import MARKUP, PLACEHOLDER

LETTERS = CYRILLIC.pattern.strip("[]")
SPACE = "\u00a0"
CASE_ENDING = (
    r"(?:ның|нің|дың|дің|тың|тің|ға|ге|қа|ке|на|не|ны|ні|ды|ді|ты|ті|да|де|та|те|нда|нде|дан|ден"
    r"|тан|тен|нан|нен|мен|бен|пен|ша|ше|шы|ші|лар|лер|дар|дер|тар|тер)\b"
)
COUNTED = r"%\((?:number|count|counter|copies|minutes|hours|rows|limit|total|max|len)\w*\)[sd]"
# Kazakh as it comes from a Russian keyboard: stems that are never spelled so
TYPED_IN_RUSSIAN = re.compile(
    r"\b(касипода|касіпода|кәсипода|уйым|жумыс|кызмет|озгер|тузет|суратте|бул\b|сактау|кору\b"
    r"|енгизу|токтат|кайта|комек|кундер)",
    re.IGNORECASE,
)


def plain(said):
    return html.unescape(MARKUP.sub(" ", said.words))


def bare(said):
    return PLACEHOLDER.sub(" ", plain(said))


def untranslated(said):
    if not said.in_catalogue:
        return None
    if not said.words.strip():
        return "empty"
    if said.words == said.english and re.search("[A-Za-z]{4}", PLACEHOLDER.sub("", said.words)):
        return "the same as the English"
    return None


def letters(said):
    if said.in_catalogue and said.language == "ru" and ONLY_KAZAKH.search(said.words):
        return "Kazakh letters in Russian"
    for word in re.findall(r"\w+", bare(said)):
        if CYRILLIC.search(word) and re.search("[A-Za-zəɵ]", word):
            return f"Latin and Cyrillic in «{word}»"
    found = said.language == "kk" and TYPED_IN_RUSSIAN.search(bare(said))
    return f"«{found.group()}» has lost its Kazakh letters" if found else None


def quotes(said):
    return "not « »" if re.search(rf'"[{LETTERS}]|[{LETTERS}]"|[“„]', bare(said)) else None


def dash(said):
    if re.search(r"[^\W\d] - [^\W\d]", bare(said)):
        return "a hyphen for a dash"
    return "— where our dash is –" if "—" in bare(said) else None


def ellipsis(said):
    return "three dots" if "..." in bare(said) else None


def space(said):
    words = plain(said)
    if re.search(rf"№[^{SPACE}]", words):
        return "№ takes a no-break space"
    if re.search(r"(\d|%\(\w+\)s) (ж|г|қ)\.", words):
        return "ж. and г. take a no-break space before them"
    return None


def thousands(said):
    return "not parted" if re.search(r"(?<![\d.])[1-9]\d{4,}(?![\d.])", bare(said)) else None


def ending(said):
    if said.language != "kk":
        return None
    found = re.search(rf"(?:{PLACEHOLDER.pattern})-?{CASE_ENDING}", plain(said))
    return f"glued to a variable: {found.group()}" if found else None


def plural(said):
    if said.language != "kk":
        return None
    found = re.search(rf"{COUNTED}\s+\w+(?:лар|лер|дар|дер|тар|тер)\b", plain(said))
    return f"after a numeral: {found.group()}" if found else None


RULES = (untranslated, letters, quotes, dash, ellipsis, space, thousands, ending, plural)


@cache
def faults_of_spelling(said):
    """[(rule, what is wrong)] of one text."""
    return [(rule.__name__, fault) for rule in RULES if (fault := rule(said))]
