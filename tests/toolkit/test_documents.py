"""A PDF is judged by what its objects are and do, and not by the bytes of its file."""

import io
from pathlib import Path

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from pikepdf import Array, Dictionary, Name, ObjectStreamMode

from mediacenter.toolkit import documents
from mediacenter.toolkit.confined import pdf

CASES = Path(__file__).parent.parent / "cases"


def written(change=None, **options):
    """A PDF of one page, changed before it is written."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        if change:
            change(pdf)
        stream = io.BytesIO()
        pdf.save(stream, **options)
    return stream.getvalue()


def taken(content):
    return documents.pdf(io.BytesIO(content)).read() == content


def refusal(content):
    with pytest.raises(ValidationError) as refused:
        documents.pdf(io.BytesIO(content))
    return refused.value.code


@pytest.mark.parametrize("name", ["newline_before.pdf", "text_says_javascript.pdf"])
def test_what_readers_open_is_taken_as_it_is(name):
    assert taken((CASES / name).read_bytes())


def test_what_mails_and_scanners_put_around_a_pdf_is_passed_over():
    whole = written()
    assert taken(b"\xef\xbb\xbf\r\n--boundary--\r\n" + whole)
    assert taken(whole + b"\0" * 5000 + b"-- scanned by Kyocera --")


def test_going_to_a_page_at_the_opening_is_no_program():
    def go(pdf):
        pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.XYZ, 0, 0, 0])
        pdf.Root.AA = Dictionary(WC=Dictionary(S=Name.GoTo, D=pdf.Root.OpenAction))

    assert taken(written(go))


def script(pdf):
    pdf.Root.OpenAction = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS="app.alert(1)"))


def script_on_a_page(pdf):
    pdf.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name("/JavaScript"), JS=pdf.make_stream(b"1")))


def program_behind_a_link(pdf):
    does = Dictionary(S=Name.Launch, F="cmd.exe")
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=does)
    pdf.pages[0].obj.Annots = Array([link])


def page_of_the_web_at_the_opening(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.URI, URI="https://example.org/")


def film(pdf):
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(Dictionary(Subtype=Name.RichMedia))])


def file_within(pdf):
    pdf.attachments["program.exe"] = b"MZ"


@pytest.mark.parametrize(
    "acts",
    [script, script_on_a_page, program_behind_a_link, page_of_the_web_at_the_opening, film,
     file_within],
)  # fmt: skip
def test_what_acts_or_holds_a_file_is_refused_however_it_is_packed(acts):
    assert refusal(written(acts)) == "active"
    assert refusal(written(acts, object_stream_mode=ObjectStreamMode.generate)) == "active"


def test_a_name_spelled_in_numbers_is_the_same_name():
    spelled = written(script).replace(b"/S /JavaScript", b"/S /J#61vaScript")
    assert b"/J#61va" in spelled
    assert refusal(spelled.replace(b"/JS ", b"/#4aS ")) == "active"


def test_a_pdf_under_a_password_is_refused_in_words_of_its_own():
    locked = written(encryption=pikepdf.Encryption(owner="a", user="b"))
    assert refusal(locked) == "locked"
    assert taken(written(encryption=pikepdf.Encryption(owner="a", user="")))


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7", written()[:-30], written()[:200], b"%PDF-1.7\n" + b"[" * 9000 + b"%%EOF"],
)
def test_a_broken_pdf_is_refused(content):
    assert refusal(content) == "not_a_pdf"


@pytest.mark.parametrize("before", [b"<html>", b"GIF89a", b"MZ", b"\x89PNG\r\n\x1a\n", b"\n<?php "])
def test_a_pdf_behind_another_file_is_refused(before):
    assert refusal(before + b"\n" + written()) == "polyglot"


@pytest.mark.parametrize("bound", ["MOST_OBJECTS", "MOST_PARTS", "DEEPEST"])
def test_a_pdf_of_more_parts_than_can_be_looked_through_is_refused(monkeypatch, bound):
    def deep(pdf):
        pdf.Root.Deep = Array([Array([Array([])])])

    pdf.judge(written(deep))
    monkeypatch.setattr(pdf, bound, 1)
    with pytest.raises(pdf.Refused) as refused:
        pdf.judge(written(deep))
    assert refused.value.code == pdf.TOO_MANY_PARTS


def test_a_reader_that_takes_all_memory_is_stopped(monkeypatch):
    monkeypatch.setattr("django.conf.settings.READER_MEMORY", 2**25)
    assert refusal(written()) in {"too_complicated", "not_a_pdf"}
