"""The report as data: its declared shape, the same facts as the rest."""

import json
from typing import get_type_hints

import pytest

from mediacenter.reports.outputs.data import SCHEMA, Data, Declared, YearValue
from mediacenter.services.printing.schema import check_shape
from tests.reports.factories import FigureFactory
from tests.reports.outputs import data_in, frozen, made

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_data_are_of_the_declared_shape(ours, language):
    FigureFactory(organization=ours, number=5000, qualifier="more_than")
    file = frozen(ours, 2024, language)
    data = data_in(file)
    check_shape(data, Data, "data")
    assert (data["schema"], data["language"], data["year"]) == (SCHEMA, language, 2024)
    assert data["facts_sha256"] == file.snapshot.facts_sha
    (figure,) = data["figures"]
    (year,) = figure["years"].values()
    check_shape(year, YearValue, "year")
    check_shape(year["declared"], Declared, "declared")
    assert (year["value"], year["qualifier"]) == (5000, "more_than")
    assert year["declared"]["source"]
    assert all(figure[name] for name in ("name", "unit", "section_name"))


def test_what_nobody_stated_has_no_value(ours):
    data = data_in(frozen(ours, 2024))
    assert data["figures"] == []
    assert [part["number"] for part in data["texts"]][:2] == ["1", "1.1"]


def test_the_same_snapshot_gives_the_same_bytes(ours):
    FigureFactory(organization=ours)
    file = frozen(ours, 2024)
    first = made(file, "json")
    file.outputs.all().delete()
    assert made(file, "json") == first
    json.loads(first)


def test_the_documentation_names_every_field(settings):
    told = (settings.BASE_DIR / "docs" / "report-data.md").read_text()
    for kind in (Data, YearValue, Declared):
        assert all(f"`{field}`" in told for field in get_type_hints(kind)), kind
    assert SCHEMA in told
