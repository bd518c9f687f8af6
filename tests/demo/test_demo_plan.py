"""The memorable dates that the demo brings."""

import datetime as dt

import pytest

from mediacenter.demo.content import read
from publications.plan.models import MemorableDate

# Days on which newspapers and the state's pages saw them kept, or said that they will be.
SEEN = {
    "Медицина қызметкері күні": [dt.date(2022, 6, 19), dt.date(2023, 6, 18)],
    "Металлург күні": [dt.date(2025, 7, 20)],
    "Көлік қызметкерлері күні": [dt.date(2025, 8, 3)],
    "Құрылысшы күні": [dt.date(2020, 8, 9)],
    "Шахтер күні": [dt.date(2024, 8, 25), dt.date(2025, 8, 31)],
    "Мұнай-газ кешені қызметкерлерінің күні": [dt.date(2025, 9, 7)],
    "Еңбек күні": [dt.date(2020, 9, 27), dt.date(2025, 9, 28)],
    "Мұғалім күні": [None, dt.date(2025, 10, 5), dt.date(2026, 10, 5)],
    "Ауыл шаруашылығы қызметкерлері күні": [dt.date(2015, 11, 15), dt.date(2023, 11, 19)],
    "Энергетиктер күні": [None, dt.date(2025, 12, 22)],
    "Қазақстан Республикасының Конституциясы күні": [None, dt.date(2027, 3, 15)],
}
BEFORE_THE_LAW = {
    "Мұғалім күні": 2022,
    "Энергетиктер күні": 2024,
    "Қазақстан Республикасының Конституциясы күні": 2026,
}


@pytest.mark.parametrize("name", SEEN)
def test_the_memorable_dates_fall_where_they_were_seen(name):
    tables = read("memorable")["publications.memorabledate"]
    [table] = [table for table in tables if table["name"]["kk"] == name]
    date = MemorableDate(**{key: value for key, value in table.items() if key != "name"})
    for day in SEEN[name]:
        assert date.falls_on(day.year if day else BEFORE_THE_LAW[name]) == day
    assert date.source
