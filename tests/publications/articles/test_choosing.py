"""What the form of an article offers to choose from: pictures by looking, own pages by title."""

import pytest
from django.urls import reverse

from publications.pictures.actions import upload_picture
from publications.pictures.models import Picture
from tests.publications.factories import ArticleTextFactory, LibraryDocumentFactory, picture_file
from tests.shown import page_of

pytestmark = pytest.mark.django_db

PICTURES = "newsroom:choose_picture"


def offered(client, **asked):
    page = page_of(client.get(reverse(PICTURES), asked))
    return [int(button.get("data-picture")) for button in page.xpath("//button[@data-picture]")]


@pytest.fixture
def stored(karaganda):
    return upload_picture(file=picture_file(name="IMG_4711 съезд.jpg"), organization=karaganda)


def test_pictures_are_found_by_caption_author_and_name_of_the_file(officer, karaganda, stored):
    Picture.objects.filter(pk=stored.pk).update(caption_ru="Делегаты съезда", author="Ахметов")
    other = upload_picture(file=picture_file(name="other.jpg"), organization=karaganda)

    assert offered(officer) == [other.pk, stored.pk]
    for words in ("делегаты", "ахметов", "img_4711", "4711"):
        assert offered(officer, q=words) == [stored.pk], words
    assert offered(officer, q="зима") == []


def test_a_picture_shows_itself_and_names_the_file_that_a_text_takes(officer, stored):
    (button,) = page_of(officer.get(reverse(PICTURES))).xpath("//button[@data-picture]")
    address = stored.renditions.get(format="webp").address
    assert button.get("data-src") == address
    assert button.xpath(".//img")[0].get("src") == address


def test_pictures_beyond_the_reach_are_not_offered(officer, almaty):
    upload_picture(file=picture_file(), organization=almaty)
    assert offered(officer) == []


def test_a_page_of_pictures_asks_as_much_for_many_as_for_one(
    officer, karaganda, stored, django_assert_max_num_queries
):
    for _ in range(2):
        upload_picture(file=picture_file(), organization=karaganda)
    with django_assert_max_num_queries(9):
        assert len(offered(officer)) == 3


def test_a_picture_is_sent_from_within_with_its_words(officer, karaganda):
    sent = {
        "upload": picture_file(name="DSC_1.jpg"),
        "organization": karaganda.pk,
        "language": "ru",
        "alt": "Зал",
        "author": "Ахметов",
    }
    assert officer.post(reverse("newsroom:upload_picture"), sent).status_code == 200
    picture = Picture.objects.get()
    assert (picture.alt_ru, picture.author, picture.file_name) == ("Зал", "Ахметов", "DSC_1.jpg")


def test_own_public_pages_are_found_by_their_title(officer, karaganda):
    public = ArticleTextFactory(published=True, language="ru", title="Колдоговор подписан")
    ArticleTextFactory(language="ru", title="Колдоговор: черновик")
    document = LibraryDocumentFactory(name_ru="Макет колдоговора", is_published=True)
    LibraryDocumentFactory(name_ru="Тайный колдоговор", is_published=False)

    address = reverse("newsroom:find_own_page")
    page = page_of(officer.get(address, {"q": "колдогов", "language": "ru"}))

    links = [button.get("data-link") for button in page.xpath("//button[@data-link]")]
    assert links == [public.get_absolute_url(), f"/ru/library/{document.slug}/"]
