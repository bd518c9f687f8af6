"""What a list of those who are signed up offers: no more than the use case would accept."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from tests.training.factories import SeminarFactory
from tests.training.test_sign_up import DAY, TODAY, signed_up
from tests.unions.factories import OrganizationFactory, UserFactory
from training.actions.seminars import cancel_seminar
from training.actions.signing_up import cancel_registration
from training.models import Registration, Standing
from unions.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(TODAY, tick=False)
    return time_machine


@pytest.fixture
def federation():
    return OrganizationFactory(slug="federation")


@pytest.fixture
def ours(federation):
    return OrganizationFactory(parent=federation, slug="ours")


@pytest.fixture
def chair(ours):
    return UserFactory(role=Role.CHAIR, organization=ours)


@pytest.fixture
def organizer(federation):
    return UserFactory(role=Role.TRAINING_ORGANIZER, organization=federation)


@pytest.fixture
def seminar(federation):
    return SeminarFactory(organizer=federation, starts_on=DAY, ends_on=DAY, places=4)


def offered(client, user, address):
    """[(standing, steps, whether it may be changed)] of the rows that a page shows."""
    client.force_login(user)
    context = client.get(address).context
    rows = context.get("people") or [row for _one, rows in context["delegations"] for row in rows]
    return [(one.status, steps, may_change) for one, steps, may_change in rows]


@pytest.mark.parametrize("standing", [Standing.CONFIRMED, Standing.WAITING, Standing.REQUESTED])
def test_of_a_seminar_that_is_over_a_chair_is_offered_nothing_that_is_refused(
    client, seminar, ours, chair, organizer, clock, standing
):
    row = signed_up(seminar, ours, 1, by=chair)[0]
    Registration.objects.update(status=standing)
    assert offered(client, chair, "/kk/training/delegations/") == [(standing, ["cancel"], True)]
    clock.move_to(seminar.begins_at)
    assert offered(client, chair, "/kk/training/delegations/") == [(standing, ["cancel"], False)]
    clock.move_to(seminar.begins_at + dt.timedelta(days=1))
    assert offered(client, chair, "/kk/training/delegations/") == [(standing, [], False)]
    with pytest.raises(ValidationError):
        cancel_registration(registration_id=row.pk, by=chair)
    assert offered(client, organizer, f"/kk/training/{seminar.slug}/people/")[0][1]


def test_of_a_seminar_that_is_cancelled_nobody_is_offered_to_cancel(
    client, seminar, ours, chair, organizer
):
    row = signed_up(seminar, ours, 1, by=chair)[0]
    cancel_seminar(seminar_id=seminar.pk, reason="Қар")
    for user, address in ((chair, "delegations"), (organizer, f"{seminar.slug}/people")):
        assert offered(client, user, f"/kk/training/{address}/")[0][1] == []
        with pytest.raises(ValidationError):
            cancel_registration(registration_id=row.pk, by=user)


def test_an_offer_that_has_lapsed_is_not_offered_to_be_accepted(
    client, seminar, ours, chair, federation, clock
):
    held = signed_up(seminar, OrganizationFactory(parent=federation), 4)
    signed_up(seminar, ours, 1, by=chair)
    cancel_registration(registration_id=held[0].pk)
    address = "/kk/training/delegations/"
    assert offered(client, chair, address) == [(Standing.OFFERED, ["accept", "cancel"], True)]
    clock.move_to(TODAY + dt.timedelta(hours=48))
    assert offered(client, chair, address) == [(Standing.OFFERED, ["cancel"], True)]
