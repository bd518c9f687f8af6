"""A room's own document in a few lines: a sheet with a QR code, a newspaper, their keys."""

from datetime import UTC, datetime

import pypdfium2
import pytest
import segno
from django.utils.translation import override

from mediacenter.services.printing import blocks
from mediacenter.services.printing.edition import edition
from mediacenter.services.printing.pdf import PrintFailed, print_pdf
from mediacenter.services.printing.words import labels
from tests.services.printed import elements, pages_overrun, squeezed, text_of
from tests.services.sample_document import chart

MOMENT = datetime(2026, 1, 15, tzinfo=UTC)
ADDRESS = "https://portal.example.kz/verify/7K3M-9QXT/"
LONG = "электрондықүкіметтіңақпараттықжүйелері" * 3


def sheet(*content, **more):
    with override("kk"):
        return blocks.sheet(
            "Тіркелгендер тізімі",
            [blocks.section("", list(content))],
            language="kk",
            organization="Қарағанды облыстық кәсіподағы",
            **more,
        )


def code(url=ADDRESS, alt="Құжатты тексеру беті"):
    return blocks.qr_code(url, alt=alt, beside="Құжатты осы бетте тексеріңіз.")


def printed(document):
    return print_pdf(document, moment=MOMENT).content


def test_a_sheet_is_a_few_lines_and_one_page():
    document = sheet(
        blocks.paragraph("Семинарға тіркелгендер."),
        blocks.table("Қатысушылар", [blocks.column("Аты-жөні", 1)], [["Әсем Қайратқызы"], [None]]),
        code(),
        identifier="7K3M-9QXT",
        issued="2026 жылғы 15 қаңтар",
    )
    pdf = printed(document)
    paper = squeezed(text_of(pdf))
    for words in ("Тіркелгендер тізімі", "Әсем Қайратқызы", "1-кесте", "дерек жоқ", "7K3M"):
        assert squeezed(words) in paper
    assert len(pypdfium2.PdfDocument(pdf)) == 1
    assert ("/Figure", "Құжатты тексеру беті") in elements(pdf)
    assert printed(document) == pdf


def test_the_code_on_paper_is_that_of_the_address():
    page = pypdfium2.PdfDocument(printed(sheet(code())))[0]
    paper = page.render(scale=6).to_pil().convert("L").point(lambda tone: 255 * (tone < 5))
    left, top, right, bottom = paper.getbbox()  # nothing else is as black
    matrix = segno.make(ADDRESS, micro=False, error="m", boost_error=False).matrix
    step = (right - left) / len(matrix)
    assert step == pytest.approx((bottom - top) / len(matrix), rel=0.02)
    read = [
        [
            bool(paper.getpixel((int(left + (x + 0.5) * step), int(top + (y + 0.5) * step))))
            for x in range(len(matrix))
        ]
        for y in range(len(matrix))
    ]
    assert read == [[bool(module) for module in row] for row in matrix]


@pytest.mark.parametrize(
    "broken",
    [
        code(url="javascript:alert(1)"),
        code(url="/verify/x/"),
        code(alt=" "),
        code("https://x/" * 40),
    ],
)
def test_a_code_that_leads_nowhere_is_refused(broken):
    with pytest.raises(PrintFailed, match="a code needs a whole address") as failure:
        printed(sheet(broken))
    assert failure.value.code == "malformed"


def test_a_sheet_without_a_signer_has_no_place_to_sign():
    with pytest.raises(PrintFailed, match="needs signer and place_date"):
        printed(sheet({"kind": "signature"}))


def test_a_book_needs_what_its_title_page_tells():
    with pytest.raises(PrintFailed, match="a book lacks"):
        printed(sheet() | {"layout": "book"})


def newspaper(*content):
    with override("kk"):
        story = {
            "rubric": "Жаңалықтар",
            "heading": f"Келісім жасалды {LONG}",
            "lead": f"Екі жақ келісті. {LONG}",
            "blocks": [blocks.paragraph(f"Кеше {LONG}"), blocks.bullets(["бірінші"]), *content],
        }
        return {
            "layout": "newspaper",
            "language": "kk",
            "title": "Мұғалім",
            "short_title": "Мұғалім",
            "subtitle": "Мысал нөмір",
            "organization": "Қарағанды облыстық кәсіподағы",
            "identifier": "№ 5",
            "issued": "2026 жылғы 15 қаңтар",
            "sections": [story] * 4,
            "labels": labels(),
        }


def test_a_newspaper_has_a_masthead_and_columns_that_hold_every_word():
    pdf = printed(newspaper())
    paper = squeezed(text_of(pdf))
    for words in ("Мұғалім", "№ 5", "ЖАҢАЛЫҚТАР", "Келісім жасалды", "Екі жақ келісті", "бірінші"):
        assert squeezed(words) in paper
    assert pages_overrun(pdf) == []
    assert {"/Title", "/H1", "/L"} <= {tag for tag, _alt in elements(pdf)}


def test_a_newspaper_takes_no_chart():
    with pytest.raises(PrintFailed, match="no newspaper holds a chart"):
        printed(newspaper(chart("bars", "Р", "Слова", "штук", ["2024"], A=[1])))


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ({"key_figures": [{"value": "103", "label": "Мекеме"}]}, "key_figures"),
        ({"appendices": [{"heading": "Қосымша", "blocks": []}]}, "appendices"),
        (
            {"sections": [blocks.section("Бас", [], [blocks.section("Ішкі", [])])]},
            "sections of sections",
        ),
    ],
)
def test_what_a_newspaper_has_no_place_for_is_refused_and_never_left_out(more, what):
    with pytest.raises(PrintFailed, match=f"no newspaper holds {what}"):
        printed(newspaper() | more)


def test_words_of_a_language_and_a_rooms_own_folder_shape_its_edition(tmp_path, monkeypatch):
    monkeypatch.setattr("mediacenter.services.printing.edition.PROJECT", tmp_path.parent)
    monkeypatch.setattr("mediacenter.services.printing.edition.SHAPING", ())
    (tmp_path / "letter.py").write_text("a")
    assert len({edition("kk"), edition("ru"), edition("kk", tmp_path)}) == 3
    edition.cache_clear()
