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
BREAK = "\u200b"  # the templates turn it into a place to break that leaves no trace
SOFT_HYPHEN = "\u00ad"
SCHEMES = {"http", "https", "mailto"}
VERBATIM = {"kind", "type", "language", "align", "tone"}  # words of the schema, not of a person
DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn"}
LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")

# Letters that a line holds, by field, at the size in which the field is set; running text: 70.
LINE = 70
LINES = {
    "title": 22, "organization": 34, "subtitle": 38, "parents": 48, "heading": 46,
    "short_title": 60, "identifier": 40, "value": 16, "label": 16, "note": 16, "categories": 14,
    "shown": 12, "post": 26, "name": 20, "term": 40,
}  # fmt: skip
TABLE_LINE = 84  # the same for a whole row of a table

VOWELS = "аәеёиоөуұүыіэюя"
SYLLABLE = re.compile(
    rf"(?<=[а-яёәғқңөұүһі]{{2}})(?=[бвгғджзйкқлмнңпрстуфхһцчшщ][{VOWELS}][а-яёәғқңөұүһі])",
    re.IGNORECASE,
)


def printable(document):
    """The document with printable texts, and the places where something was lost.

    A place is a path such as ``sections.2.blocks.0.runs.1.text``.
    """
    replaced = []

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
        return loosened(text, line)

    def walk_fields(node, path, line):
        fields = {}
        for name, value in node.items():
            place = (*path, name)
            if name in VERBATIM:
                fields[name] = value
            elif name == "url":
                if url := safe_url(value):
                    fields[name] = url
                else:
                    replaced.append(".".join(place))
            elif name == "rows":
                fields[name] = walk_rows(value, place, node["columns"])
            else:
                fields[name] = walk(value, place, LINES.get(name, line))
        return fields

    def walk_rows(rows, path, columns):
        whole = sum(column["share"] for column in columns)
        lines = [max(TABLE_LINE * column["share"] // whole - 3, 4) for column in columns]
        return [
            [walk(cell, (*path, str(n), str(m)), lines[m]) for m, cell in enumerate(row)]
            for n, row in enumerate(rows)
        ]

    return walk(document, (), LINE), replaced


def cleaned(text):
    """The text in characters that can be printed, and whether any was lost."""
    text = LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text)).replace("\t", " ")
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
    result = "".join(kept)
    return result, result != text


def loosened(text, line):
    """The text with places to break: in addresses, and in words of more than ``line`` letters.

    An address breaks after a slash or a question mark. Kazakh and Russian words break between
    syllables, with a soft hyphen; the typesetter itself does not hyphenate Kazakh. Whatever is
    still too long breaks anywhere, without a hyphen.
    """

    def cut(piece):
        return BREAK.join(piece[n : n + line] for n in range(0, len(piece), line))

    def loosen(match):
        word = match.group()
        if "://" in word:
            return BREAK.join(cut(piece) for piece in re.split("(?<=[/?&])(?![/?&])", word))
        if len(word) <= line:
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
