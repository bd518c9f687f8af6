"""What is pasted from Word stands in the text clean, with its picture stored by the portal."""

import pytest

from publications.models import ArticleText, Picture
from tests.browser.desk import Tab
from tests.publications.article_form import change_url
from tests.publications.factories import ArticleFactory, ArticleTextFactory
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db(transaction=True)


def test_pasting_from_word_leaves_clean_text_and_a_stored_picture(open_page):
    karaganda = OrganizationFactory(slug="karaganda")
    officer = UserFactory(role=Role.PRESS_OFFICER, organization=karaganda)
    text = ArticleTextFactory(article=ArticleFactory(organization=karaganda), body="")
    page = open_page(user=officer)
    page.goto(f"{change_url(text.article)}#text-kk")
    Tab(page, "kk").paste_from_word()
    page.evaluate("document.querySelector('[name=_continue]').click()")

    body = wait_for_body(page, text)
    stored = Picture.objects.get()
    assert (stored.organization, stored.uploaded_by) == (karaganda, officer)
    assert stored.renditions.get(format="webp").address in body
    assert "<h2>Бағдарлама</h2>" in body
    # which language the words are in is no decoration: a screen reader reads them by it
    assert '<strong><span dir="ltr" lang="KK">Қысқы мектеп</span></strong> өтті.' in body
    assert "".join(body.split()).count("<li>") == 2
    assert "·" not in body
    assert "<td>" in body
    assert '<a href="https://example.org/law"' in body
    for trace in ("Mso", "mso", "o:p", "font", "color", "file:", "class=", "style="):
        assert trace not in body, trace


def wait_for_body(page, text):
    for _second in range(50):
        body = ArticleText.objects.get(pk=text.pk).body
        if body:
            return body
        page.wait_for_timeout(100)
    raise AssertionError("nothing was saved")
