import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from publications.articles.actions.releasing import publish_text
from publications.pictures.actions import delete_picture, make_renditions
from publications.pictures.models import Picture
from tests.changelists import admin_url
from tests.publications.factories import (
    ArticleTextFactory,
    PictureFactory,
    picture_file,
)
from tests.shown_form import admin_form
from tests.unions.factories import UserFactory
from unions.models import BinEntry, Role
from unions.models.bin_entry import KEPT_FOR

LIST, ADD = admin_url(Picture, "changelist"), admin_url(Picture, "add")


def messages(response):
    return [str(message) for message in response.context["messages"]]


def test_a_picture_is_entered_with_its_words(officer, karaganda, press_officer):
    sent = {
        "organization": karaganda.pk,
        "file": picture_file(),
        "alt_kk": "Зал",
        "author": "А. С.",
    }
    response = officer.post(ADD, sent, follow=True)

    picture = Picture.objects.get()
    assert (picture.alt_kk, picture.author, picture.uploaded_by) == ("Зал", "А. С.", press_officer)
    assert picture.renditions.get().address in response.content.decode()  # in the list


@pytest.mark.parametrize("content", [b"<svg/>", b"%PDF-1.7", b"\xff\xd8\xff but no more"])
def test_what_is_no_picture_is_refused_at_the_file(officer, karaganda, content):
    file = SimpleUploadedFile("photo.jpg", content)
    response = officer.post(ADD, {"organization": karaganda.pk, "file": file})

    assert "file" in response.context["adminform"].form.errors
    assert not Picture.objects.exists()


def test_a_picture_goes_to_the_own_organization_only(officer, almaty):
    response = officer.post(ADD, {"organization": almaty.pk, "file": picture_file()})

    assert "organization" in response.context["adminform"].form.errors
    assert not Picture.objects.exists()


def test_words_may_change_and_the_picture_not(officer, karaganda):
    picture = PictureFactory(organization=karaganda, original=picture_file(200, 100))
    sent = {
        "organization": karaganda.pk,
        "alt_ru": "Зал",
        "focal_x": 50,
        "focal_y": 50,
        "file": picture_file(100, 100),
    }
    officer.post(admin_url(Picture, "change", picture.pk), sent)

    stored = Picture.objects.get()
    assert (stored.alt_ru, stored.width) == ("Зал", 200)


def used_as_cover(picture):
    return ArticleTextFactory(
        article__organization=picture.organization, article__cover=picture, body="<p>Слова</p>"
    )


def used_within_a_text(picture):
    make_renditions(picture_id=picture.pk)
    url = picture.renditions.last().address
    return ArticleTextFactory(
        article__organization=picture.organization, body=f'<p><img src="{url}" alt="Зал"></p>'
    )


USES = [used_as_cover, used_within_a_text]


@pytest.mark.parametrize("use", USES)
def test_a_picture_of_a_public_text_is_not_deleted_by_a_writer(officer, karaganda, use):
    used, free = (PictureFactory(organization=karaganda) for _ in range(2))
    publish_text(text_id=use(used).pk)
    bulk = {"action": "delete_selected", "_selected_action": [used.pk, free.pk], "post": "yes"}
    refusal = "Texts on the site show this picture, and you may not change them: ask an editor."

    alone = officer.post(admin_url(Picture, "delete", used.pk), {"post": "yes"}, follow=True)
    assert messages(alone) == [refusal]
    together = officer.post(LIST, bulk, follow=True)
    assert messages(together) == [refusal]
    assert Picture.objects.count() == 2  # all or none

    officer.post(admin_url(Picture, "delete", free.pk), {"post": "yes"})
    assert Picture.objects.get() == used


@pytest.mark.parametrize(("role", "may"), [(Role.PRESS_OFFICER, False), (Role.EDITOR, True)])
def test_the_caption_of_a_published_picture_changes_as_its_text_may(client, tree, role, may):
    picture = PictureFactory(organization=tree["ours"], author="Айгүл")
    text = ArticleTextFactory(article__organization=tree["ours"], article__cover=picture)
    client.force_login(UserFactory(role=role, organization=tree["ours"]))
    address = admin_url(Picture, "change", picture.pk)
    said = {"caption_kk", "caption_ru", "author", "licence"}
    assert said <= admin_form(client.get(address)).shown
    publish_text(text_id=text.pk)
    shown = admin_form(client.get(address)).shown
    assert (said <= shown) is may
    assert bool(said & shown) is may
    assert "alt_kk" in shown


def test_before_deleting_is_said_what_goes_and_for_how_long(client, editor, karaganda):
    picture = PictureFactory(organization=karaganda, alt_kk="Зал")
    make_renditions(picture_id=picture.pk)
    article = used_as_cover(picture).article
    client.force_login(editor)
    page = client.get(admin_url(Picture, "delete", picture.pk)).content.decode()
    assert "Picture: Зал" in page
    assert f"Places in articles: 1 – {article}" in page
    assert f"can be brought back for {KEPT_FOR.days} days" in page
    assert "480 px" not in page

    entry = delete_picture(picture_id=picture.pk)
    administrator = UserFactory(role=Role.ADMINISTRATOR, organization=karaganda)
    client.force_login(administrator)
    page = client.get(admin_url(BinEntry, "delete", entry.pk)).content.decode()
    assert "It cannot be brought back." in page


def test_what_several_pictures_leave_is_asked_by_one_question(client, editor, karaganda):
    pictures = PictureFactory.create_batch(3, organization=karaganda)
    texts = [use(picture) for use, picture in zip(USES, pictures, strict=False)]
    client.force_login(editor)

    def asked(pictures):
        with CaptureQueriesContext(connection) as queries:
            page = client.post(
                LIST,
                {"action": "delete_selected", "_selected_action": [one.pk for one in pictures]},
            ).content.decode()
        return page, len(queries)

    page, of_all = asked(pictures)
    assert "Places in articles: 2 – " in page
    assert all(str(text.article) in page for text in texts)
    assert asked(pictures[:2])[1] == of_all
