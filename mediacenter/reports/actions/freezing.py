"""Freezes the facts of an organization's year."""

import hashlib
import json
from contextlib import contextmanager

from django.db import connection, transaction

from mediacenter.reports import facts
from mediacenter.reports.models import Snapshot


def freeze(*, organization, year):
    """Return the Snapshot of the year as the records stand now.

    A fixed number of statements, however many organizations stand below, all of which see the same
    moment. The same state of the records gives the same Snapshot, also when two freeze at once.
    """
    found = facts_of(organization=organization, year=year)
    snapshot, _created = Snapshot.objects.get_or_create(
        organization=organization, year=year, facts_sha=sha(found), defaults={"facts": found}
    )
    return snapshot


def facts_of(*, organization, year):
    """Return the facts as they would be frozen now."""
    with one_moment():
        return facts.facts_of(organization, year)


def sha(found):
    canonical = json.dumps(found, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


@contextmanager
def one_moment():
    """Let all statements inside see the database as it is at the first of them.

    Inside a transaction of the caller, that one's isolation holds.
    """
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
