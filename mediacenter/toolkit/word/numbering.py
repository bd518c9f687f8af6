"""The numbers of lists as Word shows them.

Mammoth begins a list anew after each paragraph between its items, which would number the points
of a resolution 1, 1, 1. Word counts on, until a list says otherwise.
"""

import re
from dataclasses import dataclass, field

NOT_IN_LISTS = re.compile(r"(heading \d|title|subtitle|toc \d)", re.IGNORECASE)


@dataclass
class Lists:
    """`levels`: of each abstract list, by level, whether it has numbers and where they begin;
    `abstract`: which of these a list follows; `restarts`: where it begins by itself.
    """

    levels: dict = field(default_factory=dict)
    abstract: dict = field(default_factory=dict)
    restarts: dict = field(default_factory=dict)


def shown_numbers(paragraphs, styles, numbering) -> list[int | None]:
    """Return, of each paragraph that is an item of a list, its number; None for a bullet.

    `styles` and `numbering` are those parts of the document, or None.
    """
    lists, by_style = lists_in(numbering), lists_of_styles(styles)
    counts, begun, shown = {}, set(), []
    for paragraph in paragraphs:
        list_id, level = list_of(paragraph, by_style)
        abstract = lists.abstract.get(list_id)
        known = lists.levels.get(abstract, {})
        if level not in known:
            continue
        has_numbers, start = known[level]
        counted = counts.setdefault(abstract, {})
        if list_id not in begun:
            begun.add(list_id)
            for restarted, first in lists.restarts.get(list_id, {}).items():
                counted[restarted] = first - 1
        counted[level] = counted.get(level, start - 1) + 1
        for deeper in [one for one in counted if one > level]:
            del counted[deeper]
        shown.append(counted[level] if has_numbers else None)
    return shown


def lists_in(numbering) -> Lists:
    lists = Lists()
    for element in numbering if numbering is not None else ():
        if is_a(element, "abstractNum"):
            lists.levels[attribute(element, "abstractNumId")] = {
                int(attribute(level, "ilvl")): (
                    value(level, "numFmt") != "bullet",
                    int(value(level, "start") or 1),
                )
                for level in element
                if is_a(level, "lvl")
            }
        elif is_a(element, "num"):
            list_id = attribute(element, "numId")
            lists.abstract[list_id] = value(element, "abstractNumId")
            lists.restarts[list_id] = {
                int(attribute(level, "ilvl")): int(value(level, "startOverride"))
                for level in element
                if is_a(level, "lvlOverride") and value(level, "startOverride")
            }
    return lists


def lists_of_styles(styles) -> dict:
    """{style: (list, level)}; (None, None) of headings, which are no items whatever they bear."""
    found = {}
    for style in styles if styles is not None else ():
        if is_a(style, "style"):
            is_heading = NOT_IN_LISTS.fullmatch(value(style, "name") or "")
            found[attribute(style, "styleId")] = (None, None) if is_heading else own_list(style)
    return found


def styles_of(paragraphs, styles) -> set[str]:
    """The names of the styles that paragraphs have."""
    used = {value(child(paragraph, "pPr"), "pStyle") for paragraph in paragraphs}
    return {
        value(style, "name") or ""
        for style in (styles if styles is not None else ())
        if is_a(style, "style") and attribute(style, "styleId") in used
    }


def list_of(paragraph, by_style):
    style = value(child(paragraph, "pPr"), "pStyle")
    of_style = by_style.get(style)
    if of_style == (None, None):
        return of_style
    return own_list(paragraph) or of_style or (None, None)


def own_list(element):
    properties = child(child(element, "pPr"), "numPr")
    list_id = value(properties, "numId")
    return (list_id, int(value(properties, "ilvl") or 0)) if list_id else None


def is_a(element, name):
    return element.tag.endswith(f"}}{name}")


def child(element, name):
    found = (one for one in element if is_a(one, name)) if element is not None else iter(())
    return next(found, None)


def value(element, name):
    """The `val` of a child of that name, if there is one."""
    found = child(element, name)
    return None if found is None else attribute(found, "val")


def attribute(element, name):
    return next((held for key, held in element.attrib.items() if key.endswith(f"}}{name}")), None)
