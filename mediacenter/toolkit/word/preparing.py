"""What mammoth passes over in silence: brought into a form that it reads, or counted."""

import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from xml.etree import ElementTree

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .fields import leave_out_broken_fields
from .hidden import leave_out_hidden
from .numbering import Numbered, leave_lists, lists_of_the_web, name_of, write_numbers
from .parts import BODIES, MAIN, Parts, repacked
from .shown_pictures import Shown, mark_pictures, pictures_drawn
from .styles import hiding_styles, styles_in
from .xml import PASSED_OVER, attribute, child, is_a, local, named, put_first, within

TRACKED = {"ins", "del", "moveFrom", "moveTo"}
COUNTED = {
    "oMath": pgettext_lazy("left out", "equations"),
    "commentReference": pgettext_lazy("left out", "comments"),
    "altChunk": _("inserted documents"),
    "subDoc": _("inserted documents"),
}
DRAWN = re.compile(r"/(chart|chartex|diagram)$")
PAGE_EDGE = re.compile(r"word/(header|footer)\d*\.xml")
CONTENTS = re.compile(r"toc \d", re.IGNORECASE)
VML = "{urn:schemas-microsoft-com:vml}"


@dataclass
class Prepared:
    """`left_out`: how much of what; `numbered`: what Word shows before the items of lists;
    `shown`: the pictures, each under the number that its alternative text holds;
    `drawn`: how many there are, those that mammoth does not read among them.
    """

    content: bytes
    left_out: Counter = field(default_factory=Counter)
    has_tracked_changes: bool = False
    numbered: Numbered = field(default_factory=Numbered)
    shown: list[Shown] = field(default_factory=list)
    drawn: int = 0


def prepared(content: bytes, parts: Parts) -> Prepared:
    """Take a document that has been checked."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        opened = {kind: part(archive, name) for kind, name in parts.names.items()}
        found = Prepared(content)
        bodies = {kind: opened[kind] for kind in BODIES if kind in opened}
        styles = styles_in(opened.get("styles"))
        hiding = hiding_styles(styles)
        for body in bodies.values():
            prepare(body, hiding, found)
        edges = [name for name in archive.namelist() if PAGE_EDGE.fullmatch(name)]
        if number := sum(says_something(part(archive, name)) for name in edges):
            found.left_out[_("headers and footers of pages")] = number
        paragraphs = [element for element in within(bodies[MAIN]) if is_a(element, "p")]
        if any(map(CONTENTS.fullmatch, {name_of(one, styles) for one in paragraphs})):
            found.left_out[_("table of contents")] = 1
        found.numbered = write_numbers(paragraphs, styles, opened.get("numbering"))
        for kind in set(bodies) - {MAIN}:
            found.numbered.is_whole &= not leave_lists(within(bodies[kind]))
        changed = {kind: ElementTree.tostring(body) for kind, body in bodies.items()}
        changed["numbering"] = lists_of_the_web()
        found.content = repacked(archive, parts, changed)
    return found


def prepare(body, hiding, found: Prepared) -> None:
    """Make a part of a document readable, and count what of it is not."""
    open_alternatives(body)
    if hidden := leave_out_hidden(body, hiding):
        found.left_out[_("hidden text")] += hidden
    for parent in list(within(body)):
        join_drop_caps(parent)
    mark_pictures(body, found.shown)
    found.drawn += pictures_drawn(body)
    for element in list(within(body)):
        count(element, found)
        if is_a(element, "fldSimple"):  # read as what it shows
            element.tag = named(element, "smartTag")
    leave_out_broken_fields(body)
    for drawing in list(drawings(body)):
        open_text_boxes(drawing)


def part(archive, name):
    """A part that has been checked."""
    return ElementTree.fromstring(archive.read(name))  # noqa: S314


def open_alternatives(document):
    """Mammoth reads what is meant for old programs; where there is no such form, the new one."""
    for element in document.iter():
        forms = [local(form) for form in element] if local(element) == "AlternateContent" else []
        if forms and "Fallback" not in forms:
            element[0].tag = named(element, "Fallback")


def join_drop_caps(parent):
    """The large first letter stands in a paragraph of its own, before that of its word."""
    staying = []
    for element, before in zip(parent, [None, *parent], strict=False):
        if is_drop_cap(before) and is_a(element, "p") and not is_drop_cap(element):
            put_first(element, *(one for one in staying.pop() if not is_a(one, "pPr")))
        staying.append(element)
    if len(staying) < len(parent):
        parent[:] = staying


def is_drop_cap(element):
    frame = child(element, "pPr", "framePr")
    is_cap = attribute(frame, "dropCap") in {"drop", "margin"}
    return is_cap and is_a(element, "p")


def count(element, found):
    name = local(element)
    if name in COUNTED:
        found.left_out[COUNTED[name]] += 1
    elif name == "graphicData" and DRAWN.search(element.get("uri", "")):
        found.left_out[_("charts and diagrams")] += 1
    found.has_tracked_changes |= bool(TRACKED & {local(child) for child in element})


def drawings(element):
    """The drawings below an element, without those within each other."""
    for one in element:
        if is_a(one, "drawing"):
            yield one
        elif local(one) not in PASSED_OVER:
            yield from drawings(one)


def open_text_boxes(drawing):
    """Text boxes of today are read as those of old."""
    boxes = [
        (holder, box) for holder in within(drawing) for box in holder if local(box) == "txbxContent"
    ]
    if boxes:
        drawing.tag = named(drawing, "pict")
    for holder, box in boxes:
        holder.remove(box)
        ElementTree.SubElement(drawing, f"{VML}textbox").append(box)


def says_something(page_edge) -> bool:
    """Whether it holds words, and not just the number of the page."""
    text = "".join(one.text or "" for one in page_edge.iter() if local(one) == "t")
    return re.search(r"[^\W\d_]{3}", text) is not None
