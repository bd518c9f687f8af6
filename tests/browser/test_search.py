"""A reader seeks in a real browser: with scripts titles are offered, without them it works too."""

import pytest

from mediacenter.services.search.indexing import index_due
from tests.publications.factories import ArticleTextFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def news():
    found = [
        ArticleTextFactory(published=True, language="kk", title=title)
        for title in ("Мұнайшылар кәсіподағы", "Ғалымдар күні")
    ]
    while index_due():
        pass
    return found


def test_titles_are_offered_while_somebody_types(news, open_page):
    page = open_page()
    page.goto("/kk/search/")
    field = page.get_by_role("main").get_by_role("combobox")
    field.press_sequentially("мунайш")
    page.locator("#suggested option").first.wait_for(state="attached")
    offered = page.eval_on_selector_all("#suggested option", "all => all.map(one => one.value)")
    assert offered == ["Мұнайшылар кәсіподағы"]
    field.fill(offered[0])
    field.press("Enter")
    page.get_by_role("main").get_by_role("link", name="Мұнайшылар").click()
    assert page.url.endswith(news[0].get_absolute_url())


def test_a_phone_without_scripts_finds_the_same(news, open_page):
    page = open_page(width=390, java_script_enabled=False)
    page.goto("/kk/")
    page.locator(".masthead").get_by_role("link", name="Іздеу").click()
    field = page.get_by_role("main").get_by_role("combobox")
    field.fill("мунайшы")
    field.press("Enter")
    page.get_by_role("main").get_by_role("link", name="Мұнайшылар").click()
    assert page.url.endswith(news[0].get_absolute_url())
