"""The emblem as the small pictures that browsers and phones put on tabs and screens."""

import io

from PIL import Image, ImageDraw

from mediacenter.toolkit.ornament import lozenge, rosette
from publications.social.sharing.drawing import DEEP, GOLD

from .generated_files import GeneratedFiles

DRAWN = 2  # another number has them drawn anew
SMOOTH = 4  # drawn that much larger, so that the edges come out smooth
# Pixels of the side, and the emblem's share of it: what a phone cuts to its own shape has a margin.
ICONS = {
    "32.png": (32, None),
    "180.png": (180, 0.84),
    "192.png": (192, None),
    "512.png": (512, None),
    "512-to-cut.png": (512, 0.76),
    "favicon.ico": (32, None),
}


class Icons(GeneratedFiles):
    prefix = "icons"

    def names(self):
        return ICONS

    def made_of(self):
        return DRAWN, ICONS, DEEP, GOLD

    def make(self, name):
        return emblem(*ICONS[name], name.rpartition(".")[2].upper())


def emblem(side, share, form):
    """Return a picture in a `form` of Pillow: the emblem on a full square of which it takes
    `share`, or, for None, alone.
    """
    large = side * SMOOTH
    image = Image.new("RGBA", (large, large), DEEP if share else (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    middle, radius = large / 2, large / 2 * (share or 1)

    def box(part):
        return [middle - radius * part, middle - radius * part, *[middle + radius * part - 1] * 2]

    pen.ellipse(box(1), fill=DEEP)
    if side > 32:  # as narrow a ring as the emblem's would be a haze
        pen.ellipse(box(0.94), outline=GOLD, width=round(radius * 0.034))
    grown = 1 if side > 32 else 1.25
    for polygon in [
        *rosette(middle, middle, radius * grown),
        lozenge(middle, middle, radius * 0.14),
    ]:
        pen.polygon(polygon, fill=GOLD)
    stream = io.BytesIO()
    image.reduce(SMOOTH).save(stream, form, optimize=True)
    return stream.getvalue()
