"""Workbooks (.xlsx): their cells as texts, whatever wrote them.

Read here and not by openpyxl, which takes strict namespaces for an empty book, believes a dimension
that says A1, and fills a row up to a cell in its last column.
"""

import io
import posixpath
import zipfile
import zlib
from dataclasses import replace
from xml.parsers import expat

from django.utils.translation import gettext as _

from .cells import text_of
from .sheet import (
    LAST_COLUMN,
    MOST_COLUMNS,
    MOST_ROWS,
    NotATable,
    Sheet,
    too_large,
    too_many_rows,
    too_wide,
)

MOST_UNPACKED = 120 * 1024 * 1024  # bytes of all parts together
MOST_XML = 60 * 1024 * 1024  # bytes of one part: 10,000 rows of 100 cells
MOST_TAGS = 2_500_000  # of all parts that are read: 5,000 rows of 100 cells have some 2 million
MOST_TEXT = 20_000_000  # characters of all cells together: many may name one long shared text
MOST_PARTS = 2_000
MOST_SHEETS = 20
DEEPEST = 60  # elements within each other
LONGEST_FORMAT = 255  # characters, as in Excel
BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, expat.ExpatError,
    LookupError, ArithmeticError, ValueError, RuntimeError, NotImplementedError, OSError, EOFError,
)  # fmt: skip


