"""The family of the public site: cut out of a package's fonts to what its three languages need.

FiraGO (SIL Open Font License 1.1) has every letter of Kazakh. The licence reserves the name "Fira"
for whole fonts: the parts are called FAMILY, and keep their copyright and licence inside.
"""

import io
from importlib.metadata import version

import pymupdf_fonts
from fontTools import subset
from fontTools.ttLib import TTFont

from .made import MadeFiles

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
    font = TTFont(io.BytesIO(pymupdf_fonts.myfont(face)), recalcTimestamp=False)
    options = subset.Options(
        layout_features=FEATURES,
        layout_scripts=["DFLT", "cyrl", "latn"],
        hinting=False,
        name_IDs=["*"],  # left to us: to find the unused ones takes as long as all the rest
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=LETTERS)
    cutter.subset(font)
    kept = [record for record in font["name"].names if record.nameID in {*LICENCE, *CALLED}]
    for record in kept:
        record.string = CALLED.get(record.nameID, record.string)
    font["name"].names = kept
    font.flavor = "woff2"
    stream = io.BytesIO()
    font.save(stream)
    return stream.getvalue()


class Fonts(MadeFiles):
    prefix = "fonts"

    def names(self):
        return FACES

    def made_of(self):
        return version("pymupdf-fonts"), *FACES.items(), LETTERS, FEATURES, LICENCE, CALLED

    def make(self, name):
        return cut(FACES[name])
