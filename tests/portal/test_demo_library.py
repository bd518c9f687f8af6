"""The demo's library: the guides of the ILO first, then what the federation has adopted."""

import pytest

from mediacenter.portal.demo import loading
from publications.models import DocumentKind, LibraryDocument


@pytest.mark.django_db
def test_the_demo_brings_the_library(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    private = {**settings.STORAGES["private"], "OPTIONS": {"location": str(tmp_path / "private")}}
    settings.STORAGES = {**settings.STORAGES, "private": private}
    loading.load(dict.fromkeys(loading.accounts(), "a long enough secret"))
    former, guide, *adopted = LibraryDocument.objects.published().order_by("pk")
    assert former.year == 2018
    assert (guide.continues, guide.number_in_series) == (former, 1)
    kinds = {document.kind for document in adopted}
    assert {DocumentKind.CHARTER, DocumentKind.STRATEGY, DocumentKind.CONCEPT} <= kinds
