"""The keys of the admin: Ctrl+S saves and stays where one was, Ctrl+K finds and opens a record."""

import re
from itertools import chain

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from publications.articles.models import ArticleText
from tests.browser.desk import Tab
from tests.publications.article_form import change_url
from tests.publications.factories import (
    ArticleFactory,
    ArticleTextFactory,
    LibraryDocumentFactory,
    PrintedMatterFactory,
)
from tests.publications.pdf_file import pdf_file
from tests.publications.press.factories import CrisisCardFactory
from tests.unions.factories import UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db(transaction=True)
ICON = re.compile(r"\b(?:[a-z]+_[a-z_]+|search|add|cancel|upload|download)\b")


@pytest.fixture
def text(tree):
    article = ArticleFactory(organization=tree["ours"])
    return ArticleTextFactory(
        article=article, language="ru", title="Слёт молодых", body="<p>Начало.</p>"
    )


@pytest.fixture
def desk(open_page, tree):
    """A page that is open to a press officer."""
    officer = UserFactory(role=Role.PRESS_OFFICER, organization=tree["ours"], language="ru")
    return open_page(user=officer, locale="ru", height=700)


@pytest.fixture
def form(desk, text):
    """The page of the article's form, with its Russian text."""
    desk.goto(change_url(text.article))
    return desk


def test_ctrl_s_saves_and_comes_back_to_the_same_place(form, text):
    tab = Tab(form, "ru")
    form.wait_for_function(f"CKEDITOR.instances['{tab.editor}'].status === 'ready'")
    lead = form.locator("#id_text-ru-0-lead")
    lead.fill("Съехались со всей области.")
    form.evaluate("scrollTo(0, 240)")
    with form.expect_navigation():
        lead.press("Control+s")
    assert ArticleText.objects.get(pk=text.pk).lead == "Съехались со всей области."
    form.wait_for_function("document.activeElement.id === 'id_text-ru-0-lead'")
    assert form.evaluate("scrollY") == 240
    # and from within the sheet of the editor
    form.wait_for_function(f"CKEDITOR.instances['{tab.editor}'].status === 'ready'")
    tab.add(" И конец.")
    # whose ring shows where the keyboard is
    ring = form.locator(".cke_focus").evaluate("one => getComputedStyle(one).outlineStyle")
    assert ring == "solid"
    with form.expect_navigation():
        form.keyboard.press("Control+s")
    assert "И конец." in ArticleText.objects.get(pk=text.pk).body
    form.wait_for_function(f"CKEDITOR.instances['{tab.editor}']?.focusManager.hasFocus")
    # which has the keyboard again after a look for something else
    form.keyboard.press("Control+k")
    form.wait_for_function("document.activeElement.id === 'finder-asked'")
    form.keyboard.press("Escape")
    form.wait_for_function("document.activeElement.matches('.cke_wysiwyg_frame')")
    form.keyboard.type("Ещё.")
    form.wait_for_function(f"CKEDITOR.instances['{tab.editor}'].getData().includes('Ещё.')")
    # and what is refused is led to from the note above the form
    form.locator("#id_text-ru-0-title").fill("")
    with form.expect_navigation():
        form.keyboard.press("Control+s")
    form.get_by_role("link", name="Общее").click()
    form.locator(".errornote a").click()
    form.wait_for_function("document.activeElement.id === 'id_text-ru-0-title'")


def test_ctrl_k_finds_a_record_and_enter_opens_it(desk, text):
    desk.goto("/admin/")
    desk.keyboard.press("Control+k")
    desk.keyboard.type("Слёт")
    desk.locator("#finder-found a").first.wait_for()
    with desk.expect_navigation():
        desk.keyboard.press("Enter")
    assert change_url(text.article) in desk.url
    desk.keyboard.press("Control+k")
    desk.keyboard.press("Escape")
    assert not desk.locator("#finder").is_visible()


def test_what_is_typed_stays_while_an_entry_is_kept_at_hand(desk):
    desk.goto(reverse("admin:publications_article_changelist"))
    desk.locator("#searchbar").fill("unsent")
    for pressed, then in (("Закрепить наверху", "Открепить"), ("Открепить", "Закрепить наверху")):
        desk.get_by_role("button", name=f"{pressed}: Статьи", exact=True).last.press("Enter")
        desk.wait_for_function(
            "label => document.activeElement.ariaLabel === label", arg=f"{then}: Статьи"
        )
    expect(desk.locator("#work-message")).to_have_text("Откреплено: Статьи")
    assert desk.locator("#searchbar").input_value() == "unsent"
    regions = desk.locator(".simplebar-content-wrapper").evaluate_all(
        "all => all.map((one) => one.ariaLabel)"
    )
    assert len(regions) > 1  # the sidebar and the list
    assert set(regions) == {"Прокручиваемая область"}


