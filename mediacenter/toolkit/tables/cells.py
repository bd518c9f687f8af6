"""What a cell of a workbook shows, as a text that the readers of dates and numbers understand."""

import datetime as dt
import re

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
# Built-in formats that show a date or time, and stand in no file: of East Asian and other books.
DATES_BY_NUMBER = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}


def text_of(value, *, kind, style, strings, starts_1904):
    """Return the text of a cell: `value` as it stands in the file, `kind` its type there.

    A date is 2024-03-12, with its time if it has one; a month that is shown as such is 03.2024.
    """
    if kind == "s":
        return strings[int(value)]
    if kind == "b":
        return "1" if value in ("1", "true") else ""
    if kind == "d":
        return formatted(dt.datetime.fromisoformat(value.replace("Z", "")), style)
    if kind != "n":  # a text, the result of a formula, a mistake such as #REF!
        return value
    if is_date(style):
        return formatted(from_number(float(value), starts_1904), style)
    return number(float(value)) if value.strip() else ""


def number(value):
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"


def from_number(value, starts_1904):
    epoch = CALENDAR_MAC_1904 if starts_1904 else CALENDAR_WINDOWS_1900
    try:
        return from_excel(value, epoch)
    except (OverflowError, ValueError):
        return number(value)


def is_date(style):
    return style in DATES_BY_NUMBER or is_date_format(code_of(style))


def code_of(style):
    return style if isinstance(style, str) else BUILTIN_FORMATS.get(style, "General")


def formatted(moment, style):
    if isinstance(moment, dt.timedelta):
        moment = (dt.datetime.min + moment).time() if moment < dt.timedelta(days=1) else moment
    if isinstance(moment, dt.time):
        return f"{moment:%H:%M}"
    if not isinstance(moment, dt.datetime):
        return str(moment)
    if moment.time() != dt.time():
        return f"{moment:%Y-%m-%d %H:%M}"
    shown = QUOTED.sub("", code_of(style)).lower()
    if "d" not in shown and "y" in shown:
        return f"{moment:%m.%Y}" if "m" in shown else f"{moment:%Y}"
    return f"{moment:%Y-%m-%d}"
