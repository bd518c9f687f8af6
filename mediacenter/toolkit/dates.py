"""Dates that keep how precisely they are known."""

import datetime as dt

from django.contrib.postgres.fields import DateRangeField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy


class Precision(models.TextChoices):
    DAY = "day", pgettext_lazy("precision", "day")
    MONTH = "month", pgettext_lazy("precision", "month")
    YEAR = "year", pgettext_lazy("precision", "year")
    DAY_OF_UNKNOWN_YEAR = "day_month", _("day and month, year not stated")


def say_date(date, precision=Precision.DAY):
    """Return the date as far as it is known, in the active language; "date not stated" for None."""
    if date is None:
        return pgettext("date", "date not stated")
    match precision:
        case Precision.DAY:
            return date_format(date, "DATE_FORMAT")
        case Precision.MONTH:
            return date_format(date, "YEAR_MONTH_FORMAT")
        case Precision.YEAR:
            return str(date.year)
        case Precision.DAY_OF_UNKNOWN_YEAR:
            return date_format(date, "MONTH_DAY_FORMAT")


def say_span(starts_on, ends_on, precision=Precision.DAY):
    """Return the span as far as it is known, in the active language; see Dated."""
    if starts_on is None or ends_on in (None, starts_on, end_of(starts_on, precision)):
        return say_date(starts_on, precision)
    return pgettext("dates", "%(first)s – %(last)s") % {
        "first": say_date(starts_on, precision),
        "last": say_date(ends_on, precision),
    }


def days_between(first, last):
    """The days first..last (inclusive; dates, columns) as a range of PostgreSQL."""
    return Func(first, last, Value("[]"), function="daterange", output_field=DateRangeField())


# an index over it finds what touches some days, however much there was before and will be after
SPAN = days_between(F("starts_on"), F("ends_on"))


def in_order(first, last, *, name):
    """A constraint: of two dates, where both are known, the last is not before the first."""
    return models.CheckConstraint(
        condition=Q(**{f"{last}__gte": F(first)}),
        name=name,
        violation_error_message=_("The end is before the beginning."),
    )


class DatedQuerySet(models.QuerySet):
    def touching(self, first, last):
        """Records whose span touches the days first..last (inclusive)."""
        days = days_between(Value(first, models.DateField()), Value(last, models.DateField()))
        return self.filter(starts_on__isnull=False).alias(span=SPAN).filter(span__overlap=days)

    def in_years(self, first, last=None):
        """Records whose span touches the years first..last (inclusive)."""
        return self.filter(
            starts_on__lte=dt.date(last or first, 12, 31),
            ends_on__gte=dt.date(first, 1, 1),
        )


class Dated(models.Model):
    """A moment or a span. `ends_on` equals `starts_on` for a single day; both None: not stated.

    With precision month or year the span covers the whole of them, so that
    "2023-2024" is 2023-01-01..2024-12-31 with precision year.
    """

    starts_on = models.DateField(
        pgettext_lazy("field", "starts"), null=True, blank=True, db_index=True
    )
    ends_on = models.DateField(pgettext_lazy("field", "ends"), null=True, blank=True)
    precision = models.CharField(
        _("known to the"), max_length=10, choices=Precision, default=Precision.DAY
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True, ends_on__isnull=True)
                | Q(ends_on__gte=models.F("starts_on")),
                name="%(app_label)s_%(class)s_span",
                violation_error_message=_("The end is before the beginning."),
            )
        ]

    def clean(self):
        super().clean()
        if self.ends_on and not self.starts_on:
            raise ValidationError({"starts_on": _("Enter when it began.")})
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The end is before the beginning.")})

    def save(self, *args, **kwargs):
        if self.starts_on and not self.ends_on:
            self.ends_on = end_of(self.starts_on, self.precision)
        super().save(*args, **kwargs)

    @property
    def when(self):
        """The span in words, as far as it is known, in the active language."""
        return say_span(self.starts_on, self.ends_on, self.precision)


def end_of(date, precision):
    """Return the last day of the day, month or year that begins with `date`."""
    match precision:
        case Precision.YEAR:
            return date.replace(month=12, day=31)
        case Precision.MONTH:
            return (date.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(
                days=1
            )
        case _:
            return date
