"""What is wrong with a page, seen on a phone in light colours and on a desk in dark ones."""

from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT

RULES = Path(__file__).with_name("looking.js").read_text()
VIEWS = ((390, "light"), (1400, "dark"))
# Marks of what is written in a colour on a ground that axe has found to be told from each other.
legible = set()


def faults_of(page, address):
    """[where and what]: what axe finds, and what runs over the edge; one loading serves both."""
    page.goto(address)
    return [
        fault
        for seen in views_of(page, address)
        for fault in [*(f"{seen}: {one}" for one in violations(page)), *over_the_edge(page, seen)]
    ]


def violations(page, *, within=None, tags=None):
    """[rule: element]: what axe finds on a page as it is seen now.

    within: selector of the part to look at. tags: of the rules, where not all are meant.
    Four fifths of axe's time go into the contrast of each text with what lies behind it: where
    colours, letters and all grounds behind are those of a text that has passed, it is not asked.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(RULES, {"within": within, "tags": tags, "legible": list(legible)})
    legible.update(found["legible"])
    return found["violations"]


def edges_of(page, address):
    """[where]: what runs over the edge, for the languages whose words are longer than those that
    axe has read."""
    page.goto(address)
    return [fault for seen in views_of(page, address) for fault in over_the_edge(page, seen)]


def views_of(page, address):
    for width, scheme in VIEWS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # colours change at once
        yield f"{address} at {width} pixels, {scheme}"


def over_the_edge(page, seen):
    wider = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [f"{seen}: runs over the edge"] if wider else []
