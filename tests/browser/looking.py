"""What is wrong with a page, seen on a phone in light colours and on a desk in dark ones."""

from axe_playwright_python.sync_playwright import Axe

VIEWS = ((390, "light"), (1400, "dark"))


def faults_of(page, address):
    """[where and what]: what axe finds, and what runs over the edge; one loading serves both."""
    page.goto(address)
    found = []
    for width, scheme in VIEWS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # colours change at once
        seen = f"{address} at {width} pixels, {scheme}"
        for one in Axe().run(page).response["violations"]:
            found.append(f"{seen}: {one['id']}: {one['nodes'][0]['html']}")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{seen}: runs over the edge")
    return found
