"""The form of an article as the room in which two people work on its languages."""

import pytest
from django.urls import reverse

from publications.articles.actions.releasing import submit_text
from publications.articles.models import ArticleText, Remark, Status
from tests.publications.factories import ArticleFactory, ArticleTextFactory, PictureFactory
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

SHEET = "document.querySelector('.beside-kk iframe').contentDocument"
SELECT = """([from, to]) => {
  const page = Texts.editor("kk").window.$, words = page.document.querySelector("p").firstChild
  page.getSelection().setBaseAndExtent(words, from, words, to)
}"""


@pytest.fixture
def federation(transactional_db):
    return OrganizationFactory(slug="federation")


@pytest.fixture
def text(federation):
    return ArticleTextFactory(
        article=ArticleFactory(organization=federation),
        title="Семинар",
        body="<p>Семинарға 40 мүше қатысты.</p>",
    )


@pytest.fixture
def press_officer(federation):
    return UserFactory(role=Role.PRESS_OFFICER, organization=federation, language="en")


@pytest.fixture
def editor(federation):
    return UserFactory(role=Role.EDITOR, organization=federation, language="en")


def open_form(page, text, language="kk"):
    url = reverse("admin:publications_article_change", args=[text.article_id])
    page.goto(f"{url}#text-{language}")
    wait_for_editor(page, language)
    return page


def wait_for_editor(page, language):
    page.wait_for_function("l => !Texts.field(l, 'body') || Texts.editor(l)", arg=language)


def test_each_editor_is_made_when_its_language_is_first_seen(open_page, text, press_officer):
    page = open_form(open_page(user=press_officer), text)
    made = "Object.values(CKEDITOR.instances).map(one => one.name.split('-')[1])"
    assert page.evaluate(made) == ["kk"]
    page.click("a[href='#general']")
    page.click("a[href='#text-ru']")
    wait_for_editor(page, "ru")
    page.click("a[href='#text-kk']")
    assert page.evaluate(made) == ["kk", "ru"]
    # the note above a refused form leads to one that is not there yet
    page.evaluate("""() => {
      const note = '<p class="errornote"><a href="#id_text-en-0-body">Text</a></p>';
      document.getElementById("article_form").insertAdjacentHTML("beforebegin", note);
    }""")
    page.click(".errornote a")
    page.wait_for_function("Texts.editor('en')?.focusManager.hasFocus")


def test_the_other_language_stands_beside_as_it_is_typed_and_scrolls_along(
    open_page, text, press_officer
):
    page = open_form(open_page(user=press_officer), text)
    lines = "".join(f"<p>{n}</p>" for n in range(90))
    page.fill("[name=text-kk-0-title]", "Енді ғана терілген")
    page.evaluate(f"Texts.editor('kk').setData('{lines}')")
    page.check("#beside-kk")
    page.click("a[href='#text-ru']")

    sheet = page.locator(".beside-kk iframe")
    assert sheet.content_frame.locator("h1").inner_text() == "Енді ғана терілген"
    assert sheet.bounding_box()["x"] > page.locator("#id_text-ru-0-title").bounding_box()["x"]
    wait_for_editor(page, "ru")
    page.evaluate(f"Texts.editor('ru').setData('{lines}')")
    page.locator("#text-ru-group iframe.cke_wysiwyg_frame").content_frame.locator("body").press(
        "Control+End"
    )
    page.wait_for_function(f"{SHEET}.scrollingElement.scrollTop > 500")
    page.click("a[href='#text-kk']")
    assert not sheet.is_visible()  # it is the one that is written


def test_what_stands_beside_runs_no_script(open_page, text, press_officer):
    # a page that nobody watches: the browser complains of each script that it stops
    page = open_form(open_page(user=press_officer).context.new_page(), text, "ru")
    page.check("#beside-kk")
    page.evaluate(f"{SHEET}.body.innerHTML = '<img src=data:, onerror=parent.hit=1>'")
    page.wait_for_function(f"{SHEET}.images[0].complete")

    assert page.evaluate("window.hit") is None


def test_a_remark_on_a_passage_is_answered_and_settled_without_losing_what_is_typed(
    open_page, text, press_officer, editor
):
    submit_text(text_id=text.pk)
    desk = open_form(open_page(user=editor), text)
    desk.fill("[name=text-kk-0-lead]", "Редактордың сақталмаған сөзі.")
    desk.click("#remarks-kk summary:text('Leave a remark')")
    desk.evaluate(SELECT, [10, 17])
    desk.click("[data-take-passage=kk]")
    desk.fill("#words-kk", "Тізімде 38 емес пе?")
    desk.click("#remarks-kk button:text('Leave the remark')")
    desk.locator("#remarks-kk .writing-remark").wait_for()
    assert Remark.objects.get().passage == "40 мүше"
    assert desk.input_value("[name=text-kk-0-lead]") == "Редактордың сақталмаған сөзі."

    page = open_page(user=press_officer)
    page.goto(reverse("admin:publications_article_change", args=[text.article_id]) + "#text-kk")
    page.click("#remarks-kk summary:text('Answer')")
    page.fill("#remarks-kk textarea[form^=answer]", "Екеуі кешікті.")
    page.click("#remarks-kk button:text('Send the answer')")
    page.locator("#remarks-kk .writing-answer").wait_for()
    page.click("#remarks-kk button:text('Settled')")
    page.locator("#remarks-kk .writing-remark").wait_for(state="detached")
    assert "Settled: 1" in page.inner_text("#remarks-kk")
    assert Remark.objects.get().answers.get().words == "Екеуі кешікті."


def test_without_scripts_a_text_is_written_remarked_on_and_published(
    open_page, text, press_officer, editor
):
    address = reverse("admin:publications_article_change", args=[text.article_id])
    page = open_page(user=press_officer, width=390, java_script_enabled=False)
    page.goto(address)
    page.fill("[name=text-ru-0-title]", "Семинар прошёл")
    page.fill("[name=text-ru-0-lead]", "Он был долгим.")
    page.fill("[name=text-ru-0-body]", "<p>Пришли 40 членов профсоюза.</p>")
    page.click("button[value='submit:ru']")
    assert ArticleText.objects.get(language="ru").status == Status.REVIEW

    desk = open_page(user=editor, java_script_enabled=False)
    desk.goto(address)
    desk.click("#remarks-ru summary:text('Leave a remark')")
    desk.fill("#words-ru", "Кто проводил?")
    desk.click("#remarks-ru button:text('Leave the remark')")
    assert "Кто проводил?" in desk.inner_text("#remarks-ru")
    desk.click("button[value='publish:ru']")
    assert ArticleText.objects.get(language="ru").status == Status.PUBLISHED


def test_a_finding_leads_to_where_it_is_mended(open_page, text, press_officer):
    cover = PictureFactory(organization=text.article.organization, alt_kk="")
    text.article.cover = cover
    text.article.save()
    ArticleText.objects.filter(pk=text.pk).update(lead="", body="")
    page = open_form(open_page(user=press_officer), text)

    page.click("#text-kk-group a:text('The lead is missing')")
    page.wait_for_function("document.activeElement.id === 'id_text-kk-0-lead'")
    page.click("#text-kk-group a:text('The text itself is missing')")
    page.wait_for_function("Texts.editor('kk').focusManager.hasFocus")
    page.click("#text-kk-group a:text('The cover picture has no alternative')")
    page.locator("#id_cover + .select2").wait_for()
    assert page.get_attribute("a[href='#general']", "aria-current") == "true"
