"""A region's year goes from its figures over a return to the signature, and the paper proves it."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from mediacenter.reports.models import Signature
from tests.browser.looking import edges_of, faults_of
from tests.reports.access import reporting_year
from tests.reports.factories import FigureFactory
from tests.services.printed import text_of
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Organization, Role

CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
YEAR = "reports/oblys/2025/"


@pytest.fixture
def region(transactional_db):
    federation = OrganizationFactory(kind="federation", slug="federation")
    region = OrganizationFactory(parent=federation, slug="oblys", kind="regional")
    reporting_year(2025, timezone.localdate() + dt.timedelta(days=20))
    for indicator, number in (("press.publications", 4), ("social.materials", 90)):
        FigureFactory(organization=region, indicator=indicator, number=number, year=2025)
    return region


def officer_of(organization, role):
    return UserFactory(role=role, organization=organization, language="ru")


def press(page, step):
    page.click(f"button[name=step][value={step}]")
    page.wait_for_load_state("load")


def test_a_region_submits_mends_two_figures_signs_and_its_paper_verifies(open_page, region, worker):
    chair = open_page(user=officer_of(region, Role.CHAIR))
    reviewer = open_page(user=officer_of(Organization.objects.get_parent(region), Role.CHAIR))
    for one in (chair, reviewer):
        one.goto(f"/ru/{YEAR}")
    press(chair, "submit")

    assert faults_of(reviewer, f"/ru/{YEAR}return/") == []
    for code in ("press.publications", "social.materials"):
        reviewer.check(f"[name='item-{code}']")
        reviewer.fill(f"[name='remark-{code}']", "Сверьте с журналом.")
    reviewer.fill("[name=reason]", "Два показателя не сходятся.")
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    reviewer.fill("[name=answer_by]", tomorrow.isoformat())
    reviewer.locator("form:has([name=reason]) button[type=submit]").click()
    reviewer.wait_for_url(f"**/{YEAR}")

    assert faults_of(chair, f"/ru/{YEAR}") == []
    assert chair.get_by_text("Сверьте с журналом.").count() == 2
    for figure in region.figures.filter(year=2025):
        chair.goto(f"/admin/reports/figure/{figure.pk}/change/")
        chair.fill("input[name=number]", str(figure.number + 1))
        chair.click("[name=_save]")
        chair.wait_for_load_state("load")
    chair.goto(f"/ru/{YEAR}")
    press(chair, "submit")

    assert faults_of(reviewer, f"/ru/{YEAR}changes/") == []
    assert reviewer.locator("main table").first.locator("tbody tr").count() == 2
    reviewer.goto(f"/ru/{YEAR}")
    press(reviewer, "accept")
    assert edges_of(reviewer, "/kk/reports/federation/2025/branches/") == []

    assert faults_of(chair, f"/ru/{YEAR}doubts/") == []
    for box in chair.locator("[name^=accept-]").all():
        box.check()
    chair.locator("form[action$='/doubts/'] button[type=submit]").click()
    chair.fill("[name=number]", "1-05/7")
    chair.locator("form[action$='/sign/'] button[type=submit]").click()
    chair.wait_for_url(f"**/{YEAR}")
    signature = Signature.objects.get()
    for _look in range(200):
        if signature.files.count() == 3:
            break
        chair.wait_for_timeout(300)
    with signature.files.get(language="ru").file.open() as pdf:
        code = CODE.search(text_of(pdf.read())).group()

    reader = open_page()
    reader.goto("/ru/verify/")
    reader.fill("input[name=code]", code)
    reader.press("input[name=code]", "Enter")
    reader.wait_for_url("**/verify/*/")
    assert reader.get_by_text(code).count()
    assert chair.get_by_text("После подписания изменён").count() == 0

    FigureFactory(organization=region, indicator="social.followers.facebook", number=3, year=2025)
    chair.goto(f"/ru/{YEAR}")
    chair.get_by_text("После подписания изменён 1 показатель").click()
    chair.wait_for_url(f"**/{YEAR}changes/")
    assert chair.locator("main table").last.get_by_role("cell", name="3").count()
