"""How often something happens, and on which day."""

from datetime import UTC, date, datetime, time, timedelta

HOUR = time(12, tzinfo=UTC)


def every_year(scale, tree, often):
    """Yield (organization's key, year) as often as a level does something a year, on average."""
    rng = scale.rng(f"often {sorted(often.items())}")
    for level, times in often.items():
        for organization in getattr(tree, level):
            for year in scale.all_years:
                for _ in range(rng.randint(0, round(times * 2))):
                    yield organization, year


def some_day(rng, year):
    day = date(year, 1, 1) + timedelta(days=rng.randrange(365))
    return {"starts_on": day, "ends_on": day}


def noon(day):
    return datetime.combine(day, HOUR)
