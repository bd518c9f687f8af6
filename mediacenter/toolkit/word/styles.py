"""The styles of a document, each read once: what is asked of them, each paragraph asks."""

from dataclasses import dataclass

from .xml import attribute, child, is_a, is_on, value

DEEPEST = 50  # styles based on each other; a dozen is much


@dataclass(frozen=True, slots=True)
class Style:
    """`list`: the list and the depth in it of its own; `hides`: None where it does not say."""

    name: str
    based_on: str | None
    list: tuple[str, int] | None
    hides: bool | None


def styles_in(part) -> dict[str, Style]:
    """{key: Style} of the part of the styles, which may be None."""
    return {
        attribute(one, "styleId"): style_of(one)
        for one in (part if part is not None else ())
        if is_a(one, "style")
    }


def style_of(element) -> Style:
    hides = child(element, "rPr", "vanish")
    return Style(
        name=value(element, "name") or "",
        based_on=value(element, "basedOn"),
        list=own_list(element),
        hides=None if hides is None else is_on(hides),
    )


def own_list(element) -> tuple[str, int] | None:
    """The list that a paragraph or a style names, and the depth in it."""
    properties = child(element, "pPr", "numPr")
    list_id = value(properties, "numId")
    return (list_id, int(value(properties, "ilvl") or 0)) if list_id else None


def lineage(key, styles):
    """The keys of a style and of those that it is based on, the nearest first."""
    seen = set()
    while key in styles and key not in seen and len(seen) < DEEPEST:
        seen.add(key)
        yield key
        key = styles[key].based_on


def hiding_styles(styles) -> set[str]:
    """The styles whose text is hidden, by themselves or by what they are based on."""

    def hides_text(key):
        stated = (styles[one].hides for one in lineage(key, styles))
        return next((hides for hides in stated if hides is not None), False)

    return {key for key in styles if hides_text(key)}
