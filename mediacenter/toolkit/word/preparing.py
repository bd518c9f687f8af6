"""What mammoth passes over in silence: brought into a form that it reads, or counted."""

import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from xml.etree import ElementTree

from django.utils.translation import gettext_lazy as _

from .checking import MAIN_PART
from .numbering import shown_numbers, styles_of

# Read in their other form, or not at all.
PASSED_OVER = {"Choice", "del", "moveFrom"}
TRACKED = {"ins", "del", "moveFrom", "moveTo"}
COUNTED = {
    "oMath": _("equations"),
    "commentReference": _("comments"),
    "altChunk": _("inserted documents"),
    "subDoc": _("inserted documents"),
}
DRAWN = re.compile(r"/(chart|chartex|diagram)$")
PAGE_EDGE = re.compile(r"word/(header|footer)\d*\.xml")
CONTENTS = re.compile(r"toc \d", re.IGNORECASE)
VML = "{urn:schemas-microsoft-com:vml}"


@dataclass
class Prepared:
    """`left_out`: how much of what; `numbers`: what Word shows before each item of a list."""

    content: bytes
    left_out: Counter = field(default_factory=Counter)
    has_tracked_changes: bool = False
    numbers: list[int | None] = field(default_factory=list)


def prepared(content: bytes) -> Prepared:
    """Take a document that has been checked."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        document = part(archive, MAIN_PART)
        styles, numbering = (part(archive, f"word/{name}.xml") for name in ("styles", "numbering"))
        found = Prepared(content)
        open_alternatives(document)
        for element in list(within(document)):
            count(element, found)
            make_readable(element)
        edges = [name for name in archive.namelist() if PAGE_EDGE.fullmatch(name)]
        if said := sum(says_something(part(archive, name)) for name in edges):
            found.left_out[_("headers and footers of pages")] = said
        paragraphs = [element for element in within(document) if local(element) == "p"]
        found.numbers = shown_numbers(paragraphs, styles, numbering)
        if any(CONTENTS.fullmatch(name) for name in styles_of(paragraphs, styles)):
            found.left_out[_("table of contents")] = 1
        found.content = repacked(archive, ElementTree.tostring(document))
    return found


def part(archive, name):
    """A part that has been checked, or None where the document has none of the name."""
    if name not in archive.namelist():
        return None
    return ElementTree.fromstring(archive.read(name))  # noqa: S314


def repacked(archive, document: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as written:
        for info in archive.infolist():
            content = document if info.filename == MAIN_PART else archive.read(info)
            written.writestr(info.filename, content)
    return stream.getvalue()


def local(element):
    """The name without its namespace, which differs between the two dialects of the format."""
    return element.tag.rpartition("}")[2]


def named(element, name):
    """`name` in the namespace of an element."""
    return f"{element.tag.rpartition('}')[0]}}}{name}"


def within(element):
    """An element and all below it that mammoth reads, in the order of the document."""
    yield element
    for child in element:
        if local(child) not in PASSED_OVER:
            yield from within(child)


def open_alternatives(document):
    """Mammoth reads what is meant for old programs; where there is no such form, the new one."""
    for element in document.iter():
        forms = [local(form) for form in element] if local(element) == "AlternateContent" else []
        if forms and "Fallback" not in forms:
            element[0].tag = named(element, "Fallback")


def count(element, found):
    name = local(element)
    if name in COUNTED:
        found.left_out[COUNTED[name]] += 1
    elif name == "graphicData" and DRAWN.search(element.get("uri", "")):
        found.left_out[_("charts and diagrams")] += 1
    found.has_tracked_changes |= bool(TRACKED & {local(child) for child in element})


def make_readable(element):
    """Simple fields are read as what they show, text boxes of today as those of old."""
    name = local(element)
    if name == "fldSimple":
        element.tag = named(element, "smartTag")
    elif name == "drawing":
        boxes = [
            (holder, box)
            for holder in within(element)
            for box in holder
            if local(box) == "txbxContent"
        ]
        if boxes:
            element.tag = named(element, "pict")
        for holder, box in boxes:
            holder.remove(box)
            ElementTree.SubElement(element, f"{VML}textbox").append(box)


def says_something(page_edge) -> bool:
    """Whether it holds words, and not just the number of the page."""
    text = "".join(one.text or "" for one in page_edge.iter() if local(one) == "t")
    return re.search(r"[^\W\d_]{3}", text) is not None
