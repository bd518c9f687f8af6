"""The short form: two pages whatever is known, with the figures of the whole report."""

import io

import pypdfium2
import pytest

from mediacenter.reports.actions.outputs import printed_document
from mediacenter.reports.outputs.short_form import short_form
from mediacenter.services.printing.schema import check
from tests.loaded_demo import load_demo
from tests.reports.factories import FigureFactory, TaskAheadFactory
from tests.reports.outputs import frozen, made
from tests.reports.test_one_reading import contradictions, numbers
from tests.services.printed import pages_overrun, squeezed, text_of
from tests.unions.factories import OrganizationFactory
from unions.models import Organization

pytestmark = pytest.mark.django_db
MOST_PAGES = 2


def pages(pdf):
    return len(pypdfium2.PdfDocument(io.BytesIO(pdf)))


def assert_agrees(file):
    """Every number of the short form stands in the whole report with the same words."""
    whole = printed_document(file)
    short = short_form(whole, file.snapshot.facts)
    check(short)
    assert not contradictions(short)
    said = dict(numbers(whole))
    assert all(said[which] == text for which, text in numbers(short))
    return short


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_most_that_can_be_said_stays_on_two_pages(ours, language):
    long_name = "Ұзын атаулы салалық кәсіподақ ұйымының облыстық филиалы " * 4
    Organization.objects.filter(pk=ours.pk).update(
        **{f"name_{code}": long_name.strip()[:200] for code in ("kk", "ru", "en")}
    )
    ours.refresh_from_db()
    for code in (
        "social.materials",
        "press.publications",
        "press.broadcasts",
        "appeals.answered",
        "social.followers.facebook",
        "field.places_visited",
        "training.seminars",
    ):
        for year in (2022, 2023, 2024):
            FigureFactory(
                indicator=code,
                organization=ours,
                year=year,
                number=1_234_567,
                qualifier="more_than",
            )
    for _n in range(9):
        task = "Мүшелерді ақпараттандыру және кері байланыс орнату жұмысы " * 4
        TaskAheadFactory(organization=ours, text_kk=task[:220], text_ru=task[:220])
    file = frozen(ours, 2024, language)
    short = assert_agrees(file)
    pdf = made(file, "short")
    assert pages(pdf) <= MOST_PAGES
    assert not pages_overrun(pdf)
    (tasks,) = [block for block in short["sections"][-1]["blocks"] if block["kind"] == "tasks"]
    assert 0 < len(tasks["items"]) < 9
    assert squeezed(tasks["items"][0][0]["text"]) in squeezed(text_of(pdf))
    (code,) = [run["text"] for run in short["verification"]["runs"] if run.get("bold")]
    first = pypdfium2.PdfDocument(io.BytesIO(pdf))[0].get_textpage().get_text_range()
    assert squeezed(code) in squeezed(first)


def test_an_organization_of_which_nothing_is_known_has_one_as_well(ours):
    pdf = made(frozen(ours, 2024), "short")
    assert pages(pdf) <= MOST_PAGES


def test_the_same_snapshot_gives_the_same_bytes(ours):
    FigureFactory(organization=ours)
    file = frozen(ours, 2024)
    first = made(file, "short")
    file.outputs.all().delete()
    assert made(file, "short") == first


@pytest.mark.long
@pytest.mark.together
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_demos_short_form_agrees_with_its_report(language):
    load_demo()
    file = frozen(Organization.objects.get(slug="karaganda-education"), 2024, language)
    assert len(list(numbers(assert_agrees(file)))) >= 12
    assert pages(made(file, "short")) == MOST_PAGES


def test_a_report_of_one_alone_has_no_consolidated_form(client, chair, ours):
    client.force_login(chair)
    file = frozen(ours, 2024)
    assert "consolidated" not in file.forms
    assert client.get(f"/ru/reports/files/{file.pk}/as/consolidated/").status_code == 404
    OrganizationFactory(parent=ours)
    assert "consolidated" in frozen(ours, 2024).forms
