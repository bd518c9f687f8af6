"""Memorable dates recur each year and propose occasions, once a date and year."""

import datetime as dt

import pytest

from publications.plan.actions.occasions import propose_occasions, reschedule_occasion
from publications.plan.models import Occasion

from .factories import MemorableDateFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "year", "day"),
    [
        ({"month": 10, "day": 10}, 2026, dt.date(2026, 10, 10)),
        ({"month": 2, "day": 29}, 2027, dt.date(2027, 2, 28)),
        ({"month": 10, "day": None, "weekday": 6, "nth": 1}, 2026, dt.date(2026, 10, 4)),
        ({"month": 8, "day": None, "weekday": 6, "nth": 5}, 2026, dt.date(2026, 8, 30)),
        ({"month": 9, "day": None, "weekday": 6, "nth": 5}, 2027, dt.date(2027, 9, 26)),
    ],
)
def test_a_date_falls_on_its_day_or_weekday(fields, year, day):
    assert MemorableDateFactory.build(**fields).falls_on(year) == day


@pytest.mark.parametrize(("year", "kept"), [(2026, False), (2027, True), (2031, False)])
def test_a_date_is_kept_in_the_years_that_the_law_says(year, kept):
    date = MemorableDateFactory.build(month=3, day=15, first_year=2027, last_year=2030)
    assert date.falls_on(year) == (dt.date(year, 3, 15) if kept else None)


def test_a_date_of_the_past_proposes_nothing_more(federation):
    MemorableDateFactory(month=8, day=30, last_year=2025)
    assert propose_occasions(today=dt.date(2026, 8, 1)) == 0


def test_what_no_source_confirms_is_likely_only(federation):
    MemorableDateFactory(source="")
    MemorableDateFactory(month=10, day=7, source="ituc-csi.org")
    propose_occasions(today=dt.date(2026, 9, 1))
    proposed = Occasion.objects.order_by("starts_on").values_list("certainty", flat=True)
    assert list(proposed) == ["confirmed", "likely"]


def test_a_date_of_everybody_is_proposed_to_the_federation(federation, karaganda):
    date = MemorableDateFactory()
    assert propose_occasions(today=dt.date(2026, 9, 1)) == 1
    proposed = Occasion.objects.get()
    assert (proposed.organization, proposed.memorable_date) == (federation, date)
    assert proposed.starts_on == dt.date(2026, 10, 10)
    assert (proposed.title_kk, proposed.title_ru) == ("Кәсіподақтар күні", "День профсоюзов")


def test_an_organization_has_dates_of_its_own(federation, karaganda):
    MemorableDateFactory(organization=karaganda)
    propose_occasions(today=dt.date(2026, 9, 1))
    assert Occasion.objects.get().organization == karaganda


def test_nothing_is_proposed_twice_in_a_year_even_after_it_was_moved(federation):
    MemorableDateFactory()
    propose_occasions(today=dt.date(2026, 9, 1))
    occasion = Occasion.objects.get()
    reschedule_occasion(occasion_id=occasion.pk, to=dt.date(2026, 10, 9))
    assert propose_occasions(today=dt.date(2026, 9, 2)) == 0
    assert propose_occasions(today=dt.date(2027, 9, 1)) == 1


def test_the_turn_of_the_year_is_looked_over(federation):
    MemorableDateFactory(month=1, day=15)
    propose_occasions(today=dt.date(2026, 12, 1))
    assert Occasion.objects.get().starts_on == dt.date(2027, 1, 15)
