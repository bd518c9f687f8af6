"""What the matrix stands on is made once for a module: what a test does to it is taken back."""

from copy import copy

import pytest
from django.db import transaction

from tests.access.visitor import Visitor, holders
from tests.unions.factories import grow_tree


@pytest.fixture(scope="module")
def standing(django_db_setup, django_db_blocker):
    """The tree, and who holds each role where: {place: {letter: user}}."""
    with django_db_blocker.unblock(), transaction.atomic():
        tree = grow_tree()
        held = {place: dict(holders(tree[place])) for place in ("federation", "ours", "theirs")}
        yield tree, held
        transaction.set_rollback(True)


@pytest.fixture
def tree(standing, db):
    return {place: copy(organization) for place, organization in standing[0].items()}


@pytest.fixture
def visitors(standing, db):
    """visitors(place): the letter of each role, and whoever holds it there, as a Visitor."""

    def visitors(place):
        return {letter: Visitor(copy(user)) for letter, user in standing[1][place].items()}.items()

    return visitors
