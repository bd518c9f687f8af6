"""A Word document is taken over with all that a text may have, and with nothing else."""

import io
import re
import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mediacenter.toolkit.richtext import sanitize
from mediacenter.toolkit.word import checking as word
from mediacenter.toolkit.word import reading
from mediacenter.toolkit.word.reading import read_word
from publications.articles.actions.word import import_word
from publications.articles.models import ArticleText, Status, UnsavedWork
from publications.pictures.models import Picture
from tests.publications.article_form import change_url, form_of, messages
from tests.publications.factories import ArticleFactory, ArticleTextFactory
from tests.publications.word_file import (
    BULLETS,
    POINTS,
    POINTS_ANEW,
    SPACES,
    link,
    paragraph,
    picture,
    run,
    table,
    word_file,
)
from tests.unions.factories import UserFactory
from unions.models import Role

NEW = "/admin/publications/article/word/"


@pytest.fixture
def bring(karaganda, press_officer):
    def bring(file, article=None, language="kk", by=press_officer):
        return import_word(
            file=file, article=article, organization=karaganda, language=language, by=by
        )

    return bring


@pytest.fixture
def article(karaganda):
    return ArticleFactory(organization=karaganda)


def report():
    return word_file(
        paragraph("Қысқы мектеп", style="a3"),
        paragraph("Қарағандыда жастар мектебі өтті.", style="a4"),
        paragraph("Бағдарлама", style="1"),
        paragraph(inside=run("Бірінші күн: ") + run("келіссөз", bold=True)),
        paragraph("Дәріс", of_list=BULLETS),
        paragraph("Тренинг", of_list=BULLETS),
        paragraph("Қатысушылар", style="2"),
        table(["Ұйым", "Саны"], ["Қазпочта", "12"]),
        paragraph(inside=link("Заң")),
        paragraph(inside=picture(alt="Залдағы жастар")),
    )


# --- What is taken over ---


def test_title_and_lead_go_into_their_fields(bring):
    fields = bring(report()).work.fields

    assert fields["title"] == "Қысқы мектеп"
    assert fields["lead"] == "Қарағандыда жастар мектебі өтті."


def test_headings_lists_tables_and_links_stay(bring):
    body = bring(report()).work.fields["body"]

    assert "<h2>Бағдарлама</h2>" in body
    assert "<h3>Қатысушылар</h3>" in body
    assert "<p>Бірінші күн: <strong>келіссөз</strong></p>" in body
    assert "<ul><li>Дәріс</li><li>Тренинг</li></ul>" in body
    assert "<thead><tr><th><p>Ұйым</p></th>" in body
    assert '<a href="https://example.org/law" rel="noopener">Заң</a>' in body


def test_pictures_are_stored_as_those_that_are_uploaded(bring, karaganda, press_officer):
    body = bring(report()).work.fields["body"]

    stored = Picture.objects.get()
    assert (stored.organization, stored.uploaded_by) == (karaganda, press_officer)
    assert stored.alt_kk == "Залдағы жастар"
    assert f'<img alt="Залдағы жастар" src="{stored.renditions.get().address}">' in body


def test_a_description_that_is_cut_is_said_to_be(bring):
    long = word_file(paragraph("Т", style="a3"), paragraph(inside=picture(alt="а" * 301)))
    (remark,) = bring(long).remarks
    assert "300" in remark
    assert len(Picture.objects.get().alt_kk) == 300


def test_a_drawing_of_windows_is_left_out_and_the_rest_is_taken(bring):
    imported = bring(word_file(paragraph("Т", style="a3"), paragraph(inside=picture("drawing"))))

    assert len(imported.remarks) == 1
    assert "Picture 1 (Picture) was left out" in imported.remarks[0]
    assert "<img" not in imported.work.fields["body"]


def test_a_picture_that_lies_elsewhere_is_left_out_with_or_without_its_name(bring):
    elsewhere = picture("elsewhere").replace("r:embed", "r:link")
    nameless = elsewhere.replace('name="Picture"', 'name=""')
    file = word_file(
        paragraph("Т", style="a3"), paragraph(inside=elsewhere), paragraph(inside=nameless)
    )
    assert bring(file).remarks == [
        "Picture 1 (Picture) was left out: The document only links to it.",
        "Picture 2 was left out: The document only links to it.",
    ]


