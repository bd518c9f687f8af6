"""Regions are looked up by their names, not by the word for what they are."""

import pytest
from django.utils import translation

from tests.unions.factories import RegionFactory
from unions.models import Region

NAMES = {
    "KZ-10": ("Абай облысы", "область Абай"),
    "KZ-11": ("Ақмола облысы", "Акмолинская область"),
    "KZ-75": ("Алматы қаласы", "город Алматы"),
    "KZ-35": ("Қарағанды облысы", "Карагандинская область"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_regions_stand_by_their_names(language):
    for iso, (name_kk, name_ru) in reversed(NAMES.items()):
        RegionFactory(iso=iso, name_kk=name_kk, name_ru=name_ru)
    with translation.override(language):
        assert [region.iso for region in Region.objects.alphabetical()] == list(NAMES)
