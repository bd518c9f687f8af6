"""The work on a Word document grows no faster than the document, whatever it shows again."""

import pytest
from django.core.exceptions import ValidationError

from mediacenter.toolkit.word import checking, reading, weighing
from mediacenter.toolkit.word.reading import read_word
from tests.counting_calls import calls
from tests.publications.articles.test_word import refused
from tests.publications.word_file import SPACES, paragraph, picture, run, word_file


def styles(*inside):
    return {"word/styles.xml": f"<w:styles {SPACES}>{''.join(inside)}</w:styles>"}


def based_on_each_other(times):
    chain = (
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>'
        for n in range(times)
    )
    return word_file(*[paragraph("a", style="s0")] * times, parts=styles(*chain))


def style_with_much_in_it(times):
    much = "<w:x/>" * times * 20
    style = f'<w:style w:type="paragraph" w:styleId="s">{much}<w:name w:val="a"/></w:style>'
    return word_file(*[paragraph("a", style="s")] * times, parts=styles(style))


def within_each_other(times):
    box = "<wps:txbx><w:txbxContent><w:p/></w:txbxContent></wps:txbx>" * times
    deep = min(times, 60)
    return word_file("<w:drawing>" * deep + box + "</w:drawing>" * deep)


def large_letters(times):
    frame = '<w:pPr><w:framePr w:dropCap="drop"/></w:pPr>'
    return word_file(f"<w:p>{frame}{run('a')}</w:p>" * times)


def signs_of_fields(kind):
    begin = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "a"</w:instrText></w:r>'
    sign = f'<w:r><w:fldChar w:fldCharType="{kind}"/><w:instrText>a</w:instrText></w:r>'
    return lambda times: word_file(f"<w:p>{begin}{(sign + run('a')) * times}</w:p>")


@pytest.mark.parametrize(
    "made",
    [
        lambda times: word_file(f"<w:p>{run('a') * times}</w:p>"),
        lambda times: word_file(paragraph("a") * times),
        based_on_each_other,
        style_with_much_in_it,
        within_each_other,
        large_letters,
        signs_of_fields("begin"),
        signs_of_fields("separate"),
    ],
)
def test_twice_as_much_is_no_more_than_twice_the_work(made):
    little, more, most = (calls(read_word, made(times)) for times in (15, 30, 60))
    assert most - more < 2.5 * (more - little)  # of what grows as the square it is four times


def field_of(link, shown):
    """A link as a field, which may begin in one paragraph and end in another."""
    begin, apart, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    code = f'<w:r><w:instrText>HYPERLINK "{link}"</w:instrText></w:r>'
    first, *more = [paragraph(inside=run(words)) for words in shown]
    return paragraph(inside=begin + code + apart) + first + "".join(more) + paragraph(inside=end)


NUMBER = '<w:r><w:footnoteReference w:id="1"/></w:r>'


@pytest.mark.parametrize(
    ("little", "often"),
    [
        ({"body": field_of("http://a", "аб")}, {"body": field_of(f"http://{'a' * 99}", "а" * 40)}),
        (
            {"body": paragraph(inside=NUMBER), "footnotes": {1: "а" * 99}},
            {"body": paragraph(inside=NUMBER * 40), "footnotes": {1: "а" * 99}},
        ),
    ],
)
def test_what_is_shown_again_and_again_counts_as_often(monkeypatch, little, often):
    monkeypatch.setattr(weighing, "MOST_CHARACTERS", 2_000)

    assert "а" in read_word(document(**little)).body(str)
    assert refused(document(**often)) == "too_large"


@pytest.mark.parametrize(
    "made",
    [
        lambda times: word_file(paragraph("а") * times),
        lambda times: word_file(run("а" * 25 * times)),
        lambda times: word_file(footnotes=dict.fromkeys(range(times), "а")),
    ],
)
def test_more_than_a_text_holds_is_refused_before_it_is_read(monkeypatch, made):
    monkeypatch.setattr(checking, "MOST_CHARACTERS", 2_000)
    assert checking.checked(made(9))
    with pytest.raises(ValidationError) as refusal:
        checking.checked(made(99))
    assert refusal.value.code == "too_large"


def test_more_paragraphs_than_anybody_writes_are_refused_before_they_are_read(monkeypatch):
    read = []
    monkeypatch.setattr(reading.mammoth, "convert_to_html", lambda *given, **more: read.append(1))
    with pytest.raises(ValidationError) as refusal:
        read_word(word_file(paragraph("а") * (checking.MOST_PARAGRAPHS + 1)))
    assert refusal.value.code == "too_many_paragraphs"
    assert refusal.value.params == {"limit": "10,000"}
    assert read == []
    assert checking.checked(word_file(paragraph("а") * checking.MOST_PARAGRAPHS))


def document(body, **more):
    return word_file(paragraph("Title"), body, **more)


def test_a_picture_shown_again_and_again_counts_as_often(monkeypatch):
    body = paragraph("а") + paragraph(inside=picture() * 3)
    assert len(read_word(word_file(body)).pictures) == 3
    monkeypatch.setattr(reading, "MOST_UNPACKED", 5_000)
    assert refused(word_file(body)) == "too_large"
