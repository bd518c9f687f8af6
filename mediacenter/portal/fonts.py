"""The family of the public site: cut out of a package's fonts to what its three languages need.

FiraGO (SIL Open Font License 1.1) has every letter of Kazakh. The licence reserves the name "Fira"
for whole fonts: the parts are called FAMILY, and keep their copyright and licence inside.
"""

import io
from importlib.metadata import version

import pymupdf_fonts
from fontTools import subset
from fontTools.ttLib import TTFont, newTable

from .generated_files import GeneratedFiles

FAMILY = "Mediacenter Sans"
# File below static/fonts/ and the package's name for the face.
FACES = {
    "regular.woff2": "figo",
    "bold.woff2": "figbo",
    "italic.woff2": "figit",
}
LETTERS = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),  # the Latin script of Kazakh and its neighbours
    *range(0x300, 0x329),  # accents
    *range(0x400, 0x460),
    *range(0x490, 0x4EA),  # Kazakh
    *range(0x2000, 0x2070),  # spaces, dashes, quotes
    *map(ord, "₸€₽№™←↑→↓−≈≠≤≥"),
]
FEATURES = ["ccmp", "kern", "liga", "lnum", "locl", "mark", "tnum"]
LICENCE = (0, 13, 14)  # entries of the font's table of names: copyright, licence, its address
CALLED = {1: FAMILY, 3: FAMILY, 4: FAMILY, 6: FAMILY.replace(" ", ""), 16: FAMILY}


def cut(face):
    """Return a face of the package, with LETTERS only, as WOFF2."""
    file = io.BytesIO(pymupdf_fonts.myfont(face))
    font = TTFont(file, recalcTimestamp=False, lazy=True)  # most of it is never looked at
    names = [one for one in font["name"].names if one.nameID in {*LICENCE, *CALLED}]
    options = subset.Options(
        layout_features=FEATURES,
        layout_scripts=["DFLT", "cyrl", "latn"],
        hinting=False,
        # names are left to us: to find the unused ones takes a fifth of the time
        drop_tables=[*subset.Options().drop_tables, "name"],
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=LETTERS)
    cutter.subset(font)
    font["name"] = newTable("name")
    font["name"].names = [one for one in names if one.isUnicode()]
    for name in font["name"].names:
        name.string = CALLED.get(name.nameID, name.string)
    font.flavor = "woff2"
    stream = io.BytesIO()
    font.save(stream)
    return stream.getvalue()


class Fonts(GeneratedFiles):
    prefix = "fonts"

    def names(self):
        return FACES

    def made_of(self):
        return version("pymupdf-fonts"), *FACES.items(), LETTERS, FEATURES, LICENCE, CALLED

    def make(self, name):
        return cut(FACES[name])
