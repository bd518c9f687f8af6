"""The years that have reports."""

from django.utils import timezone

FIRST_YEAR = 2015


def has_reports(year):
    return FIRST_YEAR <= year <= timezone.localdate().year
