"""A card is cut around the point of a picture that must be seen."""

import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.template import Context, Template
from django.urls import reverse
from PIL import Image

from mediacenter.toolkit.pictures import card_box
from publications.pictures.actions import make_missing_renditions, make_renditions, set_focal_point
from publications.pictures.models import Picture, Shape
from tests.publications.factories import PictureFactory, picture_file
from tests.publications.pictures.test_pictures import public_files, sizes
from tests.unions.factories import UserFactory
from unions.models import Role

RED, BLUE = (255, 0, 0), (0, 0, 255)


def half_red(width=500, height=1000):
    """Blue above, red below."""
    image = Image.new("RGB", (width, height), BLUE)
    image.paste(RED, (0, height // 2, width, height))
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return ContentFile(stream.getvalue(), name="halves.png")


def middle_of_card(picture):
    card = picture.renditions.get(shape=Shape.CARD, format="webp", width=480)
    with Image.open(card.file.open()) as image:
        assert image.size == (480, 270)
        red, _green, blue = image.convert("RGB").getpixel((240, 135))
    return "red" if red > blue else "blue"


def drawn(picture, shape="card"):
    page = Template('{% load pictures %}{% picture picture "50vw" shape=shape %}')
    return page.render(Context({"picture": picture, "shape": shape}))


@pytest.mark.parametrize(
    ("size", "focal", "box"),
    [
        ((1600, 900), (10, 90), (0, 0, 1600, 900)),
        ((1000, 2000), (50, 50), (0, 719, 1000, 1281)),
        ((1000, 2000), (50, 0), (0, 0, 1000, 562)),
        ((1000, 2000), (50, 100), (0, 1438, 1000, 2000)),
        ((3200, 900), (100, 50), (1600, 0, 3200, 900)),
        ((1, 1), (0, 100), (0, 0, 1, 1)),
    ],
)
def test_the_crop_stays_within_the_picture(size, focal, box):
    assert card_box(*size, focal) == box


def test_the_point_decides_what_a_card_shows(db):
    picture = PictureFactory(original=half_red(), focal_y=10)
    make_renditions(picture_id=picture.pk)
    assert middle_of_card(picture) == "blue"

    set_focal_point(picture_id=picture.pk, x=50, y=90)
    assert sizes(picture, "card") == set()
    assert picture in Picture.objects.lacking_renditions()
    assert make_missing_renditions() == 1

    make_renditions(picture_id=picture.pk)
    assert middle_of_card(picture) == "red"
    assert not Picture.objects.lacking_renditions().exists()


def test_the_former_crops_go_with_their_files_and_the_whole_stays(
    karaganda, editor, django_capture_on_commit_callbacks
):
    picture = PictureFactory(organization=karaganda)
    make_renditions(picture_id=picture.pk)
    wholes, cards = sizes(picture), sizes(picture, "card")

    with django_capture_on_commit_callbacks(execute=True):
        set_focal_point(picture_id=picture.pk, x=0, y=0, by=editor)
    assert len(public_files()) == len(wholes)
    assert sizes(picture) == wholes

    make_renditions(picture_id=picture.pk)
    assert len(public_files()) == len(wholes) + len(cards)


def test_the_same_point_again_makes_nothing_anew(db):
    picture = PictureFactory()
    make_renditions(picture_id=picture.pk)
    cards = sizes(picture, "card")
    set_focal_point(picture_id=picture.pk, x=50, y=50)

    assert sizes(picture, "card") == cards != set()


@pytest.mark.parametrize("width", [300, 481, 700, 2000])
@pytest.mark.parametrize("height", [100, 270, 271, 600, 2000])
def test_no_size_of_picture_is_thought_to_lack_something_for_ever(db, width, height):
    picture = PictureFactory.build(organization=None, width=width, height=height)
    numbers = [len(picture.rendition_widths(shape)) for shape in Shape]

    whole = sum(1 for w in (480, 960) if width > w) + 1
    card = 2 if min(width, height * 16 // 9) > 480 else 1
    assert numbers == [whole, card]


def test_narrow_pictures_are_complete_as_well(db):
    for width, height in [(481, 271), (481, 270), (40, 900), (2000, 271)]:
        picture = PictureFactory(original=half_red(width, height))
        make_renditions(picture_id=picture.pk)
    assert not Picture.objects.lacking_renditions().exists()


def test_a_point_outside_the_picture_is_refused(db):
    picture = PictureFactory()

    with pytest.raises(ValidationError):
        set_focal_point(picture_id=picture.pk, x=50, y=101)


def test_nobody_moves_the_point_outside_the_reach(karaganda, almaty, editor):
    picture = PictureFactory(organization=karaganda)
    stranger = UserFactory(role=Role.PRESS_OFFICER, organization=almaty)

    with pytest.raises(PermissionDenied):
        set_focal_point(picture_id=picture.pk, x=1, y=1, by=stranger)
    set_focal_point(picture_id=picture.pk, x=1, y=1, by=editor)


# --- On a page ---


def test_a_page_offers_avif_then_webp_then_jpeg(db):
    picture = PictureFactory(original=picture_file(600, 300))
    make_renditions(picture_id=picture.pk)

    for shape, widest in [("card", "533w"), ("whole", "600w")]:
        page = drawn(picture, shape)
        assert page.index("image/avif") < page.index("image/webp") < page.index("<img")
        assert page.count("480w") == page.count(widest) == 3


def test_while_there_is_no_crop_a_card_shows_the_whole(db):
    picture = PictureFactory()
    make_renditions(picture_id=picture.pk)
    set_focal_point(picture_id=picture.pk, x=0, y=0)

    assert "-300.jpg" in drawn(picture)


def test_the_point_is_set_in_the_form(client, karaganda, press_officer):
    picture = PictureFactory(organization=karaganda)
    make_renditions(picture_id=picture.pk)
    client.force_login(press_officer)
    url = reverse("admin:publications_picture_change", args=[picture.pk])
    sent = {"organization": karaganda.pk, "alt_kk": "Зал", "focal_x": 20, "focal_y": 80}
    answer = client.post(url, sent)

    assert answer.status_code == 302
    picture.refresh_from_db()
    assert (picture.focal_x, picture.focal_y, picture.alt_kk) == (20, 80, "Зал")
    assert sizes(picture, "card") == set()
