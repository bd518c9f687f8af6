"""Pictures pasted into a text."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from publications.pictures.models import Picture
from tests.publications.factories import picture_file
from tests.unions.factories import UserFactory
from unions.models import Role

URL = reverse("newsroom:upload_picture")


def send(client, file=None, **fields):
    return client.post(URL, {"upload": file or picture_file(), **fields})


def test_a_pasted_picture_gets_an_address_that_the_public_may_open(officer, client, karaganda):
    answer = send(officer).json()

    assert answer["uploaded"] == 1
    assert Picture.objects.get().organization == karaganda
    picture = Client().get(answer["url"])
    assert picture.status_code == 200
    assert picture["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert b"".join(picture.streaming_content)[8:12] == b"WEBP"


def test_its_address_survives_in_the_text(officer):
    from mediacenter.toolkit.richtext import sanitize

    url = send(officer).json()["url"]
    assert url in sanitize(f'<p><img src="{url}" alt="Зал"></p>')


@pytest.mark.parametrize(
    "content", [b"<svg onload=alert(1)>", b"GIF89a<script>alert(1)</script>", b""]
)
def test_what_is_no_picture_is_refused_in_words(officer, content):
    response = send(officer, SimpleUploadedFile("a.png", content or b" "))

    assert response.status_code == 400
    assert response.json()["uploaded"] == 0
    assert response.json()["error"]["message"]
    assert not Picture.objects.exists()


def test_a_form_without_a_file_is_refused_in_words(officer):
    assert officer.post(URL).json()["error"]["message"] == "No picture has arrived."


def test_the_picture_belongs_to_the_organization_of_the_form(officer, karaganda, almaty):
    assert send(officer, organization=karaganda.pk).json()["uploaded"] == 1

    refused = send(officer, organization=almaty.pk)
    assert "organization" in refused.json()["error"]["message"]
    assert Picture.objects.get().organization == karaganda


@pytest.mark.parametrize("named", ["x", "0", "9" * 30, "1 OR 1=1"])
def test_an_organization_that_is_none_is_refused_or_the_own_one_taken(officer, karaganda, named):
    send(officer, organization=named)

    assert {picture.organization for picture in Picture.objects.all()} <= {karaganda}


@pytest.mark.parametrize("role", [Role.CHAIR, Role.TRAINING_ORGANIZER, Role.APPEALS_OFFICER])
def test_only_who_writes_sends_pictures(client, karaganda, role):
    client.force_login(UserFactory(role=role, organization=karaganda))
    assert send(client).status_code == 403


def test_a_visitor_sends_nothing(client, db):
    assert send(client).status_code == 403


def test_the_form_of_another_site_is_refused(press_officer):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(press_officer)

    assert send(strict).status_code == 403
    assert not Picture.objects.exists()


def test_pictures_are_sent_not_fetched(officer):
    assert officer.get(URL).status_code == 405
