"""A chair signs up five people where four places are left; the organizer gives one of them more."""

import datetime as dt

import pytest
from django.utils import timezone

from tests.browser.looking import faults_of
from tests.training.factories import SeminarFactory, registration
from tests.unions.factories import OrganizationFactory, UserFactory
from training.actions.signing_up import sign_up_delegation
from training.models import Standing
from unions.models import Role

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def federation():
    return OrganizationFactory(slug="federation")


@pytest.fixture
def seminar(federation):
    """Six places, of which two are taken."""
    day = timezone.localdate() + dt.timedelta(days=20)
    seminar = SeminarFactory(
        slug="kelissoz", organizer=federation, starts_on=day, ends_on=day, places=6
    )
    sign_up_delegation(
        seminar_id=seminar.pk,
        organization=federation,
        participants=[registration("Бірінші"), registration("Екінші")],
    )
    return seminar


@pytest.fixture
def chair(federation):
    ours = OrganizationFactory(parent=federation, slug="ours")
    return UserFactory(role=Role.CHAIR, organization=ours)


def standings(page):
    return page.locator("tbody td:nth-child(2) p").all_inner_texts()


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_five_people_where_four_places_are_left(open_page, seminar, chair, java_script_enabled):
    page = open_page(user=chair, width=390, java_script_enabled=java_script_enabled)
    page.goto("/kk/training/kelissoz/")
    page.locator("main a.button", has_text="Делегацияны тіркеу").click()
    for number in range(5):
        page.fill(f"[name=form-{number}-name]", f"Қатысушы {number + 1}")
    page.keyboard.press("Enter")
    page.wait_for_url("**/training/delegations/")
    assert standings(page) == ["Қатысады"] * 4 + ["Күту тізімінде"]
    assert seminar.registrations.holding().count() == 6

    page.locator("tbody tr").first.locator("button[value=cancel]").click()
    assert standings(page)[0] == "Күші жойылған"
    assert standings(page)[4].startswith("Орын ұсынылды")
    page.locator("button[value=accept]").click()
    assert standings(page) == ["Күші жойылған", *["Қатысады"] * 4]
    assert seminar.registrations.filter(status=Standing.CONFIRMED).count() == 6


def test_rows_grow_and_keep_what_was_typed(open_page, seminar, chair):
    page = open_page(user=chair, java_script_enabled=False)
    page.goto("/kk/training/kelissoz/sign-up/ours/")
    page.fill("[name=form-0-name]", "Әсел")
    page.locator("[name=more_rows]").click()
    assert page.locator("fieldset input[name$=-name]").count() == 10
    assert page.input_value("[name=form-0-name]") == "Әсел"
    assert not page.locator(".errorlist").count()


def test_the_pages_of_a_sign_up_are_accessible_and_in_their_frame(
    open_page, seminar, chair, federation
):
    ours = chair.person.appointments.get().organization
    row = sign_up_delegation(
        seminar_id=seminar.pk,
        organization=ours,
        participants=[registration(f"Қатысушы {n}") for n in range(6)],
        takes_some=True,
        by=chair,
    ).registrations.first()
    page = open_page(user=chair)
    for address in (
        "kelissoz/sign-up/ours/",
        "delegations/",
        "calendar-address/",
        f"registrations/{row.pk}/change/",
    ):
        assert faults_of(page, f"/kk/training/{address}") == []
    organizer = UserFactory(role=Role.TRAINING_ORGANIZER, organization=federation)
    page = open_page(user=organizer)
    for address in ("kelissoz/organize/", "kelissoz/people/", "kelissoz/sign-up/"):
        assert faults_of(page, f"/kk/training/{address}") == []
