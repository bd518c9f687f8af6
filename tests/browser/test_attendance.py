"""The attendance sheet on a phone: every cell beside its name and inside the screen."""

import pytest
from django.utils import timezone

from tests.browser.looking import violations
from tests.training.factories import (
    DelegationFactory,
    RegistrationFactory,
    SeminarFactory,
    SessionFactory,
)
from tests.unions.factories import UserFactory
from training.models import Attendance, Standing
from unions.models import Role

pytestmark = pytest.mark.django_db(transaction=True)

WIDTH = 390


@pytest.fixture
def seminar():
    today = timezone.localdate()
    seminar = SeminarFactory(slug="kelissoz", starts_on=today, ends_on=today)
    SessionFactory.create_batch(6, seminar=seminar, hours="2.0")
    delegation = DelegationFactory(seminar=seminar)
    RegistrationFactory.create_batch(2, delegation=delegation, status=Standing.CONFIRMED)
    return seminar


@pytest.fixture
def organizer(seminar):
    return UserFactory(role=Role.TRAINING_ORGANIZER, organization=seminar.organizer)


@pytest.mark.parametrize("view", ["", "?hours=1"])
def test_the_sheet_is_read_and_filled_in_on_a_phone(open_page, organizer, view):
    page = open_page(user=organizer, width=WIDTH, locale="kk")
    page.goto(f"/kk/training/kelissoz/attendance/{view}")
    cells = page.locator("#sheet td input")
    assert cells.count() == 12
    for cell in cells.all():
        box = cell.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= WIDTH
    shown = page.locator("#sheet td").first.evaluate(
        "cell => getComputedStyle(cell, '::before').content"
    )
    assert "Келіссөздер" in shown
    assert not violations(page)
    if view:
        cells.last.fill("1,5")
    else:
        cells.last.check()
    page.locator("#sheet button[type=submit]").click()
    page.wait_for_load_state()
    assert Attendance.objects.count() == 1
