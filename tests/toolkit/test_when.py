import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from mediacenter.toolkit.dates import Precision, end_of
from mediacenter.toolkit.when import read_when, write_when

DAY, MONTH, YEAR = Precision.DAY, Precision.MONTH, Precision.YEAR


def day(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("written", "first", "last", "precision"),
    [
        ("12.03.2024", "2024-03-12", "2024-03-12", DAY),
        (" 2024-03-12 ", "2024-03-12", "2024-03-12", DAY),
        ("1.3.2024", "2024-03-01", "2024-03-01", DAY),
        ("02.2024", "2024-02-01", "2024-02-29", MONTH),
        ("2024-03", "2024-03-01", "2024-03-31", MONTH),
        ("2024", "2024-01-01", "2024-12-31", YEAR),
        ("29.01", "0004-01-29", "0004-01-29", Precision.DAY_OF_UNKNOWN_YEAR),
        ("29.02", "0004-02-29", "0004-02-29", Precision.DAY_OF_UNKNOWN_YEAR),
        ("2023-2024", "2023-01-01", "2024-12-31", YEAR),
        ("2023 – 2024", "2023-01-01", "2024-12-31", YEAR),
        ("11.2023–02.2024", "2023-11-01", "2024-02-29", MONTH),
        ("12.03.2024 - 14.04.2024", "2024-03-12", "2024-04-14", DAY),
        ("12–14.03.2024", "2024-03-12", "2024-03-14", DAY),
        ("2024-03-12 – 2024-03-14", "2024-03-12", "2024-03-14", DAY),
    ],
)
def test_a_date_is_read_as_precisely_as_it_is_written(written, first, last, precision):
    assert read_when(written) == (day(first), day(last), precision)


def test_nothing_written_is_not_stated():
    assert read_when("  ") == (None, None, DAY)
    assert write_when(None, None, DAY) == ""


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("31.02.2024", "no_such_date"),
        ("13.2024", "no_such_date"),
        ("0000", "no_such_date"),
        ("1024", "no_such_date"),
        ("2024 – 2023", "reversed"),
        ("12.03.2024 – 2025", "not_a_date"),
        ("вчера", "not_a_date"),
        ("12/03/2024", "not_a_date"),
        ("=1+1", "not_a_date"),
        ("1.1.2024 – ", "not_a_date"),
    ],
)
def test_what_is_no_date_is_refused(written, code):
    with pytest.raises(ValidationError) as refusal:
        read_when(written)
    assert refusal.value.code == code


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2090, 1, 1)),
    st.integers(0, 3000),
    st.sampled_from([DAY, MONTH, YEAR]),
)
def test_what_is_written_is_read_the_same(date, days, precision):
    starts_on = date.replace(
        day=date.day if precision == DAY else 1, month=1 if precision == YEAR else date.month
    )
    span = (starts_on, end_of(starts_on + dt.timedelta(days=days), precision), precision)
    if precision != DAY:
        last = span[1].replace(day=1, month=1 if precision == YEAR else span[1].month)
        span = (starts_on, end_of(last, precision), precision)

    assert read_when(write_when(*span)) == span
