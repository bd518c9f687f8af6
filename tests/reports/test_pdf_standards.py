"""The yearly report as a PDF against the clauses of PDF/UA-1 and PDF/A-2a; see pdf_standards."""

import io
from datetime import UTC, datetime

import pikepdf
import pytest

from mediacenter.reports.actions.freezing import facts_of
from mediacenter.reports.composing import compose
from mediacenter.services.printing.pdf import print_pdf
from tests.loaded_demo import load_demo
from tests.reports.test_composing import ISSUED
from tests.services import pdf_standards
from tests.services.pdf_standards import CLAUSES, SOFT_HYPHEN, breaches
from tests.services.sample_document import sample
from unions.models import Organization

MOMENT = datetime(2025, 1, 15, tzinfo=UTC)


@pytest.fixture(scope="module")
def sample_pdf():
    return print_pdf(sample("ru"), moment=MOMENT).content


@pytest.mark.parametrize("language", ["kk", "en"])
@pytest.mark.django_db
def test_reports_of_the_demo_break_no_clause(language):
    load_demo()
    for slug in ("karaganda-education", "almaty-education", "federation"):
        organization = Organization.objects.get(slug=slug)
        facts = facts_of(organization=organization, year=2024)
        document = compose(facts, language, identifier="1-05/7", issued=ISSUED)
        assert breaches(print_pdf(document, moment=MOMENT).content) == {}, slug


def test_a_document_with_every_kind_of_block_breaks_no_clause(sample_pdf):
    assert breaches(sample_pdf) == {}


def first(document, tag):
    return next(one for one, _above in pdf_standards.tree(document) if tag == one.S)


def untitled(document):
    document.docinfo["/Title"] = "Report"


def unmarked(document):
    document.pages[2].Contents = document.make_stream(
        b"0 0 m 9 9 l S " + document.pages[2].Contents.read_bytes()
    )


def skipping(document):
    first(document, "/H2").S = pikepdf.Name("/H3")


def disordered(document):
    row = first(document, "/TR")
    row.K = pikepdf.Array(reversed(list(row.K)))


def wordless(document):
    del first(document, "/Figure").Alt


def without_scope(document):
    del first(document, "/TH").A


def headless(document):
    for cell in first(document, "/TR").K:
        cell.S = pikepdf.Name.TD


def loose_item(document):
    first(document, "/L").S = pikepdf.Name.Div


def wordless_link(document):
    del pdf_standards.annotations(document)[0].Contents


def fontless(document):
    [inner] = pdf_standards.fonts(document)[0].DescendantFonts
    del inner.FontDescriptor["/FontFile3"]


def letterless(document):
    del pdf_standards.fonts(document)[0].ToUnicode


def private(document):
    font = pdf_standards.fonts(document)[0]
    font.ToUnicode = document.make_stream(b"1 beginbfchar <0001> <E001> endbfchar")


def no_archive(document):
    with document.open_metadata() as metadata:
        metadata["pdfaid:conformance"] = "B"


def nobodys_language(document):
    del document.Root.Lang


def outside(document):
    document.pages[0].Contents["/F"] = pikepdf.String("elsewhere.bin")


def device_colour(document):
    page = document.pages[2]
    page.Contents = document.make_stream(page.Contents.read_bytes() + b" 0 0 0 1 k")


def running(document):
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript)


def pale(document):
    page = document.pages[2]
    said = page.Contents.read_bytes().replace(b"0.109803922", b"0.9").replace(b"scn", b"scn ")
    changed = b"/c0 cs 0.9 0.9 0.9 scn\nBT"
    page.Contents = document.make_stream(
        pdf_standards.re.sub(rb"/c0 cs [\d. ]+scn\s+BT", changed, said)
    )


def hyphenated(document):
    page = document.pages[2]
    mark = f"/Span<</ActualText<{('а' + SOFT_HYPHEN).encode('utf-16').hex()}>>>BDC EMC "
    page.Contents = document.make_stream(page.Contents.read_bytes() + mark.encode())


BROKEN = {
    "UA-1 7.1 title": [untitled],
    "UA-1 7.1 tags": [unmarked],
    "UA-1 7.2 language": [nobodys_language],
    "UA-1 7.2 reading order": [disordered],
    "UA-1 7.3 alternatives": [wordless],
    "UA-1 7.4 headings": [skipping],
    "UA-1 7.5 tables": [without_scope, headless],
    "UA-1 7.6 lists": [loose_item],
    "UA-1 7.18 links": [wordless_link],
    "UA-1 7.21.4 fonts, A-2 6.2.11.4": [fontless],
    "UA-1 7.21.7 letters, A-2 6.2.11.7": [letterless, private],
    "UA-1 5, A-2 6.6.4 conformance": [no_archive],
    "A-2 6.1 file": [outside],
    "A-2 6.2 colours": [device_colour],
    "A-2 6.5, 6.8, 6.9 actions": [running],
    "contrast": [pale],
    "text without soft hyphens": [hyphenated],
}


@pytest.mark.parametrize(
    ("clause", "harm"), [(clause, harm) for clause, harms in BROKEN.items() for harm in harms]
)
def test_each_clause_can_be_broken(sample_pdf, clause, harm):
    changed = io.BytesIO()
    with pikepdf.open(io.BytesIO(sample_pdf)) as document:
        harm(document)
        document.save(changed)
    assert clause in breaches(changed.getvalue())


def test_no_clause_is_left_unbroken():
    assert BROKEN.keys() == {*CLAUSES, "text without soft hyphens"}
