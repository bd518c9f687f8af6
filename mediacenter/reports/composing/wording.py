"""Pieces of a report's sentences in the active language: days, changes, titles, names, lists."""

import datetime as dt

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mediacenter.toolkit.dates import say_date
from unions.models import Network


def no_data():
    return pgettext("report", "no data")


def read_date(iso):
    return dt.date.fromisoformat(iso) if iso else None


def say_day(iso, precision):
    return say_date(read_date(iso), precision)


def percent(change):
    """A share of 1 as "−14,2 %", with its sign."""
    sign = "+" if change > 0 else "−" if change < 0 else ""
    return f"{sign}{number_format(round(abs(change) * 100, 1), 1)}\N{NO-BREAK SPACE}%"


def difference(number):
    sign = "+" if number > 0 else "−" if number < 0 else ""
    return f"{sign}{number_format(abs(number), force_grouping=True)}"


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


def uncapitalized(text):
    """A name from a list, inside a sentence; that of a network keeps its capital."""
    if text.split(" ")[0] in Network.labels:
        return text
    return text[:1].lower() + text[1:]
