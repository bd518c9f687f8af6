"""The admin's own pages in a browser: read by ear, and used where no script runs."""

import pytest

from publications.plan.models import PlanItem
from publications.press.models import Coverage, CrisisCard, Journalist, PressEvent
from tests.browser.looking import violations
from tests.changelists import admin_url
from tests.publications.factories import CoverageFactory, OutletFactory
from tests.publications.plan.factories import AssignmentFactory
from tests.publications.press.factories import (
    CrisisCardFactory,
    JournalistFactory,
    PressEventFactory,
)
from tests.unions.factories import OrganizationFactory, PersonFactory, UserFactory
from unions.actions import delete_record
from unions.models import BinEntry, Organization, Role

pytestmark = pytest.mark.django_db(transaction=True)

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture
def editor():
    federation = OrganizationFactory(kind="federation", name_kk="Ұйымдардың республикалық одағы")
    return UserFactory(role=Role.EDITOR, organization=federation, language="kk")


@pytest.fixture
def pages(editor):
    organization = Organization.objects.get()
    coverage = CoverageFactory(organization=organization, title="Кәсіподақ туралы")
    coverage.speakers.add(PersonFactory())
    crisis, event = (
        make(organization=organization) for make in (CrisisCardFactory, PressEventFactory)
    )
    item = AssignmentFactory(plan_item__occasion__organization=organization).plan_item
    journalist = JournalistFactory(organization=organization)
    entry = delete_record(record=CoverageFactory(organization=organization))
    return {
        "bin": admin_url(BinEntry, "changelist"),
        "bring back": admin_url(BinEntry, "bring_back", entry.pk),
        "list": admin_url(Coverage, "changelist"),
        "form": admin_url(Coverage, "change", coverage.pk),
        "import": admin_url(Coverage, "import"),
        "delete": admin_url(Coverage, "delete", coverage.pk),
        "rows in a form": admin_url(CrisisCard, "change", crisis.pk),
        "times in a form": admin_url(PressEvent, "change", event.pk),
        "plan item": admin_url(PlanItem, "change", item.pk),
        "journalist": admin_url(Journalist, "change", journalist.pk),
    }


@pytest.mark.parametrize(
    ("width", "scheme", "names"),
    [
        (
            390,
            "dark",
            [
                *("list", "form", "import", "delete", "bin", "bring back"),
                *("rows in a form", "times in a form", "plan item", "journalist"),
            ],
        ),
        (1400, "light", ["list", "form"]),
    ],
)
def test_axe_finds_nothing(open_page, editor, pages, width, scheme, names):
    page = open_page(user=editor, width=width, color_scheme=scheme)
    for name in names:
        page.goto(pages[name])
        page.wait_for_function("!document.querySelector('[x-cloak]')")
        assert violations(page, tags=WCAG) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_the_first_key_leads_past_the_menu(open_page, editor):
    page = open_page(user=editor)
    page.goto(admin_url(Coverage, "changelist"))
    page.wait_for_function("!document.querySelector('[x-cloak]')")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_without_scripts_related_records_are_chosen_by_name(open_page, editor):
    outlet = OutletFactory(name_kk="Сарыарқа")
    page = open_page(user=editor, width=390, java_script_enabled=False)
    page.goto(admin_url(Coverage, "add"))
    page.fill("[name=when]", "12.03.2024")
    page.fill("[name=outlet-written]", "сарыарқа")
    page.locator("[name=_save]").click()
    assert Coverage.objects.get().outlet == outlet
