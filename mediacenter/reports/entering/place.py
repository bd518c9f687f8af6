"""For whom and for which year somebody enters records."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from mediacenter.toolkit.dates import Precision
from unions.models import Organization, User


@dataclass(frozen=True)
class Place:
    organization: Organization
    year: int
    user: User

    @property
    def last_day(self):
        """The last day of the year; today while it lasts."""
        return min(dt.date(self.year, 12, 31), timezone.localdate())

    def whole_year(self):
        """The year as a span; see toolkit.dates.Dated."""
        return dt.date(self.year, 1, 1), dt.date(self.year, 12, 31), Precision.YEAR

    def in_year(self, when, *, touching=False):
        """A span as it was written, within the year: nothing is the whole of it, and a day without
        its year one of it.

        Raises ValidationError where it ends in another year, or, `touching`, never touches it.
        """
        starts_on, ends_on, precision = when
        if starts_on is None:
            return self.whole_year()
        if precision == Precision.DAY_OF_UNKNOWN_YEAR:
            precision = Precision.DAY
            starts_on, ends_on = self.day_of(starts_on), self.day_of(ends_on)
        began = starts_on.year <= self.year if touching else True
        if not began or (ends_on.year < self.year if touching else ends_on.year != self.year):
            raise ValidationError(
                _("This page is of the year %(year)s."), params={"year": self.year}
            )
        return starts_on, ends_on, precision

    def day_of(self, day):
        try:
            return day.replace(year=self.year)
        except ValueError as error:  # the 29th of February
            raise ValidationError(
                _("There is no such date: %(text)s."),
                params={"text": f"{day.day:02}.{day.month:02}.{self.year}"},
            ) from error
