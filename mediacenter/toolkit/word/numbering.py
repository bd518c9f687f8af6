"""The numbers of lists and headings as Word shows them.

Mammoth begins a list anew after each paragraph between its items, which would number the points
of a resolution 1, 1, 1, and knows but one kind of number. Word counts on, until a list says
otherwise, in letters, Roman numbers and 1.1. What a list of the web can show stays a list; any
other number becomes words before its paragraph, and so do those of headings.
"""

import re
from dataclasses import dataclass, field
from xml.etree import ElementTree

from .styles import Style, lineage, own_list
from .xml import attribute, child, is_a, is_on, named, put_first, run_of, value

HEADING = re.compile(r"heading \d", re.IGNORECASE)
NOT_IN_LISTS = re.compile(r"(heading \d|title|subtitle|toc \d)", re.IGNORECASE)
PLACE = re.compile(r"%(\d)")
LATIN = "abcdefghijklmnopqrstuvwxyz"
RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"  # ISO/IEC 29500-1, 17.18.59: without ё й ъ ь
ROMAN = [(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
         (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]  # fmt: skip
MOST = 1_000  # what is counted further is shown in digits
LAST = 32_767  # where Word ends to count
LONGEST_LABEL = 100  # characters
DEPTHS = 9
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BULLETS, NUMBERS = "1", "2"  # the lists that mammoth is given


def repeated(letters):
    def shown(number):
        if number < 1:
            return f"{number}"
        times, place = divmod(number - 1, len(letters))
        return letters[place] * (times + 1)

    return shown


def roman(number):
    shown = ""
    for worth, sign in ROMAN:
        times, number = divmod(number, worth)
        shown += sign * times
    return shown


SHOWN = {
    "decimal": str,
    "decimalZero": "{:02}".format,
    "lowerLetter": repeated(LATIN),
    "upperLetter": lambda number: repeated(LATIN)(number).upper(),
    "russianLower": repeated(RUSSIAN),
    "russianUpper": lambda number: repeated(RUSSIAN)(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "none": lambda number: "",
}


@dataclass
class Level:
    """How a list counts at one depth. `text` is None where it is not told."""

    format: str
    text: str | None
    start: int
    restarts_after: int | None
    is_in_digits: bool
    follows: str
    style: str | None

    @classmethod
    def read(cls, element):
        restart, text = value(element, "lvlRestart"), value(element, "lvlText")
        return cls(
            format=value(element, "numFmt") or "decimal",
            text=None if text is None else text[:LONGEST_LABEL],
            start=place_of(value(element, "start") or 1),
            restarts_after=None if restart is None else int(restart),
            is_in_digits=is_on(child(element, "isLgl")),
            follows="" if value(element, "suff") == "nothing" else " ",
            style=value(element, "pStyle"),
        )


@dataclass
class Lists:
    """`levels`: of each abstract list, by depth; `abstract`: which of these a list follows;
    `restarts`: where it begins by itself; `linked`: the style whose list an abstract one is.
    """

    levels: dict = field(default_factory=dict)
    abstract: dict = field(default_factory=dict)
    restarts: dict = field(default_factory=dict)
    linked: dict = field(default_factory=dict)

    def followed(self, list_id, styles):
        """The abstract list that a list follows, through a style or not."""
        seen = set()
        while list_id not in seen and len(seen) < DEPTHS:
            seen.add(list_id)
            abstract = self.abstract.get(list_id)
            style = styles.get(self.linked.get(abstract))
            if style is None:
                return abstract
            list_id = style.list and style.list[0]
        return None


@dataclass
class Numbered:
    """`items`: the number of each item of a list of the web, None for a bullet; `is_whole`: whether
    every number could be shown in its kind.
    """

    items: list[int | None] = field(default_factory=list)
    is_whole: bool = True


def write_numbers(paragraphs, styles: dict[str, Style], numbering) -> Numbered:
    """Write into paragraphs the numbers that a list of the web cannot show.

    `numbering` is that part of the document, or None. The paragraphs that stay
    items name the lists of `lists_of_the_web`, each as deep as the items around it ask.
    """
    lists = lists_in(numbering)
    counts, begun, found, around = {}, set(), Numbered(), []
    for paragraph in paragraphs:
        list_id, depth = list_of(paragraph, styles, lists)
        abstract = lists.followed(list_id, styles)
        levels = lists.levels.get(abstract, {})
        if depth not in levels:
            around.clear()
            continue
        take_out(child(paragraph, "pPr"), "numPr")
        counted = counts.setdefault(abstract, {})
        if list_id not in begun:
            begun.add(list_id)
            for restarted, first in lists.restarts.get(list_id, {}).items():
                counted[restarted] = first - 1
        count(counted, depth, levels)
        name = name_of(paragraph, styles)
        known = levels[depth].format in {"bullet", *SHOWN}
        found.is_whole &= known
        if NOT_IN_LISTS.fullmatch(name) or (known and not is_of_the_web(levels[depth], depth)):
            around.clear()
            write_number(paragraph, depth, levels, counted, name)
            continue
        is_bullet = levels[depth].format == "bullet"
        found.items.append(None if is_bullet else counted[depth])
        around[:] = [*(one for one in around if one < depth), depth]
        put_into_list(paragraph, BULLETS if is_bullet else NUMBERS, len(around) - 1)
    return found


def count(counted, depth, levels) -> None:
    counted[depth] = counted.get(depth, levels[depth].start - 1) + 1
    for deeper in [one for one in counted if one > depth]:
        after = levels[deeper].restarts_after if deeper in levels else None
        if after is None or 0 < depth + 1 <= after:
            del counted[deeper]


def is_of_the_web(level, depth) -> bool:
    """Whether a list of the web shows such numbers as Word does."""
    if level.format == "bullet":
        return True
    is_plain = level.text is None or re.fullmatch(rf"%{depth + 1}[.)]?\s*", level.text)
    return level.format == "decimal" and bool(is_plain)


def write_number(paragraph, depth, levels, counted, style) -> None:
    """Write it before the words of a paragraph; titles and contents have none of theirs."""
    level, is_heading = levels[depth], HEADING.fullmatch(style)
    if level.format == "bullet" or (NOT_IN_LISTS.fullmatch(style) and not is_heading):
        return
    properties = child(paragraph, "pPr")
    if properties is not None and not is_heading:
        take_out(properties, "pStyle")  # it may bear the list
    if words := label(depth, levels, counted):
        put_first(paragraph, run_of(paragraph, words + level.follows))


def label(depth, levels, counted) -> str:
    """The number before a paragraph, as Word shows it: "1.1.", "а)", "IV"."""
    level = levels[depth]

    def number_at(place):
        at = int(place[1]) - 1
        if at not in levels:
            return ""
        number = counted.get(at, levels[at].start)
        kind = "decimal" if level.is_in_digits else levels[at].format
        return SHOWN.get(kind, str)(number) if number < MOST else f"{number}"

    text = f"%{depth + 1}." if level.text is None else level.text
    return PLACE.sub(number_at, text).strip()


def put_into_list(paragraph, list_id, depth) -> None:
    """Name one of our two lists in the paragraph, for mammoth."""
    properties = child(paragraph, "pPr")
    if properties is None:
        properties = ElementTree.Element(named(paragraph, "pPr"))
        paragraph.insert(0, properties)
    held = ElementTree.SubElement(properties, named(paragraph, "numPr"))
    for name, number in (("ilvl", depth), ("numId", list_id)):
        ElementTree.SubElement(held, named(paragraph, name)).set(
            named(paragraph, "val"), f"{number}"
        )


def leave_lists(elements) -> bool:
    """Make the items of lists plain paragraphs, in notes; return whether there were any."""
    found = False
    for element in elements:
        if is_a(element, "p") and own_list(element):
            take_out(child(element, "pPr"), "numPr")
            found = True
    return found


def lists_of_the_web() -> bytes:
    """The part of a document that knows bullets and numbers, at every depth."""
    kinds = ((BULLETS, "bullet"), (NUMBERS, "decimal"))
    made = "".join(
        f'<w:abstractNum w:abstractNumId="{key}">'
        + "".join(
            f'<w:lvl w:ilvl="{depth}"><w:numFmt w:val="{kind}"/></w:lvl>' for depth in range(DEPTHS)
        )
        + "</w:abstractNum>"
        for key, kind in kinds
    ) + "".join(
        f'<w:num w:numId="{k}"><w:abstractNumId w:val="{k}"/></w:num>' for k, _kind in kinds
    )
    return f'<w:numbering xmlns:w="{SPACE}">{made}</w:numbering>'.encode()


def take_out(element, name) -> None:
    if element is not None:
        element[:] = [one for one in element if not is_a(one, name)]


def lists_in(numbering) -> Lists:
    lists = Lists()
    for element in numbering if numbering is not None else ():
        if is_a(element, "abstractNum"):
            key = attribute(element, "abstractNumId")
            lists.linked[key] = value(element, "numStyleLink")
            levels = (one for one in element if is_a(one, "lvl"))
            by_depth = {int(attribute(level, "ilvl") or 0): level for level in levels}
            lists.levels[key] = {
                depth: Level.read(by_depth[depth]) for depth in range(DEPTHS) if depth in by_depth
            }
        elif is_a(element, "num"):
            list_id = attribute(element, "numId")
            lists.abstract[list_id] = value(element, "abstractNumId")
            lists.restarts[list_id] = {
                int(attribute(level, "ilvl")): place_of(value(level, "startOverride"))
                for level in element
                if is_a(level, "lvlOverride") and value(level, "startOverride")
                if int(attribute(level, "ilvl")) < DEPTHS
            }
    return lists


def place_of(number):
    return min(max(0, int(number)), LAST)


def name_of(paragraph, styles) -> str:
    style = styles.get(value(child(paragraph, "pPr"), "pStyle"))
    return style.name if style else ""


def list_of(paragraph, styles, lists):
    """The list of a paragraph and the depth in it; (None, None) of one that is in none."""
    if own := own_list(paragraph):
        return own
    for key in lineage(value(child(paragraph, "pPr"), "pStyle"), styles):
        if found := styles[key].list:
            return found[0], depth_of_style(key, found, styles, lists)
    return None, None


def depth_of_style(key, found, styles, lists):
    """Where a list names the style at one of its levels, that level."""
    list_id, depth = found
    levels = lists.levels.get(lists.followed(list_id, styles), {})
    return next((at for at, level in levels.items() if level.style == key), depth)
