"""Tables to fill in, as somebody fills them in who has the figures in a spreadsheet."""

import pytest
from django.urls import reverse

from tests.browser.looking import violations
from tests.unions.factories import ChannelFactory, UserFactory
from unions.models import FollowerCount, Role

PASTE = """(cell, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  cell.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


@pytest.mark.django_db(transaction=True)
def test_keys_lead_down_and_a_block_of_a_spreadsheet_is_pasted_as_one(open_page, tree):
    channels = [ChannelFactory(organization=tree["ours"]) for _ in range(4)]
    officer = UserFactory(role=Role.PRESS_OFFICER, organization=tree["ours"])
    page = open_page(user=officer, locale="en")
    page.goto(f"{reverse('tables:followers')}?organization=ours".replace("/kk/", "/en/"))

    def number(place):
        return page.locator(f'[name="{channels[place].pk}-number"]')

    number(0).fill("100")
    number(0).press("Enter")
    page.keyboard.type("200")
    page.keyboard.press("ArrowDown")
    assert number(2).evaluate("cell => cell === document.activeElement")
    number(2).evaluate(PASTE, "1 500\tmore than\r\n2500\tabout\r\n9\t\r\n")

    assert number(2).input_value() == "1 500"
    status = page.get_by_role("status").last
    assert (
        status.inner_text() == "Cells filled from the clipboard: 4. Cells that found no place: 1."
    )
    page.get_by_role("button", name="Save the table").click()
    page.get_by_text("4 rows are saved.").wait_for()
    counts = FollowerCount.objects.order_by("channel").values_list("number", "qualifier")
    assert list(counts) == [
        (100, "exact"),
        (200, "exact"),
        (1500, "more_than"),
        (2500, "about"),
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1400, "light")])
def test_a_table_with_a_refused_row_keeps_to_the_rules_of_accessibility(
    open_page, tree, width, scheme
):
    channel = ChannelFactory(organization=tree["ours"])
    officer = UserFactory(role=Role.PRESS_OFFICER, organization=tree["ours"])
    page = open_page(user=officer, width=width, color_scheme=scheme, locale="kk")
    page.goto(f"{reverse('tables:followers')}?organization=ours")
    page.fill(f'[name="{channel.pk}-number"]', "көп")
    page.locator("form.grid button[type=submit]").click()
    page.locator(".is-refused").wait_for()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.django_db(transaction=True)
def test_on_a_phone_the_cells_of_a_card_stand_below_each_other(open_page, tree):
    ChannelFactory(organization=tree["ours"])
    officer = UserFactory(role=Role.PRESS_OFFICER, organization=tree["ours"])
    page = open_page(user=officer, width=390, locale="kk")
    page.goto(f"{reverse('tables:followers')}?organization=ours")
    edges = "e => [e.getBoundingClientRect().left, e.getBoundingClientRect().right]"
    cells = page.locator(".grid tbody td > :is(input, select):visible").all()
    assert len(cells) == 2
    assert len({tuple(cell.evaluate(edges)) for cell in cells}) == 1
    inner = page.locator(".grid tbody tr").first.evaluate(edges)[0]
    heading = page.locator(".grid tbody th").first
    assert heading.evaluate("e => e.getBoundingClientRect().left") == inner
    assert heading.evaluate("e => getComputedStyle(e).paddingInlineStart") == "0px"
