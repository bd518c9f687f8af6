"""The printed report: one document, as an archive and a screen reader need it."""

import io
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from mediacenter.services.printing.document import blocks_of, numbered
from mediacenter.services.printing.pdf import TEMPLATES, print_pdf
from tests.services.printed import cuts, elements, links, pages_overrun, squeezed, text_of
from tests.services.sample_document import LABELS, paragraph, sample, table

MOMENT = datetime(2025, 1, 15, 10, 30, tzinfo=UTC)
LANGUAGES = ["ru", "kk"]


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture(scope="module")
def pdf(language):
    return print_pdf(sample(language), moment=MOMENT).content


def texts(node, name=""):
    """Every text of a document that is printed; the label of an only series is not."""
    if isinstance(node, dict):
        if len(node.get("series", [])) == 1:
            node = node | {"series": node["series"][0]["shown"]}
        for key, value in node.items():
            if key not in ("url", "kind", "type", "tone", "align", "language", "alt", "labels"):
                yield from texts(value, key)
    elif isinstance(node, list):
        for item in node:
            yield from texts(item, name)
    elif isinstance(node, str):
        yield node


def test_every_text_of_the_document_is_on_paper(pdf, language):
    paper = squeezed(text_of(pdf))
    missing = [words for words in texts(numbered(sample(language))) if squeezed(words) not in paper]
    assert missing == []


def test_the_frame_speaks_the_language_of_the_document(pdf, language):
    paper = squeezed(text_of(pdf))
    labels = LABELS[language]
    pages = len(pikepdf.open(io.BytesIO(pdf)).pages)
    for name in ("contents", "key_figures", "signature", "not_stated"):
        assert squeezed(labels[name]) in paper
    assert squeezed(labels["page_of"] % {"page": 2, "pages": pages}) in paper


def test_language_and_title_are_told_to_the_reader(pdf, language):
    document = pikepdf.open(io.BytesIO(pdf))
    assert str(document.Root.Lang) == language
    told = sample(language)
    year = "" if str(told["year"]) in told["title"] else f" · {told['year']}"
    assert str(document.docinfo.Title) == f"{told['title']}{year} · {told['organization']}"
    assert str(document.docinfo.Author) == sample(language)["organization"]
    assert document.Root.ViewerPreferences.DisplayDocTitle
    assert document.Root.MarkInfo.Marked


def test_the_file_names_itself_an_archive_copy_and_accessible(pdf):
    metadata = pikepdf.open(io.BytesIO(pdf)).open_metadata()
    assert metadata["pdfaid:part"] == "2"
    assert metadata["pdfaid:conformance"] == "A"
    assert metadata["pdfuaid:part"] == "1"


def test_tables_have_header_cells_and_charts_have_words(pdf, language):
    document = sample(language)
    tags = elements(pdf)
    blocks = [block for _place, block in blocks_of(document)]
    tables = [block for block in blocks if block["kind"] == "table"]
    columns = sum(len(table["columns"]) for table in tables)
    named_rows = sum(len(table["rows"]) for table in tables if table["row_headers"])
    assert named_rows
    assert [tag for tag, _ in tags].count("/TH") == columns + named_rows
    assert [alt for tag, alt in tags if tag == "/Figure"] == [
        block["alt"] for block in blocks if block["kind"] == "chart"
    ]


def test_headings_lists_and_contents_are_tagged(pdf):
    tags = {tag for tag, _ in elements(pdf)}
    assert {"/Title", "/H1", "/H2", "/TOC", "/TOCI", "/L", "/LI", "/Caption", "/Link"} <= tags


def test_bookmarks_carry_the_numbers_of_the_sections(pdf, language):
    document = numbered(sample(language))
    with pikepdf.open(io.BytesIO(pdf)).open_outline() as outline:
        titles = [item.title for item in outline.root]
    parts = [*document["sections"], *document["appendices"]]
    assert titles == [f"{part['number']} {part['heading']}" for part in parts]


def test_every_link_of_the_document_can_be_followed(pdf, language):
    def addresses(node):
        if isinstance(node, dict):
            for key, value in node.items():
                yield from [value] if key == "url" else addresses(value)
        elif isinstance(node, list):
            for item in node:
                yield from addresses(item)

    expected = set(addresses(sample(language)))
    assert len(expected) >= 30
    assert set(links(pdf)) == expected


def test_nothing_runs_off_the_page(pdf):
    assert pages_overrun(pdf) == []


def test_the_same_document_gives_the_same_bytes_in_any_process(pdf, language):
    assert print_pdf(sample(language), moment=MOMENT).content == pdf
    elsewhere = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from datetime import *; from tests.services.sample_document import sample;"
            "from mediacenter.services.printing.pdf import print_pdf;"
            f"pdf = print_pdf(sample({language!r}), moment=datetime.fromtimestamp("
            f"{MOMENT.timestamp()}, timezone(timedelta(hours=5)))).content;"
            "sys.stdout.buffer.write(pdf)",
        ],
        cwd=Path(__file__).parents[2],
        env={"PYTHONHASHSEED": "42"},
        capture_output=True,
        check=True,
    )
    assert elsewhere.stdout == pdf


def test_another_figure_or_another_moment_gives_other_bytes(pdf, language):
    document = sample(language)
    document["key_figures"][0]["value"] = "104"
    assert print_pdf(document, moment=MOMENT).content != pdf
    assert print_pdf(sample(language), moment=MOMENT.replace(minute=31)).content != pdf


def test_only_the_cuts_are_used_whose_characters_are_known(pdf):
    assert cuts(pdf) == {f"LibertinusSerif-{cut}" for cut in ("Regular", "Italic", "Semibold")}


def test_the_file_stays_light(pdf):
    assert len(pdf) < 400_000


def test_a_report_without_any_figures_prints_and_says_so():
    document = sample("ru")
    document |= {"key_figures": [], "appendices": [], "parents": [], "signer": None}
    document["sections"] = [
        {
            "heading": "Социальные сети",
            "blocks": [
                table("Материалы", [("Показатель", "left", 3), ("2024", "right", 1)], []),
                table(
                    "Подписчики", [("Показатель", "left", 3), ("2024", "right", 1)], [["Все", []]]
                ),
                paragraph(""),
                {"kind": "signature"},
            ],
        }
    ]
    assert "не указано" in text_of(print_pdf(document, moment=MOMENT).content)


def test_sections_tables_and_charts_are_numbered_in_reading_order():
    document = numbered(sample("kk"))
    tables = [block["number"] for _, block in blocks_of(document) if block["kind"] == "table"]
    charts = [block["number"] for _, block in blocks_of(document) if block["kind"] == "chart"]
    assert tables == ["1-кесте", "2-кесте", "3-кесте", "4-кесте", "5-кесте"]
    assert charts == ["1-сурет", "2-сурет", "3-сурет", "4-сурет"]
    assert [part["number"] for part in document["sections"][1]["sections"]] == ["2.1", "2.2"]
    assert document["appendices"][0]["number"] == "1-қосымша"


def test_the_templates_fetch_nothing_from_outside():
    for template in TEMPLATES.glob("*.typ"):
        assert "@preview" not in template.read_text()
