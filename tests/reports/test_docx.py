"""The report as a Word file: real headings and tables, in its language, the same bytes."""

import io
import re
from unittest.mock import Mock

import docx
import pytest
from docx.oxml.ns import qn

from mediacenter.reports.actions import outputs
from mediacenter.reports.actions.report_files import document_of
from mediacenter.services.printing.document import blocks_of, numbered
from mediacenter.services.printing.pdf import PrintFailed
from tests.loaded_demo import load_demo
from tests.reports.factories import FigureFactory, TaskAheadFactory
from tests.reports.outputs import data_in, dates_in_archive, frozen, made, workbook_in
from tests.reports.test_one_reading import numbers
from unions.models import Organization

pytestmark = pytest.mark.django_db


def opened(content):
    return docx.Document(io.BytesIO(content))


def texts_of(word):
    """The text of all paragraphs, those of tables included."""
    return [
        "".join(piece.text or "" for piece in paragraph.iter(qn("w:t")))
        for paragraph in word.element.body.iter(qn("w:p"))
    ]


def headings(word):
    return [
        (paragraph.style.name, paragraph.text)
        for paragraph in word.paragraphs
        if paragraph.style.name.startswith("Heading")
    ]


@pytest.mark.parametrize(("language", "code"), [("kk", "kk-KZ"), ("ru", "ru-RU"), ("en", "en-GB")])
def test_a_word_file_says_what_it_is(ours, language, code):
    FigureFactory(organization=ours, number=5000, qualifier="more_than")
    TaskAheadFactory(organization=ours, text_kk="Міндет", text_ru="Задача", text_en="Task")
    file = frozen(ours, 2024, language)
    word = opened(made(file, "docx"))
    about = word.core_properties
    name = getattr(ours, f"name_{language}") or ours.name_kk
    assert about.title.endswith(name)
    assert about.author == name
    assert about.language == code
    (default,) = word.styles.element.iter(qn("w:lang"))
    assert default.get(qn("w:val")) == code
    document = numbered(document_of(file.snapshot, language, file.key))
    listed = [text for _style, text in headings(word)]
    assert [f"{one['number']}. {one['heading']}" for one in document["sections"]] == [
        text for text in listed if re.match(r"\d+\. ", text)
    ]
    said = "\n".join(texts_of(word))
    for one in document["key_figures"]:
        assert (one["value"] or document["labels"]["not_stated"]) in said
        assert one["label"] in said
    assert document["verification"]["url"] in said


def test_tables_repeat_their_heads_and_pictures_have_words(ours):
    for year, number in ((2022, 76), (2023, 120), (2024, 103)):
        FigureFactory(organization=ours, year=year, number=number)
    file = frozen(ours, 2024)
    word = opened(made(file, "docx"))
    document = numbered(document_of(file.snapshot, "ru", file.key))
    kinds = [block["kind"] for _place, block in blocks_of(document)]
    tables = [table for table in word.tables if table.style.name == "Table Grid"]
    assert len(tables) == kinds.count("table")
    for table in tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
    pictures = list(word.element.body.iter(qn("wp:docPr")))
    assert len(pictures) == kinds.count("chart") + kinds.count("qr_code")
    assert all(picture.get("descr") for picture in pictures)
    assert len({picture.get("id") for picture in pictures}) == len(pictures)
    feet = "".join(piece.text for piece in word.sections[0].footer._element.iter(qn("w:instrText")))
    assert {"PAGE", "NUMPAGES"} == set(feet.split())


def test_each_numbered_list_begins_at_one(ours):
    for _n in range(3):
        TaskAheadFactory(organization=ours)
        TaskAheadFactory(organization=ours, year=2023)
    word = opened(made(frozen(ours, 2024), "docx"))
    lists = {p._p.pPr.numPr.numId.val for p in word.paragraphs if p.style.name == "List Number"}
    assert len(lists) >= 1
    assert all(
        text.startswith("Задача")
        for text in (p.text for p in word.paragraphs if p.style.name == "List Number")
    )


def test_what_xml_cannot_hold_is_left_out(ours):
    TaskAheadFactory(organization=ours, text_ru="Задача <b>&\u200b №", text_kk="Т")
    assert "Задача <b>& №" in texts_of(opened(made(frozen(ours, 2024), "docx")))


def test_the_same_snapshot_gives_the_same_bytes(ours):
    FigureFactory(organization=ours)
    file = frozen(ours, 2024)
    first = made(file, "docx")
    file.outputs.all().delete()
    assert made(file, "docx") == first
    assert len(dates_in_archive(first)) == 1


def test_a_form_that_cannot_be_printed_says_so_and_to_come_again(client, chair, ours, monkeypatch):
    monkeypatch.setattr(outputs, "write_word", Mock(side_effect=PrintFailed("killed", "memory")))
    client.force_login(chair)
    answer = client.get(f"/en/reports/files/{frozen(ours, 2024).pk}/as/docx/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "Try again in a few minutes" in answer.content.decode()


def test_what_was_signed_is_taken_as_it_was_composed_then(ours, monkeypatch):
    file = frozen(ours, 2024)
    file.signed_document = numbered(document_of(file.snapshot, "ru", file.key)) | {"title": "Тогда"}
    assert "Тогда" in texts_of(opened(made(file, "docx")))
    assert data_in(file)["title"] == "Тогда"
    assert workbook_in(file).worksheets[0]["A1"].value == "Тогда"
    monkeypatch.setattr(outputs, "TABLE_LINES", 1)
    assert outputs.whole_document(file)["title"] != "Тогда"


@pytest.mark.long
@pytest.mark.together
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_number_of_the_demos_report_stands_in_the_word_file(language):
    load_demo()
    file = frozen(Organization.objects.get(slug="karaganda-education"), 2024, language)
    document = numbered(document_of(file.snapshot, language, file.key))
    said = "\n".join(texts_of(opened(made(file, "docx"))))
    in_words = [
        text
        for _which, text in numbers(
            {
                **document,
                "sections": [
                    {**section, "blocks": [b for b in section["blocks"] if b["kind"] != "chart"]}
                    for section in document["sections"]
                ],
            }
        )
    ]
    assert len(in_words) > 40
    assert not [text for text in in_words if text not in said]
