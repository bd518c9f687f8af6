"""The report as a workbook: typed, complete, the same bytes, and never a formula."""

import datetime as dt

import pytest
from django.core.management import call_command

from mediacenter.outreach.models import Visit
from mediacenter.reports.actions.freezing import facts_of, freeze
from mediacenter.reports.actions.outputs import output_of
from mediacenter.reports.composing import document as composing
from mediacenter.reports.facts import shapes
from mediacenter.reports.indicators import REGISTRY, Kind
from mediacenter.services.printing.document import blocks_of
from mediacenter.services.printing.workbook import Sheet, Value, titles_of, value_of, write_workbook
from tests.loaded_demo import load_demo
from tests.reports.factories import FigureFactory, TaskAheadFactory
from tests.reports.outputs import (
    MARKS,
    cells,
    data_in,
    dates_in_archive,
    frozen,
    made,
    values_in_book,
    values_in_data,
    workbook_in,
)
from tests.reports.test_composing import composed
from tests.unions.factories import OrganizationFactory
from unions.models import Organization

pytestmark = pytest.mark.django_db
LANGUAGES = ("kk", "ru", "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("qualifier", "number"), [("exact", 103), ("more_than", 5000)])
def test_a_number_is_a_number_and_says_its_qualifier(ours, language, qualifier, number):
    FigureFactory(organization=ours, number=number, qualifier=qualifier)
    file = frozen(ours, 2024, language)
    book = workbook_in(file)
    assert values_in_book(book, [2024]) == {("social.materials", 2024): number}
    (cell,) = [
        cell
        for cell in cells(book)
        if cell.value == number
        and cell.row > 3
        and cell.parent is book.worksheets[1]
        and cell.column > 4
        and cell.column < 8
    ]
    said = data_in(file)["figures"][0]["years"]["2024"]["said"]
    words = [part for part in cell.number_format.split('"') if part and "#" not in part]
    assert all(word in said for word in words)
    assert bool(words) == (qualifier != "exact")


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("1\u00a0358", "ru", (1358, "#,##0")),
        ("более 5\u00a0000", "ru", (5000, '"более "#,##0')),
        ("5\u00a0000-нан астам", "kk", (5000, '#,##0"-нан астам"')),
        ("1,300", "en", (1300, "#,##0")),
        ("14,2\u00a0%", "ru", (0.142, "0.0%")),
        ("17 of 61", "en", None),
        ("no data", "en", None),
    ],
)
def test_numbers_in_words_become_numbers(text, language, value):
    found = value_of(text, language)
    assert (found and (round(found.value, 6), found.format)) == value


def test_no_text_of_a_user_begins_a_formula(ours):
    for n, sign in enumerate(("=1+1", "+7 701", "-5", "@SUM(A1)", "\t=1", "＝1")):
        TaskAheadFactory(organization=ours, number=n + 1, text_ru=sign, text_kk=sign)
        Visit.objects.create(
            organization=ours,
            mode="online",
            starts_on=dt.date(2024, 5, n + 1),
            topic_ru=sign,
            topic_kk=sign,
            participants_ru=sign,
            participants_kk=sign,
        )
    FigureFactory(organization=ours, source_ru="=cmd|' /C calc'!A0")
    found = list(cells(workbook_in(frozen(ours, 2024))))
    assert not [cell for cell in found if cell.data_type == "f"]
    texts = [cell.value for cell in found if isinstance(cell.value, str)]
    assert not [text for text in texts if text.lstrip().startswith(MARKS)]
    assert len([text for text in texts if text.startswith("'=1+1")]) >= 3


def test_days_are_days_and_the_head_stays_in_sight(ours):
    Visit.objects.create(
        organization=ours, mode="online", starts_on=dt.date(2024, 5, 7), topic_ru="Т", topic_kk="Т"
    )
    book = workbook_in(frozen(ours, 2024))
    assert dt.datetime(2024, 5, 7) in [cell.value for cell in cells(book)]
    for sheet in book:
        assert sheet.freeze_panes
        assert sheet.column_dimensions["A"].width >= 10
    assert book.properties.title.startswith("Отчёт") or ours.name_ru in book.properties.title


