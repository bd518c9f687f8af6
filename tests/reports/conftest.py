import pytest

from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role


@pytest.fixture
def ours(db):
    return OrganizationFactory(slug="ours", kind="regional")


@pytest.fixture
def chair(ours):
    return UserFactory(role=Role.CHAIR, organization=ours)
