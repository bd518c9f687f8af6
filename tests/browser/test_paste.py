"""What is pasted from Word stands in the text clean, with its picture stored by the portal."""

import pytest

from publications.models import ArticleText, Picture
from tests.publications.article_form import change_url
from tests.publications.factories import ArticleFactory, ArticleTextFactory, picture_file
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db(transaction=True)

# As Word 2016 puts it on the clipboard, shortened: conditional comments, classes, a list made of
# paragraphs, a table with widths, and a picture that lies on the disk of the sender.
FROM_WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta name=Generator content="Microsoft Word 15">
<style><!-- p.MsoNormal {margin:0cm; font-family:"Times New Roman",serif;} --></style></head>
<body lang=RU style='tab-interval:35.4pt'><!--StartFragment-->
<h2 style='margin-top:12pt'><span style='font-family:Arial;color:#1F3864'>Бағдарлама<o:p></o:p>\
</span></h2>
<p class=MsoNormal style='margin-bottom:0cm;line-height:normal'><b style='mso-bidi-font-weight:\
normal'><span lang=KK style='font-size:14.0pt;color:red;mso-ansi-language:KK'>Қысқы мектеп\
</span></b><span style='font-size:14.0pt'> өтті.<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>\
<![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>·<span \
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;</span></span><![endif]>Дәріс<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>\
<![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>·<span \
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;</span></span><![endif]>Тренинг<o:p></o:p></p>
<table class=MsoTableGrid border=1 cellspacing=0 style='border-collapse:collapse'><tr>
<td width=208 style='width:155.8pt;border:solid windowtext 1.0pt'><p class=MsoNormal>Ұйым\
<o:p></o:p></p></td><td width=208><p class=MsoNormal>12<o:p></o:p></p></td></tr></table>
<p class=MsoNormal><a href="https://example.org/law"><span style='color:blue'>Заң</span></a></p>
<p class=MsoNormal><img width=300 height=200 src="file:///C:/Temp/msohtmlclip1/01/clip_image002.\
jpg" v:shapes="Picture_1"><o:p></o:p></p>
<!--EndFragment--></body></html>"""

PASTE = """([id, html, rtf]) => {
  const body = CKEDITOR.instances[id].editable().$;
  const view = body.ownerDocument.defaultView;
  const carried = new view.DataTransfer();
  carried.setData("text/html", html);
  carried.setData("text/rtf", rtf);
  body.focus();
  body.dispatchEvent(new view.ClipboardEvent(
    "paste", {clipboardData: carried, bubbles: true, cancelable: true}));
}"""


def rich_text_format():
    hexadecimal = picture_file(300, 200, image_format="PNG").read().hex()
    return (
        r"{\rtf1\ansi{\*\shppict{\pict{\*\picprop}\picw7938\pich5292\picwgoal4500\pichgoal3000"
        rf"\pngblip\bliptag1 {hexadecimal}}}}}}}"
    )


def test_pasting_from_word_leaves_clean_text_and_a_stored_picture(open_page):
    karaganda = OrganizationFactory(slug="karaganda")
    officer = UserFactory(role=Role.PRESS_OFFICER, organization=karaganda)
    text = ArticleTextFactory(article=ArticleFactory(organization=karaganda), body="")
    page = open_page(user=officer)
    page.goto(f"{change_url(text.article)}#text-kk")
    editor = "id_text-kk-0-body"
    page.wait_for_function(f"window.CKEDITOR?.instances['{editor}']?.status === 'ready'")

    page.evaluate(PASTE, [editor, FROM_WORD, rich_text_format()])
    page.wait_for_function(
        f"/<img[^>]*src=\"\\/media\\/pictures/.test(CKEDITOR.instances['{editor}'].getData())"
    )
    page.evaluate("document.querySelector('[name=_continue]').click()")

    body = wait_for_body(page, text)
    stored = Picture.objects.get()
    assert (stored.organization, stored.uploaded_by) == (karaganda, officer)
    assert stored.renditions.get(format="webp").file.url in body
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
