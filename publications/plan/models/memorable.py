"""Days that return each year and give reason to speak."""

import calendar
import datetime as dt

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import dates
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.language import in_each
from mediacenter.toolkit.words import words_index
from unions.models import Organization

MONTHS = list(dates.MONTHS.items())
WEEKDAYS = list(dates.WEEKDAYS.items())
LAST = 5
NTH = [
    (1, pgettext_lazy("weekday of the month", "first")),
    (2, pgettext_lazy("weekday of the month", "second")),
    (3, pgettext_lazy("weekday of the month", "third")),
    (4, pgettext_lazy("weekday of the month", "fourth")),
    (LAST, pgettext_lazy("weekday of the month", "last")),
]


class MemorableDateQuerySet(models.QuerySet):
    def kept_by(self, user):
        """Those of everybody, and of the organizations of the user's posts and above them."""
        return self.filter(Q(organization=None) | Q(organization__path__in=paths_above(user)))


def paths_above(user):
    """Paths of the organizations of the user's posts, and of all above them."""
    held = [path for _role, path in user.posts_held]
    step = Organization.steplen
    return {path[:end] for path in held for end in range(step, len(path) + 1, step)}


class MemorableDate(models.Model):
    """A day that returns each year and proposes an occasion: fixed, or the nth weekday of a month.

    `day` is a day of the month; with `weekday` (0 Monday) it is `nth` of that weekday, 5 the last.
    """

    name = models.CharField(pgettext_lazy("field", "name"), max_length=200)
    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="memorable_dates",
        verbose_name=_("of the organization"),
        help_text=_("Empty: of everybody."),
    )
    month = models.PositiveSmallIntegerField(pgettext_lazy("field", "month"), choices=MONTHS)
    day = models.PositiveSmallIntegerField(
        pgettext_lazy("field", "day"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(31)],
    )
    weekday = models.PositiveSmallIntegerField(
        pgettext_lazy("field", "weekday"), null=True, blank=True, choices=WEEKDAYS
    )
    nth = models.PositiveSmallIntegerField(
        _("which of the month"), null=True, blank=True, choices=NTH
    )
    first_year = models.PositiveSmallIntegerField(
        _("since the year"), null=True, blank=True, help_text=_("Where a law has set or moved it.")
    )
    last_year = models.PositiveSmallIntegerField(_("up to the year"), null=True, blank=True)
    source = models.CharField(
        _("legal basis"),
        max_length=300,
        blank=True,
        help_text=_("The law, order or page that says so. Empty: still to be confirmed."),
    )
    rubric = models.ForeignKey(
        "publications.Rubric",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=pgettext_lazy("field", "rubric"),
    )

    objects = MemorableDateQuerySet.as_manager()

    class Meta:
        verbose_name = _("memorable date")
        verbose_name_plural = _("memorable dates")
        constraints = [
            models.CheckConstraint(
                condition=Q(day__isnull=False, weekday__isnull=True, nth__isnull=True)
                | Q(day__isnull=True, weekday__isnull=False, nth__isnull=False),
                name="memorable_date_by_day_or_weekday",
                violation_error_message=_(
                    "Say either the day of the month or the weekday and which of the month it is."
                ),
            ),
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")),
                name="memorable_date_years_in_order",
                violation_error_message=_("The last year is before the first."),
            ),
        ]
        indexes = [
            words_index(*in_each("name"), name="memorabledate_words"),
        ]

    def __str__(self):
        return self.name

    def falls_on(self, year):
        """Return its day in a year, None where it is not kept in that year.

        A day that the month lacks (29 February) is the last one.
        """
        if year < (self.first_year or year) or year > (self.last_year or year):
            return None
        last = calendar.monthrange(year, self.month)[1]
        if self.day is not None:
            return dt.date(year, self.month, min(self.day, last))
        days = [dt.date(year, self.month, day) for day in range(1, last + 1)]
        fitting = [day for day in days if day.weekday() == self.weekday]
        return fitting[-1] if self.nth == LAST else fitting[self.nth - 1]
