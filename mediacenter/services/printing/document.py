"""The document: what a room has to say in one language, as JSON, before it is a PDF or a web page.

It says what is printed, never how. A room makes it, pdf.py and web pages read it. Every
text is plain text; the only styling is that of a run. What nobody stated is ``None`` (a key
figure, a value of a chart) or an empty list (a cell of a table), and is shown in the words of
``labels["not_stated"]``: it is never 0 and never an empty string.

``numbered`` gives sections, tables, charts and appendices their numbers, so that paper and screen
say the same; who makes it need not count.
"""

from copy import deepcopy
from typing import Literal, NotRequired, TypedDict

ROW_BUDGET = 3_000  # rows of all tables together; 20,000 rows would take 1.9 GB to set


class Run(TypedDict):
    """A stretch of text. ``url`` is a whole http, https or mailto address.

    ``figure`` says, in the terms of the room, which number it is: the screen may lead to its
    records, paper does not. ``date`` is the day, in ISO, that the text says.
    """

    text: str
    date: NotRequired[str]
    figure: NotRequired[dict]
    bold: NotRequired[bool]
    italic: NotRequired[bool]
    url: NotRequired[str]


class Paragraph(TypedDict):
    kind: Literal["paragraph"]
    runs: list[Run]


class List(TypedDict):
    kind: Literal["list"]
    ordered: bool
    items: list[list[Run]]


class Tasks(TypedDict):
    """The tasks ahead: a numbered list that is set off from the text."""

    kind: Literal["tasks"]
    items: list[list[Run]]


class Column(TypedDict):
    """``share`` is the relative width; figures are aligned to the right."""

    label: str
    align: Literal["left", "right", "center"]
    share: int


class Table(TypedDict):
    """``rows`` hold cells, a cell holds runs; an empty cell is one that nobody stated.

    With ``row_headers`` the first column names its row. ``note`` stands below the table.
    ``number`` comes from ``numbered``.
    """

    kind: Literal["table"]
    caption: str
    columns: list[Column]
    rows: list[list[list[Run]]]
    row_headers: bool
    note: NotRequired[str]
    number: NotRequired[str]


class Series(TypedDict):
    """One value a category, and the text shown at it: «более 5000» where the value is 5000.

    ``figures`` says which numbers they are."""

    label: str
    values: list[float | None]
    shown: list[str]
    figures: NotRequired[list[dict | None]]


class Chart(TypedDict):
    """Several series stand side by side and get a legend; an only series needs no label there.

    More than eight categories, or names past 16 letters, are drawn as lying bars.
    ``alt`` says in words what the picture shows, for whoever does not see it.
    """

    kind: Literal["chart"]
    type: Literal["bars", "grouped_bars", "line"]
    caption: str
    alt: str
    unit: str
    categories: list[str]
    series: list[Series]
    number: NotRequired[str]


class Tile(TypedDict):
    """``step``: how dark, 1 to 5, None where nothing is stated; ``shown`` is the number in words,
    "" for none. ``figure`` says which number it is.
    """

    label: str
    column: int
    row: int
    step: int | None
    shown: str
    figure: NotRequired[dict | None]


class Tiles(TypedDict):
    """A map of equal tiles: where each lies, its name, its number, and a shade by its size.

    ``scale`` are the words for the lightest and the darkest, ``alt`` says the picture in words.
    """

    kind: Literal["tiles"]
    caption: str
    alt: str
    unit: str
    scale: list[str]
    tiles: list[Tile]
    number: NotRequired[str]


class Pair(TypedDict):
    term: str
    runs: list[Run]


class Definitions(TypedDict):
    kind: Literal["definitions"]
    pairs: list[Pair]


class Callout(TypedDict):
    """A remark in a frame; ``missing`` is the tone for what is not stated.

    ``unstated`` are the codes of the figures that would say it.
    """

    kind: Literal["callout"]
    tone: Literal["note", "warning", "missing"]
    runs: list[Run]
    unstated: NotRequired[list[str]]


class QrCode(TypedDict):
    """A code that leads a phone to ``url``, and what is said beside it.

    ``alt`` says in words where it leads, for whoever does not see it.
    """

    kind: Literal["qr_code"]
    url: str
    alt: str
    runs: list[Run]


class Signature(TypedDict):
    """The place to sign: prints the document's signer and place_date."""

    kind: Literal["signature"]


Block = (
    Paragraph | List | Tasks | Table | Chart | Tiles | Definitions | Callout | QrCode | Signature
)


class Section(TypedDict):
    """Sections nest once: a section of a section has no sections.

    Of a sheet or certificate, one may be without a heading: "". ``language``: where it is another
    than that of the document, in a certificate. ``rubric`` and ``lead`` are a newspaper's, above
    and below the heading.
    """

    heading: str
    rubric: NotRequired[str]
    lead: NotRequired[str]
    language: NotRequired[Literal["kk", "ru", "en"]]
    blocks: list[Block]
    sections: NotRequired[list["Section"]]
    number: NotRequired[str]


class Appendix(TypedDict):
    """Starts a page of its own."""

    heading: str
    blocks: list[Block]
    number: NotRequired[str]


