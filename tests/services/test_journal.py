"""The journal at its own door: entered with what it tells, kept as it was written, shown."""

import pytest
from django.db import DatabaseError, connection, transaction

from mediacenter.services.journal.actions import log
from mediacenter.services.journal.models import JournalEntry
from tests.unions.factories import RegionFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_an_entry_tells_who_did_what_to_which_record():
    user, region = UserFactory(), RegionFactory()
    log(user, "channel added", region, link="https://example.org")
    entry = JournalEntry.objects.get()
    assert (entry.user, entry.code, entry.subject) == (user, "channel added", region)
    assert entry.details == {"link": "https://example.org"}


def test_an_entry_goes_with_what_it_tells():
    with transaction.atomic():
        log(None, "channel added", RegionFactory())
        transaction.set_rollback(True)
    assert not JournalEntry.objects.exists()


@pytest.mark.parametrize(
    "order",
    [
        "UPDATE journal_journalentry SET code = 'nothing'",
        "DELETE FROM journal_journalentry",
        "TRUNCATE journal_journalentry",
    ],
)
def test_the_database_refuses_to_change_an_entry(order):
    log(None, "channel added", RegionFactory())
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        connection.cursor().execute(f"SET CONSTRAINTS ALL IMMEDIATE; {order}")
    assert JournalEntry.objects.get().code == "channel added"
