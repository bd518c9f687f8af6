"""What words are indexed and sought under, in each language of the portal."""

import re

from django.db import connection

from .kazakh import LONGEST_WORD, index_forms

WORD = re.compile(r"[^\W_]+")
DICTIONARIES = {"ru": "russian_stem", "en": "english_stem"}  # PostgreSQL's own, of Snowball


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, in order; ё is е, and what no word is so long is cut."""
    return [word[:LONGEST_WORD] for word in WORD.findall(text.lower().replace("ё", "е"))]


def forms_of(language: str, words: list[str]) -> dict[str, tuple[str, ...]]:
    """Return {word: its forms} of words in lower case; a stop word has no forms.

    Russian and English cost one statement, Kazakh none.
    """
    distinct = list(dict.fromkeys(words))
    if language == "kk":
        return {word: index_forms(word) for word in distinct}
    if not distinct:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT word, CASE WHEN word ~ '^[[:ascii:]]+$'
                      THEN ts_lexize('english_stem', word) ELSE ts_lexize(%s, word) END
               FROM unnest(%s::text[]) AS word""",
            [DICTIONARIES[language], distinct],
        )
        return {word: tuple(forms or ()) for word, forms in cursor.fetchall()}
