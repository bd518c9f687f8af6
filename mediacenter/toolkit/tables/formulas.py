"""Cells that a spreadsheet would take for formulas leave with an apostrophe in front and lose it on
the way back in (OWASP, "CSV injection"; the wide signs are those of East Asian keyboards).
"""

SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def is_formula(text):
    """Some programs drop the spaces in front."""
    return text.lstrip(" \u00a0").startswith(SIGNS)


def guarded(value):
    return f"'{value}" if isinstance(value, str) and is_formula(value) else value


def unguarded(value):
    is_guarded = isinstance(value, str) and value[:1] == "'" and is_formula(value[1:])
    return value[1:] if is_guarded else value