def test_a_document_without_styles_gives_its_first_line_as_the_title(bring):
    fields = bring(
        word_file(paragraph("Зимняя школа"), paragraph("Вчера."), paragraph("Сегодня."))
    ).work.fields

    assert (fields["title"], fields["lead"]) == ("Зимняя школа", "Вчера.")
    assert fields["body"] == "<p>Сегодня.</p>"


def test_a_link_that_acts_is_no_link(bring):
    body = bring(word_file(paragraph("Т", style="a3"), paragraph(inside=link("Нажми", "script"))))

    assert "javascript" not in body.work.fields["body"]
    assert "Нажми" in body.work.fields["body"]


def shown(*body, **options):
    """What is read of a document, as its writer sees it, and what is said of the rest."""
    found = reading.read_word(word_file(paragraph("Т", style="a3"), *body, **options))
    return sanitize(found.body(lambda number: None)), found.remarks


def test_the_points_of_a_resolution_keep_their_numbers():
    body, remarks = shown(
        paragraph("Біріншіден", of_list=POINTS),
        paragraph("Түсініктеме."),
        paragraph("Екіншіден", of_list=POINTS),
        paragraph("тармақша", of_list=POINTS, level=1),
        paragraph("Тағы түсініктеме."),
        paragraph("Үшіншіден", of_list=POINTS),
        paragraph("Бөлім", style="2"),
        paragraph("Жаңадан", of_list=POINTS_ANEW),
    )

    assert re.findall(r"<ol[^>]*>", body) == [
        "<ol>",
        '<ol start="2">',
        '<ol start="3">',
        "<ol>",
    ]
    assert "<p>a) тармақша</p>" in body
    assert "<ol><li>Жаңадан</li></ol>" in body
    assert remarks == []


def test_lists_within_lists_and_joined_cells_stay():
    body, _remarks = shown(
        paragraph("а", of_list=BULLETS),
        "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p/></w:tc></w:tr>"
        "<w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>",
        paragraph("Дәйексөз", style="a5"),
        paragraph(inside=f'<w:hyperlink r:id="link" w:anchor="b12">{run("12-бап")}</w:hyperlink>'),
        paragraph(inside=f'<w:hyperlink w:anchor="here">{run("жоғарыда")}</w:hyperlink>'),
    )

    assert '<td colspan="2">' in body
    assert "<blockquote><p>Дәйексөз</p></blockquote>" in body
    assert '<a href="https://example.org/law#b12" rel="noopener">12-бап</a>' in body
    assert "<p><span>жоғарыда</span></p>" in body


BOX = "<w:txbxContent><w:p><w:r><w:t>Рамкада</w:t></w:r></w:p></w:txbxContent>"
NEW_BOX = (
    '<w:drawing><wp:inline><a:graphic><a:graphicData uri="shape"><wps:wsp>'
    f"<wps:txbx>{BOX}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
)
OLD_BOX = f"<w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict>"


@pytest.mark.parametrize(
    "box",
    [
        NEW_BOX,
        OLD_BOX,
        f'<mc:AlternateContent><mc:Choice Requires="wps">{NEW_BOX}</mc:Choice>'
        f"<mc:Fallback>{OLD_BOX}</mc:Fallback></mc:AlternateContent>",
        f'<mc:AlternateContent><mc:Choice Requires="wps">{NEW_BOX}</mc:Choice>'
        "</mc:AlternateContent>",
    ],
    ids=["new", "old", "both", "new only"],
)
def test_the_words_of_a_text_box_are_taken_once(box):
    body, remarks = shown(paragraph(inside=f"<w:r>{box}</w:r>"))

    assert body.count("Рамкада") == 1
    assert remarks == []


def test_a_field_is_read_as_what_it_shows():
    field = '<w:fldSimple w:instr=" SEQ Сурет ">' + run("7") + "</w:fldSimple>"
    body, _remarks = shown(paragraph(inside=run("Сурет ") + field))

    assert "<p>Сурет 7</p>" in body


def test_footnotes_stand_at_the_end_with_their_numbers():
    body, remarks = shown(
        paragraph("Бір", of_list=POINTS),
        paragraph("Сөз."),
        paragraph(
            "Екі", of_list=POINTS, inside=run("Екі") + '<w:r><w:footnoteReference w:id="5"/></w:r>'
        ),
        footnotes={5: "Ескертпе мәтіні"},
    )

    assert '<ol start="2"><li>Екі<sup><span>[1]</span></sup></li></ol>' in body
    assert "Ескертпе мәтіні" in body
    assert remarks == []


CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
LEFT_OUT = {
    "equations (1)": "<w:p><m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath></w:p>",
    "comments (1)": '<w:p><w:r><w:commentReference w:id="0"/></w:r></w:p>',
    "charts and diagrams (1)": (
        "<w:p><w:r><w:drawing><wp:inline><a:graphic>"
        f'<a:graphicData uri="{CHART}"/></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    ),
    "inserted documents (1)": '<w:altChunk r:id="link"/>',
    "signs of special fonts (1)": '<w:p><w:r><w:sym w:font="Kaz" w:char="F0"/></w:r></w:p>',
    "table of contents (1)": paragraph("Кіріспе 3", style="10"),
}


@pytest.mark.parametrize("what", LEFT_OUT)
def test_what_is_not_taken_over_is_told(what):
    _body, remarks = shown(LEFT_OUT[what])

    assert remarks == [f"Not taken over from the document: {what}."]


def test_tracked_changes_are_taken_as_accepted_and_told():
    gone = "<w:del><w:r><w:delText>екі</w:delText></w:r></w:del>"
    body, remarks = shown(paragraph(inside=gone + f"<w:ins>{run('бес')}</w:ins>"))

    assert "<p>бес</p>" in body
    assert remarks == ["Changes that were tracked in the document are taken as accepted."]


@pytest.mark.parametrize(("words", "is_told"), [("Ұйымның бланкі", True), ("3", False)])
def test_a_letterhead_is_told_and_the_number_of_a_page_is_not(words, is_told):
    header = f"<w:hdr {SPACES}>{paragraph(words)}</w:hdr>"
    _body, remarks = shown(parts={"word/header1.xml": header})

    assert bool(remarks) == is_told


def test_the_form_says_what_was_not_taken_over(client, press_officer, karaganda):
    client.force_login(press_officer)
    file = word_file(paragraph("Т", style="a3"), LEFT_OUT["equations (1)"])
    sent = {"file": file, "language": "kk", "organization": karaganda.pk}

    assert any("equations (1)" in said for said in messages(client.post(NEW, sent, follow=True)))


# --- Review before it is a text ---


def test_what_is_imported_is_no_text_before_its_writer_saves_it(bring, article):
    text = ArticleTextFactory(article=article, title="Бұрынғы")
    work = bring(report(), article=article).work

    text.refresh_from_db()
    assert text.title == "Бұрынғы"
    assert work.base_version == text.version


def test_it_lies_beside_what_is_typed_and_not_saved(bring, article, press_officer):
    typed = UnsavedWork.objects.create(
        user=press_officer,
        edit_session=uuid.uuid4(),
        article=article,
        language="kk",
        fields={"title": "Жаңа"},
    )
    work = bring(report(), article=article).work

    lying = UnsavedWork.objects.lying(user=press_officer, article=article, language="kk")
    assert list(lying) == [work, typed]


def test_a_text_handed_in_is_the_editors(bring, article, editor):
    ArticleTextFactory(article=article, status=Status.REVIEW)

    with pytest.raises(ValidationError, match="not yours"):
        bring(report(), article=article)
    bring(report(), article=article, by=editor)


def test_nobody_imports_into_an_article_outside_the_reach(bring, article, almaty):
    stranger = UserFactory(role=Role.PRESS_OFFICER, organization=almaty)

    with pytest.raises(PermissionDenied):
        bring(word_file(paragraph("Т")), article=article, language="ru", by=stranger)
    assert not UnsavedWork.objects.exists()


def test_a_new_article_is_made_of_a_document_by_the_form(client, press_officer, karaganda):
    client.force_login(press_officer)
    form = client.get(NEW)
    assert form.context["form"]["organization"].initial == karaganda
    answer = client.post(
        NEW, {"file": report(), "language": "kk", "organization": karaganda.pk}, follow=True
    )

    assert "Look it over" in messages(answer)[0]
    page = answer.redirect_chain[-1][0].partition("#")[0]
    client.post(reverse("admin:publications_article_add"), form_of(client, page))
    text = ArticleText.objects.get()
    assert (text.title, text.article.organization) == ("Қысқы мектеп", karaganda)
    assert "<h2>Бағдарлама</h2>" in text.body
    assert not UnsavedWork.objects.lying().exists()


def test_a_language_of_an_article_is_filled_by_the_form(client, press_officer, article):
    ArticleTextFactory(article=article, title="Қазақша")
    client.force_login(press_officer)
    url = f"/admin/publications/article/{article.pk}/word/"
    answer = client.post(url, {"file": report(), "language": "ru"})

    work = UnsavedWork.objects.get()
    assert answer.url == f"{change_url(article)}?recover={work.edit_session}#text-ru"
    client.post(change_url(article), form_of(client, answer.url.partition("#")[0]))
    assert {(t.language, t.title) for t in article.texts.all()} == {
        ("kk", "Қазақша"),
        ("ru", "Қысқы мектеп"),
    }


def test_the_pages_are_for_those_who_write_here(client, article, almaty, karaganda):
    url = f"/admin/publications/article/{article.pk}/word/"
    for role, organization, of_article, new in [
        (Role.PRESS_OFFICER, karaganda, 200, 200),
        (Role.PRESS_OFFICER, almaty, 403, 200),
        (Role.CHAIR, karaganda, 403, 403),
    ]:
        client.force_login(UserFactory(role=role, organization=organization))
        assert (client.get(url).status_code, client.get(NEW).status_code) == (of_article, new)


# --- Hostile files ---


def refused(file):
    with pytest.raises(ValidationError) as refusal:
        reading.read_word(file)
    return refusal.value.code


ENTITY = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("declared", [ENTITY, LAUGHS])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_that_declares_entities_is_refused(declared, encoding):
    inside = word_file(before=declared)
    content = f'<?xml version="1.0" encoding="{encoding}"?>{declared}<d/>'.encode(encoding)

    assert refused(inside) == "not_word"
    assert refused(word_file(parts={"word/styles.xml": content})) == "not_word"


def test_an_archive_that_unpacks_to_too_much_is_refused():
    assert refused(word_file(parts={"word/media/a.jpg": b"0" * (word.MOST_UNPACKED + 1)})) == (
        "too_large"
    )
    assert refused(word_file(parts={"word/styles.xml": b" " * (word.MOST_XML + 1)})) == "too_large"


def test_too_many_parts_elements_levels_and_pictures_are_refused(monkeypatch):
    deep = "<w:r>" * 1000 + "</w:r>" * 1000
    assert refused(word_file(deep)) == "too_large"

    monkeypatch.setattr(word, "MOST_ELEMENTS", 400)
    part = f"<w:hdr {SPACES}>{paragraph('а') * 60}</w:hdr>"  # 241 elements
    assert read_word(word_file(parts={"word/header1.xml": part}))
    assert refused(word_file(parts={f"word/header{n}.xml": part for n in range(2)})) == "too_large"
    monkeypatch.undo()

    monkeypatch.setattr(reading, "MOST_PICTURES", 2)
    assert refused(word_file(paragraph(inside=picture() * 3))) == "too_many_pictures"
    monkeypatch.setattr(word, "MOST_PARTS", 5)
    assert refused(word_file()) == "too_large"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not an archive",
        b"PK\x03\x04 begun and never finished",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 a .doc of 1997",
    ],
)
def test_what_is_no_document_is_refused_with_a_message(content):
    assert refused(SimpleUploadedFile("text.docx", content)) == "not_word"


