"""The purge: whatever has been kept for its time goes, a bounded batch at a time."""

import logging
import time

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from mediacenter.toolkit.signs_of_life import sign_of_life

from .declarations import RULES
from .models import Purge

SECONDS = 240  # of one night's run; what is left over waits for the next night
logger = logging.getLogger(__name__)


class NotPurged(Exception):
    """Some rules could not be carried out; the log has the causes."""


def purge_all(*, now=None):
    """Carry out every rule; one that fails holds up no other. Raises NotPurged at the end."""
    until = time.monotonic() + SECONDS
    failed = []
    for rule in RULES.values():
        try:
            purge(rule, now=now, until=until)
        except Exception:
            logger.exception("The purge of %s failed", rule.code)
            failed.append(rule.code)
    if failed:
        raise NotPurged(", ".join(failed))


def purge(rule, *, now=None, until=None):
    """Purge what is due by a rule; return the number of rows.

    Each batch is a transaction of its own with its count: who is stopped in the middle has done
    the first ones, and the next run does the others. From the first that fails on, each row is a
    batch: one that cannot be purged holds up no other. Raises NotPurged at the end.
    """
    due = rule.due(now or timezone.now()).order_by("pk")
    purged, left, last, batch = 0, 0, None, rule.batch
    while until is None or time.monotonic() < until:
        rows = due if last is None else due.filter(pk__gt=last)
        keys = list(rows.values_list("pk", flat=True)[:batch])
        if not keys:
            break
        sign_of_life.send(purge)
        try:
            purged += purge_batch(rule, due, keys)
        except Exception:
            if batch > 1:
                batch = 1
                continue
            logger.exception("%s %s cannot be purged", rule.code, keys[0])
            left += 1
        last = keys[-1]
    if left:
        raise NotPurged(f"{rule.code}: {left}")
    return purged


@transaction.atomic
def purge_batch(rule, due, keys):
    """Purge those of the rows that are due still; return their number."""
    locked = due.model._base_manager.filter(pk__in=keys).order_by("pk").select_for_update()
    list(locked.values_list("pk", flat=True))  # what becomes of them meanwhile is asked after it
    keys = list(due.filter(pk__in=keys).values_list("pk", flat=True))
    purge_rows(rule, due.model, keys)
    if keys:
        count(rule, len(keys))
    return len(keys)


def purge_rows(rule, model, keys):
    rows = model._base_manager.filter(pk__in=keys)
    if rule.fields:
        rows.update(**rule.fields)
    elif rule.purge_one:
        for key in keys:
            rule.purge_one(key)
    else:
        rows.delete()


def count(rule, number):
    today = {"rule": rule.code, "day": timezone.localdate()}
    Purge.objects.get_or_create(**today)
    Purge.objects.filter(**today).update(number=F("number") + number, last_at=timezone.now())
