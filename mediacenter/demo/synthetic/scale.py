import random
from dataclasses import dataclass
from datetime import date

LAST_YEAR = 2024  # not this year's: the rows may not depend on the day they are made


@dataclass(frozen=True)
class Scale:
    """How much to make, and from which random numbers.

    25,000 organizations are 1 federation, 20 industry unions, 20 territorial associations, 200
    regional organizations, 4,000 districts and cities and the rest primaries; fewer or more keep
    these proportions.
    """

    organizations: int
    articles: int
    years: int = 3
    seed: int = 1

    @property
    def first_year(self):
        return LAST_YEAR - self.years + 1

    @property
    def all_years(self):
        return range(self.first_year, LAST_YEAR + 1)

    @property
    def days(self):
        """First and last day, as ordinals."""
        return date(self.first_year, 1, 1).toordinal(), date(LAST_YEAR, 12, 31).toordinal()

    def levels(self):
        """How many unions, territorial associations, regionals, districts and primaries."""
        left = self.organizations - 1
        counts = []
        for share in (20, 20, 200, 4000):
            wanted = max(1, round(self.organizations * share / 25_000))
            counts.append(min(20, wanted, left) if share == 20 else min(wanted, left))
            left -= counts[-1]
        return (*counts, left)

    def rng(self, name):
        """The random numbers of one purpose, the same each time."""
        return random.Random(f"{self.seed} {name}")  # noqa: S311  no secret is drawn from it
