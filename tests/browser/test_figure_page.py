"""From the live report through a figure to the article that it counts, and back."""

import pytest

from tests.browser.looking import faults_of
from tests.publications.factories import ArticleTextFactory, CoverageFactory
from tests.reports.factories import FigureFactory
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role


@pytest.fixture
def officer(transactional_db):
    organization = OrganizationFactory(slug="oblys", kind="regional")
    branch = OrganizationFactory(parent=organization, kind="city")
    ArticleTextFactory(
        article__organization=organization,
        language="kk",
        title="Семинар өтті",
        slug="seminar-otti",
        published=True,
        published_at="2025-05-01T10:00:00Z",
    )
    CoverageFactory(organization=branch, starts_on="2025-05-02", title="О семинаре")
    FigureFactory(organization=organization, indicator="press.publications", number=4, year=2025)
    return UserFactory(role=Role.PRESS_OFFICER, organization=organization)


def test_one_drills_from_the_figure_to_the_article(open_page, officer):
    page = open_page(user=officer)
    page.goto("/ru/reports/oblys/2025/")
    page.click("td a[href$='/2025/figures/articles.published/']")
    page.click("a[href='/kk/news/seminar-otti/']")
    assert page.inner_text("h1") == "Семинар өтті"
    page.go_back()
    page.click("a[href^='/admin/publications/article/']")
    page.wait_for_url("**/admin/publications/article/*/change/")


def test_the_page_of_a_figure_is_accessible_and_fits(open_page, officer):
    page = open_page(user=officer)
    assert faults_of(page, "/ru/reports/oblys/2025/figures/press.publications/") == []