def sheets(content):
    """Return the visible sheets of a workbook that hold cells. Raises NotATable."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return Book(archive).sheets()
    except NotATable:
        raise
    except BROKEN as error:  # a damaged file, or one behind a password
        raise no_workbook() from error


def no_workbook():
    return NotATable(_("This workbook cannot be read. Save it in Excel as .xlsx."))


class Book:
    def __init__(self, archive):
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise too_large()
        if any(part.file_size > MOST_XML for part in parts if part.filename.endswith(".xml")):
            raise too_large()
        self.archive, self.parts = archive, set(archive.namelist())
        self.tags = self.characters = 0

    def read(self, part):
        """A part for the parser."""
        content = self.archive.read(part)
        self.tags += content.count(b"<") + content.count(b"/>")
        if self.tags > MOST_TAGS or len(content) > MOST_XML:
            raise too_large()
        return content

    def shows(self, text):
        """A cell shows a text, which any number of cells may share."""
        self.characters += len(text)
        if self.characters > MOST_TEXT:
            raise too_large()

    def sheets(self):
        main = self.related("", "_rels/.rels").of("officeDocument")
        if not main:
            raise no_workbook()
        book = Outline(self.read(main[0]))
        related = self.related(main[0], rels_of(main[0]))
        strings = [Strings(self.read(part)).found for part in related.of("sharedStrings")[:1]]
        formats = [Formats(self.read(part)) for part in related.of("styles")[:1]]
        reading = {
            "strings": strings[0] if strings else [],
            "formats": formats[0] if formats else Formats(b""),
            "starts_1904": book.starts_1904,
            "shows": self.shows,
        }
        worksheets = set(related.of("worksheet"))
        read, found = {}, []
        for position, (name, key) in enumerate(book.visible[:MOST_SHEETS]):
            part = related.targets.get(key)
            if part in worksheets:
                if part not in read:  # which a book may name any number of times
                    read[part] = sheet_of(self.read(part), reading)
                found.append(replace(read[part], name=name, is_active=position == book.active))
        if not found:
            raise NotATable(_("There are only charts in the workbook and no sheet with a table."))
        return found

    def related(self, owner, part):
        return Relations(owner, self.read(part) if part in self.parts else b"")


def sheet_of(content, reading):
    sheet = Sheet()
    try:
        Cells(sheet, **reading).walk(content)
    except NotATable as refusal:
        sheet.refusal = refusal
    return sheet


def rels_of(part):
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


class Xml:
    """Walks a part by the local names of its elements, which strict and usual namespaces share."""

    def __init__(self, part):
        self.walk(part)

    def walk(self, part):
        self.depth = 0
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self.text
        parser.StartDoctypeDeclHandler = self._declares
        if part:
            parser.Parse(part, True)

    def _start(self, name, attributes):
        self.depth += 1
        if self.depth > DEEPEST:
            raise no_workbook()
        local = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        self.start(name.rpartition(":")[2], local)

    def _end(self, name):
        self.depth -= 1
        self.end(name.rpartition(":")[2])

    def _declares(self, *of_doctype):
        raise no_workbook()

    def start(self, name, attributes):
        pass

    def end(self, name):
        pass

    def text(self, words):
        pass


class Relations(Xml):
    """`targets`: {id: part}; `of(kind)`: the parts of one kind."""

    def __init__(self, owner, part):
        self.folder, self.targets, self.kinds = posixpath.dirname(owner), {}, {}
        super().__init__(part)

    def start(self, name, attributes):
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", self.folder, attributes["Target"]))
            self.targets[attributes["Id"]] = target.lstrip("/")
            kind = attributes["Type"].rpartition("/")[2]
            self.kinds.setdefault(kind, []).append(target.lstrip("/"))

    def of(self, kind):
        return self.kinds.get(kind, [])


class Outline(Xml):
    """`visible`: [(name, relation)] of the sheets; `active`: the place of the one on top."""

    def __init__(self, part):
        self.visible, self.active, self.starts_1904, self.place = [], 0, False, 0
        self.top = 0
        super().__init__(part)

    def start(self, name, attributes):
        if name == "workbookPr":
            self.starts_1904 = attributes.get("date1904") in ("1", "true")
        elif name == "workbookView":
            self.top = int(attributes.get("activeTab", 0))
        elif name == "sheet":
            if attributes.get("state", "visible") == "visible":
                if self.place == self.top:
                    self.active = len(self.visible)
                self.visible.append((attributes.get("name", ""), attributes["id"]))
            self.place += 1


class Strings(Xml):
    """The shared strings; how they are read aloud (in Japanese) is no part of them."""

    def __init__(self, part):
        self.found, self.words, self.is_text, self.is_aloud = [], [], False, False
        super().__init__(part)

    def start(self, name, attributes):
        if name == "si":
            self.words = []
        elif name == "rPh":
            self.is_aloud = True
        self.is_text = name == "t" and not self.is_aloud

    def end(self, name):
        self.is_text = False
        if name == "rPh":
            self.is_aloud = False
        elif name == "si":
            self.found.append("".join(self.words))

    def text(self, words):
        if self.is_text:
            self.words.append(words)


class Formats(Xml):
    """How numbers are shown: `of(style)` is a built-in number or the code of a format."""

    def __init__(self, part):
        self.codes, self.styles, self.is_of_cells = {}, [], False
        super().__init__(part)

    def start(self, name, attributes):
        if name == "numFmt":
            code = attributes["formatCode"]
            if len(code) <= LONGEST_FORMAT:  # it is read for each cell
                self.codes[int(attributes["numFmtId"])] = code
        elif name == "cellXfs":
            self.is_of_cells = True
        elif name == "xf" and self.is_of_cells:
            self.styles.append(int(attributes.get("numFmtId", 0)))

    def end(self, name):
        if name == "cellXfs":
            self.is_of_cells = False

    def of(self, style):
        number = self.styles[int(style)] if int(style) < len(self.styles) else 0
        return self.codes.get(number, number)


class Cells(Xml):
    """Fills a sheet, row by row. Only cells that hold something cost memory."""

    def __init__(self, sheet, *, strings, formats, starts_1904, shows):
        self.sheet, self.strings, self.formats = sheet, strings, formats
        self.starts_1904, self.shows = starts_1904, shows
        self.row, self.column, self.cells = 0, 0, {}
        self.cell, self.value, self.has_formula, self.inside, self.is_aloud = (
            {},
            [],
            False,
            "",
            False,
        )

    def start(self, name, attributes):
        if name == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.column, self.cells = 0, {}
        elif name == "c":
            self.cell, self.value, self.has_formula = attributes, [], False
            self.column = column_of(attributes.get("r", ""), self.column + 1)
        elif name == "f":
            self.has_formula = True
        elif name == "rPh":
            self.is_aloud = True
        self.inside = name

    def text(self, words):
        if self.inside == "v" or (self.inside == "t" and not self.is_aloud):
            self.value.append(words)

    def end(self, name):
        self.inside = ""
        if name == "rPh":
            self.is_aloud = False
        elif name == "c":
            self.keep("".join(self.value))
        elif name == "row" and self.cells:
            width = max(self.cells)
            self.sheet.add(self.row, [self.cells.get(n, "") for n in range(1, width + 1)])

    def keep(self, value):
        if not value:
            if self.has_formula and self.cell.get("t") != "str":
                raise NotATable(
                    _(
                        "The formula in cell %(cell)s has no saved result. Open the table in"
                        " Excel, save it and send it again."
                    )
                    % {"cell": self.cell.get("r", "")}
                )
            return
        text = text_of(
            value,
            kind=self.cell.get("t", "n"),
            style=self.formats.of(self.cell.get("s", "0")),
            strings=self.strings,
            starts_1904=self.starts_1904,
        )
        self.shows(text)
        if not text.strip():
            return
        if self.column > MOST_COLUMNS:
            raise too_wide(self.row)
        if len(self.sheet.rows) == MOST_ROWS:
            raise too_many_rows(MOST_ROWS)
        self.cells[self.column] = text


def column_of(reference, following):
    """The number of a cell's column, 1 for A; a cell without reference follows the one before."""
    number = 0
    for letter in reference:
        if not letter.isalpha() or number > LAST_COLUMN:
            break
        number = number * 26 + ord(letter.upper()) - ord("A") + 1
    return number or following
