"""The document: one report in one language, as JSON, before it is a PDF or a web page.

It says what is printed, never how. Compose makes it, the press and the web page read it. Every
text is plain text; the only styling is that of a run. What nobody stated is ``None`` (a key
figure, a value of a chart) or an empty list (a cell of a table), and is shown in the words of
``labels["not_stated"]``: it is never 0 and never an empty string.

``numbered`` gives sections, tables, charts and appendices their numbers, so that paper and screen
say the same; compose need not count.
"""

from copy import deepcopy
from typing import Literal, NotRequired, TypedDict

ROW_BUDGET = 3_000  # rows of all tables together; 20,000 rows would take 1.9 GB to set


class Counted(TypedDict):
    """Which number it is: the screen leads to its records, paper does not.

    An indicator of an organization in a year, and what of it: the number with ``all`` below, the
    organization's ``own``, how many organizations ``stated`` it of how many there ``are``, its
    ``change`` against the year before, the ``share`` of that, the ``sum`` of three years, the
    ``rest`` beyond the records that are listed under it. Numbers that agree in all four
    are one, and say the same wherever they stand.
    """

    organization: str
    code: str
    year: int
    aspect: Literal["all", "own", "stated", "are", "change", "share", "sum", "rest"]


class Run(TypedDict):
    """A stretch of text. ``url`` is a whole http, https or mailto address."""

    text: str
    figure: NotRequired[Counted]
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
    figures: NotRequired[list[Counted | None]]


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


class Signature(TypedDict):
    """The place to sign: prints the document's signer and place_date."""

    kind: Literal["signature"]


Block = Paragraph | List | Tasks | Table | Chart | Definitions | Callout | Signature


class Section(TypedDict):
    """Sections nest once: a section of a section has no sections."""

    heading: str
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
    figure: NotRequired[Counted]
    noted: NotRequired[Counted]
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
    """``title`` and ``subtitle`` stand on the title page, ``short_title`` in the running head.

    ``parents`` are the organizations above, the highest first. ``place_date`` is «Караганда,
    2025», ``issued`` the moment of the print as text. ``identifier`` names this version of the
    report.
    """

    language: Literal["kk", "ru", "en"]
    title: str
    short_title: str
    subtitle: str
    parents: list[str]
    organization: str
    year: int
    place_date: str
    signer: Signer | None
    identifier: str
    issued: str
    key_figures: list[KeyFigure]
    sections: list[Section]
    appendices: list[Appendix]
    labels: Labels


class MalformedDocument(ValueError):
    """The document breaks the schema; the message names the place."""


class TooManyRows(MalformedDocument):
    """The tables of the document hold more rows than ROW_BUDGET."""


def blocks_of(document: Document):
    """Every block with its place, in reading order: sections with their sections, appendices."""
    for part in ("sections", "appendices"):
        for n, section in enumerate(document[part]):
            for m, block in enumerate(section["blocks"]):
                yield f"{part}.{n}.blocks.{m}", block
            for k, subsection in enumerate(section.get("sections", [])):
                for m, block in enumerate(subsection["blocks"]):
                    yield f"{part}.{n}.sections.{k}.blocks.{m}", block


def numbered(document: Document) -> Document:
    """A copy in which sections, tables, charts and appendices carry their ``number``.

    A section's number is «2» or «2.1»; that of the others is the whole designation in the words
    of the labels: «Таблица 3», «2-сурет», «1-қосымша».
    """
    document = deepcopy(document)
    labels = document["labels"]
    patterns = {"table": labels["table"], "chart": labels["figure"]}
    counts = dict.fromkeys(patterns, 0)
    for _place, block in blocks_of(document):
        kind = block["kind"]
        if kind in patterns:
            counts[kind] += 1
            block["number"] = patterns[kind] % {"number": counts[kind]}
    for n, section in enumerate(document["sections"], start=1):
        section["number"] = str(n)
        for m, subsection in enumerate(section.get("sections", []), start=1):
            subsection["number"] = f"{n}.{m}"
    for n, appendix in enumerate(document["appendices"], start=1):
        appendix["number"] = labels["appendix"] % {"number": n}
    return document
