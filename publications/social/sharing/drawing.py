"""Cards drawn with Pillow: title, rubric and organization in the colours of the house.

Fira Sans' sister FiraGO has all nine letters of Kazakh; it comes from a package.
"""

import io
import math
from dataclasses import dataclass
from functools import cache

import pymupdf_fonts
from PIL import Image, ImageDraw, ImageFont

from mediacenter.toolkit.ornament import lozenge, rosette
from publications.social.sharing.typesetting import fitted, line_height, one_line, wrapped

DESIGN = 2  # another number has every card drawn anew
DEEP, DEEPER, RELIEF, PAPER, GOLD = "#0a3d52", "#072f40", "#0d475f", "#f6f1e4", "#d9ad5c"
BOLD, REGULAR = "figbo", "figo"
SMOOTH = 2  # the ornament is drawn that much larger, so that its edges come out smooth


@dataclass(frozen=True)
class Frame:
    """The measures of a card in pixels.

    `clear` is how much a network covers with its own signs above and below: of a story about 250
    pixels above and 340 below of 1920 (Meta's advice for story ads, which the advertisers' guides
    repeat: 14 % and 20 %, seen in 2026).
    """

    width: int
    height: int

    @property
    def unit(self):
        return min(self.width, round(math.sqrt(self.width * self.height))) // 18

    @property
    def clear(self):
        is_story = self.height > self.width * 1.5
        return (round(self.height * 0.14), round(self.height * 0.18)) if is_story else (0, 0)

    @property
    def margin(self):
        return self.unit * 3 // 2

    @property
    def inner(self):
        return self.width - 2 * self.margin

    @property
    def foot(self):
        """Where the darker ground of the organization's name begins."""
        return self.height - self.clear[1] - self.unit * 4


def draw_card(*, size, title, rubric, organization):
    """Return a PNG of `size` (width, height in pixels) as bytes; the same words, the same bytes."""
    frame = Frame(*size)
    image = ground(frame)
    canvas = ImageDraw.Draw(image)
    write_news(canvas, frame, printable(rubric), printable(title))
    write_organization(canvas, frame, printable(organization))
    stream = io.BytesIO()
    image.save(stream, "PNG")  # the last twentieth of the size costs as much time again
    return stream.getvalue()


def write_news(canvas, frame, rubric, title):
    """The rubric over the title, as large as it fits, in the middle above the foot."""
    unit = frame.unit
    top, bottom = frame.clear[0] + unit * 3 // 2, frame.foot - unit
    above = unit * 5 // 3 if rubric else 0
    font, lines = fitted(
        title,
        frame.inner,
        bottom - top - above,
        fonts=lambda pixels: font_of(BOLD, pixels),
        largest=unit * 2,
        least=unit * 4 // 5,
    )
    step = line_height(font)
    top += (bottom - top - above - step * len(lines)) // 2
    if rubric:
        small = font_of(REGULAR, unit)
        line = one_line(rubric, small, frame.inner)
        canvas.text((frame.margin, top), line, font=small, fill=GOLD)
    for number, line in enumerate(lines):
        canvas.text((frame.margin, top + above + number * step), line, font=font, fill=PAPER)


def write_organization(canvas, frame, name):
    """Beside the emblem, in the middle of the foot."""
    radius = round(frame.unit * 1.2)
    middle = frame.foot + frame.unit * 2
    left = frame.margin + 2 * radius + frame.unit
    font = font_of(REGULAR, frame.unit * 3 // 4)
    lines = wrapped(name, font, frame.width - frame.margin - left, most=3)
    top = middle - line_height(font) * len(lines) // 2
    for number, line in enumerate(lines):
        canvas.text((left, top + number * line_height(font)), line, font=font, fill=PAPER)


def ground(frame):
    """A great rosette in relief, a darker foot under a row of lozenges, the emblem in the foot."""
    large = Image.new("RGB", (frame.width * SMOOTH, frame.height * SMOOTH), DEEP)
    pen = ImageDraw.Draw(large)

    def fill(polygons, colour):
        for polygon in polygons:
            pen.polygon([(x * SMOOTH, y * SMOOTH) for x, y in polygon], fill=colour)

    def ring(x, y, radius, width):
        box = [(v + s * radius) * SMOOTH for s in (-1, 1) for v in (x, y)]
        pen.ellipse(box, outline=GOLD, width=round(width * SMOOTH))

    unit, foot = frame.unit, frame.foot
    fill(rosette(frame.width - unit * 2, foot - unit * 3, unit * 11), RELIEF)
    pen.rectangle((0, foot * SMOOTH, large.width, large.height), fill=DEEPER)
    pen.rectangle((0, 0, large.width, unit // 4 * SMOOTH), fill=GOLD)
    pieces = frame.width // unit | 1  # odd: both ends alike
    step = frame.width / pieces
    beads = [lozenge((n + 0.5) * step, foot, unit * (0.3, 0.18)[n % 2]) for n in range(pieces)]
    fill(beads, GOLD)
    x, y, radius = frame.margin + unit * 1.2, foot + unit * 2, unit * 1.2
    fill(rosette(x, y, radius * 1.25), GOLD)
    ring(x, y, radius, unit / 20)
    return large.reduce(SMOOTH)


@cache
def font_of(name, size):
    return ImageFont.truetype(io.BytesIO(pymupdf_fonts.myfont(name)), size)


@cache
def letters():
    """The code points of which both fonts have a picture."""
    from fontTools.ttLib import TTFont  # where a card is drawn, and not at each program's start

    files = (io.BytesIO(pymupdf_fonts.myfont(name)) for name in (BOLD, REGULAR))
    first, second = (TTFont(file).getBestCmap().keys() for file in files)
    return first & second


def printable(text):
    """The text without what the fonts have no picture of (emoji, say), in single spaces."""
    known = (letter if ord(letter) in letters() else " " for letter in text)
    return " ".join("".join(known).split())
