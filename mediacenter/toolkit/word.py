"""A Word document (.docx) as headings, paragraphs, lists, tables, links and pictures.

What somebody sends is judged before it is read: a .docx is an archive of XML files, and each of
the two can be made to swallow the machine that opens it.
"""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.parsers import expat

import mammoth
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from mammoth.docx.files import ExternalFileAccessIsDisabledError

MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 120 * 1024 * 1024  # bytes of all parts together
MOST_XML = 12 * 1024 * 1024  # bytes of one part; 300 pages of text have about 3 MB
MOST_PARTS = 2_000
MOST_ELEMENTS = 300_000  # of one part
DEEPEST = 150  # elements within each other; tables within tables within tables have about 60
MOST_PICTURES = 60
LONGEST_TITLE, LONGEST_LEAD = 250, 600  # characters

MAIN_PART = "word/document.xml"
PLACE = "word-picture:"  # stands in for the address of a picture until it has one
STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p.lead:fresh
u => u
strike => s
"""
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class WordPicture:
    content: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class WordText:
    """What a document says: `title` and `lead` as plain text, the rest as markup.

    `pictures` are in the order of the text, None where the document only links one. `body` makes
    the markup, given what to put in the place of each picture: its address, or None to leave it
    out. The markup is not sanitized yet.
    """

    title: str
    lead: str
    blocks: list
    pictures: list[WordPicture | None]

    def body(self, address_of: Callable[[int], str | None]) -> str:
        for block in self.blocks:
            place_pictures(block, address_of)
        return "".join(ElementTree.tostring(b, "unicode", method="html") for b in self.blocks)


def read_word(file) -> WordText:
    """Read an open binary file. Raises ValidationError, worded for whoever sent it."""
    content = checked(file)
    pictures = []

    def keep(image):
        if len(pictures) >= MOST_PICTURES:
            raise ValidationError(
                _("The document has more than %(limit)s pictures."),
                code="too_many_pictures",
                params={"limit": MOST_PICTURES},
            )
        try:
            with image.open() as opened:
                pictures.append(WordPicture(opened.read(), image.alt_text or ""))
        except (ExternalFileAccessIsDisabledError, KeyError):
            pictures.append(None)
        return {"src": f"{PLACE}{len(pictures) - 1}"}

    try:
        made = mammoth.convert_to_html(
            io.BytesIO(content),
            style_map=STYLES,
            include_embedded_style_map=False,  # the sender's, not ours
            convert_image=mammoth.images.img_element(keep),
        )
        whole = ElementTree.fromstring(f"<div>{made.value}</div>")  # noqa: S314 made by mammoth
    except ValidationError:
        raise
    except Exception as error:  # a parser given a stranger's file fails in any way it likes
        raise _not_word() from error
    return laid_out(whole, pictures)


def checked(file) -> bytes:
    """The content of a file that is safe to give to a parser."""
    file.seek(0)
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise _too_large()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise _too_large()
            if MAIN_PART not in archive.namelist():
                raise _not_word()
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    if part.file_size > MOST_XML:
                        raise _too_large()
                    inspect(archive.read(part))  # never more than the size that was just judged
    except (zipfile.BadZipFile, expat.ExpatError, RuntimeError, OSError, EOFError, ValueError) as e:
        raise _not_word() from e  # RuntimeError: a part that asks for a password
    except (zipfile.LargeZipFile, NotImplementedError) as error:
        raise _not_word() from error
    return content


def inspect(part: bytes) -> None:
    """Refuse XML that declares entities, or nests or goes on beyond what a text needs."""
    depth = number = 0

    def start(name, attributes):
        nonlocal depth, number
        depth, number = depth + 1, number + 1
        if depth > DEEPEST or number > MOST_ELEMENTS:
            raise _too_large()

    def end(name):
        nonlocal depth
        depth -= 1

    def declares(*of_doctype):
        raise _not_word()

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = declares
    parser.Parse(part, True)


def laid_out(whole, pictures) -> WordText:
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
    return WordText(title, lead, blocks, pictures)


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


def _too_large() -> ValidationError:
    return ValidationError(
        _("The document is too large or too complicated (at most %(limit)s). Send it in parts."),
        code="too_large",
        params={"limit": filesizeformat(MOST_BYTES)},
    )


def _not_word() -> ValidationError:
    return ValidationError(
        _("This is not a Word document that can be read. Save it in Word as .docx and try again."),
        code="not_word",
    )
