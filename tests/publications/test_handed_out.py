"""Files that a view hands out: the form of each record leads to its file."""

import re

import pytest
from django.urls import reverse

from .factories import (
    CoverageFactory,
    LibraryDocumentFactory,
    NewspaperIssueFactory,
    PrintedMatterFactory,
)
from .pdf_file import PDF, pdf_file


@pytest.mark.parametrize(
    ("factory", "given"),
    [
        (CoverageFactory, "scan"),
        (LibraryDocumentFactory, "file"),
        (NewspaperIssueFactory, "file"),
        (PrintedMatterFactory, "file"),
    ],
)
def test_the_form_of_a_record_leads_to_its_file(admin_client, factory, given):
    record = factory(**{given: pdf_file()})
    form = reverse(f"admin:publications_{record._meta.model_name}_change", args=[record.pk])
    page = admin_client.get(form).content.decode()
    (address,) = re.findall(r'<a href="([^"]+)"[^>]*>\s*<span[^>]*>download', page)
    answer = admin_client.get(address)
    assert b"".join(answer.streaming_content) == PDF


def test_a_document_that_is_not_shown_goes_to_the_desk_alone(client, editor, karaganda):
    hidden = LibraryDocumentFactory(organization=karaganda, is_published=False, file=pdf_file())
    address = reverse("library:file", args=[hidden.slug])
    assert client.get(address).status_code == 404
    client.force_login(editor)
    assert client.get(address).status_code == 200
