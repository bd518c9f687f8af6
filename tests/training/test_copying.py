"""Last year's seminar, held again."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tests.shown_form import ShownForm
from tests.training.factories import (
    CohortFactory,
    LectureFactory,
    MaterialFactory,
    RegistrationFactory,
    SeminarFactory,
    SessionFactory,
)
from tests.training.test_places import in_threads
from tests.unions.factories import OrganizationFactory, UserFactory
from training.actions.copying import copy_seminar
from training.models import Seminar
from unions.models import Role

pytestmark = pytest.mark.django_db

DAY = dt.date(2027, 3, 10)
OPENS = dt.datetime(2026, 2, 1, 9, tzinfo=dt.UTC)


@pytest.fixture
def federation():
    return OrganizationFactory(slug="federation")


@pytest.fixture
def seminar(federation):
    """Two days of 2026, with everything that is copied, and everything that is not."""
    made = SeminarFactory(
        organizer=federation,
        starts_on=dt.date(2026, 3, 12),
        ends_on=dt.date(2026, 3, 13),
        places=30,
        sign_up_opens_at=OPENS,
        link="https://example.org/room",
        cohort=CohortFactory(),
        cancelled_at=timezone.now(),
        cancelled_because="Қар",
        sequence=4,
    )
    _first, second = SessionFactory.create_batch(
        2, seminar=made, starts_at=dt.datetime(2026, 3, 13, 5, tzinfo=dt.UTC), hours=2
    )
    LectureFactory(seminar=made, session=second)
    LectureFactory(seminar=made)
    MaterialFactory(seminar=made)
    RegistrationFactory(delegation__seminar=made)
    return made


def test_a_seminar_is_copied_to_another_day_without_its_people(seminar):
    copy = copy_seminar(seminar_id=seminar.pk, starts_on=DAY)
    copy = Seminar.objects.get(pk=copy.pk)
    assert (copy.title_kk, copy.title_ru, copy.places) == (
        seminar.title_kk,
        seminar.title_ru,
        30,
    )
    assert (copy.starts_on, copy.ends_on) == (DAY, DAY + dt.timedelta(days=1))
    later = DAY - seminar.starts_on
    assert copy.sign_up_opens_at == OPENS + later
    assert {one.starts_at for one in copy.sessions.all()} == {
        one.starts_at + later for one in seminar.sessions.all()
    }
    taught = {one.session and one.session.seminar for one in copy.lectures.all()}
    assert taught == {copy, None}
    assert copy.materials.get().title_ru == seminar.materials.get().title_ru
    assert not copy.registrations.exists()
    assert (copy.cohort, copy.link, copy.cancelled_at, copy.sequence) == (None, "", None, 0)
    assert not copy.is_published
    assert (seminar.sessions.count(), seminar.lectures.count()) == (2, 2)


def test_a_copy_for_the_same_day_lasts_as_long(seminar):
    copy = copy_seminar(seminar_id=seminar.pk, starts_on=seminar.starts_on)
    assert (copy.starts_on, copy.ends_on) == (seminar.starts_on, seminar.ends_on)


def test_each_copy_has_an_address_of_its_own_with_its_year(seminar):
    first = copy_seminar(seminar_id=seminar.pk, starts_on=DAY)
    second = copy_seminar(seminar_id=first.pk, starts_on=DAY)
    assert first.slug == f"{seminar.slug}-2027"
    assert second.slug == f"{seminar.slug}-2027-2"


def test_what_nobody_has_dated_moves_nothing(federation):
    undated = SeminarFactory(organizer=federation, starts_on=None, ends_on=None)
    SessionFactory(seminar=undated, starts_at=OPENS)
    copy = copy_seminar(seminar_id=undated.pk, starts_on=DAY)
    assert (copy.starts_on, copy.ends_on) == (DAY, DAY)
    assert copy.sessions.get().starts_at is None


def test_its_organizer_copies_it_on_the_page(client, seminar, federation):
    organizer = UserFactory(role=Role.TRAINING_ORGANIZER, organization=federation)
    with pytest.raises(PermissionDenied):
        copy_seminar(
            seminar_id=seminar.pk,
            starts_on=DAY,
            by=UserFactory(role=Role.CHAIR, organization=federation),
        )
    client.force_login(organizer)
    shown = ShownForm(client.get(f"/ru/training/{seminar.slug}/organize/").content, "copy")
    client.post(shown.action, {**shown.sent, "starts_on": ["nonsense"]})
    assert Seminar.objects.count() == 1
    client.post(shown.action, {**shown.sent, "starts_on": [DAY.isoformat()]})
    assert Seminar.objects.get(slug=f"{seminar.slug}-2027").starts_on == DAY


@pytest.mark.django_db(transaction=True)
def test_who_copies_it_at_once_gets_an_address_of_their_own():
    original = SeminarFactory(slug="school", starts_on=dt.date(2026, 3, 12))
    copies = in_threads(
        lambda _number: copy_seminar(seminar_id=original.pk, starts_on=DAY).slug, range(4)
    )
    assert sorted(copies) == ["school-2027", *(f"school-2027-{number}" for number in (2, 3, 4))]
