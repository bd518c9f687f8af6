"""A .docx is an archive of XML files, and each of the two can be made to swallow the machine that
opens it: so it is judged before a parser sees it."""

import io
import zipfile
from xml.parsers import expat

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from .parts import MAIN, Parts, parts_of

MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 120 * 1024 * 1024  # bytes of all parts together
MOST_XML = 12 * 1024 * 1024  # bytes of one part; 300 pages of text have about 3 MB
MOST_PARTS = 2_000
MOST_ELEMENTS = 200_000  # of all parts together
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
            opened = found.opened()
            for part in parts:
                if part.filename in opened or part.filename.endswith((".xml", ".rels")):
                    inspect(archive.read(part))  # never more than the size that was judged above
    except (zipfile.BadZipFile, expat.ExpatError, RuntimeError, OSError, EOFError, ValueError) as e:
        raise not_word() from e  # RuntimeError: a part that asks for a password
    except (zipfile.LargeZipFile, NotImplementedError) as error:
        raise not_word() from error
    return content, found


class Inspection:
    """Refuses XML that declares entities, or nests or goes on beyond what a text needs."""

    def __init__(self):
        self.elements = self.depth = 0

    def __call__(self, part: bytes) -> None:
        if len(part) > MOST_XML:
            raise too_large()
        self.depth = 0
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self.start, self.end
        parser.StartDoctypeDeclHandler = self.declares
        parser.Parse(part, True)

    def start(self, name, attributes):
        self.depth, self.elements = self.depth + 1, self.elements + 1
        if self.depth > DEEPEST or self.elements > MOST_ELEMENTS:
            raise too_large()

    def end(self, name):
        self.depth -= 1

    def declares(self, *of_doctype):
        raise not_word()


def too_large() -> ValidationError:
    return ValidationError(
        _("The document is too large or too complicated (at most %(limit)s). Send it in parts."),
        code="too_large",
        params={"limit": filesizeformat(MOST_BYTES)},
    )


def not_word() -> ValidationError:
    return ValidationError(
        _("This is not a Word document that can be read. Save it in Word as .docx and try again."),
        code="not_word",
    )
