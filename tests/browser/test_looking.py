"""What looks at pages sees what it is there for, and each time."""

import pytest

from tests.browser.looking import violations


def page_with(content, style=""):
    return (
        f'<html lang="en"><title>A page</title><style>{style}</style><main><h1>A page</h1>{content}'
    )


@pytest.fixture
def look(browser):
    page = browser.new_page()

    def look(*content):
        page.set_content(page_with(*content))
        return [fault.partition(":")[0] for fault in violations(page)]

    yield look
    page.close()


def test_a_faint_text_is_told_each_time_wherever_its_colour_is_legible(look):
    faint = "p { color: #777; } .dark { background: #333; }"
    assert look("<p>Faint</p>", "p { color: #555; }") == []
    for _time in range(2):
        assert look('<p>Good</p><div class="dark"><p>Faint</p></div>', faint) == ["color-contrast"]
    assert look("<p>Good</p><p style='font-size: 9px; color: #888'>Faint</p>") == ["color-contrast"]
    assert look("<p>Good</p><p style='opacity: 0.4'>Faint</p>") == ["color-contrast"]


def test_of_many_alike_the_one_on_another_ground_is_told(look):
    rows = "<p>Good</p>" * 9 + '<div style="background: #666"><p>Faint</p></div>'
    assert look(rows, "p { color: #333; }") == ["color-contrast"]


def test_what_is_no_colour_is_told_too(look):
    assert look('<img src="data:image/gif;base64,">') == ["image-alt"]
    assert look('<a href="/1">1</a><a href="/2">2</a>', "a { font-size: 8px; }") == ["target-size"]
