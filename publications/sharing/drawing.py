"""Cards drawn with Pillow: title, rubric and organization in the colours of the house.

Fira Sans' sister FiraGO has all nine letters of Kazakh; it comes from a package.
"""

import io
from functools import cache

import pymupdf_fonts
from PIL import Image, ImageDraw, ImageFont

DESIGN = 1  # another number has every card drawn anew
DEEP, DEEPER, PAPER, GOLD = "#0a3d52", "#072f40", "#f6f1e4", "#d9ad5c"
BOLD, REGULAR = "figbo", "figo"
MOST_LINES = 7
ELLIPSIS = "…"


def draw_card(*, size, title, rubric, organization):
    """Return a PNG of `size` (width, height in pixels) as bytes; the same words, the same bytes."""
    width, height = size
    unit = min(width, height) // 18
    image = Image.new("RGB", size, DEEP)
    canvas = ImageDraw.Draw(image)
    lay_ground(canvas, width, height, unit)
    margin, inner = unit * 3 // 2, width - 3 * unit
    top = unit * 5 // 2
    if rubric:
        font = font_of(REGULAR, unit)
        canvas.text((margin, top), one_line(rubric, font, inner), font=font, fill=GOLD)
        top += unit * 2
    foot = height - unit * 4
    font, lines = fitted(title, inner, foot - top - unit * 2, largest=unit * 2, least=unit * 4 // 5)
    step = line_height(font)
    if height > width:  # a story is looked at in its middle
        top += (foot - top - step * len(lines)) // 3
    for line in lines:
        canvas.text((margin, top), line, font=font, fill=PAPER)
        top += step
    font = font_of(REGULAR, unit * 4 // 5)
    for number, line in enumerate(wrapped(organization, font, inner, most=3)):
        canvas.text((margin, foot + number * line_height(font)), line, font=font, fill=PAPER)
    stream = io.BytesIO()
    image.save(stream, "PNG", optimize=True)
    return stream.getvalue()


def lay_ground(canvas, width, height, unit):
    """A gold edge, a darker foot and a row of diamonds between them, as on the site."""
    foot = height - unit * 5
    canvas.rectangle((0, 0, width, unit // 3), fill=GOLD)
    canvas.rectangle((0, foot, width, height), fill=DEEPER)
    half = unit // 3
    for middle in range(half * 2, width, half * 4):
        corners = [(middle - half, foot), (middle, foot - half)]
        corners += [(middle + half, foot), (middle, foot + half)]
        canvas.polygon(corners, fill=GOLD)


@cache
def font_of(name, size):
    return ImageFont.truetype(io.BytesIO(pymupdf_fonts.myfont(name)), size)


def line_height(font):
    return round(font.size * 1.22)


def fitted(text, width, height, *, largest, least):
    """The largest font in which the text fits, and its lines; cut off in the least one."""
    for size in range(largest, least, -2):
        font = font_of(BOLD, size)
        lines = wrapped(text, font, width, most=MOST_LINES)
        if not lines[-1].endswith(ELLIPSIS) and line_height(font) * len(lines) <= height:
            return font, lines
    font = font_of(BOLD, least)
    return font, wrapped(text, font, width, most=max(1, height // line_height(font)))


def wrapped(text, font, width, *, most):
    """Lines no wider than `width`, at most `most` of them; what is left over ends in "…"."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width:
            lines[-1] = longer
        elif lines[-1]:
            lines.append(one_line(word, font, width))
        else:
            lines[-1] = one_line(word, font, width)
    if len(lines) > most:
        rest = " ".join([lines[most - 1], lines[most]])
        lines = [*lines[: most - 1], one_line(f"{rest} {ELLIPSIS * 9}", font, width)]
    return lines


def one_line(text, font, width):
    """The text, cut to the width where it is longer."""
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(f"{text}{ELLIPSIS}") > width:
        text = text[:-1]
    return f"{text.rstrip(' ,.–-')}{ELLIPSIS}"
