"""A chair signs in, opens the year, builds the report, watches it grow and downloads it."""

import pytest

from tests.browser.looking import edges_of, faults_of
from tests.publications.factories import ArticleTextFactory
from tests.reports.factories import FigureFactory
from tests.unions.factories import PASSWORD, OrganizationFactory, UserFactory
from unions.models import Organization, Role


@pytest.fixture
def chair(transactional_db):
    organization = OrganizationFactory(slug="oblys", kind="regional")
    OrganizationFactory(parent=organization, kind="city")
    return UserFactory(role=Role.CHAIR, organization=organization)


def sign_in(page, user, language):
    page.goto(f"/{language}/accounts/login/")
    page.fill("input[name=login]", user.email)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(f"**/{language}/cabinet/")


def test_a_chair_gets_the_report_from_sign_in_to_the_file(open_page, chair, worker):
    page = open_page()
    sign_in(page, chair, "kk")
    page.click("a[href='/kk/reports/oblys/2025/']")
    page.click("button[name=language][value=kk]")
    page.wait_for_selector("a[href*='/reports/files/']", timeout=60_000)
    with page.expect_download() as downloaded:
        page.click("a[href*='/reports/files/']")
    file = downloaded.value
    assert file.suggested_filename == "oblys-2025-kk.pdf"
    assert file.path().read_bytes().startswith(b"%PDF")


def test_without_javascript_the_report_is_built_too(open_page, chair, worker):
    page = open_page(user=chair, java_script_enabled=False)
    page.goto("/ru/reports/oblys/2025/")
    page.click("button[name=language][value=ru]")
    for _look in range(100):
        if page.query_selector("a[href*='/reports/files/']"):
            break
        page.wait_for_timeout(300)
        page.reload()
    assert page.query_selector("a[href*='/reports/files/']")


def test_the_chairs_pages_are_accessible_and_fit(open_page, chair):
    organization = Organization.objects.get(slug="oblys")
    ArticleTextFactory(
        article__organization=organization, published=True, published_at="2025-05-01T10:00:00Z"
    )
    FigureFactory(organization=organization, indicator="press.publications", number=4, year=2025)
    page = open_page(user=chair)
    for address in ("cabinet/", "reports/oblys/", "reports/oblys/2025/"):
        assert faults_of(page, f"/kk/{address}") == []
        assert edges_of(page, f"/ru/{address}") == []
