"""The library of pictures in a browser: many files in one go, and the point that must be seen."""

import pytest
from django.urls import reverse

from publications.pictures.actions import make_renditions, upload_picture
from publications.pictures.models import Picture
from tests.publications.factories import picture_file
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def karaganda(db):
    return OrganizationFactory(slug="karaganda")


@pytest.fixture
def officer(karaganda):
    return UserFactory(role=Role.PRESS_OFFICER, organization=karaganda)


def file(name, content):
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


def test_many_files_are_chosen_at_once(open_page, officer):
    page = open_page(user=officer)
    page.goto("/admin/publications/picture/many/")
    page.locator("input[type=file]").set_input_files(
        [
            file("one.jpg", picture_file(400, 300).read()),
            file("bad.jpg", b"<svg onload=alert(1)>"),
            file("two.jpg", picture_file(300, 400).read()),
        ]
    )
    page.locator("form[enctype] button[type=submit]").last.click()
    page.get_by_role("cell", name="bad.jpg").wait_for()

    assert Picture.objects.count() == 2
    assert page.get_by_role("cell", name="one.jpg").count() == 0


def test_the_focal_point_is_set_by_a_click_and_by_the_keys(open_page, karaganda, officer):
    picture = upload_picture(file=picture_file(600, 900), organization=karaganda, alt_kk="Зал")
    make_renditions(picture_id=picture.pk)
    page = open_page(user=officer)
    page.goto(reverse("admin:publications_picture_change", args=[picture.pk]))
    place = page.locator(".focal-place")
    box = place.locator("img").bounding_box()
    place.click(position={"x": box["width"] * 0.25, "y": box["height"] * 0.75})

    across, down = page.locator("#id_focal_x"), page.locator("#id_focal_y")
    assert abs(int(across.input_value()) - 25) <= 1
    assert abs(int(down.input_value()) - 75) <= 1
    before = int(down.input_value())
    place.focus()
    page.keyboard.press("ArrowDown")
    assert int(down.input_value()) == before + 5
    shown = page.locator(".focal-card").evaluate("card => card.style.objectPosition")
    assert shown.startswith("50% ")

    page.locator("[name=_save]").click()
    page.wait_for_url("**/publications/picture/**")
    picture.refresh_from_db()
    assert picture.focal_y == before + 5
    assert not picture.renditions.filter(shape="card").exists()
