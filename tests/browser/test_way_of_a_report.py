"""A region enters its year on one page; over a return it goes to the signature, and the paper
proves it."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from mediacenter.outreach.models import Visit
from mediacenter.reports.models import Signature
from publications.press.models import Coverage
from tests.browser.looking import edges_of, faults_of
from tests.outreach.factories import VisitFactory
from tests.publications.factories import OutletFactory
from tests.reports.access import reporting_year
from tests.services.printed import text_of
from tests.unions.factories import ChannelFactory, OrganizationFactory, UserFactory
from unions.models import Channel, Organization, Role

CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
YEAR = "reports/oblys/2025/"
COPIED = "12.02\tЗаря\tЗарплаты педагогов\n05.2025\tзаря\tОтдых детей"


@pytest.fixture
def region(transactional_db):
    federation = OrganizationFactory(kind="federation", slug="federation")
    OrganizationFactory(parent=federation, slug="first", kind="regional")
    region = OrganizationFactory(parent=federation, slug="oblys", kind="regional")
    reporting_year(2025, timezone.localdate() + dt.timedelta(days=20))
    OutletFactory(name_kk="Заря", name_ru="Заря", name_en="")
    ChannelFactory(organization=region, network="facebook")
    return region


def officer_of(organization, role):
    return UserFactory(role=role, organization=organization, language="ru")


def press(page, step):
    page.click(f"button[name=step][value={step}]")
    page.wait_for_load_state("load")


def save(page, section):
    """Save a section, which is taken whole: the page says so."""
    with page.expect_navigation():
        page.click(f"#enter-{section} button[name=save]")
    assert page.locator(".notice-error").count() == 0
    assert page.locator(".message, .messages, [role=status]").get_by_text("Сохранен").count()


def enter_the_year(page):
    """Each section on the one page, by its rows, a pasted table and what all figures share."""
    assert faults_of(page, f"/ru/{YEAR}enter/") == []
    page.fill("[name='figure-staff.information_officers-number']", "1")
    page.fill("[name=common-A-source]", "Штатное расписание")
    save(page, "A")

    page.fill(f"[name='{Channel.objects.get().pk}-number']", "1 200")
    save(page, "C")

    page.click("#enter-D summary:has-text('Публикации в прессе')")
    page.fill("[name=paste-publications]", COPIED)
    save(page, "D")

    page.fill("[name=visits-0-when]", "14.03")
    page.fill("[name=visits-0-place_name]", "Жанаарка")
    save(page, "F")
    titles = Coverage.objects.order_by("pk").values_list("title", flat=True)
    assert list(titles) == ["Зарплаты педагогов", "Отдых детей"]
    assert Visit.objects.get().place_ru == "Жанаарка"


def test_a_region_enters_submits_mends_two_figures_signs_and_its_paper_verifies(
    open_page, region, worker
):
    officer = open_page(user=officer_of(region, Role.PRESS_OFFICER))
    chair = open_page(user=officer_of(region, Role.CHAIR))
    reviewer = open_page(user=officer_of(Organization.objects.get_parent(region), Role.CHAIR))
    enter_the_year(officer)
    chair.goto(f"/ru/{YEAR}")
    press(chair, "submit")
    officer.goto(f"/ru/{YEAR}enter/")
    assert officer.locator("main form button").count() == 0, "what is submitted is read there"

    assert faults_of(reviewer, f"/ru/{YEAR}return/") == []
    for code in ("press.publications", "staff.information_officers"):
        reviewer.check(f"[name='item-{code}']")
        reviewer.fill(f"[name='remark-{code}']", "Сверьте с журналом.")
    reviewer.fill("[name=reason]", "Два показателя не сходятся.")
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    reviewer.fill("[name=answer_by]", tomorrow.isoformat())
    reviewer.locator("form:has([name=reason]) button[type=submit]").click()
    reviewer.wait_for_url(f"**/{YEAR}")

    assert faults_of(chair, f"/ru/{YEAR}") == []
    assert chair.get_by_text("Сверьте с журналом.").count() == 2
    officer.goto(f"/ru/{YEAR}enter/")
    assert officer.locator("button[name=save]").count() == 2, "only what was returned is open"
    officer.fill("[name='figure-staff.information_officers-number']", "2")
    save(officer, "A")
    officer.fill("[name=publications-0-outlet]", "Заря")
    officer.fill("[name=publications-0-title]", "Охрана труда")
    save(officer, "D")
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

    VisitFactory(organization=region, starts_on="2025-10-01", place_ru="Шахтинск")
    chair.goto(f"/ru/{YEAR}")
    chair.get_by_text(re.compile("После подписания изменен[ыо]|После подписания изменён")).click()
    chair.wait_for_url(f"**/{YEAR}changes/")
    changed = chair.locator("main table").last.get_by_role("row").filter(has_text="Выезды")
    assert changed.get_by_role("cell", name="2", exact=True).count()