class KeyFigure(TypedDict):
    """``value`` as it is read («103», «более 5 000»), None where it is not stated.

    ``figure`` says which number it is, ``noted`` which one the note tells, ``unstated`` the code
    of the one that is not stated.
    """

    value: str | None
    label: str
    note: NotRequired[str]
    figure: NotRequired[dict]
    noted: NotRequired[dict]
    unstated: NotRequired[str]


class Signer(TypedDict):
    post: str
    name: str


class Labels(TypedDict):
    """Words of the frame, in the document's language.

    Patterns with ``%(number)s``: table, figure, appendix («Таблица 1», «1-кесте»). With
    ``%(page)s`` and ``%(pages)s``: page_of. The rest are plain words.
    """

    contents: str
    key_figures: str
    table: str
    figure: str
    appendix: str
    page_of: str
    not_stated: str
    signature: str
    identifier: str
    issued: str


class Document(TypedDict):
    """What is printed, in one of five layouts.

    A ``book`` has a title page, contents and numbered sections and needs every field; it is meant
    where no layout is named. A ``sheet`` begins with its title at once. A ``newspaper`` has a
    masthead (``title``, ``organization``, ``identifier``, ``subtitle``, ``issued``), its first
    section over the whole width and the others in two columns, of paragraphs, lists and callouts.
    A ``brief`` is a sheet with a tight head, whose charts stand side by side; it has no sections of
    sections and no appendices. A ``certificate`` is one lying sheet: who issues it (``subtitle``:
    in the second language), the ``holder`` in large letters, two sections side by side, the signer.

    ``organization`` is whoever issues it, ``short_title`` stands in the running head. ``parents``
    are the organizations above, the highest first. ``place_date`` is «Караганда, 2025», ``issued``
    the moment of the print as text. ``identifier`` names this version, ``verification`` leads from
    the title page of a book, or the head of a sheet or brief, to what tells whether it is genuine.
    """

    layout: NotRequired[Literal["book", "sheet", "newspaper", "brief", "certificate"]]
    language: Literal["kk", "ru", "en"]
    title: str
    short_title: str
    organization: str
    sections: list[Section]
    labels: Labels
    subtitle: NotRequired[str]
    parents: NotRequired[list[str]]
    year: NotRequired[int]
    place_date: NotRequired[str]
    signer: NotRequired[Signer | None]
    identifier: NotRequired[str]
    issued: NotRequired[str]
    verification: NotRequired[QrCode | None]
    holder: NotRequired[str]
    key_figures: NotRequired[list[KeyFigure]]
    appendices: NotRequired[list[Appendix]]


class MalformedDocument(ValueError):
    """The document breaks the schema; the message names the place."""


class TooManyRows(MalformedDocument):
    """The tables of the document hold more rows than ROW_BUDGET."""


ABSENT = {
    "layout": "book", "subtitle": "", "parents": [], "year": None, "place_date": "", "signer": None,
    "identifier": "", "issued": "", "key_figures": [], "appendices": [],
}  # fmt: skip


def blocks_of(document: Document):
    """Every block with its place, in reading order: title page, sections, appendices."""
    if verification := document.get("verification"):
        yield "verification", verification
    for part in ("sections", "appendices"):
        for n, section in enumerate(document.get(part, [])):
            for m, block in enumerate(section["blocks"]):
                yield f"{part}.{n}.blocks.{m}", block
            for k, subsection in enumerate(section.get("sections", [])):
                for m, block in enumerate(subsection["blocks"]):
                    yield f"{part}.{n}.sections.{k}.blocks.{m}", block


def with_cut_tables(document: Document, lines, note) -> Document:
    """A copy whose tables hold their first ``lines`` rows; ``note(lines, rows)`` says so there."""
    document = deepcopy(document)
    for _place, block in blocks_of(document):
        if block["kind"] == "table" and len(block["rows"]) > lines:
            said = (block.get("note", ""), note(lines, len(block["rows"])))
            block["note"] = " ".join(part for part in said if part)
            block["rows"] = block["rows"][:lines]
    return document


def numbered(document: Document) -> Document:
    """A copy with all fields, in which sections, tables, charts and appendices carry ``number``.

    A section's number is «2» or «2.1», and only a book's have one; that of the others is the whole
    designation in the words of the labels: «Таблица 3», «2-сурет», «1-қосымша».
    """
    document = deepcopy({**ABSENT, **document})
    labels = document["labels"]
    patterns = dict.fromkeys(("chart", "tiles"), labels["figure"]) | {"table": labels["table"]}
    counts = dict.fromkeys(patterns.values(), 0)
    for _place, block in blocks_of(document):
        if pattern := patterns.get(block["kind"]):
            counts[pattern] += 1
            block["number"] = pattern % {"number": counts[pattern]}
    numbered_sections = document["sections"] if document["layout"] == "book" else []
    for n, section in enumerate(numbered_sections, start=1):
        section["number"] = str(n)
        for m, subsection in enumerate(section.get("sections", []), start=1):
            subsection["number"] = f"{n}.{m}"
    for n, appendix in enumerate(document["appendices"], start=1):
        appendix["number"] = labels["appendix"] % {"number": n}
    return document
