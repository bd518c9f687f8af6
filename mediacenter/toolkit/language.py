"""The letters of Kazakh and Russian: how they become addresses, and how they sort."""

import re
import unicodedata
from collections.abc import Callable, Container

LANGUAGES = ("kk", "ru", "en")
STATE_LANGUAGES = ("kk", "ru")  # in which the federation owes what it publishes
KAZAKH_ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
LATIN_ALPHABET = "abcdefghijklmnopqrstuvwxyz"

# As the federation spells itself in its own address (kasipodaq): one Latin letter for each
# Kazakh one where there is one, and a word of several letters only for the hissing sounds.
LATIN_OF = {
    "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e",
    "ё": "yo", "ж": "zh", "з": "z", "и": "i", "й": "i", "к": "k", "қ": "q", "л": "l",
    "м": "m", "н": "n", "ң": "n", "о": "o", "ө": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ұ": "u", "ү": "u", "ф": "f", "х": "kh", "һ": "h", "ц": "ts",
    "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "і": "i", "ь": "", "э": "e",
    "ю": "yu", "я": "ya",
    # the Latin script of Kazakh and its neighbours, where dropping the mark would mislead
    "ş": "sh", "ı": "y", "ß": "ss", "æ": "ae", "ø": "o", "ł": "l",
}  # fmt: skip

# Letters take code points above every digit, in alphabet order, Latin after Cyrillic; whatever
# is in neither alphabet keeps its own, higher code point.
_RANK = {letter: chr(0x100 + rank) for rank, letter in enumerate(KAZAKH_ALPHABET + LATIN_ALPHABET)}
_WORDS = re.compile(r"[0-9]+|[^\W\d_]+")


def in_each(*names):
    """The columns of translated fields: in_each("name") is ("name_kk", "name_ru", "name_en")."""
    return tuple(f"{name}_{language}" for name in names for language in LANGUAGES)


def spelled(record, name, language):
    """A translated column in a language, else in the first one that has it, else ""."""
    columns = (f"{name}_{code}" for code in (language, *LANGUAGES))
    return next(filter(None, (getattr(record, column) for column in columns)), "")


def transliterate(text: str) -> str:
    """Spell a text in plain Latin letters, keeping everything that is not a letter.

    >>> transliterate("Кәсіподақтың Қарағанды облыстық ұйымы")
    'Kasipodaqtyn Qaragandy oblystyq uiymy'
    """
    return "".join(map(_latin, unicodedata.normalize("NFKC", text)))


def slug_for(
    text: str,
    *,
    taken: Container[str] | Callable[[str], bool] = frozenset(),
    max_length: int = 80,
    empty: str = "untitled",
) -> str:
    """Return an address for a text: lower-case Latin letters, digits and single hyphens.

    Several Kazakh letters share a Latin one, so different texts may collide: a slug that is
    `taken` (a container of slugs, or a function that says whether one is taken) gets the first
    free number, from 2. Long slugs end at a whole word. A text with nothing to spell is `empty`.
    """
    is_taken = taken if callable(taken) else taken.__contains__
    words = re.findall(r"[a-z0-9]+", transliterate(text).lower())
    base = _whole_words("-".join(words), max_length) or empty
    slug, number = base, 1
    while is_taken(slug):
        number += 1
        suffix = f"-{number}"
        slug = _whole_words(base, max_length - len(suffix)) + suffix
    return slug


def sort_key(text: str) -> str:
    """Return a key whose code-point order is the order of a Kazakh (and a Russian) list.

    Digits come first and as numbers (№ 5 before № 12), then the 42 letters of the Kazakh
    alphabet, then Latin, then the rest; upper and lower case, quotation marks and other signs
    make no difference, and a shorter name precedes the one that continues it. At most about
    twice as long as the text. Keep it in a column with `db_collation="C"`.
    """
    # composed after folding too, so that й typed as two signs is й; not NFKC, which would turn
    # the sign № into a word
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    return " ".join(map(_word_key, _WORDS.findall(folded)))


def _latin(character: str) -> str:
    lower = character.lower()
    if lower in LATIN_OF:
        spelled = LATIN_OF[lower]
        return spelled if lower == character else spelled.capitalize()
    decomposed = unicodedata.normalize("NFKD", character)
    return "".join(part for part in decomposed if not unicodedata.combining(part))


def _whole_words(slug: str, max_length: int) -> str:
    if len(slug) <= max_length:
        return slug
    whole, _, _ = slug[: max_length + 1].rpartition("-")
    return whole or slug[:max_length]


def _word_key(word: str) -> str:
    if word.isascii() and word.isdigit():
        return _number_key(word)
    return "".join(_RANK.get(letter) or _rank_without_marks(letter) for letter in word)


def _rank_without_marks(letter: str) -> str:
    plain = unicodedata.normalize("NFKD", letter)[0]
    return _RANK.get(plain, letter)


def _number_key(digits: str) -> str:
    # the count of digits goes first, so that a longer number is a later one; nines carry on
    # past eight digits ("90" is nine digits, "91" ten)
    digits = digits.lstrip("0") or "0"
    return "9" * (len(digits) // 9) + str(len(digits) % 9) + digits
