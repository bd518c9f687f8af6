"""Never one place too many, whoever comes at once: real threads on PostgreSQL."""

import datetime as dt
import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from tests.training.factories import SeminarFactory, registration
from tests.unions.factories import OrganizationFactory
from training.actions.signing_up import accept_offer, cancel_registration, sign_up_delegation
from training.models import Standing

ATTEMPTS = int(os.environ.get("SIGN_UP_ATTEMPTS", "200"))
THREADS = 16
PLACES = 37


def in_threads(act, arguments):
    def one(argument):
        try:
            return act(argument)
        except ValidationError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(one, arguments))


@pytest.fixture
def seminar(transactional_db):
    federation = OrganizationFactory(slug="federation")
    day = timezone.localdate() + dt.timedelta(days=10)
    return SeminarFactory(organizer=federation, starts_on=day, ends_on=day, places=PLACES)


def test_many_at_once_get_the_places_and_no_more(seminar):
    organizations = [OrganizationFactory(parent=seminar.organizer) for _ in range(20)]

    def attempt(number):
        people = [registration(f"{number}-{n}") for n in range(1 + number % 3)]
        return sign_up_delegation(
            seminar_id=seminar.pk,
            organization=organizations[number % len(organizations)],
            participants=people,
            takes_some=number % 2 == 0,
        )

    outcomes = in_threads(attempt, range(ATTEMPTS))
    assert not [one for one in outcomes if isinstance(one, Exception)]
    assert seminar.registrations.holding().count() == PLACES
    signed_up = seminar.registrations.count()
    assert signed_up == sum(1 + number % 3 for number in range(ATTEMPTS))
    for delegation in seminar.delegations.filter(takes_some=False):
        assert len(set(delegation.registrations.values_list("status", flat=True))) == 1


def test_places_that_are_given_back_at_once_are_offered_once_each(seminar):
    federation = seminar.organizer
    for number in range(PLACES + 10):
        sign_up_delegation(
            seminar_id=seminar.pk, organization=federation, participants=[registration(number)]
        )
    held = seminar.registrations.filter(status=Standing.CONFIRMED).order_by("pk")[:10]
    in_threads(lambda key: cancel_registration(registration_id=key), [one.pk for one in held])
    offered = seminar.registrations.filter(status=Standing.OFFERED)
    assert (offered.count(), seminar.registrations.holding().count()) == (10, PLACES)
    keys = list(offered.values_list("pk", flat=True)) * 2
    outcomes = in_threads(lambda key: accept_offer(registration_id=key), keys)
    assert sum(isinstance(one, ValidationError) for one in outcomes) == 10
    assert seminar.registrations.holding().count() == PLACES
