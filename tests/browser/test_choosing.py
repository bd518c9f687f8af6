"""The form of an article: pictures chosen by looking, own pages by title, videos by address."""

import pytest

from publications.articles.models import Article, ArticleText
from publications.pictures.actions import upload_picture
from tests.browser.desk import Tab
from tests.browser.looking import violations
from tests.publications.article_form import change_url
from tests.publications.factories import ArticleFactory, ArticleTextFactory, picture_file
from tests.unions.factories import UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db(transaction=True)
VIDEO = "https://youtu.be/dQw4w9WgXcQ"
PASTE = """([id, text]) => {
  const body = CKEDITOR.instances[id].editable().$;
  const carried = new (body.ownerDocument.defaultView.DataTransfer)();
  carried.setData("text/plain", text);
  body.focus();
  body.dispatchEvent(new (body.ownerDocument.defaultView.ClipboardEvent)(
    "paste", {clipboardData: carried, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def article(tree, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    article = ArticleFactory(organization=tree["ours"])
    ArticleTextFactory(article=article, language="ru", body="<p>Начало.</p>")
    return article


@pytest.fixture
def picture(tree, article):
    return upload_picture(
        file=picture_file(1000, 500, name="IMG_4711.jpg"),
        organization=tree["ours"],
        alt_ru="Зал съезда",
    )


def test_cover_picture_link_and_video_are_chosen_in_the_form(open_page, tree, article, picture):
    target = ArticleTextFactory(
        published=True, language="ru", title="Съезд", article__organization=tree["ours"]
    )
    officer = UserFactory(role=Role.PRESS_OFFICER, organization=tree["ours"], language="ru")
    page = open_page(user=officer, locale="ru", width=1000)
    page.goto(change_url(article))

    page.click("a[href='#general']")
    page.get_by_role("button", name="Выбрать по изображениям").click()
    assert_a_failed_upload_leaves_the_form_as_it_is(page)
    page.fill("#picture-library-words", "4711")
    page.locator("#picture-library button[data-picture]").wait_for()
    assert violations(page, within="#picture-library") == []
    page.locator("#picture-library button[data-picture]").press("Enter")
    assert page.locator("select[name=cover]").input_value() == f"{picture.pk}"

    tab = Tab(page, "ru")
    page.wait_for_function(f"CKEDITOR.instances['{tab.editor}'].status === 'ready'")
    tab.add(" ")
    tab.tool("ownlink")
    page.fill("#own-pages-words", "съезд")
    page.locator("#own-pages button[data-link]").click()
    tab.sheet.locator("a").first.wait_for()
    tab.tool("library")
    page.locator("#picture-library [data-close]").press("Enter")
    page.wait_for_function(f"CKEDITOR.instances['{tab.editor}'].focusManager.hasFocus")
    tab.tool("library")
    page.locator("#picture-library button[data-picture]").click()
    tab.sheet.locator("img.cke_widget_element").wait_for()
    page.evaluate(PASTE, [tab.editor, VIDEO])
    tab.sheet.locator("figure.video").wait_for()
    with page.expect_navigation(url=lambda url: "/change/" not in url):
        page.locator("button[name=_save]").click()

    assert Article.objects.get(pk=article.pk).cover == picture
    body = ArticleText.objects.get(article=article).body
    assert f'<a href="{target.get_absolute_url()}" rel="noopener">Съезд</a>' in body
    assert picture.renditions.get(format="webp", width=960).address in body
    assert 'alt="Зал съезда"' in body
    assert f'<figure class="video"><a href="{VIDEO}" rel="noopener">{VIDEO}</a></figure>' in body


def test_what_is_inserted_next_stands_behind_a_video_and_a_picture(
    open_page, tree, article, picture
):
    """The editor keeps what it has inserted chosen, and would put the next in its place."""
    officer = UserFactory(role=Role.PRESS_OFFICER, organization=tree["ours"], language="ru")
    page = open_page(user=officer, locale="ru", width=1000)
    page.goto(change_url(article))
    tab = Tab(page, "ru")
    page.wait_for_function(f"CKEDITOR.instances['{tab.editor}'].status === 'ready'")
    tab.add(" ")
    tab.tool("video")
    page.locator(".cke_dialog:visible input[type=text]").first.fill(VIDEO)
    tab.agree()
    tab.tool("library")
    page.locator("#picture-library button[data-picture]").click()
    tab.sheet.locator("img.cke_widget_element").wait_for()
    page.keyboard.type("Дальше")
    tab.sheet.locator("figure.video").click()
    tab.tool("horizontalrule")
    markup = tab.markup()
    parts = ["Начало", "<figure", VIDEO, "<hr", "<img", "Дальше"]
    assert [part for part in parts if part not in markup] == []
    assert sorted(parts, key=markup.index) == parts, markup


def assert_a_failed_upload_leaves_the_form_as_it_is(page):
    """With the focus where it was, and no name of a file where the picture is described."""
    page.locator("#picture-library summary").press("Enter")
    picture = {"name": "1.jpg", "mimeType": "image/jpeg", "buffer": picture_file().read()}
    page.set_input_files("#picture-library-file", [picture])
    button = page.locator("#picture-library [data-upload-form] button")
    page.route("**/upload-picture/", lambda route: route.abort())
    button.press("Enter")
    page.locator("#picture-library [data-status]", has_text="Сервер").wait_for()
    assert page.locator("#picture-library-alt").input_value() == ""
    assert button.evaluate("button => button === document.activeElement")


def test_a_video_asks_nobody_before_its_reader_presses_play(open_page, article):
    body = f'<figure class="video"><a href="{VIDEO}">Съезд</a></figure>'
    text = ArticleTextFactory(published=True, body=body)
    page = open_page(width=390)
    asked = []
    page.context.route(
        lambda url: "youtube" in url,
        lambda route: (asked.append(route.request.url), route.fulfill(body="<p>video</p>")),
    )
    page.goto(text.get_absolute_url())
    assert violations(page, within="figure.video") == []
    assert asked == []

    page.locator("a.video-poster").click()
    page.frame_locator("iframe.video-player").get_by_text("video").wait_for()
    assert [url.split("?")[0] for url in asked] == [
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"
    ]
