"""What passes the sanitizer does nothing in a real browser, which parses in its own way."""

from mediacenter.toolkit.richtext import sanitize
from tests.toolkit.test_richtext import ATTACKS

WATCHED = "<script>window.alert = () => { document.title = 'run' }</script>"


def title_of(browser, markup):
    """The title of a page with the markup, once everything in it was loaded or refused."""
    page = browser.new_page()
    page.route("**/*", lambda route: route.abort())
    page.set_content(WATCHED + markup, wait_until="load")
    title = page.evaluate("new Promise(done => setTimeout(() => done(document.title), 0))")
    page.close()
    return title


def test_no_payload_runs(browser):
    assert title_of(browser, "<p>".join(sanitize(attack) for attack in ATTACKS)) == ""


def test_a_payload_runs_unsanitized(browser):
    """Or else the test above would say nothing."""
    assert title_of(browser, "<svg onload=alert(1)>") == "run"
