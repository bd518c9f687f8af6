"""Lists of the admin on a phone, and what stands above them on a desk."""

import pytest
from django.urls import reverse

from tests.publications.factories import CoverageFactory
from tests.publications.plan.factories import AssignmentFactory, OccasionFactory, PlanItemFactory
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db(transaction=True)

LIST = reverse("admin:publications_coverage_changelist")
HEIGHTS = "rows => rows.map(row => row.offsetHeight)"
OVERLAPPING = """cells => cells.filter(cell => {
  const box = document.createRange(), at = cell.closest("tr").querySelector("input")
  box.selectNodeContents(cell)
  const words = box.getBoundingClientRect(), tick = at.getBoundingClientRect()
  return cell.checkVisibility() && words.right > tick.left && words.top < tick.bottom
    && words.bottom > tick.top && !cell.contains(at)
}).map(cell => cell.innerText)"""
WORDS_CAPITALIZED = """cells => cells.filter(cell =>
  getComputedStyle(cell, "::before").textTransform === "capitalize").map(cell => cell.outerHTML)"""


@pytest.fixture
def editor():
    return UserFactory(role=Role.EDITOR, organization=OrganizationFactory(), language="ru")


@pytest.fixture
def coverage(editor):
    return [
        CoverageFactory(organization=editor.kept_by, title=f"Новый коллективный договор {number}")
        for number in range(5)
    ]


def test_a_row_takes_a_few_lines_of_a_phone(open_page, editor, coverage):
    page = open_page(user=editor, width=390, locale="ru")
    page.goto(LIST)
    rows = page.locator("#result_list tbody tr:visible")
    heights = rows.evaluate_all(HEIGHTS)
    assert len(heights) == len(coverage)
    assert max(heights) < 160, "a line for each column took 300 and more"
    cells = page.locator("#result_list tbody :is(td, th)")
    assert not cells.evaluate_all(OVERLAPPING)
    assert "Новый коллективный договор 0" in rows.last.inner_text()


def test_the_steps_over_a_list_stand_beside_its_name(open_page, editor):
    page = open_page(user=editor, locale="ru")
    page.goto(LIST)
    name = page.locator("#header-inner h1").bounding_box()
    steps = page.locator("#header-inner ul a[href*='/export/']").bounding_box()
    assert abs(name["y"] + name["height"] / 2 - steps["y"] - steps["height"] / 2) < 10


def test_a_row_of_a_form_fits_a_phone_and_names_its_fields_as_sentences_begin(open_page, editor):
    item = PlanItemFactory(occasion=OccasionFactory(organization=editor.kept_by))
    AssignmentFactory(
        plan_item=item,
        assignee=UserFactory(
            role=Role.EDITOR,
            organization=editor.kept_by,
            person__name_ru="Карагандинская областная организация отраслевого профсоюза",
        ),
    )
    page = open_page(user=editor, width=390, locale="ru")
    page.goto(reverse("admin:publications_planitem_change", args=[item.pk]))
    cells = page.locator(".field-tabular:visible")
    assert cells.count() > 5
    assert not cells.evaluate_all(WORDS_CAPITALIZED)
    names = cells.evaluate_all("cells => cells.map(cell => cell.dataset.label)")
    assert [name for name in names if name[0] != name[0].upper()] == []
    assert max(cells.evaluate_all("cells => cells.map(cell => cell.offsetWidth)")) < 390


def test_the_clock_of_the_portal_is_told_in_words_not_by_a_sign(open_page, editor):
    page = open_page(user=editor, locale="ru", timezone_id="UTC")
    page.goto(reverse("admin:publications_occasion_add"))
    told = page.locator(".vTimeField ~ .timezonewarning")
    assert told.evaluate("note => getComputedStyle(note, '::before').display") == "none"
    assert told.evaluate("note => getComputedStyle(note).position") == "static"
    assert told.bounding_box()["height"] > 10
