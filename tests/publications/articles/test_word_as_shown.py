"""What Word shows is what is taken over: no hidden word, no cut away edge, every number."""

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from mediacenter.toolkit.richtext import sanitize
from mediacenter.toolkit.word import reading
from mediacenter.toolkit.word.numbering import SHOWN
from publications.articles.actions.word import import_word
from publications.pictures.models import Picture
from tests.publications.articles.test_word import refused
from tests.publications.word_file import (
    OFFICE,
    RELATIONS,
    SPACES,
    link,
    paragraph,
    picture,
    run,
    word_file,
)

CASES = Path(__file__).parents[2] / "cases"


def case(name):
    return io.BytesIO((CASES / name).read_bytes())


def shown(file):
    found = reading.read_word(file)
    return sanitize(found.body(lambda number: f"/media/pictures/{number}.webp")), found.remarks


def of(*body, **options):
    return shown(word_file(paragraph("Т", style="a3"), *body, **options))


def styled(*styles):
    """The part of a document that holds styles: (name, what is based on, what it says)."""
    written = "".join(
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{base}"/>{inside}</w:style>'
        for kind, name, base, inside in styles
    )
    return {"word/styles.xml": f"<w:styles {SPACES}>{written}</w:styles>"}


def test_the_main_part_is_the_one_that_the_relationships_name():
    assert shown(case("word_document2.docx")) == ("<p>Обычный текст.</p>", [])


def test_a_document_whose_parts_lie_elsewhere_is_read_with_its_notes_and_pictures():
    named = [
        ("n", "footnotes", "notes.dat"),
        ("photo", "image", "../word/media/photo.jpg"),
        ("s", "styles", "/look/styles.dat"),
    ]
    relations = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for key, kind, target in named
    )
    root = f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="/text/main.dat"/>'
    reference = '<w:r><w:footnoteReference w:id="5"/></w:r>'
    body = paragraph("Т") + paragraph(inside=run("Сөз") + reference) + paragraph(inside=picture())
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}">{root}</Relationships>',
        "text/_rels/main.dat.rels": (
            f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>'
        ),
        "text/main.dat": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        "text/notes.dat": f'<w:footnotes {SPACES}><w:footnote w:id="5">{paragraph("Ескертпе")}'
        "</w:footnote></w:footnotes>",
        "look/styles.dat": f"<w:styles {SPACES}/>",
    }
    found, _remarks = shown(word_file(paragraph("Басқа"), parts=parts))

    assert "Басқа" not in found
    assert "Ескертпе" in found
    assert '<img src="/media/pictures/0.webp">' in found
    declares = {"look/styles.dat": f'<!DOCTYPE d [<!ENTITY x "y">]><w:styles {SPACES}/>'}
    assert refused(word_file(parts={**parts, **declares})) == "not_word"
    many = f"<w:document {SPACES}><w:body>{'<w:p/>' * 350_000}</w:body></w:document>"
    assert refused(word_file(parts={**parts, "text/main.dat": many})) == "too_many_paragraphs"


# --- Hidden text ---

HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ЖАСЫРЫН</w:t></w:r>"
HIDES = "<w:rPr><w:vanish/></w:rPr>"


def test_a_hidden_run_stays_out_and_is_told():
    found, remarks = shown(case("word_hidden.docx"))

    assert found == "<p>Видимый текст. Конец.</p>"
    assert remarks == ["Not taken over from the document: hidden text (1)."]


