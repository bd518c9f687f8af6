"""Clauses of PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) that Typst does not vouch for.

`breaches(pdf)` names what breaks them: {clause: [what]}. It is no validator: each clause is read as
far as our documents can break it. veraPDF is in none of the registries.
"""

import io
import itertools
import re
from decimal import Decimal

import pikepdf
import pypdfium2

NUMBER = (int, float, Decimal)
SHOWING = {"Tj", "TJ", "'", '"'}
PAINTING = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh", *SHOWING}
ENOUGH, ENOUGH_IF_LARGE, LARGE = 4.5, 3, 18  # contrast, and from which size, in points
SOFT_HYPHEN = "\u00ad"


def breaches(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        found = {
            clause: list(itertools.islice(ask(document), 5)) for clause, ask in CLAUSES.items()
        }
    found["text without soft hyphens"] = list(soft_hyphens_in(pdf))
    return {clause: told for clause, told in found.items() if told}


# --- What is walked -------------------------------------------------------------------------------


def elements(node, above=()):
    """(element, those above it) of the structure tree, in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child, above)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node, above
        if "/K" in node:
            yield from elements(node.K, (*above, node))


def tree(document):
    return elements(document.Root.StructTreeRoot.K) if "/StructTreeRoot" in document.Root else ()


def children(node):
    kids = node.get("/K", [])
    kids = kids if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def attribute(element, name):
    found = element.get("/A", [])
    for one in found if isinstance(found, pikepdf.Array) else [found]:
        if name in one:
            return one[name]
    return None


def fonts(document):
    return [one for one in of_type(document, "/Font") if one.get("/Subtype") == "/Type0"]


def of_type(document, name):
    return [
        one
        for one in document.objects
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == name
    ]


def annotations(document):
    return [note for page in document.pages for note in page.get("/Annots", [])]


# --- PDF/UA-1 -------------------------------------------------------------------------------------


def title(document):
    """A title with the organization and the year; shown instead of the name of the file."""
    told = str(document.docinfo.get("/Title", ""))
    author = str(document.docinfo.get("/Author", ""))
    if not author or author not in told:
        yield f"no organization in the title {told!r}"
    if not re.search(r"\b\d{4}\b", told):
        yield f"no year in the title {told!r}"
    if not document.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "the title is not shown"
    with document.open_metadata() as metadata:
        if metadata.get("dc:title") != told:
            yield "another title in the metadata"


def tagged(document):
    """Marked, and each stroke and letter within a tag or an artifact, as far as pages show."""
    if not document.Root.get("/MarkInfo", {}).get("/Marked", False):
        yield "not marked as tagged"
    if document.Root.get("/MarkInfo", {}).get("/Suspects", False):
        yield "suspects"
    for number, page in enumerate(document.pages, start=1):
        depth = 0
        for operands, operator in instructions(page):
            if operator in ("BDC", "BMC"):
                outer = operator == "BDC" and "/MCID" in properties(operands, page)
                depth += bool(depth or outer or operands[0] == "/Artifact")
            elif operator == "EMC":
                depth -= bool(depth)
            elif operator in PAINTING and not depth:
                yield f"page {number}: {operator} outside tags and artifacts"


def properties(operands, page):
    named = operands[1]
    if isinstance(named, pikepdf.Name):
        return page.Resources.get("/Properties", {}).get(str(named), {})
    return named


def language(document):
    if str(document.Root.get("/Lang", "")) not in ("kk", "ru", "en"):
        yield "no language"


def reading_order(document):
    """On each page the tags are read in the order in which their content stands.

    A chart is read after its caption, which stands below it.
    """
    last = {}
    for element, _above in tree(document):
        if element.S == "/Figure":
            continue
        for place, mark in marks_of(element):
            if mark <= last.get(place, -1):
                yield f"content {mark} is read after {last[place]}"
            last[place] = mark


def marks_of(element):
    """(page, number of the content on it) of what an element marks itself."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, NUMBER):
            yield element.Pg.objgen, int(kid)
        elif isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/MCR":
            yield kid.get("/Pg", element.get("/Pg")).objgen, int(kid.MCID)


def alternatives(document):
    for element, _above in tree(document):
        if element.S in ("/Figure", "/Formula") and not str(element.get("/Alt", "")).strip():
            yield f"{element.S} without words"


def headings(document):
    levels = [int(str(e.S)[2:]) for e, _ in tree(document) if re.fullmatch(r"/H\d", str(e.S))]
    if not levels or levels[0] != 1:
        yield f"begins with {levels[:1]}"
    for before, level in itertools.pairwise(levels):
        if level > before + 1:
            yield f"H{level} after H{before}"


def tables(document):
    """Headers with their scope, for columns and for rows that are named; rows of one length."""
    for table, _above in tree(document):
        if table.S != "/Table":
            continue
        rows = [row for row, _ in elements(table.K) if row.S == "/TR"]
        cells = [[cell for cell in children(row) if cell.S in ("/TH", "/TD")] for row in rows]
        if len({len(row) for row in cells}) != 1:
            yield "rows of different lengths"
        if not cells or any(cell.S != "/TH" for cell in cells[0]):
            yield "columns without headers"
        for cell in itertools.chain(*cells):
            if cell.S == "/TH" and attribute(cell, "/Scope") not in ("/Row", "/Column", "/Both"):
                yield "a header without its scope"


def lists(document):
    for element, above in tree(document):
        parents = {"/LI": "/L", "/LBody": "/LI", "/TR": ("/Table", "/THead", "/TBody", "/TFoot")}
        wanted = parents.get(str(element.S))
        if wanted and str(above[-1].S) not in wanted:
            yield f"{element.S} within {above[-1].S}"


def links(document):
    """Each link has its words, stands in the order of the tags and belongs to a Link."""
    for note in annotations(document):
        if note.get("/Subtype") == "/Link" and not str(note.get("/Contents", "")).strip():
            yield "a link without words"
        if "/StructParent" not in note:
            yield "an annotation outside the tags"
    for number, page in enumerate(document.pages, start=1):
        if page.get("/Annots") and page.get("/Tabs") != "/S":
            yield f"page {number}: links are not reached in the order of the tags"


def embedded(document):
    for font in fonts(document):
        [inner] = font.DescendantFonts
        descriptor = inner.get("/FontDescriptor", {})
        if not any(name in descriptor for name in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield f"{font.BaseFont} is not embedded"
    others = [f for f in of_type(document, "/Font") if f.get("/Subtype") in ("/Type1", "/TrueType")]
    yield from (f"{font.BaseFont} is a simple font" for font in others)


def unicode_of_fonts(document):
    for font in fonts(document):
        if "/ToUnicode" not in font:
            yield f"{font.BaseFont} does not say which letters"
            continue
        told = font.ToUnicode.read_bytes().decode("latin-1")
        for letters in re.findall(r"<[0-9A-Fa-f]+>\s+<((?:[0-9A-Fa-f]{4})+)>", told):
            words = bytes.fromhex(letters).decode("utf-16-be", errors="replace")
            for one in words:
                if one in "\0\ufeff\ufffe" or 0xE000 <= ord(one) <= 0xF8FF:
                    yield f"{font.BaseFont} holds {ord(one):04X}"


# --- PDF/A-2a -------------------------------------------------------------------------------------


def conformance(document):
    with document.open_metadata() as metadata:
        said = tuple(
            metadata.get(name) for name in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")
        )
    if said != ("2", "A", "1"):
        yield f"says of itself {said}"


def file_structure(document):
    if document.is_encrypted:
        yield "encrypted"
    if "/ID" not in document.trailer:
        yield "without an ID"
    for one in document.objects:
        if isinstance(one, pikepdf.Stream):
            filters = one.get("/Filter", [])
            if "/LZWDecode" in (filters if isinstance(filters, pikepdf.Array) else [filters]):
                yield "LZW"
            if "/F" in one:
                yield "a stream outside the file"


def colours(document):
    """The output intent is RGB with a profile; no colour of a page needs another."""
    intents = document.Root.get("/OutputIntents", [])
    if not any(i.get("/S") == "/GTS_PDFA1" and "/DestOutputProfile" in i for i in intents):
        yield "no output intent"
    for number, page in enumerate(document.pages, start=1):
        for name, space in page.Resources.get("/ColorSpace", {}).items():
            kind = space[0] if isinstance(space, pikepdf.Array) else space
            if kind != "/ICCBased":
                yield f"page {number}: {name} is {kind}"
        for _operands, operator in instructions(page):
            if operator in ("k", "K", "rg", "RG", "g", "G"):
                yield f"page {number}: {operator} of the device"


def actions(document):
    """Nothing runs, nothing is attached, nothing is hidden from print."""
    for name in ("/OpenAction", "/AA", "/AcroForm"):
        if name in document.Root:
            yield name
    if "/EmbeddedFiles" in document.Root.get("/Names", {}):
        yield "an attachment"
    for note in annotations(document):
        if note.get("/A", {}).get("/S", "/URI") not in ("/URI", "/GoTo"):
            yield f"an action {note.A.S}"
        if not int(note.get("/F", 0)) & 4:
            yield "an annotation that is not printed"


# --- Beyond the standards -------------------------------------------------------------------------


def soft_hyphens_in(pdf):
    """pdfium gives the words that stand in the place of a broken one, as a copier gets them."""
    for number, page in enumerate(pypdfium2.PdfDocument(pdf), start=1):
        if SOFT_HYPHEN in page.get_textpage().get_text_range():
            yield f"page {number}"
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for number, page in enumerate(document.pages, start=1):
            for operands, operator in instructions(page):
                if operator == "BDC" and SOFT_HYPHEN in str(
                    properties(operands, page).get("/ActualText", "")
                ):
                    yield f"page {number}"


def contrast(document):
    """Each text in a colour on the ground that was painted before it, white where nothing was."""
    told = set()
    for number, page in enumerate(document.pages, start=1):
        for colour, ground, size in texts_in_colour(page):
            measured = contrast_of(colour, ground)
            if measured < (ENOUGH_IF_LARGE if size >= LARGE else ENOUGH):
                said = f"page {number}: {hexed(colour)} on {hexed(ground)}, {measured:.1f}"
                if said not in told:
                    told.add(said)
                    yield said


def texts_in_colour(page):
    """(colour, ground, size in points) of each piece of text; colours are (r, g, b) from 0 to 1."""
    matrix, colour, size, at = (1, 0, 0, 1, 0, 0), (0, 0, 0), 0, (0, 0)
    kept, painted, path = [], [], []
    for operands, operator in instructions(page):
        values = [float(one) for one in operands if isinstance(one, NUMBER)]
        if operator == "q":
            kept.append((matrix, colour))
        elif operator == "Q":
            matrix, colour = kept.pop()
        elif operator == "cm":
            matrix = product(values, matrix)
        elif operator == "scn" and values:
            colour = tuple(values) if len(values) == 3 else (values[0],) * 3
        elif operator in ("m", "l", "c"):
            path += [moved(values[n : n + 2], matrix) for n in range(0, len(values), 2)]
        elif operator == "re":
            x, y, width, height = values
            path += [moved((x, y), matrix), moved((x + width, y + height), matrix)]
        elif operator in ("f", "f*", "B", "B*"):
            painted.append((box_of(path), colour))
            path = []
        elif operator in ("S", "s", "n"):
            path = []
        elif operator == "Tf":
            size = values[-1]
        elif operator == "Tm":
            at = moved(values[4:], matrix)
        elif operator in SHOWING:
            yield colour, ground_at(at, painted), size * abs(matrix[0])


def ground_at(at, painted):
    x, y = at
    for (left, bottom, right, top), colour in reversed(painted):
        if left <= x <= right and bottom <= y <= top:
            return colour
    return (1, 1, 1)


def box_of(path):
    across, up = zip(*path, strict=True) if path else ((0,), (0,))
    return min(across), min(up), max(across), max(up)


def product(first, then):
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def moved(point, matrix):
    x, y = point
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def contrast_of(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour):
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in colour]
    return sum(part * share for part, share in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def hexed(colour):
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)


def instructions(page):
    return [(one.operands, str(one.operator)) for one in pikepdf.parse_content_stream(page)]


CLAUSES = {
    "UA-1 7.1 title": title,
    "UA-1 7.1 tags": tagged,
    "UA-1 7.2 language": language,
    "UA-1 7.2 reading order": reading_order,
    "UA-1 7.3 alternatives": alternatives,
    "UA-1 7.4 headings": headings,
    "UA-1 7.5 tables": tables,
    "UA-1 7.6 lists": lists,
    "UA-1 7.18 links": links,
    "UA-1 7.21.4 fonts, A-2 6.2.11.4": embedded,
    "UA-1 7.21.7 letters, A-2 6.2.11.7": unicode_of_fonts,
    "UA-1 5, A-2 6.6.4 conformance": conformance,
    "A-2 6.1 file": file_structure,
    "A-2 6.2 colours": colours,
    "A-2 6.5, 6.8, 6.9 actions": actions,
    "contrast": contrast,
}
