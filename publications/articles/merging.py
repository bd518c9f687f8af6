"""Two people wrote from the same version: what stands when both have their way."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

BY_BLOCKS = {"body"}  # parts of a text that are merged paragraph by paragraph
MOST_BLOCKS = 1_000  # of a text that is compared so; beyond it is asked about as a whole
FARTHEST = 50  # blocks ahead that a rewritten one is sought; beyond, it is one that went, and a new
ALIKE = 0.5  # share of common words from which on a block counts as the other one, rewritten

_SPACE = re.compile(r"\s+")
_SPACE_AROUND_TAG = re.compile(r" ?(<[^<>]*>) ?")
_ATTRIBUTE = re.compile(r' [a-z]+="[^"]*"')
_ATTRIBUTES = re.compile(r'(?<=<)([a-z0-9]+)((?: [a-z]+="[^"<>]*")++)(?=>)')
_TAG = re.compile(r"<(/?)([a-z0-9]+)[^<>]*>")
_WORD = re.compile(r"\w+")
_VOID = {"br", "hr", "img", "col"}
_BEGINS_A_BLOCK = {
    "p", "h2", "h3", "h4", "div", "blockquote", "figure", "hr", "ul", "ol", "table",
}  # fmt: skip


@dataclass(frozen=True)
class Conflict:
    """What both have changed, unlike each other: a part, or blocks of it. All three are markup.

    Of blocks, `start` and `end` say where one's own stand among the blocks of the merged part.
    """

    name: str
    base: str
    mine: str
    theirs: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Merge:
    """`parts`: by column what stands now; `taken`: columns with something that only the colleague
    changed; `conflicts`: what both changed: `parts` has one's own there.
    """

    parts: dict
    taken: list
    conflicts: list[Conflict]


def merge(*, base, mine, theirs):
    """Merge part by part what two people made of `base`; all three are dicts by column."""
    parts, taken, conflicts = dict(mine), [], []
    for name in mine:
        before = base.get(name)
        if same(mine[name], theirs[name]) or same(theirs[name], before):
            continue
        if same(mine[name], before):
            parts[name] = theirs[name]
            taken.append(name)
        elif name in BY_BLOCKS and (sides := in_blocks(before, mine[name], theirs[name])):
            merged = merge_blocks(name, *sides)
            parts[name] = "\n".join(merged.blocks)
            conflicts += merged.conflicts
            if merged.has_taken:
                taken.append(name)
        else:
            conflicts.append(Conflict(name, before or "", mine[name], theirs[name]))
    return Merge(parts, taken, conflicts)


# --- Block by block ---


@dataclass(frozen=True)
class MergedBlocks:
    blocks: list[str]
    has_taken: bool
    conflicts: list[Conflict]


def in_blocks(*sides):
    """The sides as lists of blocks, or None where they are not to be compared so."""
    split = [blocks_of(side) for side in sides]
    return split if split[0] and max(map(len, split)) <= MOST_BLOCKS else None


def blocks_of(markup):
    """Return the paragraphs, headings, lists, tables, figures of sanitized markup, in order."""
    blocks, depth, begun = [], 0, 0
    for tag in _TAG.finditer(markup or ""):
        closes, name = tag.groups()
        if depth == 0 and name in _BEGINS_A_BLOCK and not closes:
            blocks.append(markup[begun : tag.start()])  # words outside any block
            begun = tag.start()
        if name not in _VOID:
            depth += -1 if closes else 1
        if depth == 0 and name in _BEGINS_A_BLOCK:
            blocks.append(markup[begun : tag.end()])
            begun = tag.end()
    blocks.append((markup or "")[begun:])
    return [block.strip() for block in blocks if block.strip()]


def merge_blocks(name, base, mine, theirs):
    """Merge what two made of the blocks of a part.

    A block that one has changed or removed is as that one left it; what each has added stays, at
    its place. Where both have changed the same block unlike each other, one's own stands.
    """
    my_blocks, my_news = laid_beside(base, mine)
    their_blocks, their_news = laid_beside(base, theirs)
    blocks, conflicts, has_taken = [], [], False
    for number in range(len(base) + 1):
        added = [] if alike(my_news[number], their_news[number]) else their_news[number]
        blocks += added + my_news[number]
        has_taken = has_taken or bool(added)
        if number == len(base):
            break
        before, my, their = [base[number]], my_blocks[number], their_blocks[number]
        if alike(my, before) and not alike(their, before):
            blocks += their
            has_taken = True
            continue
        if not (alike(their, before) or alike(my, their)):
            sides = ("\n".join(side) for side in (before, my, their))
            conflicts.append(Conflict(name, *sides, len(blocks), len(blocks) + len(my)))
        blocks += my
    return MergedBlocks(blocks, has_taken, conflicts)


def laid_beside(base, side):
    """Return, for each block of `base`, what stands in its place in `side`; and for each gap
    before a block, and after the last, what is new there.
    """
    instead, new = [[block] for block in base], [[] for _ in range(len(base) + 1)]
    compared = SequenceMatcher(
        None, [squeezed(block) for block in base], [squeezed(b) for b in side], autojunk=False
    )
    base_words, words = [words_of(block) for block in base], [words_of(block) for block in side]
    for kind, start, end, first, last in compared.get_opcodes():
        if kind == "equal":
            continue
        if end - start == last - first:
            instead[start:end] = [[block] for block in side[first:last]]
            continue
        for number in range(start, end):
            found = most_alike(base_words[number], words, first, min(last, first + FARTHEST))
            instead[number] = [] if found is None else [side[found]]
            if found is not None:
                new[number] += side[first:found]
                first = found + 1
        new[end] += side[first:last]
    return instead, new


def most_alike(sought, words, first, last):
    """Where between two places a block of these words stands, rewritten; None where it is gone.

    `words`: the sets of words of all blocks.
    """
    if first == last:
        return None
    best = max(range(first, last), key=lambda number: likeness(sought, words[number]))
    return best if likeness(sought, words[best]) >= ALIKE else None


def words_of(block):
    return set(_WORD.findall(block))


def likeness(words, others):
    """The share of common words, from 0 to 1."""
    return 2 * len(words & others) / (len(words) + len(others) or 1)


def alike(some, others):
    return [squeezed(block) for block in some] == [squeezed(block) for block in others]


def same(one, other):
    """Whether two values read the same: how the editor spells markup is no difference."""
    return squeezed(one) == squeezed(other)


def has_parts(text, parts):
    """Whether a text (None: one without words yet) says these parts, by column, already."""
    return all(same(getattr(text, name, ""), value) for name, value in parts.items())


def squeezed(markup):
    text = _SPACE.sub(" ", markup or "").strip().replace(" />", ">")
    text = _SPACE_AROUND_TAG.sub(r"\1", text)
    return _ATTRIBUTES.sub(lambda tag: tag[1] + "".join(sorted(_ATTRIBUTE.findall(tag[2]))), text)
