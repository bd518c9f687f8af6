"""Two people wrote from the same version: what stands when both have their way."""

import re
from dataclasses import dataclass

_SPACE = re.compile(r"\s+")
_SPACE_AROUND_TAG = re.compile(r" ?(<[^>]*>) ?")


@dataclass(frozen=True)
class Merge:
    """`parts`: by column what stands now; `taken`: columns that only the colleague changed;
    `conflicts`: columns that both changed, unlike each other: `parts` has one's own there.
    """

    parts: dict
    taken: list
    conflicts: list


def merge(*, base, mine, theirs):
    """Merge part by part what two people made of `base`; all three are dicts by column."""
    parts, taken, conflicts = dict(mine), [], []
    for name in mine:
        if same(mine[name], theirs[name]) or same(theirs[name], base.get(name)):
            continue
        if same(mine[name], base.get(name)):
            parts[name] = theirs[name]
            taken.append(name)
        else:
            conflicts.append(name)
    return Merge(parts, taken, conflicts)


def same(one, other):
    """Whether two values read the same: the editor's line breaks are no difference."""
    return squeezed(one) == squeezed(other)


def squeezed(markup):
    text = _SPACE.sub(" ", markup or "").strip()
    return _SPACE_AROUND_TAG.sub(r"\1", text)
