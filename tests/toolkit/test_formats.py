"""Dates and numbers as they are written and read in the three languages."""

import datetime as dt
from decimal import Decimal

import pytest
from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.template import Context, Template
from django.utils import formats, translation

WOMENS_DAY = dt.date(2026, 3, 8)
AFTERNOON = dt.datetime(2026, 3, 8, 14, 5)


@pytest.fixture(params=["kk", "ru", "en"])
def language(request):
    with translation.override(request.param):
        yield request.param


def shown(language, template, **context):
    with translation.override(language):
        return Template(template).render(Context(context))


@pytest.mark.parametrize(
    ("language", "full", "day_of_the_year", "month", "moment"),
    [
        (
            "kk",
            "2026\xa0ж. 8 наурыз",
            "8 наурыз",
            "2026\xa0ж. наурыз",
            "2026\xa0ж. 8 наурыз, 14:05",
        ),
        ("ru", "8 марта 2026\xa0г.", "8 марта", "март 2026\xa0г.", "8 марта 2026\xa0г., 14:05"),
        ("en", "8 March 2026", "8 March", "March 2026", "8 March 2026, 14:05"),
    ],
)
def test_a_date_is_written_as_in_running_text(language, full, day_of_the_year, month, moment):
    with translation.override(language):
        assert formats.date_format(WOMENS_DAY) == full
        assert formats.date_format(WOMENS_DAY, "MONTH_DAY_FORMAT") == day_of_the_year
        assert formats.date_format(WOMENS_DAY, "YEAR_MONTH_FORMAT") == month
        assert formats.date_format(AFTERNOON, "DATETIME_FORMAT") == moment


def test_every_month_and_day_of_the_week_has_its_kazakh_name():
    months = [
        shown("kk", "{{ day|date:'E' }}", day=dt.date(2026, month, 1)) for month in range(1, 13)
    ]
    assert months == ["қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым",
                      "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"]  # fmt: skip
    week = [shown("kk", "{{ day|date:'l' }}", day=dt.date(2026, 3, day)) for day in range(2, 9)]
    assert [day.lower() for day in week] == [
        "дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі", "жексенбі"]  # fmt: skip


def test_the_day_stands_before_the_month_in_every_language(language):
    assert formats.date_format(WOMENS_DAY, "SHORT_DATE_FORMAT") == "08.03.2026"
    assert forms.DateField(localize=True).clean("08.03.2026") == WOMENS_DAY
    assert forms.DateField().clean("2026-03-08") == WOMENS_DAY
    assert forms.DateTimeField(localize=True).clean("08.03.2026 14:05").day == 8


@pytest.mark.parametrize("american", ["03/08/2026", "3/8/26"])
def test_an_american_date_is_refused_rather_than_misread(language, american):
    with pytest.raises(forms.ValidationError):
        forms.DateField().clean(american)


def test_the_day_has_twenty_four_hours(language):
    assert formats.time_format(AFTERNOON.time()) == "14:05"


def test_a_time_to_be_edited_is_shown_in_minutes_and_taken_with_seconds(language):
    shown = AdminSplitDateTime().get_context("when", AFTERNOON, {})["widget"]["subwidgets"]
    assert [half["value"] for half in shown] == ["08.03.2026", "14:05"]
    assert forms.DateTimeInput().format_value(AFTERNOON) == "08.03.2026 14:05"
    assert forms.TimeField().clean("14:05:33") == dt.time(14, 5, 33)


def test_the_week_begins_on_monday(language):
    assert formats.get_format("FIRST_DAY_OF_WEEK") == 1


@pytest.mark.parametrize(
    ("language", "written"),
    [("kk", "1\xa0234\xa0567,5"), ("ru", "1\xa0234\xa0567,5"), ("en", "1,234,567.5")],
)
def test_numbers_are_grouped_and_cut_by_the_custom_of_the_language(language, written, settings):
    settings.USE_THOUSAND_SEPARATOR = True
    with translation.override(language):
        assert formats.number_format(Decimal("1234567.5")) == written
        assert forms.DecimalField(localize=True).clean(written) == Decimal("1234567.5")


@pytest.mark.parametrize(
    ("language", "said"),
    [("kk", "1 жыл, 1 ай"), ("ru", "1 год, 1 месяц"), ("en", "1 year, 1 month")],
)
def test_a_stretch_of_time_is_said_in_the_language(language, said):
    text = shown(language, "{{ then|timesince:now }}", then=dt.date(2025, 2, 8), now=WOMENS_DAY)
    assert text.replace("\xa0", " ") == said