def test_menus_open_by_the_keyboard_and_give_the_focus_back(form):
    form.get_by_role("link", name="Общее").press("Enter")
    for name in ("@example.org", "Открыть или изменить выбранную запись"):
        button = form.get_by_role("button", name=name).first
        button.focus()
        form.keyboard.press("Enter")
        assert button.get_attribute("aria-expanded") == "true", name
        form.wait_for_function("document.activeElement.closest('nav')?.checkVisibility()")
        form.keyboard.press("Escape")
        assert button.get_attribute("aria-expanded") == "false", name
        assert button.evaluate("one => one === document.activeElement"), name
    form.get_by_role("button", name="@example.org").first.press("Enter")
    dark = form.get_by_role("group", name="Тема").get_by_role("button", name="Тёмная", exact=True)
    assert dark.get_attribute("aria-pressed") == "false"
    dark.press("Enter")
    form.wait_for_selector("html.dark [aria-pressed='true']:text('Тёмная')")
    form.keyboard.press("Escape")
    sidebar = form.get_by_role("button", name="Показать или скрыть меню")
    sidebar.press(" ")
    assert sidebar.get_attribute("aria-expanded") == "false"
    form.goto(reverse("admin:publications_article_changelist"))
    filters = form.get_by_role("button", name="Фильтры", exact=True)
    for closing in ("Escape", "Enter"):  # the second on the button that closes
        filters.press("Enter")
        assert filters.get_attribute("aria-expanded") == "true"
        form.wait_for_function("document.activeElement.matches('#changelist-filter [data-closes]')")
        form.keyboard.press(closing)
        form.wait_for_selector("#changelist-filter", state="hidden")
        assert filters.evaluate("one => one === document.activeElement")


def test_the_focus_goes_to_a_menu_however_late_it_is_drawn(desk):
    desk.goto(reverse("admin:publications_article_changelist"))
    late = desk.add_style_tag(content="#changelist-filter { display: none !important }")
    desk.get_by_role("button", name="Фильтры", exact=True).press("Enter")
    desk.wait_for_timeout(300)
    closing = desk.locator("#changelist-filter [data-closes]")
    assert not closing.is_visible()
    late.evaluate("style => style.remove()")
    desk.wait_for_function("document.activeElement.matches('#changelist-filter [data-closes]')")
    assert closing.evaluate("one => one === document.activeElement")


def test_no_name_is_that_of_an_icon(desk, text):
    """The font draws icons from English words, which else are read aloud."""
    LibraryDocumentFactory(organization=text.article.organization)
    ordered = f"{reverse('admin:publications_article_changelist')}?o=3"
    booleans = reverse("admin:publications_librarydocument_changelist")
    printed = PrintedMatterFactory(organization=text.article.organization, file=pdf_file())
    file = reverse("admin:publications_printedmatter_change", args=[printed.pk])
    for address in (change_url(text.article), ordered, booleans, file):
        desk.goto(address)
        desk.get_by_role("button", name="Показать или скрыть меню").wait_for()
        unnamed = ".material-symbols-outlined:not([aria-hidden], [aria-label])"
        desk.wait_for_function("icon => !document.querySelector(icon)", arg=unnamed)
        # a name stands in quotes, what is only written in lines of its own
        lines = desk.locator("body").aria_snapshot().splitlines()
        seen = "\n".join(line for line in lines if "/url:" not in line)
        told = re.findall(r'"([^"]+)"|- text: (.+)', seen)
        assert [name for name in chain(*told) if ICON.search(name)] == [], address
    desk.goto(booleans)
    assert desk.get_by_role("img", name="Да").or_(desk.get_by_role("img", name="Нет")).count()
    desk.goto(ordered)
    find = desk.locator("#searchbar-submit")
    desk.focus("#searchbar")
    desk.keyboard.press("Shift+Tab")
    assert find.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    assert find.get_attribute("aria-label") == "Найти"


def test_the_bar_below_hides_nothing_that_has_the_focus(desk, text):
    PrintedMatterFactory.create_batch(16, organization=text.article.organization)
    desk.goto(reverse("admin:publications_printedmatter_changelist"))
    desk.locator("#result_list tbody a").first.focus()
    seen = """() => {
      const one = document.activeElement;
      const { left, top, width, height } = one.getBoundingClientRect();
      const there = document.elementFromPoint(left + width / 2, top + height - 2);
      return Boolean(there) && (one.contains(there) || there.contains(one));
    }"""
    hidden = []
    for _key in range(30):
        desk.keyboard.press("Tab")
        if not desk.evaluate(seen):
            hidden.append(desk.evaluate("document.activeElement.outerHTML"))
    assert hidden == []


@pytest.mark.parametrize("scripts", [True, False])
def test_a_row_is_taken_out_by_the_keyboard(open_page, tree, scripts):
    card = CrisisCardFactory(organization=tree["ours"])
    card.answers.create(question="Сколько пострадавших?", answer="Двое.")
    card.answers.create(question="Кто виноват?", answer="Идёт расследование.")
    officer = UserFactory(role=Role.PRESS_OFFICER, organization=tree["ours"], language="ru")
    page = open_page(user=officer, java_script_enabled=scripts)
    page.goto(reverse("admin:publications_crisiscard_change", args=[card.pk]))
    if scripts:  # a row that was not stored is gone at once, and the focus stays by its place
        add = page.locator("#answers-group .add-row")
        add.press("Enter")
        page.wait_for_function("document.activeElement.id === 'id_answers-2-number'")
        page.get_by_role("button", name="Убрать новую строку").press("Enter")
        page.wait_for_function("document.activeElement.matches('.add-row')")
    box = page.get_by_role("checkbox", name="Убрать: Кто виноват?")
    box.press("Space")
    told = page.get_by_text("Строка будет убрана при сохранении")
    assert [one.is_visible() for one in told.all()] == [False, True]
    with page.expect_navigation():
        page.locator("[name=_save]").last.press("Enter")
    assert [answer.question for answer in card.answers.all()] == ["Сколько пострадавших?"]