@pytest.mark.parametrize(
    "hidden",
    [
        paragraph(inside=run("Көрінеді") + HIDDEN + HIDDEN),
        paragraph(inside=f'<w:hyperlink r:id="link">{HIDDEN}</w:hyperlink>'),
        paragraph(inside=f"<w:ins>{HIDDEN}</w:ins>"),
        paragraph("ЖАСЫРЫН", style="below"),
        paragraph(inside='<w:r><w:rPr><w:rStyle w:val="sign"/></w:rPr><w:t>ЖАСЫРЫН</w:t></w:r>'),
        "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>"
        f"{paragraph('ЖАСЫРЫН')}</w:tc></w:tr></w:tbl>",
        paragraph(inside=picture(alt="ЖАСЫРЫН").replace("<wp:docPr", '<wp:docPr hidden="1"')),
        paragraph(inside='<w:r><w:pict><v:shape style="visibility:hidden"><v:textbox>'
        f"<w:txbxContent>{paragraph('ЖАСЫРЫН')}</w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r>"),
        paragraph(inside=run("Сөз") + '<w:r><w:footnoteReference w:id="5"/></w:r>'),
    ],
    ids=["runs", "link", "inserted", "style", "sign", "row", "drawing", "box", "note"],
)  # fmt: skip
def test_what_is_hidden_by_whatever_means_stays_out_and_is_told(hidden):
    styles = styled(
        ("paragraph", "above", "", HIDES),
        ("paragraph", "below", "above", ""),
        ("character", "sign", "", HIDES),
    )
    note = f'<w:footnotes {SPACES}><w:footnote w:id="5">{paragraph(inside=HIDDEN)}</w:footnote>'
    parts = (
        {**styles, "word/footnotes.xml": f"{note}</w:footnotes>"}
        if "footnoteReference" in hidden
        else styles
    )
    found, remarks = of(hidden, parts=parts)

    assert "ЖАСЫРЫН" not in found
    assert "<img" not in found
    assert remarks == ["Not taken over from the document: hidden text (1)."]


def test_what_a_style_hides_and_the_writer_shows_again_is_taken():
    again = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>Көрінеді</w:t></w:r>'
    found, remarks = of(
        paragraph(style="above", inside=again), parts=styled(("paragraph", "above", "", HIDES))
    )
    assert (found, remarks) == ("<p>Көрінеді</p>", [])


# --- Numbers ---


def test_headings_keep_their_numbers():
    found, remarks = shown(case("word_numbered_headings.docx"))

    assert "<h2>1. Общие положения</h2>" in found
    assert "<h3>1.1. Права членов</h3>" in found
    assert "<h3>1.2. Обязанности</h3>" in found
    assert "<h2>2. Взносы</h2>" in found
    assert remarks == []


def test_russian_letters_before_the_points_of_a_list_stay():
    found, _remarks = shown(case("word_list_russian_letters.docx"))

    assert found == "<p>а) принять отчёт</p><p>б) утвердить смету</p><p>в) созвать съезд</p>"


def level(depth, kind, text, more=""):
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbered(*levels):
    return {
        "word/numbering.xml": f'<w:numbering {SPACES}><w:abstractNum w:abstractNumId="1">'
        f'{"".join(levels)}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        "</w:numbering>"
    }


def test_points_within_points_and_articles_keep_what_stands_before_them():
    levels = [
        level(0, "upperRoman", "%1-бөлім."),
        level(1, "decimal", "%1.%2.", more="<w:isLgl/>"),
        level(2, "decimal", "%3)"),
        level(3, "bullet", "•"),
    ]
    points = [("Жалпы", 0), ("Мақсат", 1), ("бір", 2), ("екі", 2), ("нүкте", 3), ("Міндет", 1),
              ("Құқық", 0), ("Мүше", 1)]  # fmt: skip
    found, remarks = of(
        paragraph("Кіріспе."),
        *(paragraph(words, of_list=1, level=depth) for words, depth in points),
        parts=numbered(*levels),
    )

    for shown_so in (
        "I-бөлім. Жалпы",
        "1.1. Мақсат",
        "1.2. Міндет",
        "II-бөлім. Құқық",
        "2.1. Мүше",
    ):
        assert f"<p>{shown_so}</p>" in found
    assert "<p>1.1. Мақсат</p><ol><li>бір</li><li>екі<ul><li>нүкте</li></ul></li></ol>" in found
    assert remarks == []


