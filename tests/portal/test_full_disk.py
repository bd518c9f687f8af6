"""A disk without room is told in words; nothing is half there; with room it goes on as before."""

import pytest
from django.conf import settings
from django.db import OperationalError
from django.urls import reverse

from mediacenter.portal.views import failed
from publications.printed.models import LibraryDocument
from tests.full_disk import full_disk
from tests.publications.pdf_file import PDF, pdf_file
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

WORDS = {"kk": "Порталда бос орын қалмады", "ru": "На портале не осталось места"}


def stored():
    return {one for one in settings.VAR_DIR.rglob("*") if one.is_file() and "library" in str(one)}


# what is kept in memory meanwhile, and what in a temporary file
@pytest.mark.parametrize(("language", "padding"), [("kk", 0), ("ru", 3_000_000)])
def test_who_sends_a_document_to_a_full_disk_reads_why_and_sends_it_again(
    client, db, language, padding
):
    federation = OrganizationFactory()
    editor = UserFactory(role=Role.EDITOR, organization=federation, language=language)
    client.force_login(editor)
    given = {"organization": federation.pk, "kind": "charter", "name_ru": "Устав"}
    given |= {"languages": ["ru"], "is_published": "on"}
    page, before = reverse("admin:publications_librarydocument_add"), stored()
    document = PDF.replace(b"trailer", b"%" + b" " * padding + b"\ntrailer")
    client.raise_request_exception = False
    with full_disk():
        answer = client.post(page, {**given, "file": pdf_file(document)})
    assert answer.status_code == 507
    assert WORDS[language] in answer.content.decode()
    assert not LibraryDocument.objects.exists()
    assert stored() == before
    client.post(page, {**given, "file": pdf_file(document)})
    assert LibraryDocument.objects.get().file.size > padding


def test_a_database_without_room_is_told_so_as_well(rf, db):
    class Full(Exception):
        pgcode = "53100"

    try:
        raise OperationalError from Full()
    except OperationalError:
        assert failed(rf.post("/kk/")).status_code == 507
