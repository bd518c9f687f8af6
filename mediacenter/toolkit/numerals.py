"""The endings of a Kazakh number written in digits: they follow how the number is spoken."""

# By the last spoken word: from it, to it.
NOUGHT = ("ден", "ге")
ONES = (
    NOUGHT,
    ("ден", "ге"),
    ("ден", "ге"),
    ("тен", "ке"),
    ("тен", "ке"),
    ("тен", "ке"),
    ("дан", "ға"),
    ("ден", "ге"),
    ("ден", "ге"),
    ("дан", "ға"),
)
TENS = (
    NOUGHT,
    ("нан", "ға"),
    ("дан", "ға"),
    ("дан", "ға"),
    ("тан", "қа"),
    ("ден", "ге"),
    ("тан", "қа"),
    ("тен", "ке"),
    ("нен", "ге"),
    ("нан", "ға"),
)
HUNDRED = ("ден", "ге")
THOUSANDS = ((9, ("тан", "қа")), (6, ("нан", "ға")), (3, ("нан", "ға")))  # миллиард, миллион, мың


def ablative(number):
    """Return the ending that means "from": 5 000 → "нан" (мыңнан), 1 358 → "ден" (сегізден).

    `number` is a whole number from 0.
    """
    return _endings(number)[0]


def dative(number):
    """Return the ending that means "to" or "by": 17 → "ге" (жетіге), 40 → "қа" (қырыққа).

    `number` is a whole number from 0.
    """
    return _endings(number)[1]


def _endings(number):
    if number == 0:
        return NOUGHT
    if number % 10:
        return ONES[number % 10]
    if number % 100:
        return TENS[number // 10 % 10]
    if number % 1_000:
        return HUNDRED
    return next(endings for zeros, endings in THOUSANDS if number % 10**zeros == 0)
