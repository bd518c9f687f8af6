"""Makes every text of a document one that the typeface can print and the page can hold.

Text is normalised to NFC; controls, private-use and unassigned characters and direction marks go,
what has no glyph becomes □. A link that is no http, https or mailto address loses its address and
keeps its words. Words wider than their column get places to break.
"""

import re
import unicodedata
from urllib.parse import quote, urlsplit

from .coverage import SPARE, covers

MARK = "□"
BREAK = "\u200b"  # the templates keep it out of the text of runs
SOFT_HYPHEN = "\u00ad"
SCHEMES = {"http", "https", "mailto"}
VERBATIM = {
    "kind",
    "date",
    "layout",
    "type",
    "language",
    "align",
    "tone",
    "figure",
    "figures",
    "noted",
    "unstated",
}  # words of the schema, not of a person
DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn"}
LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")

# Widths in ems of the size in which a field is set: what its line holds at least.
LINE = 38
LINES = {
    "title": 14, "organization": 24, "subtitle": 26, "parents": 33, "place_date": 31, "issued": 34,
    "identifier": 34, "short_title": 46, "heading": 24, "key_figures.value": 8,
    "key_figures.label": 8.5, "key_figures.note": 9, "caption": 40, "note": 50, "unit": 50,
    "series.label": 46, "shown": 6, "term": 28, "post": 14, "name": 11,
}  # fmt: skip
COLUMN = 19  # of a newspaper
COLUMN_LINES = LINES | {"title": 13, "heading": 13, "rubric": 24, "lead": 17}
BESIDE_CODE = 30
TILE = 8.5  # of a map
TEXT_WIDTH, CELL_SIZE, CELL_PADDING = 467, 9.5, 12  # points, as in the templates
AXIS, CATEGORY_SIZE, LYING_CATEGORY = 54, 9, 17

# Advance widths of the semibold cut, rounded up, in ems; of what addresses consist, exactly:
# no host that fits may seem too wide for its line.
WIDEST, WIDE = frozenset("WШЩ@"), frozenset("MМЖЫЮИЙЪмшщю")
IN_ADDRESSES = (
    dict.fromkeys(".:", 0.25) | dict.fromkeys("ijl", 0.29) | dict.fromkeys("/tf-", 0.36)
    | dict.fromkeys("rscz?", 0.44) | dict.fromkeys("ae0123456789_~", 0.49)
    | dict.fromkeys("bdgkopqvxy", 0.54) | dict.fromkeys("hnu=+", 0.57) | dict.fromkeys("mw", 0.81)
)  # fmt: skip

ADDRESS = re.compile(r"(\S*?://)([^/?#]*/?)(\S*)")
WITHIN_PATH = re.compile(r"(?<=/)(?=[^/])|(?<=[^/])(?=[?&])|(?<=\w)(?=-\w)")

VOWELS = "аәеёиоөуұүыіэюя"
SYLLABLE = re.compile(
    rf"(?<=[а-яёәғқңөұүһі]{{2}})(?=[бвгғджзйкқлмнңпрстуфхһцчшщ][{VOWELS}][а-яёәғқңөұүһі])",
    re.IGNORECASE,
)


HARD_SPACE = "\u00a0"
NUMBER = r"(?:\d+\u00a0)*\d[\d,.–]*(?:\u00a0%)?(?:-\w+)?"
CAPITAL = "[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ]"
LOOSE = re.compile(
    rf"(?<![^\s(«])({NUMBER}(?= [^\W\d_A-ZА-ЯЁӘІҢҒҮҰҚӨҺ])|{CAPITAL}\.(?= {CAPITAL}\w)"
    rf"|(?<!\d )(?<!\d\u00a0)(?:г|с|п|им)\.(?= {CAPITAL})|№(?= \d))"
    r" (?=(\S+))"
)


def printable(document):
    """The document with printable texts, and the places where something was lost.

    A place is a path such as ``sections.2.blocks.0.runs.1.text``.
    """
    replaced = []
    in_columns = document.get("layout") == "newspaper"
    lines_of = COLUMN_LINES if in_columns else LINES

    def walk(node, path, line):
        if isinstance(node, dict):
            return walk_fields(node, path, line)
        if isinstance(node, list):
            return [walk(item, (*path, str(n)), line) for n, item in enumerate(node)]
        if not isinstance(node, str):
            return node
        text, lost = cleaned(node)
        if lost:
            replaced.append(".".join(path))
        return text if path[-1] == "alt" else loosened(tied(text, line), line)

    def walk_fields(node, path, line):
        fields = {}
        owner = path[-2] if len(path) > 1 else ""
        if node.get("kind") == "qr_code":
            line = BESIDE_CODE
        for name, value in node.items():
            place = (*path, name)
            if name in VERBATIM:
                fields[name] = value
            elif name == "url":
                if url := safe_url(value):
                    fields[name] = url
                else:
                    replaced.append(".".join(place))
            elif name == "tiles":
                fields[name] = [
                    {
                        **tile,
                        "label": walk(tile["label"], (*place, str(n), "label"), TILE),
                        "shown": walk(tile["shown"], (*place, str(n), "shown"), TILE),
                    }
                    for n, tile in enumerate(value)
                ]
            elif name == "columns":
                fields[name] = walk_each(value, place, column_lines(value))
            elif name == "rows":
                lines = column_lines(node["columns"])
                fields[name] = [
                    walk_each(row, (*place, str(n)), lines) for n, row in enumerate(value)
                ]
            elif name == "categories":
                fields[name] = walk(value, place, category_line(value))
            else:
                width = lines_of.get(f"{owner}.{name}") or lines_of.get(name, line)
                fields[name] = walk(value, place, width)
        return fields

    def walk_each(items, path, lines):
        return [walk(item, (*path, str(n)), lines[n]) for n, item in enumerate(items)]

    return walk(document, (), COLUMN if in_columns else LINE), replaced


