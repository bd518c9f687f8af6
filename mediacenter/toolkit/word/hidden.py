"""Hidden text: what Word neither shows nor prints, and a reader of the portal must not get.

A run is hidden by itself or by its style; a row of a table and a drawing by a property of theirs.
"""

import re

from .xml import PASSED_OVER, attribute, child, is_a, is_on, local, value, within

# Of a hidden run these stay: they hold fields together that reach beyond it.
KEPT = {"rPr", "fldChar", "instrText"}
HIDDEN_SHAPE = re.compile(r"visibility\s*:\s*hidden|display\s*:\s*none")


def leave_out_hidden(element, hiding, style=None) -> int:
    """Take hidden text out of a part of a document; return how many passages there were.

    `hiding` are the styles whose text is hidden, `style` that of the paragraph that the element is
    within.
    """
    passages, goes_on, staying = 0, False, []
    for one in element:
        if local(one) in PASSED_OVER:
            staying.append(one)
            continue
        is_gone = is_hidden_row(one) or is_hidden_drawing(one)
        is_hidden = is_gone or empties(one, hiding, style)
        passages += is_hidden and not goes_on
        if is_hidden or is_a(one, "r"):
            goes_on = is_hidden
        is_paragraph = is_a(one, "p")
        of_these = value(child(one, "pPr"), "pStyle") if is_paragraph else style
        hidden_children = leave_out_hidden(one, hiding, of_these)
        passages += hidden_children
        if not is_gone and not (is_paragraph and hidden_children and says_nothing(one)):
            staying.append(one)
    if len(staying) < len(element):  # all at once: taking one out moves all behind it
        element[:] = staying
    return passages


def empties(one, hiding, style) -> bool:
    """Take out of a run what it says, if it is hidden."""
    if not is_a(one, "r") or not is_hidden_run(one, hiding, style):
        return False
    staying = [part for part in one if local(part) in KEPT]
    has_lost = len(staying) < len(one)
    one[:] = staying
    return has_lost


def is_hidden_run(run, hiding, style) -> bool:
    properties = child(run, "rPr")
    own = child(properties, "vanish")
    if own is not None:
        return is_on(own)
    return bool({value(properties, "rStyle"), style} & hiding)


def is_hidden_row(element) -> bool:
    return is_a(element, "tr") and is_on(child(element, "trPr", "hidden"))


def is_hidden_drawing(element) -> bool:
    if local(element) in {"inline", "anchor"}:
        return attribute(child(element, "docPr"), "hidden") in {"1", "true"}
    return HIDDEN_SHAPE.search(element.get("style", "")) is not None


def says_nothing(paragraph) -> bool:
    runs = (one for one in within(paragraph) if is_a(one, "r"))
    return all(local(part) in KEPT for run in runs for part in run)
