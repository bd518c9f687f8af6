"""Programmes as data: parts, groups, whom they have reached; lecturers; cancelling."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from mediacenter.services.journal.models import JournalEntry
from tests.changelists import admin_url
from tests.shown_form import send, troubles
from tests.training.factories import (
    CohortFactory,
    LectureFactory,
    ModuleFactory,
    ProgrammeFactory,
    SeminarFactory,
    SessionFactory,
)
from tests.unions.factories import OrganizationFactory, PersonFactory, RegionFactory, UserFactory
from training.actions.seminars import cancel_seminar, hold_seminar
from training.coverage import coverage_of
from unions.models import OrganizationKind, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def federation():
    return OrganizationFactory(slug="federation")


@pytest.fixture
def organizer(federation):
    return UserFactory(role=Role.TRAINING_ORGANIZER, organization=federation)


def test_a_programme_shows_its_modules_groups_and_plan(client, federation):
    programme = ProgrammeFactory(
        organizer=federation, planned=10, outside_organizer_ru="Туринский центр"
    )
    ModuleFactory(programme=programme, hours=Decimal("6"))
    CohortFactory(programme=programme, places=24, place_ru="Санаторий «Мерке»")
    SeminarFactory(programme=programme, organizer=federation)
    page = client.get(f"/ru/training/programmes/{programme.slug}/").content.decode()
    for shown in ("Трудовое право", "Первый заезд", "Мерке", "24", "Туринский центр"):
        assert shown in page


def test_what_is_reached_are_regions_and_industries_of_what_is_over(federation):
    here, there, nowhere = (RegionFactory(iso=f"KZ-{n}") for n in (35, 39, 43))
    union, other = (
        OrganizationFactory(parent=federation, kind=OrganizationKind.INDUSTRY_UNION)
        for _ in range(2)
    )
    branch = OrganizationFactory(parent=union, region=there)
    programme = ProgrammeFactory(organizer=federation)
    over = SeminarFactory(programme=programme, organizer=federation, region=here)
    over.audience.add(branch)
    SeminarFactory(
        programme=programme, organizer=federation, region=nowhere, starts_on=dt.date(2090, 1, 1)
    )
    cancelled = SeminarFactory(programme=programme, organizer=federation, region=nowhere)
    cancel_seminar(seminar_id=cancelled.pk, reason="Қар")
    found = coverage_of(programme)
    numbers = dict(found.regions)
    assert (numbers[here], numbers[there], numbers[nowhere]) == (1, 1, 0)
    assert dict(found.industries) == {union: 1, other: 0}
    assert (found.held, found.regions_reached, found.industries_reached) == (1, 2, 1)


def test_a_lecturer_has_a_page_with_the_hours_taught(client, federation):
    person = PersonFactory(name_ru="Голенкова Л.")
    seminar = SeminarFactory(organizer=federation)
    for hours in ("1.5", "2"):
        session = SessionFactory(seminar=seminar, hours=Decimal(hours))
        LectureFactory(seminar=seminar, session=session, person=person)
    hidden = SeminarFactory(organizer=federation, is_published=False)
    LectureFactory(
        seminar=hidden, session=SessionFactory(seminar=hidden, hours=Decimal(9)), person=person
    )
    response = client.get(f"/ru/training/lecturers/{person.pk}/")
    assert response.context["hours"] == Decimal("3.5")
    assert client.get(f"/ru/training/lecturers/{PersonFactory().pk}/").status_code == 404


def test_a_seminar_is_cancelled_with_a_reason_by_who_organizes_it(client, federation, organizer):
    seminar = SeminarFactory(organizer=federation, starts_on=dt.date(2090, 1, 1))
    stranger = UserFactory(role=Role.CHAIR, organization=federation)
    with pytest.raises(PermissionDenied):
        cancel_seminar(seminar_id=seminar.pk, reason="Қар", by=stranger)
    with pytest.raises(ValidationError):
        cancel_seminar(seminar_id=seminar.pk, reason=" ", by=organizer)
    client.force_login(organizer)
    address = f"/ru/training/{seminar.slug}/step/"
    client.post(address, {"step": "cancel", "reason": "Боран болады"})
    client.logout()
    assert "Боран болады" in client.get(f"/ru/training/{seminar.slug}/").content.decode()
    assert seminar not in client.get("/ru/training/").context["upcoming"]
    with pytest.raises(ValidationError):
        cancel_seminar(seminar_id=seminar.pk, reason="Қар", by=organizer)
    hold_seminar(seminar_id=seminar.pk, by=organizer)
    assert seminar in client.get("/ru/training/").context["upcoming"]
    codes = JournalEntry.objects.values_list("code", flat=True)
    assert {"seminar.cancelled", "seminar.held"} <= set(codes)


def test_module_and_group_are_those_of_the_programme(client, federation, organizer):
    client.force_login(organizer)
    client.cookies["django_language"] = "en"
    programme = ProgrammeFactory(organizer=federation)
    ours, other = ModuleFactory(programme=programme), ModuleFactory()
    seminar = SeminarFactory(organizer=federation, programme=programme)
    page = client.get(admin_url(type(seminar), "change", seminar.pk))
    assert "module" in troubles(send(client, page, module=other.pk))
    assert not troubles(send(client, page, module=ours.pk))
    seminar.refresh_from_db()
    assert seminar.module == ours


def test_no_seminar_takes_the_address_of_another_page(client, federation, organizer):
    client.force_login(organizer)
    page = client.get(admin_url(type(SeminarFactory(organizer=federation)), "add"))
    page = send(client, page, organizer=federation.pk, title_ru="Календарь", slug="calendar")
    assert "slug" in troubles(page)
