"""How long a text takes to read."""

import math

from mediacenter.toolkit.richtext import plain_text

# Words a minute, silently. Russian and English as measured with the same texts in 17 languages
# (Trauzettel-Klosinski and Dietz, 2012: 184 and 228); Kazakh as its relative Turkish there (166).
WORDS_A_MINUTE = {"kk": 166, "ru": 184, "en": 228}


def words_of(text):
    """The number of words that a reader of an ArticleText meets below its title."""
    parts = (text.lead, plain_text(text.body), text.quote, text.about_us)
    return sum(len(part.split()) for part in parts)


def reading_minutes(text):
    """Whole minutes, at least one."""
    return max(1, math.ceil(words_of(text) / WORDS_A_MINUTE[text.language]))
