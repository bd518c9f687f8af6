"""Pieces of a report's sentences in the active language: dates, shares, titles, names, lists.

Dates are as official prose has them («2024 жылғы 30 тамыз», «2023–2024 годы»), which differs from
the shorter ones of the site.
"""

import datetime as dt
import re

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mediacenter.toolkit.dates import Precision, end_of
from unions.models import Network


def no_data():
    return pgettext("report", "no data")


def read_date(iso):
    return dt.date.fromisoformat(iso) if iso else None


def say_day(iso, precision=Precision.DAY):
    """A date, or what of it is known; "date not stated" for None."""
    date = read_date(iso)
    if date is None:
        return pgettext("date", "date not stated")
    match precision:
        case Precision.MONTH:
            return date_format(date, pgettext("format of a month", "F Y"))
        case Precision.YEAR:
            return say_year(date.year)
        case Precision.DAY_OF_UNKNOWN_YEAR:
            return date_format(date, "MONTH_DAY_FORMAT")
        case _:
            return date_format(date, pgettext("format of a day", "j F Y"))


def say_year(year):
    return pgettext("a year by itself", "%(year)s") % {"year": year}


def say_span(starts, ends, precision):
    """A span of ISO dates, as far as it is known: «12–14 марта 2024 года», «2023–2024 годы»."""
    first, last = read_date(starts), read_date(ends)
    if first is None or last in (None, first, end_of(first, precision)):
        return say_day(starts, precision)
    if precision == Precision.YEAR:
        years = {"first": first.year, "last": last.year}
        return pgettext("years by themselves", "%(first)s–%(last)s") % years
    if precision == Precision.DAY and (first.year, first.month) == (last.year, last.month):
        days = pgettext("format of a day", "j F Y").replace("j", f"{first.day}–{last.day}")
        return date_format(last, days)
    parts = {"first": say_day(starts, precision), "last": say_day(ends, precision)}
    return pgettext("dates", "%(first)s – %(last)s") % parts


def in_years(first, last):
    """«в 2024 году», «в 2023–2024 годах»."""
    if first == last:
        return _("in %(year)s") % {"year": first}
    return _("in %(first)s–%(last)s") % {"first": first, "last": last}


def percent(share):
    """A share of 1 as "14,2 %", "100 %"; what is there is never "0 %"."""
    rounded = max(round(share * 100, 1), 0.1) if share else 0
    whole = rounded == int(rounded)
    return f"{number_format(rounded, 0 if whole else 1, force_grouping=True)}\N{NO-BREAK SPACE}%"


def unique(texts):
    """The texts in their order, each once, without empty ones."""
    return list(dict.fromkeys(text for text in texts if text))


def listed(texts):
    return ", ".join(texts)


def quoted(text):
    """A title in quotation marks, unless it brings its own."""
    if "«" in text or "“" in text:
        return text
    return _("“%(text)s”") % {"text": text}


def titled(kind, title):
    """A title to stand beside the word of its kind, which it may have brought itself.

    «Акция «Сауалнама»» is in a sentence on the campaign «Сауалнама» just that.
    """
    word = rf"{re.escape(kind)}\w*"
    quotation = "(«[^«»]+»|“[^“”]+”)"
    for pattern in (rf"{word}[\s:–-]*{quotation}", rf"{quotation}\s+{word}"):
        if found := re.fullmatch(pattern, title.strip(), re.IGNORECASE):
            return found[1]
    return quoted(title)


def uncapitalized(text):
    """A name from a list, inside a sentence; that of a network keeps its capital."""
    if text.split(" ")[0] in Network.labels:
        return text
    return text[:1].lower() + text[1:]
