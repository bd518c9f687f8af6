"""The library: many pictures at once, what they show, and where they are used."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from publications.articles.models import GalleryPicture
from publications.pictures import admin as library
from publications.pictures.models import Picture
from tests.publications.article_form import messages
from tests.publications.factories import (
    ArticleFactory,
    ArticleTextFactory,
    PictureFactory,
    picture_file,
)
from tests.publications.pictures.test_pictures import public_files
from tests.toolkit.test_phone_pictures import CASES, heic
from tests.unions.factories import UserFactory
from unions.actions import bring_back
from unions.models import BinEntry, Role

ADD_COVERAGE = "/admin/publications/coverage/add/"
MANY = "/admin/publications/picture/many/"


def photo(name="photo.jpg"):
    return SimpleUploadedFile(name, picture_file(400, 300).read(), "image/jpeg")


def bad(name, content):
    return SimpleUploadedFile(name, content, "image/png")


def address_of(picture):
    return f"/media/pictures/{picture.token[:2]}/{picture.token[2:]}-960.webp"


def upload(client, organization, *files, **fields):
    sent = {"files": list(files), "organization": organization.pk, **fields}
    return client.post(MANY, sent, follow=True)


def test_what_phones_write_comes_beside_what_is_broken(officer, karaganda):
    names = ["exif_min.jpg", "motion_min.jpg", "png_itxt_min.png"]
    real = [SimpleUploadedFile(name, (CASES / name).read_bytes()) for name in names]
    answer = upload(
        officer, karaganda, SimpleUploadedFile("IMG_1.HEIC", heic()), bad("b.png", b"no"), *real
    )

    assert Picture.objects.count() == 4
    assert [name for name, _reason in answer.context["refused"]] == ["b.png"]


def test_choosers_of_files_name_the_photos_of_iphones(officer):
    for address in (MANY, reverse("admin:publications_picture_add"), ADD_COVERAGE):
        page = officer.get(address).content.decode()
        assert "image/heic" in page
        assert "HEIC or GIF" in page


def test_many_pictures_come_in_one_go(officer, karaganda, press_officer):
    assert officer.get(MANY).context["form"]["organization"].initial == karaganda
    answer = upload(
        officer, karaganda, photo("a.jpg"), photo("b.jpg"), author="А. Серік", licence="CC BY"
    )

    assert answer.redirect_chain[-1][0] == reverse("admin:publications_picture_changelist")
    assert messages(answer)[0] == "2 pictures are stored."
    assert set(Picture.objects.values_list("organization", "author", "licence")) == {
        (karaganda.pk, "А. Серік", "CC BY")
    }
    assert {picture.uploaded_by for picture in Picture.objects.all()} == {press_officer}


def test_a_bad_file_does_not_lose_the_good_ones(officer, karaganda):
    svg = bad("emblem.png", b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')
    cut = bad("cut.jpg", picture_file().read()[:900])
    page = bad("page.jpg", b"\xff\xd8\xff\xe0<html><script>alert(1)</script>")
    answer = upload(officer, karaganda, photo("first.jpg"), svg, cut, page, photo("last.jpg"))

    assert Picture.objects.count() == 2
    assert len(public_files()) == 2
    refused = dict(answer.context["refused"])
    assert set(refused) == {"emblem.png", "cut.jpg", "page.jpg"}
    assert "SVG drawings are not accepted" in refused["emblem.png"]
    assert "not a picture of a known kind" in refused["page.jpg"]
    shown = answer.content.decode()
    assert all(name in shown for name in refused)
    assert "first.jpg" not in shown
    assert "2 pictures are stored." in shown


def test_a_file_with_a_program_behind_it_or_another_name_is_refused(officer, karaganda):
    content = picture_file(400, 300).read()
    answer = upload(
        officer,
        karaganda,
        SimpleUploadedFile("a.jpg", content + b"<?php system($_GET[1]) ?>"),
        SimpleUploadedFile("b.php", content),
    )

    refused = dict(answer.context["refused"])
    assert "Another file is hidden" in refused["a.jpg"]
    assert "its name ends in .php" in refused["b.php"]
    assert not Picture.objects.exists()


def test_without_a_file_the_form_says_so(officer, karaganda):
    answer = upload(officer, karaganda)

    assert "files" in answer.context["form"].errors


def test_more_than_the_server_takes_at_once_are_refused_before_any_is_stored(
    officer, karaganda, monkeypatch
):
    monkeypatch.setattr(library, "MOST_AT_ONCE", 1)
    answer = upload(officer, karaganda, photo(), photo())

    assert "At most 1 files" in answer.context["form"].errors["files"][0]
    assert not Picture.objects.exists()


def test_pictures_go_to_an_organization_within_the_reach_only(client, karaganda, almaty):
    client.force_login(UserFactory(role=Role.PRESS_OFFICER, organization=almaty))
    assert "organization" in upload(client, karaganda, photo()).context["form"].errors
    assert not Picture.objects.exists()

    upload(client, almaty, photo())
    assert Picture.objects.get().organization == almaty


def test_a_chair_looks_at_pictures_and_uploads_none(client, karaganda):
    client.force_login(UserFactory(role=Role.CHAIR, organization=karaganda))

    assert client.get(reverse("admin:publications_picture_changelist")).status_code == 200
    assert client.get(MANY).status_code == 403


def test_a_picture_tells_where_it_is_used(officer, karaganda, federation):
    picture = PictureFactory(organization=karaganda)
    cover = ArticleFactory(organization=karaganda, cover=picture)
    ArticleTextFactory(article=cover, title="Мұқаба")
    inside = ArticleTextFactory(
        article__organization=karaganda,
        title="Мәтін ішінде",
        body=f'<p><img src="{address_of(picture)}" alt="a"></p>',
    )
    gallery = ArticleTextFactory(article__organization=karaganda, title="Галерея")
    GalleryPicture.objects.create(article=gallery.article, picture=picture)
    ArticleTextFactory(article__organization=karaganda, title="Басқа")
    elsewhere = ArticleFactory(organization=federation, cover=picture)
    ArticleTextFactory(article=elsewhere, title="Басқа ұйымның жобасы")

    url = reverse("admin:publications_picture_change", args=[picture.pk])
    page = officer.get(url).content.decode()
    for text in (cover.texts.get(), inside, gallery):
        address = reverse("admin:publications_article_change", args=[text.article_id])
        assert f'<a href="{address}">{text.title}</a>' in page
    assert "Басқа" not in page


def test_a_picture_takes_its_place_in_a_gallery_again(client, editor, karaganda):
    client.force_login(editor)
    article = ArticleFactory(organization=karaganda)
    picture = PictureFactory(organization=karaganda)
    place = GalleryPicture.objects.create(article=article, picture=picture)
    url = reverse("admin:publications_picture_delete", args=[picture.pk])
    client.post(url, {"post": "yes"})
    assert not article.gallery.exists()

    bring_back(entry_id=BinEntry.objects.get().pk, by=editor)
    assert article.gallery.get() == place
