"""From the press officer's keyboard to the reader's page, in two languages."""

import re

import pytest

from publications.articles.models import Article
from publications.pictures.models import Picture
from tests.browser.desk import Tab
from tests.publications.factories import picture_file
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

ADD = "/admin/publications/article/add/"
LETTERS = "Әріптестер, Ұлы даланың һәм өңірлердің үлгілі ісі: іс-қимыл, құттықтау!"


@pytest.fixture
def federation(transactional_db):
    return OrganizationFactory(slug="federation", kind="federation")


@pytest.fixture
def karaganda(federation):
    return OrganizationFactory(slug="karaganda-education", kind="regional", parent=federation)


@pytest.fixture
def press_officer(karaganda):
    return UserFactory(role=Role.PRESS_OFFICER, organization=karaganda)


@pytest.fixture
def editor(federation):
    return UserFactory(role=Role.EDITOR, organization=federation)


def test_a_press_officer_writes_and_an_editor_publishes_in_two_languages(
    open_page, press_officer, editor
):
    page = open_page(user=press_officer)
    page.goto(ADD)
    kazakh = Tab(page, "kk")
    kazakh.write(title="Қысқы мектеп", lead="Оқу басталды.", body=LETTERS)
    kazakh.insert_table()
    kazakh.insert_picture(alt="Залдағы оқушылар")
    russian = Tab(page, "ru")
    russian.write(title="Зимняя школа", lead="Учёба началась.", body="Собрались члены профсоюза.")
    kazakh = Tab(page, "kk")
    kazakh.press("submit")

    article = Article.objects.get()
    assert {t.language: t.status for t in article.texts.all()} == {"kk": "review", "ru": "draft"}
    assert (
        Picture.objects.get().organization == press_officer.person.appointments.get().organization
    )
    Tab(page, "ru").press("submit")

    desk = open_page(user=editor)
    desk.goto(f"/admin/publications/article/{article.pk}/change/")
    Tab(desk, "kk").press("publish")
    Tab(desk, "ru").press("publish")

    reader = open_page()
    reader.goto("/kk/news/qysqy-mektep/")
    body = reader.locator("article").inner_html()
    assert LETTERS in body
    assert "<table" in body
    picture = reader.locator("article img[alt='Залдағы оқушылар']")
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    assert "960w" in picture.get_attribute("srcset")
    reader.goto("/ru/news/zimnyaya-shkola/")
    assert "Собрались члены профсоюза." in reader.locator("article").inner_text()


def test_a_cover_is_uploaded_on_its_own_page(open_page, press_officer):
    page = open_page(user=press_officer)
    page.goto("/admin/publications/picture/add/")
    page.locator("input[type=file]").set_input_files(
        {"name": "p.png", "mimeType": "image/png", "buffer": picture_file(900, 500, "PNG").read()}
    )
    page.fill("#id_alt_kk", "Зал")
    page.click("button[name=_save]")
    page.locator("#result_list img").wait_for()

    assert Picture.objects.get().alt_kk == "Зал"


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1400, "dark")])
def test_the_editor_fills_the_form_and_the_page_its_screen(open_page, press_officer, width, scheme):
    page = open_page(user=press_officer, width=width, color_scheme=scheme)
    page.goto(f"{ADD}#text-ru")
    sheet = Tab(page, "ru").group.locator("iframe.cke_wysiwyg_frame")
    sheet.wait_for()

    title = page.locator("#id_text-ru-0-title").bounding_box()
    assert sheet.bounding_box()["width"] >= min(title["width"], 700)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    tools = Tab(page, "ru").group.locator(".cke_top")
    assert is_dark(tools) == (scheme == "dark")
    label = tools.locator(".cke_combo__format .cke_combo_text")
    assert label.evaluate("one => one.scrollWidth <= one.clientWidth")


def is_dark(element):
    """By its own colours and not by a filter, which would turn those of pictures too."""
    colours = element.evaluate("one => getComputedStyle(one).backgroundColor")
    return max(int(part) for part in re.findall(r"[0-9]+", colours)[:3]) < 128
