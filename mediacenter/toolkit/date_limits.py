"""All dates of the portal lie between 1900 and 2100.

One of the year 1 or 9999 breaks every arithmetic near it, for everybody who sees the row. As with
characters that no text holds (plain_text.py), Django's own fields are guarded, of forms and of
models, so that neither a form nor an import, a command or a shifted plan brings one in. What goes
around the fields, such as SQL, the database refuses: each of its columns of dates has a check.
"""

import datetime as dt
from functools import wraps

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.postgresql.base import DatabaseWrapper
from django.utils.translation import gettext_lazy as _

FIRST_YEAR, LAST_YEAR = 1900, 2100  # a date of another year is a slip of the keyboard
# A day and month whose year no source tells is stored in this leap year, before every real date.
UNKNOWN_YEAR = 4

# The checks of the columns, as Django writes them into every new one. A moment may be a day beyond:
# it has its year where somebody lives, and the database knows no place.
CHECKS = {
    "DateField": (
        f"\"%(column)s\" BETWEEN '{FIRST_YEAR}-01-01' AND '{LAST_YEAR}-12-31'"
        f" OR \"%(column)s\" BETWEEN '{UNKNOWN_YEAR:04}-01-01' AND '{UNKNOWN_YEAR:04}-12-31'"
    ),
    "DateTimeField": (
        f"\"%(column)s\" BETWEEN '{FIRST_YEAR - 1}-12-31 00:00+00'"
        f" AND '{LAST_YEAR + 1}-01-02 00:00+00'"
    ),
}

BEYOND = _("Dates lie between the years %(first)s and %(last)s.")


def guard_date_fields():
    """Let the date fields of Django take what the portal can reckon with, and nothing else."""
    for kind in (forms.DateField, forms.DateTimeField):
        kind.to_python = held_to_limits(kind.to_python)
    models.DateField.validate = judging(models.DateField.validate)
    for kind in (models.DateField, models.DateTimeField):
        kind.get_db_prep_save = judging(kind.get_db_prep_save)
    DatabaseWrapper.data_type_check_constraints.update(CHECKS)


def held_to_limits(read):
    @wraps(read)
    def to_python(field, value):
        return within_limits(read(field, value))

    return to_python


def judging(method):
    """Judge the first argument before what the method does with it."""

    @wraps(method)
    def judged(field, value, *args, **kwargs):
        return method(field, within_limits(value), *args, **kwargs)

    return judged


def within_limits(date):
    """The date or moment; what is none (an expression, a text) is not judged here.

    Raises ValidationError for one of another year than the portal knows.
    """
    year = getattr(date, "year", None)
    if not isinstance(year, int) or FIRST_YEAR <= year <= LAST_YEAR:
        return date
    if year != UNKNOWN_YEAR or isinstance(date, dt.datetime):
        # not as numbers, which would be written with a separator of thousands
        limits = {"first": str(FIRST_YEAR), "last": str(LAST_YEAR)}
        raise ValidationError(BEYOND, code="beyond", params=limits)
    return date
