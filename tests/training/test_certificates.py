"""Who has earned a certificate, by the rule of the programme or of the seminar."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.training.factories import (
    DelegationFactory,
    ProgrammeFactory,
    RegistrationFactory,
    SeminarFactory,
    SessionFactory,
)
from tests.unions.factories import OrganizationFactory, UserFactory
from training.certificates import Outcome, earned
from training.models import Attendance, HowNoted, Standing
from unions.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def federation():
    return OrganizationFactory(slug="federation")


@pytest.fixture
def seminar(federation):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    return SeminarFactory(
        organizer=federation,
        programme=ProgrammeFactory(organizer=federation, certificate_share=80),
        starts_on=yesterday,
        ends_on=yesterday,
        places=10,
    )


@pytest.fixture
def agenda(seminar):
    """Two sessions with hours, and one whose hours nobody tells."""
    return [SessionFactory(seminar=seminar, hours=hours) for hours in ("2.0", "8.0", None)]


@pytest.fixture
def delegation(seminar):
    return DelegationFactory(seminar=seminar)


def attended(delegation, *cells):
    """A participant who was at these sessions: each a session, or a session and hours."""
    who = RegistrationFactory(delegation=delegation, status=Standing.CONFIRMED)
    for session, *hours in (cell if isinstance(cell, tuple) else (cell,) for cell in cells):
        Attendance.objects.create(
            registration=who,
            session=session,
            hours=hours[0] if hours else None,
            how=HowNoted.LIST,
        )
    return who


def outcomes(seminar):
    return {one.registration: one.outcome for one in earned(seminar)}


def test_a_certificate_is_earned_by_the_share_of_the_hours(
    seminar, agenda, delegation, django_assert_num_queries
):
    _short, long, welcome = agenda
    enough = attended(delegation, long)
    barely_not = attended(delegation, (long, Decimal("7.9")))
    talked = attended(delegation, welcome)
    absent = attended(delegation)
    RegistrationFactory(delegation=delegation, status=Standing.WAITING)
    with django_assert_num_queries(1):
        found = earned(seminar)
    assert {one.registration: one.outcome for one in found} == {
        enough: Outcome.EARNED,
        barely_not: Outcome.TOO_LITTLE,
        talked: Outcome.TOO_LITTLE,
        absent: Outcome.ABSENT,
    }
    assert [one.percent for one in found] == [80, 79, 0, 0]


def test_the_rule_of_a_seminar_stands_before_that_of_its_programme(seminar, agenda, delegation):
    talked, absent = attended(delegation, agenda[2]), attended(delegation)
    seminar.certificate_share = 0
    assert outcomes(seminar) == {talked: Outcome.EARNED, absent: Outcome.ABSENT}
    seminar.programme.certificate_share = seminar.certificate_share = None
    assert set(outcomes(seminar).values()) == {Outcome.NO_RULE}


def test_nothing_is_earned_before_the_end_or_of_what_was_cancelled(seminar, agenda, delegation):
    attended(delegation, *agenda)
    seminar.cancelled_at = timezone.now()
    assert set(outcomes(seminar).values()) == {Outcome.CANCELLED}
    seminar.cancelled_at = None
    seminar.ends_on = timezone.localdate()
    assert set(outcomes(seminar).values()) == {Outcome.NOT_OVER}
    seminar.ends_on -= dt.timedelta(days=1)
    assert set(outcomes(seminar).values()) == {Outcome.EARNED}


def test_the_organizer_reads_who_has_earned_one_and_why_others_have_not(
    client, federation, seminar, agenda, delegation
):
    organizer = UserFactory(role=Role.TRAINING_ORGANIZER, organization=federation)
    client.force_login(organizer)
    attended(delegation, agenda[1])
    asked = queries_of(client, seminar)
    attended(delegation, agenda[0])
    attended(delegation)
    assert queries_of(client, seminar) == asked
    page = client.get(f"/en/training/{seminar.slug}/certificates/").content.decode()
    for told in ("80 % of the academic hours", "Earned", "too few hours", "Was at no session"):
        assert told in page


def queries_of(client, seminar):
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/en/training/{seminar.slug}/certificates/")
    return len(asked)
