"""Kazakh letters as they are typed on a Russian keyboard, which has none of them; and ё."""

SPELLED, FOLDED = "әғқңөұүһіё", "агкноуухие"
FOLDING = str.maketrans(SPELLED, FOLDED)


def fold(word: str) -> str:
    """
    >>> fold("Кәсіподақ")
    'касиподак'
    """
    return word.lower().translate(FOLDING)
