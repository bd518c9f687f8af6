"""Reads a printed PDF back: its text, its tags, its links, and what ran off the page."""

import io
import re

import pikepdf
import pypdfium2

SAFE_EDGE = 10  # points


def text_of(pdf):
    """The text of all pages, page after page."""
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def squeezed(text):
    """The text without spaces, line ends and hyphens: how it broke over lines does not matter."""
    return re.sub(r"[\s\u00a0\u00ad\u200b\u2010\u2011\x02\ufffe-]+", "", text)


def elements(pdf):
    """Every element of the structure tree, in reading order, as (tag, alternative text)."""

    def walk(node):
        if isinstance(node, pikepdf.Array):
            for child in node:
                yield from walk(child)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            yield str(node.S), str(node.get("/Alt", ""))
            if "/K" in node:
                yield from walk(node.K)

    with pikepdf.open(io.BytesIO(pdf)) as document:
        return list(walk(document.Root.StructTreeRoot.K))


def cuts(pdf):
    """The names of the embedded fonts, without the prefix of the subset."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return {
            str(item.FontName).split("+")[-1]
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        }


def links(pdf):
    """The addresses that the pages' link annotations open."""
    return [
        str(note.A.URI)
        for page in pikepdf.open(io.BytesIO(pdf)).pages
        for note in page.get("/Annots", [])
        if "/A" in note and "/URI" in note.A
    ]


def pages_overrun(pdf):
    """The numbers of pages on which a character stands outside the paper's safe edge."""
    overrun = []
    for number, page in enumerate(pypdfium2.PdfDocument(pdf), start=1):
        width, height = page.get_size()
        text = page.get_textpage()
        boxes = (text.get_charbox(n) for n in range(text.count_chars()))
        if any(
            left < SAFE_EDGE
            or bottom < SAFE_EDGE
            or right > width - SAFE_EDGE
            or top > height - SAFE_EDGE
            for left, bottom, right, top in boxes
        ):
            overrun.append(number)
    return overrun
