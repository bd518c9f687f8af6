"""How the database is emptied after a test whose last request is still at work."""

import pytest
from django.db import OperationalError

from tests.emptying import delete_rows
from tests.locking import impatience, locked_by_another
from tests.unions.factories import OrganizationFactory
from unions.models import Organization, Region

pytestmark = pytest.mark.django_db(transaction=True)


def test_nobody_is_waited_for_with_locks_in_hand():
    OrganizationFactory()
    refused = pytest.raises(OperationalError, match="could not obtain lock")
    with locked_by_another(Region), impatience(), refused:
        delete_rows()
    assert Organization.objects.exists()


def test_a_database_at_rest_is_emptied():
    OrganizationFactory()
    delete_rows()
    assert not Organization.objects.exists()