def test_the_same_snapshot_gives_the_same_bytes(ours):
    FigureFactory(organization=ours)
    file = frozen(ours, 2024)
    first = made(file, "xlsx")
    file.outputs.all().delete()
    assert made(file, "xlsx") == first
    assert len(dates_in_archive(first)) == 1


def test_what_paper_cuts_stands_in_the_workbook(ours, monkeypatch):
    monkeypatch.setattr(shapes, "LIST_ROWS", 5)
    place = OrganizationFactory(parent=ours, kind="district")
    plant_branches(place, 520)
    found = facts_of(organization=place, year=2024)
    assert len(found["appendix"]["rows"]) == 521
    (table,) = [
        block
        for _place, block in blocks_of(composed(found))
        if block["kind"] == "table" and block["caption"] == "Organizations and their pages"
    ]
    assert len(table["rows"]) == composing.TABLE_LINES
    assert "the first 500 of 521 lines; the workbook holds all" in table["note"]
    sheet = workbook_in(frozen(place, 2024)).worksheets[-1]
    assert sheet.max_row == 521 + 2


def plant_branches(organization, number):
    for n in range(1, number + 1):
        path = organization._get_path(organization.path, organization.depth + 1, n)
        Organization.objects.bulk_create(
            [
                Organization(
                    path=path,
                    depth=organization.depth + 1,
                    slug=f"b-{n}",
                    kind="primary",
                    name_kk=f"Ұйым {n}",
                    name_ru=f"Организация {n}",
                )
            ]
        )


def test_titles_of_sheets_are_allowed_and_differ():
    sheets = [
        Sheet(title, title, [("A", 10)], []) for title in ("a/b:c" * 20, "a/b:c" * 20, "", "A")
    ]
    titles = list(titles_of(sheets))
    assert len({title.casefold() for title in titles}) == 4
    assert all(0 < len(title) <= 31 and not set(title) & set("[]:*?/\\") for title in titles)


def test_a_character_that_no_workbook_holds_is_left_out():
    moment = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
    content = write_workbook(
        [Sheet("s", "h", [("A", 10)], [["a\x01b"], [Value(3)]])],
        title="t",
        author="a",
        language="ru",
        moment=moment,
    )
    assert content[:2] == b"PK"


def assert_same_numbers(organization, year):
    """The workbook, the data and the facts say the same of every figure, in every language."""
    facts = freeze(organization=organization, year=year).facts
    stated = {
        (code, int(one)): figure["number"]
        for code, years in facts["figures"].items()
        for one, figure in years.items()
    }
    for language in LANGUAGES:
        file = frozen(organization, year, language)
        data, book = values_in_data(data_in(file)), workbook_in(file)
        assert {key: value for key, (value, _said) in data.items()} == stated
        for key, value in values_in_book(book, facts["years"]).items():
            expected = data[key]
            is_word = REGISTRY[key[0]].kind == Kind.YES_NO
            assert value == (expected[1] if is_word else expected[0]), key
        assert values_in_book(book, facts["years"]).keys() == stated.keys()
    return stated


@pytest.mark.long
@pytest.mark.together
def test_the_outputs_of_the_demo_agree():
    load_demo()
    stated = assert_same_numbers(Organization.objects.get(slug="karaganda-education"), 2024)
    assert stated["social.materials", 2024] == 103


@pytest.mark.long
def test_the_outputs_of_a_generated_federation_agree():
    call_command("generate_federation", organizations=60, articles=60, verbosity=0)
    federation = Organization.objects.get(depth=1)
    region = Organization.objects.get_children(federation).first()
    for organization in (federation, region):
        assert assert_same_numbers(organization, dt.date.today().year - 1)


def test_a_form_is_made_once(ours):
    file = frozen(ours, 2024)
    first = output_of(file=file, form="xlsx")
    assert output_of(file=file, form="xlsx") == first
    first.file.storage.delete(first.file.name)
    again = output_of(file=file, form="xlsx")
    assert (again.pk, again.file_sha) == (first.pk, first.file_sha)
