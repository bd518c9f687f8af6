"""A .docx is an archive of XML files, and each of the two can be made to swallow the machine that
opens it: so it is judged before a parser sees it."""

import io
import zipfile
from xml.parsers import expat

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from mediacenter.toolkit.markup_bounds import MOST_CHARACTERS

from .parts import MAIN, Parts, parts_of

MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 120 * 1024 * 1024  # bytes of all parts together
MOST_XML = 12 * 1024 * 1024  # bytes of one part; 300 pages of text have about 3 MB
MOST_PARTS = 2_000
MOST_PARAGRAPHS = 10_000  # of all bodies; 300 pages of text have about 5,000
MOST_ELEMENTS = 120_000  # of all parts together; a page of text has some 600
TAG = len("<p></p>")
SHOWN = {"p", "r", "t"}  # each becomes an element of what is read, shown or not
DEEPEST = 150  # elements within each other; tables within tables within tables have about 60


def checked(file) -> tuple[bytes, Parts]:
    """The content of a file that is safe to give to a parser, and which parts it may open."""
    file.seek(0)
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise too_large()
    inspect = Inspection()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise too_large()
            found = parts_of(archive, inspect)
            if MAIN not in found.names:
                raise not_word()
            opened, bodies = found.opened(), found.bodies()
            for part in parts:
                if part.filename in opened or part.filename.endswith((".xml", ".rels")):
                    # never more than the size that was judged above
                    inspect(archive.read(part), is_body=part.filename in bodies)
    except (zipfile.BadZipFile, expat.ExpatError, RuntimeError, OSError, EOFError, ValueError) as e:
        raise not_word() from e  # RuntimeError: a part that asks for a password
    except (zipfile.LargeZipFile, NotImplementedError) as error:
        raise not_word() from error
    return content, found


class Inspection:
    """Refuses XML that declares entities, or nests or goes on beyond what a text needs.

    It counts the paragraphs, for each costs the readers below 0.2 ms, and the markup that the
    text comes to, about; `weighing` does so when all is read.
    """

    def __init__(self):
        self.elements = self.depth = self.paragraphs = self.markup = 0
        self.is_text = False

    def __call__(self, part: bytes, *, is_body=False) -> None:
        if len(part) > MOST_XML:
            raise too_large()
        self.depth, self.is_body = 0, is_body
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.CharacterDataHandler = self.text
        parser.StartElementHandler, parser.EndElementHandler = self.start, self.end
        parser.StartDoctypeDeclHandler = self.declares
        parser.Parse(part, True)

    def start(self, name, attributes):
        self.depth, self.elements = self.depth + 1, self.elements + 1
        if self.depth > DEEPEST or self.elements > MOST_ELEMENTS:
            raise too_large()
        local = name.rpartition(":")[2]
        self.is_text = local == "t"
        if self.is_body and local in SHOWN:
            self.paragraphs += local == "p"
            if self.paragraphs > MOST_PARAGRAPHS:
                raise too_many_paragraphs()
            self.shows(TAG)

    def end(self, name):
        self.depth -= 1
        self.is_text = False

    def text(self, words):
        if self.is_body and self.is_text:
            self.shows(len(words))

    def shows(self, characters):
        self.markup += characters
        if self.markup > MOST_CHARACTERS:
            raise too_large()

    def declares(self, *of_doctype):
        raise not_word()


def too_large() -> ValidationError:
    return ValidationError(
        _("The document is too large or too complicated (at most %(limit)s). Send it in parts."),
        code="too_large",
        params={"limit": filesizeformat(MOST_BYTES)},
    )


def too_many_paragraphs() -> ValidationError:
    return ValidationError(
        _("The document has more than %(limit)s paragraphs. Send it in parts."),
        code="too_many_paragraphs",
        params={"limit": number_format(MOST_PARAGRAPHS, force_grouping=True)},
    )


def not_word() -> ValidationError:
    return ValidationError(
        _("This is not a Word document that can be read. Save it in Word as .docx and try again."),
        code="not_word",
    )
