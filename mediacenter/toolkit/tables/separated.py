"""Tables of plain text, as offices save them: .csv, .tsv, .txt in whatever encoding."""

import codecs
import csv
import io
import re

from django.utils.translation import gettext as _

from .sheet import NotATable, Sheet

DELIMITERS = ";,\t|"
BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
SEPARATOR_LINE = re.compile(r'\A"?sep=(.)"?[ \t;,]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
# A question mark before a letter, but for the query of a link.
LETTER_LOST = re.compile(r"(?<![A-Za-z0-9/])\?[А-Яа-яЁё]")


def sheets(content):
    """Return the text's one table, once for each way in which its lines may be divided.

    Raises NotATable.
    """
    text = decoded(content)
    if "\0" in text or text.lstrip()[:1] == "<":
        raise NotATable(
            _("This file cannot be read as a table. Save it as .xlsx or as .csv (UTF-8).")
        )
    asked = SEPARATOR_LINE.match(text)
    if asked:
        return [divided(text[asked.end() :], asked[1])]
    present = [delimiter for delimiter in DELIMITERS if delimiter in text]
    return [divided(text, delimiter) for delimiter in present or DELIMITERS[:1]]


def decoded(content):
    """The text, from UTF-8, UTF-16 or Windows-1251, with its mark of byte order or without."""
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    if encoding := wide(content):
        return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return cyrillic(content)


def cyrillic(content):
    """The text from Windows-1251; raises NotATable where Kazakh letters were lost in it."""
    text = content.decode("cp1251", errors="replace")
    if LETTER_LOST.search(text):
        raise NotATable(
            _(
                "The Kazakh letters were lost when the file was saved: they became question"
                " marks. Save it as .xlsx or as “CSV UTF-8”."
            )
        )
    return text


def wide(content):
    """The encoding of UTF-16 without a mark, where one of two bytes is mostly 4 or 0; or ""."""
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = content[first:2000:2]
        if sum(byte in (0, 4) for byte in high) > 0.8 * len(high):
            return encoding
    return ""


def divided(text, delimiter):
    sheet, number = Sheet(), 0
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, cells in enumerate(lines, start=1):
            sheet.add(number, cells)
    except NotATable as refusal:
        sheet.refusal = refusal
    except csv.Error:
        sheet.refusal = NotATable(
            _(
                "A quotation mark in row %(row)s is not closed, so the cells after it cannot be"
                " told apart. Close it, double it inside a cell, or save the table as .xlsx."
            )
            % {"row": number + 1}
        )
    return sheet
