"""Many pictures at once: what is chosen stays in its own field."""

from django.urls import reverse

from tests.publications.factories import picture_file
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role


def test_the_name_of_a_file_stays_out_of_the_author(open_page, transactional_db):
    karaganda = OrganizationFactory(slug="karaganda")
    page = open_page(user=UserFactory(role=Role.EDITOR, organization=karaganda))
    page.goto(reverse("admin:publications_picture_upload_many"))
    photo = {"mimeType": "image/jpeg", "buffer": picture_file(400, 300).read()}
    page.locator("input[type=file]").set_input_files(
        [{"name": f"photo-{number}.jpg", **photo} for number in (1, 2)]
    )
    assert page.locator("[name=author]").input_value() == ""
