"""Hidden text: what Word neither shows nor prints, and a reader of the portal must not get.

A run is hidden by itself or by its style; a row of a table and a drawing by a property of theirs.
"""

import re

from .xml import PASSED_OVER, attribute, child, is_a, is_on, local, value, within

# Of a hidden run these stay: they hold fields together that reach beyond it.
KEPT = {"rPr", "fldChar", "instrText"}
HIDDEN_SHAPE = re.compile(r"visibility\s*:\s*hidden|display\s*:\s*none")


def leave_out_hidden(element, hiding, paragraph=None) -> int:
    """Take hidden text out of a part of a document; return how many passages there were.

    `hiding` are the styles whose text is hidden, `paragraph` the one that the element is within.
    """
    passages, goes_on = 0, False
    for one in [one for one in element if local(one) not in PASSED_OVER]:
        is_hidden = hides(element, one, hiding, paragraph)
        passages += is_hidden and not goes_on
        if is_hidden or is_a(one, "r"):
            goes_on = is_hidden
        is_paragraph = is_a(one, "p")
        below = leave_out_hidden(one, hiding, one if is_paragraph else paragraph)
        passages += below
        if is_paragraph and below and says_nothing(one):
            element.remove(one)
    return passages


def hides(parent, one, hiding, paragraph) -> bool:
    """Take out of an element one of its children, or what it says, if that is hidden."""
    if is_a(one, "r") and is_hidden_run(one, hiding, paragraph):
        said = [part for part in one if local(part) not in KEPT]
        for part in said:
            one.remove(part)
        return bool(said)
    is_row = is_a(one, "tr") and is_on(child(one, "trPr", "hidden"))
    if is_row or is_hidden_drawing(one):
        parent.remove(one)
        return True
    return False


def is_hidden_run(run, hiding, paragraph) -> bool:
    properties = child(run, "rPr")
    own = child(properties, "vanish")
    if own is not None:
        return is_on(own)
    styles = {value(properties, "rStyle"), value(child(paragraph, "pPr"), "pStyle")}
    return bool(styles & hiding)


def is_hidden_drawing(element) -> bool:
    if local(element) in {"inline", "anchor"}:
        return attribute(child(element, "docPr"), "hidden") in {"1", "true"}
    return HIDDEN_SHAPE.search(element.get("style", "")) is not None


def says_nothing(paragraph) -> bool:
    runs = (one for one in within(paragraph) if is_a(one, "r"))
    return all(local(part) in KEPT for run in runs for part in run)


def hiding_styles(styles) -> set[str]:
    """The styles whose text is hidden, by themselves or by what they are based on."""
    known = {
        attribute(s, "styleId"): s
        for s in (styles if styles is not None else ())
        if is_a(s, "style")
    }

    def hides_text(key):
        seen = set()
        while key in known and key not in seen:
            seen.add(key)
            own = child(known[key], "rPr", "vanish")
            if own is not None:
                return is_on(own)
            key = value(known[key], "basedOn")
        return False

    return {key for key in known if hides_text(key)}
