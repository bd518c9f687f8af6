"""What signing up costs: the same statements however many are there, and fifty chairs at once.

How long they take differs by machine, and is only told (`-rP`).
"""

import datetime as dt
import logging
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.training.factories import SeminarFactory, registration
from tests.unions.factories import OrganizationFactory
from training.actions.signing_up import sign_up_delegation
from training.models import Standing

CHAIRS, PEOPLE, PLACES = 50, 5, 120


def seminar_with(places):
    federation = OrganizationFactory(slug="federation")
    day = timezone.localdate() + dt.timedelta(days=10)
    return SeminarFactory(organizer=federation, starts_on=day, ends_on=day, places=places)


def signed_up(seminar, organization, number):
    return sign_up_delegation(
        seminar_id=seminar.pk,
        organization=organization,
        participants=[registration(f"{organization.pk}-{n}") for n in range(number)],
        takes_some=True,
    )


@pytest.mark.django_db
@pytest.mark.parametrize("places", [1000, 10])
def test_a_delegation_costs_the_same_statements_however_many_came_before(places):
    """With places for all, and with a waiting list."""
    seminar = seminar_with(places)
    costs = []
    for _ in range(20):
        organization = OrganizationFactory(parent=seminar.organizer)
        with CaptureQueriesContext(connection) as captured:
            signed_up(seminar, organization, PEOPLE)
        costs.append(len(captured))
    assert costs[3] == costs[-1]


@pytest.mark.django_db(transaction=True)
def test_fifty_chairs_at_once_get_the_places_and_no_more():
    seminar = seminar_with(PLACES)
    organizations = [OrganizationFactory(parent=seminar.organizer) for _ in range(CHAIRS)]
    together = Barrier(CHAIRS)

    def chair(organization):
        try:
            connection.ensure_connection()
            together.wait()
            began = time.perf_counter()
            signed_up(seminar, organization, PEOPLE)
            return time.perf_counter() - began
        finally:
            connection.close()

    with ThreadPoolExecutor(CHAIRS) as pool:
        took = sorted(pool.map(chair, organizations))
    p95 = statistics.quantiles(took, n=20)[-1]
    logging.getLogger(__name__).warning("95 of 100 chairs waited %.2f s or less", p95)
    assert seminar.registrations.holding().count() == PLACES
    waiting = seminar.registrations.filter(status=Standing.WAITING).count()
    assert waiting == CHAIRS * PEOPLE - PLACES
