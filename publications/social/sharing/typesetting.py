"""Lines of text in a frame: as large as they fit, evenly broken, cut between words."""

from bisect import bisect_right

ELLIPSIS = "…"
MOST_LINES = 9


def line_height(font):
    return round(font.size * 1.22)


def fitted(text, width, height, *, fonts, largest, least):
    """The largest font in which the text fits, and its lines; cut off in the least one.

    `fonts` gives the font of a size in pixels.
    """
    for size in range(largest, least, -2):
        font = fonts(size)
        lines = wrapped(text, font, width, most=MOST_LINES)
        if is_whole(lines, text) and line_height(font) * len(lines) <= height:
            return font, balanced(text, font, width, lines)
    font = fonts(least)
    return font, wrapped(text, font, width, most=max(1, height // line_height(font)))


def is_whole(lines, text):
    return " ".join(lines).split() == text.split()


def balanced(text, font, width, lines):
    """The same number of lines, as narrow as they go: no last line of one short word."""
    narrow, wide = width // 2, width
    while wide - narrow > 4:
        middle = (narrow + wide) // 2
        found = wrapped(text, font, middle, most=len(lines))
        narrow, wide = (narrow, middle) if is_whole(found, text) else (middle, wide)
    return wrapped(text, font, wide, most=len(lines))


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
        rest = " ".join(lines[most - 1 :])
        lines = [*lines[: most - 1], one_line(rest, font, width)]
    return lines


def one_line(text, font, width):
    """The text; where it is wider, its first words, of a single word its first letters."""
    if font.getlength(text) <= width:
        return text

    def length(end):
        return font.getlength(ended(text[:end]))

    ends = [place for place, letter in enumerate(text) if letter == " "]
    if not ends or length(ends[0]) > width:
        ends = list(range(len(text)))
    fitting = bisect_right(ends, width, key=length)
    return ended(text[: ends[fitting - 1]]) if fitting else ELLIPSIS


def ended(text):
    return f"{text.rstrip(' ,.–-')}{ELLIPSIS}"
