"""Codes of what is issued: short, to be read aloud and typed, and not to be guessed.

Eleven signs by chance (45 bits) and one that is computed from them: no wrong sign, and no two
signs that are swapped, make another code of it.
"""

import re
import secrets
import unicodedata

SIGNS = "23456789ACEHKMPTX"  # their number is a prime; each looks alike in Latin and in Cyrillic
LENGTH, GROUP = 12, 4
LONGEST_TYPED = 100
LOOK_ALIKES = str.maketrans(
    "АСЕЁНҺКҚМРТХЗВБЧBGSZ",
    "ACEEHHKKMPTX38648652",
)


def new_code():
    """A code as it is shown: "K7M4-92XA-PT3H"."""
    signs = "".join(secrets.choice(SIGNS) for _ in range(LENGTH - 1))
    return in_groups(signs + check_sign(signs))


def read_code(typed):
    """The code that somebody has typed, as it is shown; None for what can be none.

    Spaces, hyphens and the case make no difference, nor do letters of another alphabet and signs
    that look like the right ones.
    """
    if len(typed) > LONGEST_TYPED:
        return None
    plain = re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", typed).upper())
    signs = plain.translate(LOOK_ALIKES)
    if len(signs) != LENGTH or set(signs) - set(SIGNS) or check_sign(signs[:-1]) != signs[-1]:
        return None
    return in_groups(signs)


def check_sign(signs):
    """What makes the sum of all values, each times its place, divisible by the number of signs."""
    total = sum(place * SIGNS.index(sign) for place, sign in enumerate(signs, start=1))
    return SIGNS[-total * pow(LENGTH, -1, len(SIGNS)) % len(SIGNS)]


def in_groups(signs):
    return "-".join(signs[start : start + GROUP] for start in range(0, LENGTH, GROUP))