def cleaned(text):
    """The text in characters that can be printed, and whether any was lost."""
    text = LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text)).replace("\t", " ")
    result = kept_of(text)
    # What was dropped may have stood between two that now join into one.
    while (joined := unicodedata.normalize("NFC", result)) != result:
        result = kept_of(joined)
    return result, result != text


def kept_of(text):
    kept, bearer = [], True
    for character in text:
        category = unicodedata.category(character)
        if character == "\n":
            kept.append(character)
        elif category in DROPPED or "\ufe00" <= character <= "\ufe0f":
            continue
        elif category.startswith("M"):
            # A mark joins the glyph before it, which must be of the same typeface.
            if bearer and covers(character):
                kept.append(character)
        else:
            bearer = covers(character)
            kept.append(character if bearer or character in SPARE else MARK)
    return "".join(kept)


def column_lines(columns):
    whole = sum(column["share"] for column in columns)
    return [
        max((TEXT_WIDTH * column["share"] / whole - CELL_PADDING) / CELL_SIZE, 1.2)
        for column in columns
    ]


def category_line(categories):
    """The line below a bar; names too long for it lie beside their bars, see charts.typ."""
    slot = (TEXT_WIDTH - AXIS) / max(len(categories), 1) - 4
    return max(slot / CATEGORY_SIZE, 4) if len(categories) <= 8 else LYING_CATEGORY


def width(text):
    """The width of a text in ems, rather too much than too little."""
    return sum(map(_width, text))


def _width(character):
    if character in IN_ADDRESSES:
        return IN_ADDRESSES[character]
    if character in WIDEST:
        return 1.1
    if character in WIDE:
        return 0.95
    if character.isupper():
        return 0.78
    return 0.62 if character < "\u0500" else 1.3


def tied(text, line):
    """The text in which no line ends between a number and its word, an initial and its name.

    What would be wider than a line of ``line`` ems is not tied.
    """

    def tie(match):
        first, second = match.groups()
        fits = width(first) + width(second) + 1 <= line
        return f"{first}{HARD_SPACE if fits else ' '}"

    return LOOSE.sub(tie, text)


def loosened(text, line):
    """The text with places to break: in addresses, and in words wider than ``line`` ems.

    An address breaks after its slashes, before a question mark, an ampersand or a hyphen of its
    path, and where it ends; its host stays whole, wherever a line holds it. Kazakh and Russian
    words break between syllables, with a soft hyphen; the typesetter itself does not hyphenate
    Kazakh. Whatever is still too wide breaks anywhere, without a hyphen.
    """

    def cut(piece):
        if width(piece) <= line:
            return piece
        parts, space = [""], line
        for character in piece:
            space -= _width(character)
            if space < 0 and parts[-1] and not unicodedata.combining(character):
                parts.append("")
                space = line - _width(character)
            parts[-1] += character
        return BREAK.join(parts)

    def loosen(match):
        word = match.group()
        if address := ADDRESS.fullmatch(word):
            scheme, host, path = address.groups()
            pieces = filter(None, (scheme, host, *WITHIN_PATH.split(path)))
            return BREAK.join([*map(cut, pieces), ""])
        if width(word) <= line:
            return word
        return "".join(cut(piece) for piece in re.split(f"(?<={SOFT_HYPHEN})", syllables(word)))

    return re.sub(r"\S+", loosen, text)


def syllables(word):
    """The word with soft hyphens between its Cyrillic syllables."""
    return SYLLABLE.sub(SOFT_HYPHEN, word)


def safe_url(url):
    """The address in ASCII if it is a whole http, https or mailto address, else None."""
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname
    except ValueError:
        return None
    whole = parts.path if parts.scheme == "mailto" else host
    if parts.scheme not in SCHEMES or not whole or cleaned(url)[1]:
        return None
    return quote(url.strip(), safe="%/:=&?~#+!$,;'@()*[]")
