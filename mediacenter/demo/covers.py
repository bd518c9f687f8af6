"""Covers drawn by numbers: ornaments of felt and yurt, lattices and waves in the site's colours.

Every composition is a function of a Canvas; the same names give the same picture.
"""

import io
import math
from dataclasses import dataclass

from PIL import Image, ImageDraw

from mediacenter.toolkit import ornament

WIDTH, HEIGHT = 1600, 900  # the measures of the compositions
SIZE = (1280, 720)  # px, of the picture
SMOOTH = 2  # drawn that much larger, so that edges come out smooth
FINE = SMOOTH * SIZE[0] / WIDTH

# ground, a shade of it, figure, light
PALETTES = {
    "night": ("#072f40", "#0b4f6c", "#d9ad5c", "#f6f1e4"),
    "lake": ("#0b4f6c", "#0a3d52", "#e3eef2", "#d9ad5c"),
    "paper": ("#f2ece0", "#ddd4c4", "#0b4f6c", "#b8862d"),
    "gold": ("#b8862d", "#7b5510", "#faf7f1", "#072f40"),
    "steppe": ("#1c4a3a", "#14382c", "#d9ad5c", "#f2ece0"),
    "clay": ("#8a3f24", "#6b2f1b", "#f2ece0", "#d9ad5c"),
}


@dataclass
class Canvas:
    """Where a composition is drawn, in the measures of the compositions."""

    pen: ImageDraw.ImageDraw
    ground: str
    shade: str
    figure: str
    light: str

    def polygon(self, points, colour):
        self.pen.polygon([(x * FINE, y * FINE) for x, y in points], fill=colour)

    def line(self, points, colour, width):
        scaled = [(x * FINE, y * FINE) for x, y in points]
        self.pen.line(scaled, fill=colour, width=round(width * FINE), joint="curve")

    def disc(self, x, y, radius, colour):
        box = ((x - radius) * FINE, (y - radius) * FINE, (x + radius) * FINE, (y + radius) * FINE)
        self.pen.ellipse(box, fill=colour)

    def ring(self, x, y, radius, colour, width):
        box = ((x - radius) * FINE, (y - radius) * FINE, (x + radius) * FINE, (y + radius) * FINE)
        self.pen.ellipse(box, outline=colour, width=round(width * FINE))

    def lozenge(self, x, y, size, colour):
        self.polygon(ornament.lozenge(x, y, size), colour)

    def horns(self, x, y, size, colour):
        for polygon in ornament.horns(x, y, size):
            self.polygon(polygon, colour)


def horns(canvas):
    for y in (70, 830):
        for column in range(17):
            canvas.lozenge(column * 100, y, 34 if column % 2 else 20, canvas.light)
    for y in (130, 770):
        canvas.line([(0, y), (WIDTH, y)], canvas.shade, 14)
    for column in range(5):
        canvas.lozenge(column * 400, 450, 120, canvas.shade)
        canvas.lozenge(column * 400, 450, 54, canvas.light)
    for column in range(4):
        canvas.horns(200 + column * 400, 450, 104, canvas.figure)


def shanyraq(canvas):
    """The crown of a yurt against the sky."""
    x, y, radius = 800, 450, 360
    for ring in range(6):
        canvas.ring(x, y, 430 + ring * 110, canvas.shade, 26)
    canvas.disc(x, y, radius, canvas.shade)
    for offset in (-110, 0, 110):
        reach = math.sqrt((radius - 20) ** 2 - offset**2)
        steps = [step / 20 - 1 for step in range(41)]
        bow = [(x + t * reach, y + offset - 40 * (1 - t * t)) for t in steps]
        canvas.line(bow, canvas.figure, 18)
        canvas.line([(y_ - y + x, x_ - x + y) for x_, y_ in bow], canvas.figure, 18)
    canvas.ring(x, y, radius, canvas.figure, 34)
    canvas.ring(x, y, radius - 56, canvas.light, 8)
    for spoke in range(36):
        angle = spoke * math.tau / 36
        start, end = radius + 14, radius + 80
        ends = [(x + r * math.cos(angle), y + r * math.sin(angle)) for r in (start, end)]
        canvas.line(ends, canvas.light, 8)


def kerege(canvas):
    """The lattice of a yurt's wall."""
    for step in range(-9, 18):
        canvas.line([(step * 100, 0), (step * 100 + 900, 900)], canvas.shade, 22)
        canvas.line([(step * 100 + 900, 0), (step * 100, 900)], canvas.figure, 14)
    for row in range(19):
        for column in range(-1, 18):
            canvas.disc(column * 100 + row % 2 * 50, row * 50, 11, canvas.light)


