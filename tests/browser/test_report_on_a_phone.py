"""A report on a phone opens with its figures; each section unfolds, also without scripts."""

import pytest

from tests.reports.factories import FigureFactory
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

YEAR = "/kk/reports/oblys/2025/"
OPEN = "sections => sections.map(section => section.open)"
CUT = """captions => captions.filter(caption => {
  const box = caption.closest(".table-scroll")
  return caption.scrollWidth > box.clientWidth || caption.offsetWidth > box.clientWidth
}).map(caption => caption.innerText)"""


@pytest.fixture
def chair(transactional_db):
    organization = OrganizationFactory(slug="oblys", kind="regional")
    for code in ("social.materials", "press.publications"):
        for year in (2023, 2024, 2025):
            FigureFactory(organization=organization, indicator=code, year=year)
    return UserFactory(role=Role.CHAIR, organization=organization)


def sections(page):
    return page.locator(".report-section")


def test_sections_are_folded_and_open_by_their_names_and_for_the_printer(open_page, chair):
    page = open_page(user=chair, width=390)
    page.goto(YEAR)
    assert page.locator(".key-figures").is_visible()
    assert not any(sections(page).evaluate_all(OPEN))
    assert page.evaluate("document.documentElement.scrollHeight") < 8_000

    page.locator("#section-2").click()
    assert sections(page).evaluate_all(OPEN)[:3] == [False, True, False]
    assert not page.locator(".table-scroll caption").evaluate_all(CUT)
    page.goto(f"{YEAR}#section-3")
    page.wait_for_function("document.querySelectorAll('.report-section')[2].open")

    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert all(sections(page).evaluate_all(OPEN))
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not sections(page).evaluate_all(OPEN)[0]


@pytest.mark.parametrize("options", [{"width": 390, "java_script_enabled": False}, {"width": 1400}])
def test_they_are_open_where_no_script_runs_and_on_a_wide_screen(open_page, chair, options):
    page = open_page(user=chair, **options)
    page.goto(YEAR)
    opened = page.locator(".report-section[open]").count()
    assert opened == sections(page).count() > 5
