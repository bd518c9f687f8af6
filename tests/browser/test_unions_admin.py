"""An administrator at work in a real browser: what needs scripts, works with them."""

import pytest

from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Channel, Organization, Role

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def tree():
    federation = OrganizationFactory(kind="federation", name_en="Federation")
    region = OrganizationFactory(parent=federation, kind="regional", name_en="Region")
    return {
        "federation": federation,
        "region": region,
        "city": OrganizationFactory(parent=region, kind="city", name_en="City"),
        "school": OrganizationFactory(parent=region, name_en="School"),
    }


@pytest.fixture
def page(open_page, tree):
    user = UserFactory(role=Role.ADMINISTRATOR, organization=tree["region"], language="en")
    return open_page(user=user)


def choose(page, field, name):
    """Pick by autocomplete, typing the name."""
    page.locator(f"select[name={field}] + .select2").click()
    page.locator(".select2-search__field").fill(name)
    page.locator(".select2-results__option", has_text=name).first.click()


def test_a_branch_is_moved_by_picking_its_new_place(page, tree):
    page.goto(f"/admin/unions/organization/{tree['school'].pk}/change/")
    page.get_by_role("link", name="Move").click()
    choose(page, "other", "City")
    page.get_by_role("button", name="Move").click()
    page.wait_for_url(f"**/admin/unions/organization/{tree['school'].pk}/change/")
    school = Organization.objects.get(pk=tree["school"].pk)
    assert Organization.objects.get_parent(school) == tree["city"]


def test_autocomplete_offers_nothing_beyond_the_reach(page, tree):
    page.goto("/admin/unions/channel/add/")
    page.locator("select[name=organization] + .select2").click()
    page.locator(".select2-search__field").fill("")
    page.locator(".select2-results__option", has_text="City").wait_for()
    assert page.locator(".select2-results__option", has_text="Federation").count() == 0


def test_a_channel_is_entered_as_it_was_copied(page, tree):
    page.goto("/admin/unions/channel/add/")
    choose(page, "organization", "School")
    page.select_option("select[name=network]", "instagram")
    page.fill("input[name=link]", "https://www.instagram.com/p/C_NFCIZOIdW/?igsh=em5y")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/admin/unions/channel/")
    assert Channel.objects.get().url == "https://www.instagram.com/p/C_NFCIZOIdW/"
    assert page.locator("#result_list").get_by_text("not a page").count() == 1
