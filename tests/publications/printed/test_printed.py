"""Printed matter: a PDF for those who may see the record."""

import pytest
from django.urls import reverse

from publications.printed.models import PrintedMatter
from tests.publications.factories import CoverageFactory, PrintedMatterFactory
from tests.publications.pdf_file import PDF, WITH_SCRIPT, pdf_file
from tests.shown import page_of
from tests.unions.factories import UserFactory
from unions.models import Role

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
        "languages": ["kk", "ru"],
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


def test_languages_are_ticked_and_what_was_typed_before_stays(client, press_officer, karaganda):
    """Nobody knows the codes of languages by heart."""
    sign_in(client, press_officer)
    printed = PrintedMatterFactory(organization=karaganda, languages="kk, қытайша")
    url = reverse("admin:publications_printedmatter_change", args=[printed.pk])
    boxes = page_of(client.get(url)).xpath("//input[@name='languages']")
    ticked = [box.get("value") for box in boxes if box.get("checked") is not None]
    assert [box.get("value") for box in boxes] == ["kk", "ru", "en", "қытайша"]
    assert ticked == ["kk", "қытайша"]
    sent = {"organization": karaganda.pk, "kind": "leaflet", "languages": ["ru", "қытайша"]}
    assert client.post(url, sent).status_code == 302
    printed.refresh_from_db()
    assert printed.languages == "ru, қытайша"
    assert client.post(url, {**sent, "languages": ["de"]}).status_code == 200


@pytest.mark.parametrize(
    ("factory", "field", "step"),
    [(PrintedMatterFactory, "file", "open_file"), (CoverageFactory, "scan", "open_scan")],
)
def test_the_button_stands_where_there_is_a_file(
    client, press_officer, karaganda, factory, field, step
):
    sign_in(client, press_officer)
    for file in ("", pdf_file()):
        record = factory(organization=karaganda, **{field: file})
        name = f"admin:publications_{record._meta.model_name}"
        page = page_of(client.get(reverse(f"{name}_change", args=[record.pk])))
        button = reverse(f"{name}_{step}", args=[record.pk])
        assert bool(page.xpath(f"//a[@href='{button}']")) == bool(file), file
