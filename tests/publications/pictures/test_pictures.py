from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from mediacenter.portal.files import sweep_leftovers
from mediacenter.toolkit import storing
from publications.articles.actions.releasing import publish_text
from publications.pictures import actions
from publications.pictures.actions import (
    PictureInUse,
    delete_picture,
    make_missing_renditions,
    make_renditions,
    upload_picture,
    upload_pictures,
)
from publications.pictures.models import Picture, Rendition
from tests.publications.factories import (
    ArticleTextFactory,
    PictureFactory,
    picture_file,
)
from tests.unions.factories import UserFactory
from unions.actions import bring_back, delete_for_good
from unions.models import Role

FORMATS = ("avif", "webp", "jpeg")
EVERY_SIZE = {(f, w) for f in FORMATS for w in (480, 960, 1600)}
EVERY_CARD = {(f, w) for f in FORMATS for w in (480, 960)}


def sizes(picture, shape="whole"):
    return set(picture.renditions.filter(shape=shape).values_list("format", "width"))


def public_files(folder=""):
    folders, files = default_storage.listdir(folder)
    for inner in folders:
        files += public_files(f"{folder}{inner}/")
    return files


def test_an_uploaded_picture_can_be_shown_at_once(karaganda, press_officer):
    picture = upload_picture(
        file=picture_file(1000, 100), organization=karaganda, by=press_officer, alt_kk="Зал"
    )

    assert sizes(picture) == {("webp", 960)}
    assert (picture.width, picture.height, picture.alt_kk) == (1000, 100, "Зал")
    assert picture.uploaded_by == press_officer


def test_the_original_is_private_and_its_name_says_nothing(karaganda, client):
    picture = upload_picture(file=picture_file(name="Иванов.jpg"), organization=karaganda)

    assert not default_storage.exists(picture.original.name)
    assert "Иванов" not in picture.original.name
    assert client.get(picture.original.url).status_code == 404
    assert all("Иванов" not in name for name in public_files())


def test_a_file_that_is_no_picture_leaves_nothing_behind(karaganda):
    with pytest.raises(ValidationError):
        upload_picture(file=ContentFile(b"<svg>", name="a.png"), organization=karaganda)

    assert not Picture.objects.exists()


@pytest.fixture
def full_disk():
    """No file can be made where renditions go."""
    folder = Path(default_storage.location)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pictures").write_text("a file where a folder should be")


def test_a_storage_that_fails_in_the_middle_is_told_in_words(
    karaganda, press_officer, full_disk, client
):
    with pytest.raises(ValidationError, match="could not be stored just now"):
        upload_picture(file=picture_file(), organization=karaganda)
    assert not Picture.objects.exists()

    client.force_login(press_officer)
    sent = {"organization": karaganda.pk, "file": picture_file(), "alt_kk": "Зал"}
    answer = client.post(reverse("admin:publications_picture_add"), sent, follow=True)
    assert "could not be stored just now" in answer.content.decode()
    assert not Picture.objects.exists()


def test_who_sends_more_than_an_hour_bears_waits(karaganda, press_officer, monkeypatch):
    monkeypatch.setattr(actions, "MOST_AN_HOUR", 1)
    sent = {"organization": karaganda, "by": press_officer}
    first = upload_picture(file=picture_file(), **sent)

    with pytest.raises(ValidationError, match="1 pictures within an hour"):
        upload_picture(file=picture_file(), **sent)
    upload_picture(file=picture_file(), organization=karaganda)  # for the portal itself
    Picture.objects.filter(pk=first.pk).update(uploaded_at=timezone.now() - timedelta(hours=2))
    upload_picture(file=picture_file(), **sent)


def test_what_a_request_has_no_time_for_is_named_to_be_sent_again(karaganda, monkeypatch):
    monkeypatch.setattr(actions, "PATIENCE", 0)
    files = [picture_file(name=f"{number}.jpg") for number in range(3)]
    uploaded = upload_pictures(files=files, organization=karaganda)

    assert len(uploaded.stored) == 1
    assert [name for name, _reason in uploaded.refused] == ["1.jpg", "2.jpg"]
    assert "send it again" in uploaded.refused[0][1]


def test_nobody_uploads_for_an_organization_outside_the_reach(karaganda, almaty):
    stranger = UserFactory(role=Role.PRESS_OFFICER, organization=almaty)

    with pytest.raises(PermissionDenied):
        upload_picture(file=picture_file(), organization=karaganda, by=stranger)
    upload_picture(file=picture_file(), organization=almaty, by=stranger)


def test_every_size_is_made_in_every_format(db):
    picture = PictureFactory(original=picture_file(1601, 541))

    assert make_renditions(picture_id=picture.pk) == 15
    assert sizes(picture) == EVERY_SIZE
    assert sizes(picture, "card") == EVERY_CARD
    for rendition in picture.renditions.all():
        with Image.open(rendition.file.open()) as image:
            assert image.format.lower() == rendition.format
            assert image.size == (rendition.width, rendition.height)


@pytest.mark.parametrize(
    ("width", "expected"), [(300, {300}), (480, {480}), (700, {480, 700}), (1600, {480, 960, 1600})]
)
def test_a_picture_is_never_enlarged(db, width, expected):
    picture = PictureFactory(original=picture_file(width, 100))
    make_renditions(picture_id=picture.pk)

    assert {made for _, made in sizes(picture)} == expected
    assert not Picture.objects.lacking_renditions().exists()


