"""The media plan in a real browser: by drag, by keyboard, without scripts; accessible, in frame."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from publications.articles.models import Status
from publications.plan.models import AssignmentStatus, Occasion, PlanStatus
from tests.browser.looking import edges_of, faults_of
from tests.days import in_days
from tests.publications.factories import ArticleTextFactory
from tests.publications.plan.factories import (
    AssignmentFactory,
    DayNoteFactory,
    OccasionFactory,
    PlanItemFactory,
)
from tests.unions.factories import ChannelFactory, OrganizationFactory, UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def officer(transactional_db):
    federation = OrganizationFactory(slug="federation")
    oblys = OrganizationFactory(parent=federation, slug="oblys", kind="regional")
    return UserFactory(role=Role.PRESS_OFFICER, organization=oblys)


@pytest.fixture
def oblys(officer):
    return officer.person.appointments.get().organization


def middle_of_the_month():
    """A Wednesday with all its neighbours in the same month."""
    day = in_days(0).replace(day=14)
    return day + dt.timedelta(days=(2 - day.weekday()) % 7)


@pytest.fixture
def occasion(oblys):
    day = middle_of_the_month()
    return OccasionFactory(organization=oblys, starts_on=day, title_kk="Себеп", title_ru="Повод")


@pytest.fixture
def item(occasion):
    return PlanItemFactory(occasion=occasion, title="Хабар", release_on=occasion.starts_on)


def day_of(occasion):
    occasion.refresh_from_db()
    return occasion.starts_on


def test_an_occasion_is_dragged_to_another_day(open_page, officer, occasion):
    page = open_page(user=officer)
    page.goto("/kk/cabinet/plan/")
    to = occasion.starts_on + dt.timedelta(days=1)
    page.drag_and_drop(".plan-occasion", f"[data-day='{to}']")
    page.wait_for_selector(f"[data-day='{to}'] .plan-occasion")
    assert day_of(occasion) == to


def test_an_occasion_is_moved_by_keyboard(open_page, officer, occasion):
    page = open_page(user=officer)
    page.goto("/ru/cabinet/plan/")
    for key, days in (("ArrowRight", 1), ("ArrowUp", -7)):
        page.focus(".plan-occasion a")
        to = day_of(occasion) + dt.timedelta(days=days)
        page.keyboard.press(f"Shift+{key}")
        page.wait_for_selector(f"[data-day='{to}'] .plan-occasion")
        assert day_of(occasion) == to


def test_what_lasts_stays_in_focus_where_it_was_taken_and_moves_on(open_page, officer, occasion):
    occasion.ends_on = occasion.starts_on + dt.timedelta(days=2)
    occasion.save()
    page = open_page(user=officer)
    page.goto("/ru/cabinet/plan/")
    for part, key, days in ((1, "ArrowRight", 1), (0, "ArrowLeft", -1)):
        page.locator(".plan-occasion a").nth(part).focus()
        began = day_of(occasion)
        for moves in (1, 2):
            to = began + dt.timedelta(days=part + days * moves)
            page.keyboard.press(f"Shift+{key}")
            page.wait_for_function(
                "day => document.activeElement.closest('[data-day]')?.dataset.day === day",
                arg=f"{to}",
            )
        assert day_of(occasion) == to - dt.timedelta(days=part)


def test_a_card_that_was_moved_by_its_form_is_in_focus_again(open_page, officer, item):
    page = open_page(user=officer)
    page.goto("/ru/cabinet/plan/board/")
    page.locator(".card summary").press("Enter")
    page.select_option(".card select", "in_work")
    page.locator(".card button").press("Enter")
    page.wait_for_selector("[data-status='in_work'] .card")
    assert page.evaluate("document.activeElement.textContent") == item.title
    assert page.locator(".notice-success").inner_text().startswith(f"«{item.title}»")


def test_an_approved_text_is_dragged_onto_its_day(open_page, oblys):
    text = ArticleTextFactory(article__organization=oblys, status=Status.READY)
    ArticleTextFactory(article=text.article, language="ru")
    page = open_page(user=UserFactory(role=Role.EDITOR, organization=oblys))
    page.set_viewport_size({"width": 1400, "height": 1600})  # both ends of the way in sight
    page.goto(f"/kk/cabinet/plan/week/?day={in_days(7)}")
    page.drag_and_drop(".plan-ready li", f"[data-day='{in_days(7)}']")
    page.wait_for_selector(f"[data-day='{in_days(7)}'] .plan-text")
    text.refresh_from_db()
    assert timezone.localdate(text.published_at) == in_days(7)


def test_a_card_is_dragged_to_the_next_column(open_page, officer, item):
    page = open_page(user=officer)
    page.goto("/kk/cabinet/plan/board/")
    page.drag_and_drop(".plan-board .card h3", "[data-status='planned']")
    page.wait_for_selector("[data-status='planned'] .card")
    item.refresh_from_db()
    assert item.status == PlanStatus.PLANNED


def test_without_scripts_a_form_moves_both(open_page, officer, occasion, item):
    page = open_page(user=officer, java_script_enabled=False)
    ChannelFactory(organization=occasion.organization)
    for address, hint in (
        ("/ru/cabinet/plan/", "еретащи"),
        (f"{reverse('tables:followers')}?organization=oblys".replace("/kk/", "/ru/"), "стрелк"),
    ):
        page.goto(address)
        told = page.get_by_text(hint).all()
        assert [one.is_visible() for one in told] == [False], address  # nobody can, without scripts
    page.goto("/ru/cabinet/plan/board/")
    page.click(".card summary")
    page.select_option(".card select", "in_work")
    page.click(".card button")
    page.wait_for_selector("[data-status='in_work'] .card")
    page.goto(f"/ru/cabinet/plan/occasions/{occasion.pk}/")
    page.click("details summary")
    to = occasion.starts_on + dt.timedelta(days=2)
    page.fill("#occasion-day", f"{to}")
    page.click("button[value=reschedule]")
    page.wait_for_selector(".notice-success")
    assert day_of(occasion) == to


def test_a_press_officer_plans_an_occasion_and_takes_the_assignment(open_page, officer, worker):
    """In Russian; tests/browser/test_press_officers_day.py does it in Kazakh."""
    page = open_page(user=officer)
    page.goto("/ru/cabinet/plan/")
    page.click("a[href*='/occasions/add/']")
    page.fill("[name=title_ru]", "Семинар")
    page.fill("[name=when]", f"{in_days(5):%d.%m.%Y}")
    page.uncheck("[name=materials-0-languages][value=kk]")
    page.click("form button[value=save]")
    page.click("button[value=write]")
    page.wait_for_url("**/admin/publications/article/*/change/#text-ru")
    assignment = Occasion.objects.get().plan_items.get().assignments.get()
    assert (assignment.status, assignment.assignee) == (AssignmentStatus.TAKEN, officer)
    assert assignment.language == "ru"
    assert assignment.article.organization == assignment.plan_item.occasion.organization


def test_the_pages_are_accessible_and_fit(open_page, officer, occasion, item):
    for status in ("taken", "done", "cancelled"):
        AssignmentFactory(plan_item=item, assignee=officer, status=status)
    for status in PlanStatus:
        PlanItemFactory(occasion=occasion, status=status, title="Ұжымдық шарт не береді")
    DayNoteFactory(organization=occasion.organization, words="Кеңсе жабық")
    ArticleTextFactory(article__organization=occasion.organization, status=Status.REVIEW)
    OccasionFactory(
        organization=occasion.organization, starts_on=occasion.starts_on, status="cancelled"
    )
    page = open_page(user=officer)
    addresses = [
        "today/",
        "",
        "?mine=1",
        "desk/",
        "week/",
        "board/",
        "list/",
        "fact/",
        "address/",
        "occasions/add/",
        "notes/add/",
        f"occasions/{occasion.pk}/plan/",
        f"occasions/{occasion.pk}/",
    ]
    for address in addresses:
        assert faults_of(page, f"/kk/cabinet/plan/{address}") == []
        assert edges_of(page, f"/ru/cabinet/plan/{address}") == []
