"""What the records of the services are called, where a list or an error names them."""

import pytest

from mediacenter.services.calendars.models import CalendarAddress
from mediacenter.services.jobs.models import Batch
from mediacenter.services.outbox.models import Mail, Unsubscription
from mediacenter.services.register.models import ReservedCode
from mediacenter.services.retention.models import Purge
from unions.models import User


@pytest.mark.parametrize(
    ("record", "name"),
    [
        (CalendarAddress(owner=User(email="a@example.org")), "a@example.org"),
        (Batch(title="Reports of 2024"), "Reports of 2024"),
        (Mail(kind="none.known", to="a@example.org"), "a@example.org"),
        (Unsubscription(kind="press", address="a@example.org"), "press: a@example.org"),
        (ReservedCode(code="K7M4-92XA-PT3H"), "K7M4-92XA-PT3H"),
        (Purge(rule="unions.bin", day="2026-11-29"), "unions.bin 2026-11-29"),
    ],
)
def test_a_record_is_called_by_what_it_is_about(record, name):
    assert str(record) == name
