"""The record of learning: whose hours these are, for themselves and for who signs them up."""

import datetime as dt
from decimal import Decimal

import pypdfium2
import pytest
from django.utils import timezone

from mediacenter.services.retention.declarations import RULES
from tests.training.factories import (
    DelegationFactory,
    ProgrammeFactory,
    RegistrationFactory,
    SeminarFactory,
    SessionFactory,
    registration,
)
from tests.unions.factories import OrganizationFactory, UserFactory
from training.actions.attending import Mark, note_attendance
from training.actions.signing_up import change_participant
from training.learning import hours_of_people, record_of
from training.models import HowNoted, Learner, Registration, Standing
from training.retained import NAMES_KEPT
from unions.models import Organization, Role

pytestmark = pytest.mark.django_db

EMAIL = "asan@example.org"
QUERIES = 9  # of the page of the people


@pytest.fixture
def federation():
    return OrganizationFactory(slug="federation")


@pytest.fixture
def ours(federation):
    return OrganizationFactory(parent=federation, slug="ours")


@pytest.fixture
def user():
    return UserFactory(email=EMAIL)


def learned(organization, *, year=2025, hours="3.0", programme=None, **who):
    """Somebody of the organization was at a seminar of one session; returns the registration."""
    seminar = SeminarFactory(
        organizer=organization, starts_on=dt.date(year, 3, 12), programme=programme
    )
    session = SessionFactory(seminar=seminar, hours=hours)
    delegation = DelegationFactory(seminar=seminar, organization=organization)
    made = RegistrationFactory(delegation=delegation, status=Standing.CONFIRMED, **who)
    note_attendance(seminar_id=seminar.pk, marks=[Mark(made.pk, session.pk)], how=HowNoted.LIST)
    return made


def test_hours_of_all_years_and_programmes_are_one_record(ours, user, django_assert_num_queries):
    school = ProgrammeFactory()
    learned(ours, year=2024, hours="4.0", programme=school, email=EMAIL)
    learned(ours, year=2025, hours="2.5", programme=school, email=EMAIL.upper())
    learned(ours, year=2025, email=EMAIL)
    learned(ours, email="other@example.org")
    RegistrationFactory(email=EMAIL, status=Standing.CONFIRMED)
    with django_assert_num_queries(1):
        record = record_of(user)
    assert record.hours == Decimal("9.5")
    assert dict(record.by_year) == {2025: Decimal("5.5"), 2024: 4}
    assert dict(record.by_programme) == {school: Decimal("6.5"), None: 3}


def test_the_hours_are_found_until_the_names_are_purged(ours, user):
    learned(ours, email=EMAIL)
    Registration.objects.update(**RULES["training.contacts"].fields)
    assert record_of(user).hours == 3
    over = timezone.make_aware(dt.datetime(2025, 3, 12)) + NAMES_KEPT
    due = RULES["training.learners"].due
    assert not due(over).exists()
    assert due(over + dt.timedelta(days=2)).count() == 1
    due(over + dt.timedelta(days=2)).delete()
    assert not record_of(user).seminars


def test_hours_follow_to_whom_they_belong(ours, user):
    made = learned(ours, email="somebody@example.org")
    assert not record_of(user).seminars
    person = registration("Асан Үсенов")
    person.email = EMAIL
    change_participant(registration_id=made.pk, participant=person)
    assert record_of(user).hours == 3
    person.email = ""
    change_participant(registration_id=made.pk, participant=person)
    assert not Learner.objects.exists()
    person.email = EMAIL
    change_participant(registration_id=made.pk, participant=person)
    assert record_of(user).hours == 3


def test_namesakes_are_kept_apart_by_their_e_mails(ours):
    for year, email in ((2025, "a@example.org"), (2025, "a@example.org"), (2025, "b@example.org")):
        learned(ours, year=year, name="Асан Үсенов", email=email)
    learned(ours, name="АСАН ҮСЕНОВ", email="a@example.org")
    learned(ours, name="Асан Үсенов", email="")
    learned(ours, name="Асан Үсенов", email="")
    learned(ours, name="—", email="")
    rows = hours_of_people(Organization.objects.all())
    assert sorted((one["seminars"], one["hours"]) for one in rows) == [(1, 3), (2, 6), (3, 9)]


def test_a_chair_sees_their_own_people_and_takes_them_along_without_formulas(
    client, federation, ours
):
    school = ProgrammeFactory()
    learned(ours, name="=1+1", programme=school)
    learned(ours, name="Үсен", year=2024)
    learned(OrganizationFactory(parent=federation), name="Бөтен")
    client.force_login(UserFactory(role=Role.CHAIR, organization=ours))
    names = [one["name"] for one in client.get("/ru/training/learners/").context["rows"]]
    assert names == ["=1+1", "Үсен"]
    for part, shown in (
        ("year=2024", ["Үсен"]),
        (f"programme={school.pk}", ["=1+1"]),
        ("name=ҮС", ["Үсен"]),
    ):
        found = client.get(f"/ru/training/learners/?{part}").context["rows"]
        assert [one["name"] for one in found] == shown
    sheet = client.get("/ru/training/learners/sheet.csv?year=2025").getvalue().decode()
    assert "'=1+1" in sheet
    assert "Үсен" not in sheet
    assert "Бөтен" not in sheet


def test_a_sheet_with_fewer_people_than_there_are_says_so_in_its_last_line(
    client, ours, monkeypatch
):
    monkeypatch.setattr("training.learning_views.MOST_LINES", 2)
    client.force_login(UserFactory(role=Role.CHAIR, organization=ours))
    for name, lines in (("Асан", 2), ("Үсен", 3), ("Ербол", 4)):
        learned(ours, name=name)
        sheet = client.get("/ru/training/learners/sheet.csv").getvalue().decode().splitlines()
        assert len(sheet) == lines
    assert "2 из 3" in sheet[-1]


@pytest.mark.parametrize("number", [1, 3])
def test_the_people_cost_a_fixed_number_of_statements(
    client, ours, number, django_assert_num_queries
):
    for _ in range(number):
        learned(ours, programme=ProgrammeFactory())
    client.force_login(UserFactory(role=Role.CHAIR, organization=ours))
    with django_assert_num_queries(QUERIES):
        client.get("/ru/training/learners/")


def test_the_record_is_shown_and_printed(client, ours, user):
    made = learned(ours, email=EMAIL, hours="2.5")
    client.force_login(user)
    assert "2,5" in client.get("/ru/training/learning/").content.decode()
    pdf = client.get("/ru/training/learning/record.pdf")
    text = pypdfium2.PdfDocument(pdf.content)[0].get_textpage().get_text_bounded()
    assert made.name in text
    assert "2,5" in text
