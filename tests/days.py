"""Days as seen from today, asked anew each time: a run may go on over midnight."""

import datetime as dt

from django.utils import timezone


def in_days(number):
    return timezone.localdate() + dt.timedelta(days=number)
