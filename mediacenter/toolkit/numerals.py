"""The ending of a Kazakh number written in digits: it follows how the number is spoken."""

ONES = ("", "ден", "ден", "тен", "тен", "тен", "дан", "ден", "ден", "дан")
TENS = ("", "нан", "дан", "дан", "тан", "ден", "тан", "тен", "нен", "нан")
THOUSANDS = ((9, "тан"), (6, "нан"), (3, "нан"))  # миллиардтан, миллионнан, мыңнан


def ablative(number):
    """Return the ending that means "from": 5 000 → "нан" (мыңнан), 1 358 → "ден" (сегізден).

    `number` is a whole number from 0.
    """
    if number == 0:
        return "ден"
    if number % 10:
        return ONES[number % 10]
    if number % 100:
        return TENS[number // 10 % 10]
    if number % 1_000:
        return "ден"
    return next(ending for zeros, ending in THOUSANDS if number % 10**zeros == 0)