def test_making_again_makes_nothing(db):
    picture = PictureFactory()
    make_renditions(picture_id=picture.pk)
    names = sorted(public_files())

    assert make_renditions(picture_id=picture.pk) == 0
    assert sorted(public_files()) == names


def test_files_of_a_lost_attempt_are_overwritten(db):
    picture = PictureFactory()
    make_renditions(picture_id=picture.pk)
    names, made = sorted(public_files()), sizes(picture)
    Rendition.objects.all().delete()  # what a worker killed before its commit leaves: files only

    make_renditions(picture_id=picture.pk)
    assert sorted(public_files()) == names
    assert sizes(picture) == made


def test_the_sweeper_finds_what_lacks_sizes(db):
    complete, begun, untouched = (PictureFactory() for _ in range(3))
    make_renditions(picture_id=complete.pk)
    make_renditions(picture_id=begun.pk)
    begun.renditions.filter(format="jpeg").delete()

    assert set(Picture.objects.lacking_renditions()) == {begun, untouched}
    assert make_missing_renditions() == 2


@pytest.fixture
def shown(client):
    """Whether the public gets the file of a rendition."""
    return lambda rendition: client.get(rendition.address).status_code == 200


def test_a_deleted_picture_is_off_the_site_at_once_and_comes_back(karaganda, editor, shown):
    picture = PictureFactory(organization=karaganda)
    make_renditions(picture_id=picture.pk)
    made, files = list(picture.renditions.all()), public_files()
    assert all(map(shown, made))

    entry = delete_picture(picture_id=picture.pk, by=editor)
    assert not any(map(shown, made))
    sweep_leftovers()
    assert public_files() == files

    bring_back(entry_id=entry.pk, by=editor)
    assert all(map(shown, made))
    assert Picture.objects.get().original.read()


def test_no_browser_keeps_a_deleted_picture_for_long(client, karaganda, editor):
    picture = upload_picture(file=picture_file(), organization=karaganda)
    address = picture.renditions.get().address
    answer = client.get(address)
    told = dict(one.strip().partition("=")[::2] for one in answer["Cache-Control"].split(","))
    assert 0 < int(told["s-maxage"]) <= int(told["max-age"]) <= 60 * 60
    assert "must-revalidate" in told
    assert "immutable" not in told
    assert "Vary" not in answer, "a proxy keeps one copy for everybody"
    known = {"If-None-Match": answer["ETag"]}
    again = client.get(address, headers=known)
    assert (again.status_code, again["Cache-Control"]) == (304, answer["Cache-Control"])
    delete_picture(picture_id=picture.pk, by=editor)
    assert client.get(address, headers=known).status_code == 404


def test_out_of_the_bin_a_picture_goes_with_all_its_files(
    karaganda, editor, django_capture_on_commit_callbacks
):
    picture = PictureFactory(organization=karaganda)
    make_renditions(picture_id=picture.pk)
    storage, name = picture.original.storage, picture.original.name
    entry = delete_picture(picture_id=picture.pk, by=editor)

    with django_capture_on_commit_callbacks(execute=True):
        delete_for_good(binentry_id=entry.pk)
    assert public_files() == []
    assert not storage.exists(name)


def test_files_that_a_stopped_emptying_left_are_never_shown_and_are_swept(
    karaganda, editor, shown, monkeypatch
):
    """Stopped between the row and its files: the callbacks of a test's transaction do not run."""
    picture = PictureFactory(organization=karaganda)
    make_renditions(picture_id=picture.pk)
    made = list(picture.renditions.all())
    delete_for_good(binentry_id=delete_picture(picture_id=picture.pk, by=editor).pk)
    assert public_files()
    assert not any(map(shown, made))

    monkeypatch.setattr(storing, "OLD", timedelta(0))
    sweep_leftovers()
    assert public_files() == []


def test_a_picture_leaves_the_texts_that_show_it_and_stands_there_again(client, karaganda, editor):
    cover, within = (PictureFactory(organization=karaganda) for _ in range(2))
    for picture in (cover, within):
        make_renditions(picture_id=picture.pk)
    address = within.renditions.first().address
    text = ArticleTextFactory(
        article__organization=karaganda,
        article__cover=cover,
        body=f'<p>Слова</p><p><img src="{address}" alt="Зал"></p>',
    )
    publish_text(text_id=text.pk, by=editor)
    page = text.get_absolute_url()
    before = client.get(page).content.decode()
    assert {token_in_page(before, picture) for picture in (cover, within)} == {True}

    entries = [delete_picture(picture_id=one.pk, by=editor) for one in (cover, within)]
    without = client.get(page).content.decode()
    assert {token_in_page(without, picture) for picture in (cover, within)} == {False}
    assert "Слова" in without

    for entry in entries:
        bring_back(entry_id=entry.pk, by=editor)
    after = client.get(page).content.decode()
    assert {token_in_page(after, picture) for picture in (cover, within)} == {True}


def token_in_page(page, picture):
    return picture.token[2:] in page


def test_who_may_not_change_a_public_text_takes_no_picture_out_of_it(
    karaganda, editor, press_officer
):
    cover = PictureFactory(organization=karaganda)
    text = ArticleTextFactory(article__organization=karaganda, article__cover=cover)
    publish_text(text_id=text.pk, by=editor)
    with pytest.raises(PictureInUse):
        delete_picture(picture_id=cover.pk, by=press_officer)
    assert Picture.objects.filter(pk=cover.pk).exists()