def sun(canvas):
    for ray in range(64):
        angle, half = ray * math.tau / 64, math.tau / 260
        tips = [(800, 900)]
        for turn in (-half, half):
            far = (1700 * math.cos(angle + turn), 1700 * math.sin(angle + turn))
            tips.append((800 + far[0], 900 + far[1]))
        canvas.polygon(tips, canvas.shade if ray % 2 else canvas.figure)
    canvas.disc(800, 900, 430, canvas.ground)
    canvas.disc(800, 900, 390, canvas.light)
    canvas.disc(800, 900, 350, canvas.figure)


def felt(canvas):
    for row in range(6):
        for column in range(11):
            x, y = column * 160 + row % 2 * 80, row * 180
            canvas.lozenge(x, y, 118, canvas.shade)
            canvas.lozenge(x, y, 84, canvas.figure)
            canvas.lozenge(x, y, 50, canvas.ground)
            canvas.lozenge(x, y, 22, canvas.light)


def waves(canvas):
    """A word that goes out in rings, from two speakers."""
    for x, y, colour in ((180, 820, canvas.figure), (1420, 820, canvas.shade)):
        for ring in range(14):
            canvas.ring(x, y, 110 + ring * 95, colour, 16 - ring)
    for x in (180, 1420):
        canvas.disc(x, 820, 84, canvas.ground)
        canvas.disc(x, 820, 60, canvas.light)


def hills(canvas):
    canvas.disc(1130, 330, 150, canvas.light)
    layers = ((470, 70, 0.0), (560, 85, 1.9), (660, 60, 3.4), (760, 50, 5.1))
    for number, (level, swing, phase) in enumerate(layers):
        crest = [
            (x, level + swing * math.sin(x / 260 + phase) + swing / 3 * math.sin(x / 90 + phase))
            for x in range(0, WIDTH + 20, 20)
        ]
        colour = (
            canvas.figure if number == 2 else canvas.shade if number % 2 == 0 else canvas.ground
        )
        canvas.polygon([(0, HEIGHT), *crest, (WIDTH, HEIGHT)], colour)
        canvas.line(crest, canvas.light, 3)


def columns(canvas):
    """The columns of a newspaper."""
    for column in range(5):
        left, right = 110 + column * 285, 345 + column * 285
        canvas.line([(left, 110), (right, 110)], canvas.light, 14)
        for line in range(15):
            short = 90 if (line * 7 + column * 3) % 5 == 0 else 0
            y = 180 + line * 44
            canvas.line([(left, y), (right - short, y)], canvas.shade, 14)
    canvas.polygon([(395, 180), (915, 180), (915, 540), (395, 540)], canvas.figure)
    canvas.horns(655, 360, 74, canvas.light)


def network(canvas):
    points = [
        (90 + column * 237 + (row * 83 + column * 47) % 90, 90 + row * 180 + (column * 61) % 70)
        for row in range(5)
        for column in range(7)
    ]
    for number, point in enumerate(points):
        near = sorted(points, key=lambda other: math.dist(point, other))[1:4]
        for other in near:
            canvas.line([point, other], canvas.shade, 6)
        if number % 4 == 0:
            canvas.line([point, near[0]], canvas.figure, 9)
    for number, (x, y) in enumerate(points):
        canvas.disc(x, y, 30 if number % 5 == 0 else 17, canvas.figure)
        canvas.disc(x, y, 14 if number % 5 == 0 else 7, canvas.light)


def tumar(canvas):
    """Rows of triangles, as amulets are cut."""
    for row in range(6):
        y, down = row * 150 + 20, row % 2
        for column in range(-1, 13):
            x = column * 140 + down * 70
            tip, base = (y + 110, y) if down else (y, y + 110)
            canvas.polygon([(x, base), (x + 140, base), (x + 70, tip)], canvas.shade)
            inner = [(x + 34, (base * 3 + tip) / 4), (x + 106, (base * 3 + tip) / 4)]
            middle = (x + 70, (base + tip * 3) / 4)
            canvas.polygon([*inner, middle], canvas.figure if column % 3 else canvas.light)


COMPOSITIONS = {
    composition.__name__: composition
    for composition in (horns, shanyraq, kerege, sun, felt, waves, hills, columns, network, tumar)
}


def draw(composition, palette):
    """Return an open JPEG file."""
    colours = PALETTES[palette]
    image = Image.new("RGB", (SIZE[0] * SMOOTH, SIZE[1] * SMOOTH), colours[0])
    COMPOSITIONS[composition](Canvas(ImageDraw.Draw(image), *colours))
    file = io.BytesIO()
    image.reduce(SMOOTH).save(file, "JPEG", quality=90)
    return file