def test_a_list_that_a_style_bears_counts_as_one():
    bears = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    parts = {
        **styled(("paragraph", "point", "", bears), ("paragraph", "finer", "point", "")),
        **numbered(level(0, "decimal", "%1.")),
    }
    found, remarks = of(
        paragraph("бір", style="point"),
        paragraph("түсініктеме"),
        paragraph("екі", style="finer"),
        parts=parts,
    )
    assert found == '<ol><li>бір</li></ol><p>түсініктеме</p><ol start="2"><li>екі</li></ol>'
    assert remarks == []


def test_numbers_of_a_kind_that_nobody_here_knows_are_said_to_be_lost():
    found, remarks = of(paragraph("бір", of_list=1), parts=numbered(level(0, "hebrew1", "%1.")))
    assert found == "<ol><li>бір</li></ol>"
    assert remarks == ["Check the numbers in the lists: they may start over."]


@pytest.mark.parametrize(
    ("kind", "number", "text"),
    [("lowerRoman", 1994, "mcmxciv"), ("upperRoman", 4, "IV"), ("lowerLetter", 27, "aa"),
     ("upperLetter", 28, "BB"), ("russianLower", 10, "к"), ("russianUpper", 30, "АА"),
     ("decimalZero", 7, "07"), ("russianLower", 0, "0")],
)  # fmt: skip
def test_numbers_are_written_as_word_writes_them(kind, number, text):
    assert SHOWN[kind](number) == text


# --- Drop caps ---


def test_a_large_first_letter_is_joined_to_its_word():
    assert shown(case("word_dropcap.docx"))[0].startswith("<p>В Караганде прошёл пленум")
    cap = paragraph("Қ").replace("<w:pPr>", '<w:pPr><w:framePr w:dropCap="margin"/>')
    assert of(cap, paragraph("арағандыда"))[0] == "<p>Қарағандыда</p>"


# --- Pictures ---


def drawn():
    """Navy, with a red right half."""
    image = Image.new("RGB", (200, 100), "navy")
    image.paste("red", (100, 0, 200, 100))
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


PHOTO = {"word/media/photo.jpg": drawn()}
TURNED = '<a:xfrm rot="5400000" flipH="1"/>'


def cut(**sides):
    told = " ".join(f'{side}="{share}"' for side, share in sides.items())
    return picture().replace("</pic:blipFill>", f"<a:srcRect {told}/></pic:blipFill>")


def shaped(inside):
    return picture().replace("</pic:pic>", f"<pic:spPr>{inside}</pic:spPr></pic:pic>")


def old(style="", **sides):
    told = " ".join(f'crop{side}="{share}"' for side, share in sides.items())
    return (
        f'<w:r><w:pict><v:shape style="{style}"><v:imagedata r:id="photo" {told}/></v:shape>'
        "</w:pict></w:r>"
    )


@pytest.fixture
def bring(karaganda, press_officer):
    def bring(file):
        return import_word(
            file=file, article=None, organization=karaganda, language="ru", by=press_officer
        )

    return bring


def colours(stored):
    """The colours of what is kept and of what the public gets, the most frequent first."""
    found = []
    for file in (stored.original, stored.renditions.get().file):
        with file.open() as content:
            image = Image.open(content).convert("RGB").quantize(2).convert("RGB")
            counted = sorted(image.getcolors(), reverse=True)
            found.append([colour for number, colour in counted if number > 30])
    return found


def is_red(colour):
    return colour[0] > 200 and colour[2] < 50


@pytest.mark.parametrize(
    ("inside", "size"),
    [
        (cut(l="50000"), (100, 100)),
        (cut(l="50%", t="50%"), (100, 50)),
        (old(left="32768f"), (100, 100)),
        (old(left="0.5", style="rotation:90"), (100, 100)),
    ],
)
def test_what_the_writer_cut_away_is_nowhere(bring, inside, size):
    bring(word_file(paragraph("Т", style="a3"), paragraph(inside=inside), parts=PHOTO))

    stored = Picture.objects.get()
    assert (stored.width, stored.height) == size
    assert all(is_red(colour) for kept in colours(stored) for colour in kept)


