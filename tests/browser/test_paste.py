"""What is pasted from Word stands in the text clean, with its picture stored by the portal."""

from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.translation import override

from mediacenter.toolkit.richtext import PASTE_REMARKS
from publications.articles.models import ArticleText
from publications.pictures.models import Picture
from tests.browser.desk import Tab
from tests.publications.article_form import change_url
from tests.publications.factories import ArticleFactory, ArticleTextFactory
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

CASES = Path(__file__).parent.parent / "cases"

pytestmark = pytest.mark.django_db(transaction=True)


ELSEWHERE = """<style>span.secret {mso-style-name: Secret; display: none}</style><p>Бірінші
<del>жойылған</del><span class=msocomtxt>пікір</span><span class=secret>ЖАСЫРЫН</span></p>
<p><img src="https://example.org/a.jpg" alt="a"><img src="file:///C:/Temp/b.jpg" alt="b"></p>
<ol start="3"><li>үшінші</li></ol>"""


def remarks(*names):
    with override("kk"):
        return [str(PASTE_REMARKS[name]) for name in names]


def test_what_its_writer_hid_and_what_a_text_cannot_hold_stays_out_and_is_said(open_page):
    officer = UserFactory(role=Role.PRESS_OFFICER, organization=OrganizationFactory())
    page = open_page(user=officer)
    page.goto(reverse("admin:publications_article_add") + "#text-kk")
    tab = Tab(page, "kk")
    tab.paste((CASES / "paste_word_hidden_footnote_list.html").read_text())
    tab.sheet.get_by_text("утвердить").wait_for()
    markup = tab.markup()

    assert "Скрытый" not in markup
    assert "Видимый" in markup
    assert "[1]" in markup
    assert "Текст сноски" in markup
    assert 'href="#' not in markup
    assert 'href="file:' not in markup
    assert "а) принять" in markup
    assert "б) утвердить" in markup
    assert tab.told() == ["\n".join(remarks("hidden", "files"))]

    tab.paste(ELSEWHERE)
    tab.sheet.get_by_text("үшінші").wait_for()
    markup = tab.markup()

    for left_out in ("жойылған", "пікір", "ЖАСЫРЫН", "<img"):
        assert left_out not in markup
    assert '<ol start="3">' in markup
    assert tab.told()[1:] == [
        "\n".join(remarks("deleted", "comments", "hidden")),
        "\n".join(remarks("foreign", "local")),
    ]
    page.locator("#writing-kept:not([hidden])").wait_for()  # nothing is under way any more


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
