"""Printed matter: a PDF for those who may see the record."""

import pytest
from django.urls import reverse

from publications.models import PrintedMatter
from tests.unions.factories import UserFactory
from unions.models import Role

from .factories import PrintedMatterFactory
from .pdf_file import PDF, WITH_SCRIPT, pdf_file

pytestmark = pytest.mark.django_db


def sign_in(client, user):
    client.force_login(user)


@pytest.mark.parametrize(("content", "records"), [(PDF, 1), (WITH_SCRIPT, 0), (b"GIF89a", 0)])
def test_the_file_is_a_pdf_or_nothing_is_saved(client, press_officer, karaganda, content, records):
    sign_in(client, press_officer)
    sent = {
        "organization": karaganda.pk,
        "kind": "leaflet",
        "when": "12.03.2024",
        "copies": "300",
        "languages": "kk, ru",
        "file": pdf_file(content),
    }
    client.post(reverse("admin:publications_printedmatter_add"), sent)
    assert PrintedMatter.objects.filter(kind="leaflet", copies=300).count() == records


def test_the_file_is_handed_to_those_who_reach_the_record(client, press_officer, karaganda, almaty):
    printed = PrintedMatterFactory(organization=karaganda, file=pdf_file())
    url = reverse("admin:publications_printedmatter_open_file", args=[printed.pk])
    sign_in(client, UserFactory(role=Role.PRESS_OFFICER, organization=almaty))
    assert client.get(url).status_code == 403
    sign_in(client, press_officer)
    answer = client.get(url)
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment")
