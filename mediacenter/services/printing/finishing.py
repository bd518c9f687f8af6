"""What Typst leaves undone in a tagged PDF: headers of rows, hyphens that a copier takes along."""

import io
import re

import pikepdf

from .document import blocks_of

HYPHENATED = re.compile(rb"(?<=/ActualText<FEFF)(?:[0-9A-F]{4})*00AD(?:[0-9A-F]{4})*(?=>)")


def finished(pdf, document):
    """The bytes of a PDF of a Document, the same for the same two.

    In a table whose first column names its rows, that column is tagged as headers. A word that was
    broken over two lines is copied whole, without a soft hyphen.
    """
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        tables = (block for _place, block in blocks_of(document) if block["kind"] == "table")
        printed = elements_of(opened.Root.StructTreeRoot.K, "/Table")
        for element, table in zip(printed, tables, strict=True):
            if table["row_headers"]:
                name_rows(element)
        for page in opened.pages:
            drop_soft_hyphens(opened, page)
        made = io.BytesIO()
        opened.save(
            made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
    return made.getvalue()


def elements_of(node, tag):
    """The structure elements of a tag below a node, in reading order; none within another."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements_of(child, tag)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        if tag == node.S:
            yield node
        elif "/K" in node:
            yield from elements_of(node.K, tag)


def name_rows(table):
    """Each cell is then found by the scope of its headers, no longer by their names."""
    for body in elements_of(table.K, "/TBody"):
        for row in elements_of(body.K, "/TR"):
            cells = list(elements_of(row.K, "/TD"))
            for cell in cells:
                cell.A = pikepdf.Array(one for one in attributes_of(cell) if one.O != "/Table")
            if cells:
                cells[0].S = pikepdf.Name.TH
                cells[0].A.append(pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row))


def attributes_of(cell):
    found = cell.get("/A", pikepdf.Array())
    return found if isinstance(found, pikepdf.Array) else [found]


def drop_soft_hyphens(opened, page):
    content = page.Contents.read_bytes()
    dropped = HYPHENATED.sub(without_soft_hyphens, content)
    if dropped != content:
        page.Contents = opened.make_stream(dropped)


def without_soft_hyphens(match):
    letters = re.findall(b"[0-9A-F]{4}", match.group())
    return b"".join(letter for letter in letters if letter != b"00AD")
