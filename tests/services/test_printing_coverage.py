"""The list of printable characters, proved against the fonts inside the installed typst."""

import io
import re
import struct
import textwrap
from pathlib import Path

import pytest
import typst
from fontTools.ttLib import TTFont

from mediacenter.services.printing import coverage

CUTS = ("Regular", "Italic", "Semibold", "Semibold Italic")
KAZAKH = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"


@pytest.fixture(scope="module")
def glyphs():
    """The characters of each cut of Libertinus Serif, read off the extension module itself."""
    binary = next(Path(typst.__file__).parent.glob("_typst*.so")).read_bytes()
    found = {}
    for start in (match.start() for match in re.finditer(b"OTTO", binary)):
        tables = struct.unpack_from(">H", binary, start + 4)[0]
        if not 6 <= tables <= 30:
            continue
        ends = (sum(struct.unpack_from(">LL", binary, start + 20 + 16 * n)) for n in range(tables))
        size = max(ends)
        if size > 3_000_000:
            continue
        font = TTFont(io.BytesIO(binary[start : start + size]))
        found[font["name"].getDebugName(4)] = set(font.getBestCmap())
    return {cut: found[f"Libertinus Serif {cut}"] for cut in (*CUTS, "Bold Italic")}


def ranges(codes):
    codes, parts = sorted(codes), []
    for code in codes:
        if parts and code == parts[-1][1] + 1:
            parts[-1][1] = code
        else:
            parts.append([code, code])
    return " ".join(f"{a:04X}" if a == b else f"{a:04X}-{b:04X}" for a, b in parts)


def test_the_list_is_what_every_used_cut_of_the_installed_typeface_has(glyphs):
    common = set.intersection(*(glyphs[cut] for cut in CUTS))
    expected = ranges(common)
    assert " ".join(coverage.RANGES.split()) == expected, "new list:\n" + textwrap.fill(
        expected, 94
    )


def test_every_kazakh_letter_is_printable():
    assert all(map(coverage.covers, KAZAKH + KAZAKH.lower() + "«»„“№–—… "))


def test_the_bold_italic_cut_still_lacks_kazakh_letters(glyphs):
    """The reason why bold is set in the semibold cut; when this fails, bold may come back."""
    assert ord("ә") not in glyphs["Bold Italic"]
