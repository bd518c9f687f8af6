"""From a document to what a text of the portal may have: mammoth reads it, title and lead are
taken off the top."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree import ElementTree

import mammoth
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from mammoth.docx.files import ExternalFileAccessIsDisabledError

from .checking import MOST_UNPACKED, checked, not_word, too_large
from .preparing import Prepared, prepared
from .shown_pictures import MARK, Shown, number_of
from .weighing import demand_fit

MOST_PICTURES = 60
LONGEST_TITLE, LONGEST_LEAD = 250, 600  # characters

PLACE = MARK  # stands in for the address of a picture until it has one
STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p.lead:fresh
p[style-name^='toc '] => !
p[style-name^='TOC '] => !
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='List Bullet 2'] => ul|ol > li > ul > li:fresh
p[style-name='List Number 2'] => ul|ol > li > ol > li:fresh
u => u
strike => s
"""
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class WordPicture:
    """`shown` is how the document shows it; `content` is None where it only links to it."""

    content: bytes | None
    shown: Shown


@dataclass(frozen=True, slots=True)
class WordText:
    """What a document says: `title` and `lead` as plain text, the rest as markup.

    `pictures` are in the order of the text. `remarks` are sentences that say what was not taken
    over as it stands there. `body` makes the markup, given
    what to put in the place of each picture: its address, or None to leave it out. The markup is
    not sanitized yet.
    """

    title: str
    lead: str
    blocks: list
    pictures: list[WordPicture]
    remarks: list[str]

    def body(self, address_of: Callable[[int], str | None]) -> str:
        for block in self.blocks:
            place_pictures(block, address_of)
        return "".join(ElementTree.tostring(b, "unicode", method="html") for b in self.blocks)


def read_word(file) -> WordText:
    """Read an open binary file. Raises ValidationError, worded for whoever sent it."""
    content, parts = checked(file)
    pictures = []

    def keep(image):
        if len(pictures) >= MOST_PICTURES:
            raise ValidationError(
                _("The document has more than %(limit)s pictures."),
                code="too_many_pictures",
                params={"limit": MOST_PICTURES},
            )
        number = number_of(image.alt_text)
        shown = Shown("", "") if number is None else found.shown[number]
        try:
            with image.open() as opened:
                pictures.append(WordPicture(opened.read(), shown))
        except (ExternalFileAccessIsDisabledError, KeyError):
            pictures.append(WordPicture(None, shown))
        if sum(len(one.content or b"") for one in pictures) > MOST_UNPACKED:  # one, shown often
            raise too_large()
        return {"src": f"{PLACE}{len(pictures) - 1}", "alt": shown.alt}

    try:
        found = prepared(content, parts)
        made = mammoth.convert_to_html(
            io.BytesIO(found.content),
            transform_document=demand_fit,
            style_map=STYLES,
            include_embedded_style_map=False,  # the sender's, not ours
            convert_image=mammoth.images.img_element(keep),
        )
        whole = ElementTree.fromstring(f"<div>{made.value}</div>")  # noqa: S314 made by mammoth
    except ValidationError:
        raise
    except Exception as error:  # a parser given a stranger's file fails in any way it likes
        raise not_word() from error
    note_what_mammoth_left_out(made.messages, found)
    if lost := found.drawn - len(pictures):
        found.left_out[gettext_lazy("pictures within groups and shapes")] = lost
    keeps_numbers = number_lists(whole, found.numbered.items) and found.numbered.is_whole
    return laid_out(whole, pictures, remarks_on(found, keeps_numbers))


def note_what_mammoth_left_out(messages, found: Prepared) -> None:
    for message in messages:
        if "w:sym element" in message.message:
            found.left_out[gettext_lazy("signs of special fonts")] += 1


def number_lists(whole, numbers) -> bool:
    """Let each list begin with the number that Word shows; return whether all numbers are right."""
    items = [item for item in whole.iter("li") if "id" not in item.attrib]  # those with are notes
    if len(items) != len(numbers):
        return whole.find(".//ol") is None
    number_of = dict(zip(items, numbers, strict=True))
    for ordered in whole.iter("ol"):
        first = number_of.get(ordered.find("li"))
        if first and first > 1:
            ordered.set("start", str(first))
    return True


def remarks_on(found: Prepared, keeps_numbers: bool) -> list[str]:
    remarks = []
    if found.left_out:
        what = ", ".join(f"{label} ({number})" for label, number in found.left_out.items())
        remarks.append(_("Not taken over from the document: %(what)s.") % {"what": what})
    if found.has_tracked_changes:
        remarks.append(_("Changes that were tracked in the document are taken as accepted."))
    if not keeps_numbers:
        remarks.append(_("Check the numbers in the lists: they may start over."))
    return remarks


def laid_out(whole, pictures, remarks) -> WordText:
    """Take title and lead off the top; the headings below begin with the second level."""
    blocks = list(whole)
    for block in blocks:
        drop_inner_links(block)
    title = lead = ""
    if blocks and is_title(blocks):
        title = words_of(blocks.pop(0))
    if len(blocks) > 1 and is_lead(blocks[0]):
        lead = words_of(blocks.pop(0))
    level_headings(blocks)
    return WordText(title, lead, blocks, pictures, remarks)


def words_of(element) -> str:
    return " ".join("".join(element.itertext()).split())


def is_title(blocks) -> bool:
    """The first heading is; so is a first line that is no sentence and has a text below it."""
    words = words_of(blocks[0])
    if not 0 < len(words) <= LONGEST_TITLE or blocks[0].find(".//img") is not None:
        return False
    a_line = blocks[0].tag == "p" and len(blocks) > 1 and words[-1] not in ".;:,"
    return blocks[0].tag == "h1" or a_line


def is_lead(block) -> bool:
    fits = 0 < len(words_of(block)) <= LONGEST_LEAD
    # a link or a picture would be lost in plain text
    return block.tag == "p" and fits and not {e.tag for e in block.iter()} & {"a", "img"}


def level_headings(blocks) -> None:
    headings = [e for block in blocks for e in block.iter() if e.tag in HEADINGS]
    highest = min((int(e.tag[1]) for e in headings), default=2)
    for heading in headings:
        heading.tag = f"h{min(4, int(heading.tag[1]) - highest + 2)}"


def drop_inner_links(block) -> None:
    """Footnotes keep their numbers; the jumps between them would lead nowhere."""
    for element in block.iter():
        if element.tag == "a" and not element.get("href", "").startswith(("http", "mailto:")):
            element.tag, element.text = "span", (element.text or "").replace("↑", "")
            element.attrib.clear()


def place_pictures(block, address_of) -> None:
    for parent in block.iter():
        for image in [child for child in parent if child.tag == "img"]:
            address = address_of(int(image.get("src").removeprefix(PLACE)))
            if address is None:
                image.tag, image.text = "span", ""
                image.attrib.clear()
            else:
                image.set("src", address)
                if not image.get("alt"):
                    del image.attrib["alt"]
