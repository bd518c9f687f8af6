"""Two signed versions of a report side by side: signatures, figures, and what their texts say."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mediacenter.reports import versions
from mediacenter.reports.actions.figures import declare_figure
from mediacenter.reports.actions.narrative import write_narrative
from mediacenter.reports.actions.reviewing import begin_correction
from mediacenter.reports.actions.signing import sign_report
from mediacenter.reports.models import Signature
from mediacenter.reports.versions import MOST, compare, differences, marked
from mediacenter.services.printing import blocks
from tests.reports.access import to_sign
from tests.reports.test_composing import composed, facts
from tests.reports.test_way_of_report import print_signed
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    federation = OrganizationFactory(kind="federation", slug="federation")
    return OrganizationFactory(parent=federation, slug="ours", kind="regional")


@pytest.fixture
def chair(client, ours):
    user = UserFactory(role=Role.CHAIR, organization=ours, language="ru")
    client.force_login(user)
    return user


def sign(organization, by, *, materials, text, number):
    """One more version of the report: what it declares, what it says, and its signature."""
    year = {"organization": organization, "year": 2024}
    if Signature.objects.exists():
        begin_correction(**year, by=by)
    declare_figure(
        **year,
        indicator="social.materials",
        number=materials,
        source={"ru": "сведения", "kk": "мәлімет"},
        by=by,
    )
    write_narrative(**year, language="ru", texts={"social": text}, by=by)
    to_sign(organization)
    return sign_report(**year, number=number, signed_on=dt.date(2025, 1, 20), by=by)


@pytest.fixture
def two_versions(ours, chair):
    first = sign(ours, chair, materials=103, text="Работа шла по плану.", number="1-05/7")
    print_signed()
    second = sign(ours, chair, materials=104, text="Работа шла сверх плана.", number="1-05/8")
    return first, second


def shown(client, **asked):
    answer = client.get("/ru/reports/ours/2024/versions/", asked)
    assert answer.status_code == 200
    return answer.content.decode().partition("<main")[2]  # the frame names the address


def changed(pieces):
    return [piece.text.strip() for piece in pieces if piece.is_changed]


def test_figures_and_words_that_differ_stand_side_by_side(client, two_versions):
    told = shown(client)
    for said in (
        "<td>103</td><td>104</td>",
        "<td>1-05/7</td><td>1-05/8</td>",
        "<del>по плану.</del>",
        "<ins>сверх плана.</ins>",
        "Социальные сети",
    ):
        assert said in told
    assert shown(client, before=1, after=2) == told


def test_a_printed_version_and_one_that_is_being_printed_are_told_alike(two_versions):
    first, second = two_versions
    waiting = compare(first, second, "ru")
    print_signed()
    assert second.files.count() == 3
    assert compare(first, second, "ru") == waiting


def test_what_was_signed_is_compared_and_not_what_later_code_would_compose(two_versions):
    first, second = two_versions
    file = first.files.get(language="ru")
    [section] = [one for one in file.signed_document["sections"] if one["number"] == "3"]
    section["blocks"].insert(0, blocks.paragraph("Так было напечатано."))
    file.save()
    found = compare(first, second, "ru")
    said = "\n".join(words for one in found.texts for words in changed(one.before))
    assert "Так было напечатано." in said


def test_a_version_differs_in_nothing_from_itself(client, two_versions):
    told = shown(client, before=2, after=2)
    assert "<del>" not in told
    assert told.count("Ни один показатель не изменился.") == 1


def test_one_signature_leaves_nothing_to_compare(client, ours, chair):
    assert "<select" not in shown(client)
    sign(ours, chair, materials=103, text="Работа шла по плану.", number="1-05/7")
    assert "<select" not in shown(client)
    assert "versions/" not in client.get("/ru/reports/ours/2024/").content.decode()


def test_the_page_of_the_year_leads_to_it(client, two_versions):
    assert (
        "/ru/reports/ours/2024/versions/" in client.get("/ru/reports/ours/2024/").content.decode()
    )


@pytest.mark.parametrize("asked", [{"before": "3"}, {"before": "x", "after": "1"}, {"after": ""}])
def test_a_version_that_there_is_not_is_not_found(client, two_versions, asked):
    assert client.get("/ru/reports/ours/2024/versions/", asked).status_code == 404


def test_it_takes_as_many_statements_for_two_versions_as_for_six(client, ours, chair, two_versions):
    def statements():
        with CaptureQueriesContext(connection) as asked:
            shown(client, before=1, after=2)
        return len(asked)

    few = statements()
    for number in range(4):
        sign(ours, chair, materials=105 + number, text="Иначе.", number=f"1-05/{9 + number}")
    assert statements() == few


def test_every_kind_of_block_is_compared():
    before, after = composed(facts()), composed(facts())
    [section] = [
        one for one in after["sections"] if one["heading"] == before["sections"][0]["heading"]
    ]
    added = [
        blocks.paragraph("a paragraph"),
        blocks.bullets(["an item"]),
        blocks.definitions([("a term", "its words")]),
        blocks.table("a caption", [blocks.column("first", 1)], [["a cell"]], note="a note"),
        {"kind": "chart", "caption": "a chart", "alt": "in words"},
        blocks.missing("nothing is stated"),
        {"kind": "signature"},
    ]
    section["blocks"] = [*section["blocks"], *added]
    [difference] = differences(before, after)
    assert difference.before == []
    assert changed(difference.after)[0].split("\n") == [
        "a paragraph",
        "an item",
        "a term: its words",
        "a caption",
        "a cell",
        "a note",
        "a chart",
        "in words",
        "nothing is stated",
    ]


def test_a_section_that_is_gone_is_told():
    before, after = composed(facts()), composed(facts())
    gone = after["sections"].pop(2)
    headings = {one.heading for one in differences(before, after)}
    assert headings == {gone["heading"], *(one["heading"] for one in gone.get("sections", []))} - {
        one["heading"] for one in after["sections"]
    }


def test_the_words_that_differ_are_marked_and_those_around_them_not():
    before, after = marked("Проведено 5 встреч в области.", "Проведено 7 встреч в области.")
    assert (changed(before), changed(after)) == (["5"], ["7"])
    assert "".join(piece.text for piece in before) == "Проведено 5 встреч в области."


def test_texts_that_have_little_in_common_are_marked_as_a_whole():
    before, after = marked("На страницах и в эфире", "Работа шла и шла дальше")
    assert (len(before), len(after)) == (1, 1)
    assert before[0].is_changed
    assert after[0].is_changed


def test_more_differences_than_a_page_holds_are_cut_and_said_so(client, two_versions, monkeypatch):
    assert MOST == 200
    monkeypatch.setattr(versions, "MOST", 1)
    assert "Показано только первое отличие: 1." in shown(client)


def test_two_long_tables_are_compared_in_a_moment():
    rows = [[f"Организация {n % 7}", str(n % 5)] for n in range(3_000)]
    table = [blocks.column("a", 1), blocks.column("b", 1)]
    before, after = composed(facts()), composed(facts())
    before["sections"][0]["blocks"] = [blocks.table("t", table, rows)]
    after["sections"][0]["blocks"] = [blocks.table("t", table, rows[::-1])]
    assert list(differences(before, after))
