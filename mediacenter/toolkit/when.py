"""Dates as people write them, kept as precisely as they are known.

12.03.2024 (a day), 03.2024 (a month), 2024 (a year), 29.01 (a day whose year nobody states), and
spans of these: 12.03.2024 – 14.03.2024, 12–14.03.2024, 2023–2024. ISO dates are read, too.
"""

import datetime as dt
import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from .date_limits import FIRST_YEAR, LAST_YEAR, UNKNOWN_YEAR
from .dates import Precision, end_of

TIME = re.compile(r"(?<=\d)[ T]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?$")  # as spreadsheets add it
_DASH = r"\s*[-–—]\s*"
_FORMS = [
    (re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})"), Precision.DAY),
    (re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"), Precision.DAY),
    (re.compile(r"(?P<month>\d{1,2})\.(?P<year>\d{4})"), Precision.MONTH),
    (re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})"), Precision.MONTH),
    (re.compile(r"(?P<year>\d{4})"), Precision.YEAR),
    (re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})"), Precision.DAY_OF_UNKNOWN_YEAR),
]
_DAYS_OF_ONE_MONTH = re.compile(
    rf"(?P<day>\d{{1,2}}){_DASH}(?P<rest>\d{{1,2}}(\.\d{{1,2}}\.\d{{4}}))"
)
_SPAN = re.compile(rf"(?P<first>[\d.]+){_DASH}(?P<last>[\d.]+)|(?P<iso>\S+)\s+[-–—]\s+(?P<end>\S+)")
_WRITTEN = {
    Precision.DAY: "{0.day:02}.{0.month:02}.{0.year:04}",
    Precision.MONTH: "{0.month:02}.{0.year:04}",
    Precision.YEAR: "{0.year:04}",
    Precision.DAY_OF_UNKNOWN_YEAR: "{0.day:02}.{0.month:02}",
}


def read_when(text):
    """Return (starts_on, ends_on, precision) for a date or span; (None, None, DAY) for nothing.

    Raises ValidationError, worded for whoever has typed it.
    """
    text = TIME.sub("", " ".join(text.split()))
    if not text:
        return None, None, Precision.DAY
    alone = _read(text)
    if alone:
        starts_on, precision = alone
        return starts_on, end_of(starts_on, precision), precision
    return _read_span(text)


def write_when(starts_on, ends_on, precision):
    """Write a span so that `read_when` reads the same."""
    if starts_on is None:
        return ""
    written = _WRITTEN.get(precision, _WRITTEN[Precision.DAY])
    if ends_on in (None, starts_on, end_of(starts_on, precision)):
        return written.format(starts_on)
    return f"{written.format(starts_on)} – {written.format(ends_on)}"


def _read(text):
    for form, precision in _FORMS:
        found = form.fullmatch(text)
        if found:
            parts = {name: int(value) for name, value in found.groupdict().items()}
            if parts.get("year", FIRST_YEAR) not in range(FIRST_YEAR, LAST_YEAR + 1):
                raise _no_such_date(text)
            try:
                return dt.date(**{"year": UNKNOWN_YEAR, "month": 1, "day": 1, **parts}), precision
            except ValueError as error:
                raise _no_such_date(text) from error
    return None


def _read_span(text):
    found = _DAYS_OF_ONE_MONTH.fullmatch(text)
    if found:
        first, last = found["day"] + found[3], found["rest"]
    else:
        found = _SPAN.fullmatch(text)
        if not found:
            raise _not_a_date(text)
        first, last = found["first"] or found["iso"], found["last"] or found["end"]
    first, last = _read(first), _read(last)
    if not first or not last or first[1] != last[1]:
        raise _not_a_date(text)
    (starts_on, precision), (ends_on, _same) = first, last
    if ends_on < starts_on:
        raise ValidationError(_("The end is before the beginning."), code="reversed")
    return starts_on, end_of(ends_on, precision), precision


def _no_such_date(text):
    return ValidationError(
        _("There is no such date: %(text)s."), code="no_such_date", params={"text": text}
    )


def _not_a_date(text):
    return ValidationError(
        _("“%(text)s” is not understood as a date. Write 12.03.2024, 03.2024, 2024 or a span."),
        code="not_a_date",
        params={"text": text},
    )


class WhenField(forms.CharField):
    """One line for a date or a span; its value is (starts_on, ends_on, precision)."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", pgettext_lazy("field", "When"))
        kwargs.setdefault(
            "help_text",
            gettext_lazy(
                "A day (12.03.2024), a month (03.2024), a year (2024), a day without its year"
                " (29.01), or a span of these with a dash. Blank: not stated."
            ),
        )
        super().__init__(max_length=60, **kwargs)

    def to_python(self, value):
        return read_when(super().to_python(value))

    def validate(self, value):
        super().validate(value[0])

    def run_validators(self, value):
        pass

    def prepare_value(self, value):
        return write_when(*value) if isinstance(value, tuple) else value

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "") != (data or "").strip()