def test_an_archive_that_is_no_document_is_refused():
    assert refused(word_file(parts={"word/document.xml": "<not closed"})) == "not_word"
    assert refused(word_file(parts={"_rels/.rels": "no xml"})) == "not_word"


def test_a_size_that_lies_is_found_out():
    content = word_file(paragraph("а" * 5000)).read()
    marker = b"PK\x01\x02"
    # in the archive's list, say of each part that it unpacks to 10 bytes
    pieces = content.split(marker)
    lying = marker.join(
        [pieces[0]] + [piece[:20] + (10).to_bytes(4, "little") + piece[24:] for piece in pieces[1:]]
    )
    assert refused(io.BytesIO(lying)) == "not_word"


def test_a_document_over_the_limit_is_refused_before_it_is_opened(monkeypatch):
    monkeypatch.setattr(word, "MOST_BYTES", 100)

    assert refused(report()) == "too_large"


def test_the_refusal_stands_in_the_form(client, press_officer, karaganda):
    client.force_login(press_officer)
    answer = client.post(
        NEW,
        {
            "file": SimpleUploadedFile("a.docx", b"no"),
            "language": "kk",
            "organization": karaganda.pk,
        },
    )
    assert "not a Word document" in answer.content.decode()
    assert not Picture.objects.exists()