@pytest.mark.parametrize(
    ("inside", "size", "is_red_first"),
    [
        (shaped(TURNED), (100, 200), True),
        (shaped('<a:xfrm flipH="1"/>'), (200, 100), True),
        (shaped('<a:xfrm rot="10800000"/>'), (200, 100), True),
        (old(style="rotation:-90"), (100, 200), True),
        (old(style="flip:x"), (200, 100), True),
        (picture(), (200, 100), False),
    ],
)
def test_a_picture_that_the_writer_turned_is_turned(bring, inside, size, is_red_first):
    bring(word_file(paragraph("Т", style="a3"), paragraph(inside=inside), parts=PHOTO))

    stored = Picture.objects.get()
    assert (stored.width, stored.height) == size
    with stored.original.open() as content:
        assert is_red(Image.open(content).convert("RGB").getpixel((5, 5))) is is_red_first


@pytest.mark.parametrize(
    ("inside", "why"),
    [
        (shaped('<a:prstGeom prst="ellipse"/>'), "cut to a shape"),
        (shaped("<a:custGeom/>"), "cut to a shape"),
        (cut(l="half"), "not understood"),
    ],
)
def test_a_picture_cut_in_a_way_that_cannot_be_kept_is_left_out(bring, inside, why):
    imported = bring(word_file(paragraph("Т", style="a3"), paragraph(inside=inside), parts=PHOTO))

    assert why in imported.remarks[0]
    assert not Picture.objects.exists()


def test_rounded_corners_are_no_cut(bring):
    rounded = shaped('<a:prstGeom prst="roundRect"/>')
    bring(word_file(paragraph("Т", style="a3"), paragraph(inside=rounded), parts=PHOTO))

    assert Picture.objects.count() == 1


def test_a_document_whose_picture_has_broken_notes_is_taken_with_it(bring):
    imported = bring(case("word_bad_exif_picture.docx"))

    assert imported.remarks == []
    assert "<img" in imported.work.fields["body"]


def test_the_cropped_picture_of_word_is_cropped(bring):
    bring(case("word_cropped.docx"))

    stored = Picture.objects.get()
    with zipfile.ZipFile(case("word_cropped.docx")) as archive:
        whole = Image.open(archive.open("word/media/image1.png"))
    assert (stored.width, stored.height) == (whole.width // 2, whole.height)


def test_a_bad_picture_is_named_and_its_companions_are_taken(bring):
    bad = picture("drawing", alt="Сызба").replace(
        "<pic:pic>", '<pic:pic><pic:nvPicPr><pic:cNvPr name="IMG_20.emf"/></pic:nvPicPr>'
    )
    both = paragraph(inside=picture(alt="Зал") + bad)
    imported = bring(word_file(paragraph("Т", style="a3"), both))

    assert len(imported.remarks) == 1
    assert imported.remarks[0].startswith("Picture 2 (IMG_20.emf) was left out: This is not")
    assert Picture.objects.get().alt_ru == "Зал"


def test_pictures_that_lie_within_drawings_are_told():
    group = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="G"/><a:graphic><a:graphicData uri="g">'
        '<wps:wgp><pic:pic><pic:blipFill><a:blip r:embed="photo"/></pic:blipFill></pic:pic>'
        "</wps:wgp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    _found, remarks = of(paragraph(inside=group))

    assert remarks == ["Not taken over from the document: pictures within groups and shapes (1)."]


def test_a_link_keeps_its_words_where_all_of_it_is_not_hidden():
    found, _remarks = of(paragraph(inside=link("Заң") + HIDDEN))
    assert found == '<p><a href="https://example.org/law" rel="noopener">Заң</a></p>'
