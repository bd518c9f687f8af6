"""The library: documents by kind, year and language; each with what it continues."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from publications.printed.models import DocumentKind, LibraryDocument
from tests.publications.factories import LibraryDocumentFactory
from tests.publications.pdf_file import PDF, WITH_SCRIPT, pdf_file
from tests.unions.factories import UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db


def sign_in(client, user):
    client.force_login(user)


def listed(client, **query):
    return client.get("/kk/library/", query).content.decode()


def test_everybody_reads_what_is_shown_to_the_public(client):
    shown, hidden = LibraryDocumentFactory(), LibraryDocumentFactory(is_published=False)
    page = listed(client)
    assert shown.name_kk in page
    assert hidden.name_kk not in page
    assert client.get(f"/kk/library/{shown.slug}/").status_code == 200
    assert client.get(f"/kk/library/{hidden.slug}/").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"kind": "strategy"}, {"strategy"}),
        ({"language": "ru"}, {"guide"}),
        ({"year": "2018"}, {"guide"}),
        ({"year": "2023"}, {"strategy"}),
        ({"year": "2019"}, set()),
    ],
)
def test_it_is_searched_by_kind_language_and_the_years_in_force(client, query, found):
    every = {
        "guide": LibraryDocumentFactory(year=2018, languages=["ru"]),
        "strategy": LibraryDocumentFactory(
            kind=DocumentKind.STRATEGY, year=2020, last_year=2025, languages=["kk"]
        ),
    }
    page = listed(client, **query)
    assert {name for name, document in every.items() if document.slug in page} == found


@pytest.mark.parametrize("query", [{"kind": "poem"}, {"language": "de"}, {"year": "next"}])
def test_what_there_is_not_is_not_found(client, query):
    assert client.get("/kk/library/", query).status_code == 404


def test_a_guide_leads_to_the_one_that_it_continues_and_back(client):
    first = LibraryDocumentFactory(year=2018)
    second = LibraryDocumentFactory(
        continues=first, series="Байланыс", number_in_series=1, issuer="ILO"
    )
    page = client.get(f"/kk/library/{second.slug}/").content.decode()
    assert first.get_absolute_url() in page
    assert "ILO" in page
    assert second.get_absolute_url() in client.get(first.get_absolute_url()).content.decode()


def test_a_hidden_successor_is_not_given_away(client):
    first = LibraryDocumentFactory()
    second = LibraryDocumentFactory(continues=first, is_published=False)
    assert second.name_kk not in client.get(f"/kk/library/{first.slug}/").content.decode()


def test_a_list_of_three_costs_what_a_list_of_one_costs(client):
    def cost():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            listed(client)
        return len(captured)

    LibraryDocumentFactory()
    cost()
    of_one = cost()
    LibraryDocumentFactory.create_batch(2)
    assert cost() == of_one


def entered(organization, **fields):
    return {
        "organization": organization.pk,
        "kind": "charter",
        "name_ru": "Устав",
        "languages": ["ru"],
        "is_published": "on",
        **fields,
    }


def test_an_editor_adds_a_document_which_is_downloaded_safely(client, editor, federation):
    sign_in(client, editor)
    sent = entered(federation, file=pdf_file(name="Устав.exe"))
    client.post(reverse("admin:publications_librarydocument_add"), sent)
    document = LibraryDocument.objects.get()
    client.logout()
    answer = client.get(f"/ru/library/{document.slug}/file/")
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"] == f'attachment; filename="{document.slug}.pdf"'
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("content", [b"<html>%PDF-1.7 %%EOF", b"%PDF-1.7 half", WITH_SCRIPT])
def test_a_file_that_is_no_plain_pdf_is_refused(client, editor, federation, content):
    sign_in(client, editor)
    sent = entered(federation, file=pdf_file(content))
    answer = client.post(reverse("admin:publications_librarydocument_add"), sent)
    assert answer.status_code == 200
    assert not LibraryDocument.objects.exists()


def test_only_editors_of_the_organization_put_into_the_library(client, karaganda, almaty):
    for user, status in [
        (UserFactory(role=Role.PRESS_OFFICER, organization=karaganda), 403),
        (UserFactory(role=Role.EDITOR, organization=almaty), 200),  # not among the choices
        (UserFactory(role=Role.EDITOR, organization=karaganda), 302),
    ]:
        sign_in(client, user)
        url = reverse("admin:publications_librarydocument_add")
        assert client.post(url, entered(karaganda)).status_code == status
    assert LibraryDocument.objects.count() == 1
