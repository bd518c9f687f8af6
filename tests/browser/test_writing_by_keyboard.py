"""The writing room without a mouse, and as it is read by ear."""

import pytest
from django.urls import reverse

from publications.articles.actions.remarks import remark_on_text
from publications.articles.actions.texts import save_article
from publications.articles.models import ArticleText
from publications.pictures.actions import delete_picture, upload_picture
from tests.browser.looking import violations
from tests.publications.factories import ArticleFactory, ArticleTextFactory, picture_file
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

ADD = reverse("admin:publications_article_add")


@pytest.fixture
def federation(transactional_db):
    return OrganizationFactory(slug="federation", name_ru="Федерация", name_kk="Федерация")


@pytest.fixture
def editor(federation):
    return UserFactory(role=Role.EDITOR, organization=federation, language="ru")


@pytest.fixture
def text(federation, editor):
    """A text with versions, one of which shows a picture that is there no more, and a remark."""
    picture = upload_picture(file=picture_file(600, 400), organization=federation)
    shown = f'<p><img src="{picture.renditions.get().address}" alt="Зал"></p>'
    article = ArticleFactory(organization=federation)
    text = ArticleTextFactory(article=article, language="ru", title="Семинар", body=shown)
    text.body = "<p>Пришли 40 членов профсоюза.</p>"
    save_article(article=article, texts=[text], by=editor)
    delete_picture(picture_id=picture.pk)
    remark_on_text(text_id=text.pk, by=editor, words="Кто вёл?", passage="40 членов")
    return text


def tab_to(page, selector):
    """Press Tab until the keyboard has what the selector names."""
    for _press in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"The keyboard does not come to {selector}.")


def open_tab(page, language):
    """Go to the tab of a language, from wherever the keyboard is."""
    page.evaluate("document.activeElement.blur(), scrollTo(0, 0)")
    page.locator(".skip, a[href='#content']").first.focus()
    page.keyboard.press("Enter")
    tab_to(page, f"a[href='#text-{language}']")
    page.keyboard.press("Enter")


def test_a_text_is_written_and_saved_by_the_keyboard_alone(open_page, editor):
    page = open_page(user=editor)
    page.goto(ADD)
    page.wait_for_function("!document.querySelector('[x-cloak]')")
    open_tab(page, "kk")
    tab_to(page, "#id_text-kk-0-title")
    page.keyboard.type("Қысқы мектеп")
    open_tab(page, "ru")
    tab_to(page, "#id_text-ru-0-title")
    page.keyboard.type("Школа")
    tab_to(page, "#id_text-ru-0-lead")
    page.keyboard.type("Вчера.")
    page.wait_for_function("Texts.editor('ru')")
    tab_to(page, "#text-ru-group iframe.cke_wysiwyg_frame")
    page.keyboard.type("Пришли все.")
    tab_to(page, "#submit-row [name=_continue]")  # out of the text again
    page.keyboard.press("Enter")
    page.wait_for_url("**/change/**")

    written = ArticleText.objects.order_by("language").values_list("title", "lead", "body")
    assert list(written) == [("Қысқы мектеп", "", ""), ("Школа", "Вчера.", "<p>Пришли все.</p>")]
    page.focus("#id_text-ru-0-title")
    page.keyboard.type("!")
    with page.expect_navigation():
        page.keyboard.press("Enter")  # saves, whatever buttons stand before
    assert ArticleText.objects.filter(language="ru", version=2).exists()


def buttons_below(page, axis):
    """The buttons of the form as the eye meets them."""
    found = page.locator("#submit-row :is(button, a)").all()
    return [b.inner_text() for b in sorted(found, key=lambda b: b.bounding_box()[axis])]


def test_axe_finds_nothing_in_the_writing_room(open_page, editor, text):
    page = open_page(user=editor, width=390, color_scheme="dark")

    def look(page, width=390):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url

    page.goto(text.form_address)
    page.wait_for_function("Texts.editor('ru')")
    look(page)
    assert buttons_below(page, "y") == ["Сохранить", "Сохранить и продолжить", "Удалить"]
    look(page, 1400)
    assert buttons_below(page, "x") == ["Сохранить", "Сохранить и продолжить", "Удалить"]
    with page.context.expect_page() as opened:
        page.click("#text-ru-group button[formtarget=_blank]")
    look(opened.value)
    page.emulate_media(color_scheme="light")
    page.goto(reverse("newsroom:text_history", args=[text.pk]))
    assert "удалено" in page.inner_text("main")
    look(page)
    look(page, 1400)
