"""What is wrong with a page, seen on a phone in light colours and on a desk in dark ones."""

from axe_playwright_python.base import AXE_SCRIPT

VIEWS = ((390, "light"), (1400, "dark"))
RUN_AXE = """async () => {
  const { violations } = await axe.run({
    resultTypes: ["violations"],
    rules: { "target-size": { enabled: true } },
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
}"""


def faults_of(page, address):
    """[where and what]: what axe finds, and what runs over the edge; one loading serves both."""
    page.goto(address)
    page.evaluate(AXE_SCRIPT)
    found = []
    for seen in views_of(page, address):
        found += [f"{seen}: {violation}" for violation in page.evaluate(RUN_AXE)]
        found += over_the_edge(page, seen)
    return found


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
