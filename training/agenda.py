"""Which session is held at a moment."""

import datetime as dt

from django.utils import timezone

EARLY = dt.timedelta(minutes=30)  # people come before it begins


def session_at_the_door(sessions, now=None):
    """At which session people are noted who come now; None where there is no agenda."""
    now = now or timezone.now()
    today = [one for one in sessions if one.starts_at and is_on_the_day_of(one, now)]
    coming = [one for one in today if one.starts_at <= now + EARLY]
    latest = max(coming, key=lambda one: one.starts_at, default=None)
    return latest or next(iter(today or sessions), None)


def is_on_the_day_of(session, now):
    return timezone.localdate(session.starts_at) == timezone.localdate(now)
