"""Registers as spreadsheets: in with all rows or none, out without formulas."""

import csv
import io
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook

from mediacenter.services.journal.models import JournalEntry
from publications.press.admin.sheets import CoverageResource, OutletResource
from publications.press.models import Coverage, Outlet
from publications.printed.admin.sheets import PrintedMatterResource, SubscriptionResource
from publications.printed.models import PrintedMatter, Subscription
from publications.social.models import SocialPost
from publications.social.sheets import SocialPostResource
from tests.publications.factories import (
    CoverageFactory,
    OutletFactory,
    PrintedMatterFactory,
    RubricFactory,
    SocialPostFactory,
    SubscriptionFactory,
)
from tests.shown_form import ShownForm
from tests.unions.factories import (
    OrganizationFactory,
    PersonFactory,
    RegionFactory,
    UserFactory,
)
from unions.admin import sheets
from unions.models import Role

CASES = Path(__file__).parents[1] / "cases"


def send_rows(client, model, *rows):
    """Import a CSV file with the columns of the first row; return what the page complains of."""
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=rows[0])
    writer.writeheader()
    writer.writerows(rows)
    file = SimpleUploadedFile("rows.csv", text.getvalue().encode())
    url = reverse(f"admin:publications_{model}_import")
    response = client.post(url, {"import_file": file, "format": "0"})
    if response.status_code == 302:
        return {}
    assert not response.context["form"].errors
    result = response.context["result"]
    refused = {row.number: str(row.error) for row in result.invalid_rows}
    failed = {row.number: str(row.errors[0].error) for row in result.error_rows}
    assert not result.base_errors
    return {**refused, **failed}


def fetch_rows(client, model):
    """Export the register; return its rows as dictionaries of written values."""
    response = client.get(reverse(f"admin:publications_{model}_export"))
    headers, *rows = load_workbook(io.BytesIO(response.content)).active.iter_rows()
    assert all(cell.data_type != "f" for row in rows for cell in row)
    names = [cell.value for cell in headers]
    return [
        dict(
            zip(names, ("" if cell.value is None else str(cell.value) for cell in row), strict=True)
        )
        for row in rows
    ]


# --- In ---


def test_outlets_come_in_as_a_list_and_none_of_them_twice(client, editor, karaganda):
    client.force_login(editor)
    region = RegionFactory(name_ru="Карагандинская область")
    row = {
        "name_kk": "Орталық Қазақстан",
        "name_ru": "",
        "kind": "газета",
        "level": "областной",
        "language": "kk",
        "region": "Карагандинская область",
        "publisher": karaganda.slug,
        "url": "ortalyq.kz",
    }
    assert send_rows(client, "outlet", row) == {}
    outlet = Outlet.objects.get()
    assert (outlet.kind, outlet.level, outlet.region) == ("newspaper", "regional", region)
    assert (outlet.publisher, outlet.url) == (karaganda, "https://ortalyq.kz")
    again = {**row, "name_ru": "орталық қазақстан", "name_kk": ""}
    nameless = {**row, "name_kk": ""}
    assert send_rows(client, "outlet", again, nameless) == {
        1: "['This outlet is in the register already.']",
        2: "{'name': ['This field cannot be blank.']}",
    }
    (exported,) = fetch_rows(client, "outlet")
    changed = {**exported, "Level": "district and city"}
    assert send_rows(client, "outlet", changed) == {}
    assert Outlet.objects.get().level == "district"


@pytest.mark.parametrize(
    "resource",
    [
        CoverageResource,
        OutletResource,
        PrintedMatterResource,
        SocialPostResource,
        SubscriptionResource,
    ],
)
def test_no_two_columns_share_a_heading(resource):
    sheet = resource()
    for language in ("kk", "ru", "en"):
        with override(language):
            headings = {heading.lower() for heading in sheet.headings().values()}
        assert {sheet.columns().name_of(heading) for heading in headings} == set(sheet.headings())
    # the help names a column as the exported table does
    assert list(sheet.columns().headings.values()) == list(sheet.headings().values())


def test_a_refused_row_is_told_by_its_number_and_its_headings(officer):
    officer.cookies["django_language"] = "ru"
    file = SimpleUploadedFile("rows.csv", "Организация,Вид,Когда\nnet,пресса,вчера\n".encode())
    url = reverse("admin:publications_coverage_import")
    page = officer.post(url, {"import_file": file, "format": "0"}).content.decode()
    assert "<strong>Строка 2</strong>" in page  # as a spreadsheet numbers it
    assert "<li>Вид: «пресса» не входит" in page
    assert "<li>Организация: «net» не найдено" in page
    assert "<li>Когда: Дата «вчера»" in page  # by its column, which fills three fields
    assert re.search(r"<h1[^>]*>\s*Импортировать таблицу", page)  # as that of channels
    assert "<li>В какой должности выступали [kk]</li>" in page  # the columns, all the same
    assert "Traceback" not in page


def test_a_table_that_is_too_long_is_refused_in_words_alone(officer, monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 1)
    file = SimpleUploadedFile("rows.csv", b"organization\nx\ny\n")
    url = reverse("admin:publications_coverage_import")
    page = officer.post(url, {"import_file": file, "format": "0"}).content.decode()
    assert "The file has more than 1 rows. Send it in parts." in page
    assert "Traceback" not in page


@pytest.mark.parametrize("distinct", [1, 4])
def test_what_many_rows_name_is_asked_for_once(officer, karaganda, distinct):
    outlets = [OutletFactory(name_kk=f"Газет {n}") for n in range(distinct)]
    rows = [
        {"organization": karaganda.slug, "outlet": outlets[n % distinct].name_kk, "year": 2000 + n}
        for n in range(8)
    ]
    with CaptureQueriesContext(connection) as captured:
        assert send_rows(officer, "subscription", *rows) == {}
    asked = [
        q for q in captured if 'FROM "publications_outlet"' in q["sql"] and "LIMIT 2" in q["sql"]
    ]
    assert len(asked) <= 2 * distinct


def test_headings_are_known_in_the_language_in_which_they_are_written(officer, karaganda):
    """Whoever has no table yet takes the headings from the page."""
    officer.cookies["django_language"] = "ru"
    page = officer.get(reverse("admin:publications_subscription_import")).content.decode()
    columns = ["Организация", "СМИ", "Год", "Экземпляры"]
    assert all(f"<li>{column}</li>" in page for column in columns)
    OutletFactory(name_kk="Сарыарқа")
    row = dict(zip(columns, (str(karaganda), "Сарыарқа", "2024", "7"), strict=True))
    assert send_rows(officer, "subscription", row) == {}
    assert Subscription.objects.get().copies == 7


def test_a_press_officer_enters_outlets_but_changes_none(officer):
    outlet = OutletFactory(name_kk="Сарыарқа")
    row = {"name_kk": "Егемен Қазақстан", "kind": "newspaper", "level": "national"}
    assert send_rows(officer, "outlet", row) == {}
    refusal = send_rows(officer, "outlet", {"id": outlet.pk, **row, "name_kk": "Басқа"})
    assert "Your role does not cover" in refusal[1]


def test_coverage_comes_in_with_dates_as_they_are_known(officer, karaganda):
    outlet = OutletFactory(name_ru="Индустриальная Караганда")
    speaker = PersonFactory(name_ru="Ракишева А.")
    rows = [
        {
            "organization": karaganda.slug,
            "when": when,
            "medium": "broadcast",
            "outlet": "Индустриальная Караганда",
            "topic_ru": "О труде",
            "speakers": "Ракишева А.",
            "url": f"https://www.instagram.com/p/{piece}/?igsh=abc",
        }
        for piece, when in (("C1", "12.03.2024"), ("C2", "03.2024"), ("C3", ""))
    ]

    assert send_rows(officer, "coverage", *rows) == {}
    known = [(str(c.starts_on), c.precision) for c in Coverage.objects.order_by("pk")]
    assert known == [("2024-03-12", "day"), ("2024-03-01", "month"), ("None", "day")]
    first = Coverage.objects.order_by("pk").first()
    assert first.outlet == outlet
    assert first.topic_ru == "О труде"
    assert first.url == "https://www.instagram.com/p/C1/"
    assert list(first.speakers.all()) == [speaker]


def test_one_refused_row_refuses_the_file_and_says_why(officer, karaganda):
    rubric = RubricFactory(organization=karaganda)
    good = {
        "organization": karaganda.slug,
        "when": "2024",
        "url": "https://t.me/a/1",
        "rubric": rubric.slug,
    }
    complaints = send_rows(
        officer,
        "socialpost",
        good,
        {**good, "url": "позвоните нам"},
        {**good, "url": "https://t.me/a/2", "when": "вчера"},
        {**good, "url": "https://t.me/a/3", "rubric": "no-such"},
    )

    assert set(complaints) == {2, 3, 4}
    assert "link" in complaints[2]
    assert "вчера" in complaints[3]
    assert "no-such" in complaints[4]
    assert not SocialPost.objects.exists()
    assert send_rows(officer, "socialpost", good) == {}
    assert SocialPost.objects.get().rubric == rubric


def test_a_link_is_kept_as_it_was_entered_beside_the_canonical_one(officer, karaganda):
    entered = "https://www.instagram.com/reel/C1/?igsh=xyz"
    send_rows(officer, "socialpost", {"organization": karaganda.slug, "when": "", "url": entered})

    post = SocialPost.objects.get()
    assert (post.url, post.entered) == ("https://www.instagram.com/reel/C1/", entered)


def test_the_same_post_twice_in_a_file_is_refused(officer, karaganda):
    row = {"organization": karaganda.slug, "when": "2024", "url": "https://t.me/a/1"}

    assert set(send_rows(officer, "socialpost", row, row)) == {2}
    assert not SocialPost.objects.exists()


def test_rows_of_organizations_outside_the_reach_are_refused(officer, karaganda, almaty):
    branch = OrganizationFactory(slug="balqash", parent=karaganda)
    row = {"organization": branch.slug, "kind": "memo", "when": "2024"}

    assert set(send_rows(officer, "printedmatter", row, {**row, "organization": almaty.slug})) == {
        2
    }
    assert not PrintedMatter.objects.exists()
    assert send_rows(officer, "printedmatter", row) == {}


def test_a_record_outside_the_reach_is_not_changed_by_its_number(officer, karaganda, almaty):
    own, foreign = (PrintedMatterFactory(organization=o) for o in (karaganda, almaty))
    row = {"organization": karaganda.slug, "kind": "poster", "when": "2024", "id": foreign.pk}

    assert set(send_rows(officer, "printedmatter", row)) == {1}
    foreign.refresh_from_db()
    assert (foreign.organization, foreign.kind) == (almaty, "memo")
    assert send_rows(officer, "printedmatter", {**row, "id": own.pk}) == {}
    own.refresh_from_db()
    assert own.kind == "poster"


def test_a_number_that_no_record_has_makes_none(officer, karaganda):
    row = {"organization": karaganda.slug, "kind": "memo", "when": "", "id": "987654"}

    assert "987654" in send_rows(officer, "printedmatter", row)[1]
    assert not PrintedMatter.objects.exists()


def test_kinds_are_taken_by_code_or_by_name_in_any_language(officer, karaganda):
    rows = [
        {"organization": karaganda.slug, "kind": kind, "when": ""} for kind in ("memo", "Poster")
    ]

    assert send_rows(officer, "printedmatter", *rows) == {}
    complaints = send_rows(officer, "printedmatter", {**rows[0], "kind": "граффити"})
    assert "граффити" in complaints[1]


def test_numbers_are_whole_or_not_stated(officer, karaganda):
    outlet = OutletFactory(name_ru="Профсоюзная газета")
    good = {"organization": karaganda.slug, "outlet": outlet.name_ru, "year": "2024", "copies": ""}

    refused = send_rows(
        officer, "subscription", *({**good, "copies": c} for c in ("пять", "-1", "²"))
    )
    assert set(refused) == {1, 2, 3}
    assert "пять" in refused[1]
    assert set(send_rows(officer, "subscription", {**good, "year": ""})) == {1}
    assert send_rows(officer, "subscription", good) == {}
    assert Subscription.objects.get().copies is None


def test_a_file_that_is_no_table_is_refused_in_words(officer):
    file = SimpleUploadedFile("rows.xlsx", b"not a spreadsheet")
    url = reverse("admin:publications_subscription_import")
    response = officer.post(url, {"import_file": file, "format": "0"})

    assert response.status_code == 200
    assert response.context["form"].errors
    assert not Subscription.objects.exists()


def test_who_may_not_enter_records_may_not_import_them(client, karaganda):
    chair = UserFactory(role=Role.CHAIR, organization=karaganda)
    client.force_login(chair)

    assert client.get(reverse("admin:publications_coverage_import")).status_code == 403
    assert client.get(reverse("admin:publications_coverage_export")).status_code == 200


@pytest.mark.parametrize("name", ["date_cell.xlsx", "title_row_above.xlsx", "utf16_tab.txt"])
def test_a_table_of_an_office_is_entered_by_the_use_case_of_its_kind(
    officer, press_officer, karaganda, name
):
    outlet = OutletFactory(name_ru="Индустриальная Караганда")
    officer.cookies["django_language"] = "ru"
    sent = SimpleUploadedFile(name, (CASES / name).read_bytes())
    url = reverse("admin:publications_coverage_import")
    page = officer.get(url)
    fields = {field.html_name: field.value() or "" for field in page.context["form"]}
    assert officer.post(url, {**fields, "import_file": sent}).status_code == 302
    coverage = Coverage.objects.get()
    assert (coverage.organization, coverage.outlet, coverage.medium) == (karaganda, outlet, "press")
    assert (coverage.when, coverage.url) == ("12 марта 2026\xa0г.", coverage.url)
    entry = JournalEntry.objects.get()
    assert (entry.user, entry.code, entry.subject) == (press_officer, "coverage.entered", coverage)


def test_each_register_is_entered_and_changed_in_the_journal(officer, editor, client, karaganda):
    outlet = OutletFactory(name_kk="Сарыарқа")
    rows = {
        "subscription": {"outlet": outlet.name_kk, "year": "2024", "copies": "7"},
        "printedmatter": {"kind": "memo", "when": "2024"},
        "socialpost": {"when": "2024", "url": "https://t.me/a/1"},
    }
    for model, row in rows.items():
        assert send_rows(officer, model, {"organization": karaganda.slug, **row}) == {}
    client.force_login(editor)
    assert (
        send_rows(client, "outlet", {"name_kk": "Егемен", "kind": "газета", "level": "national"})
        == {}
    )
    told = list(JournalEntry.objects.order_by("pk").values_list("code", "content_type__model"))
    assert [model for _code, model in told] == [*rows, "outlet"]
    assert all(code.endswith(".entered") for code, _model in told)
    [changed] = [row for row in fetch_rows(client, "outlet") if row["Name [kk]"] == "Сарыарқа"]
    assert send_rows(client, "outlet", {**changed, "Level": "district and city"}) == {}
    assert JournalEntry.objects.latest("pk").code == "record.changed"


def test_a_table_of_which_nothing_was_understood_is_no_success(officer):
    url = reverse("admin:publications_coverage_import")
    officer.cookies["django_language"] = "ru"
    for table, told in (
        (
            "Дата события;Автор\n1;2\n",
            "не распознан. В первой строке: «Дата события», «Автор»",
        ),
        ("Организация;Примечание\nx;важно\n", "Столбец «Примечание» не распознан"),
        ("Организация;Когда\n", "под ними нет ни одной строки"),
    ):
        sent = SimpleUploadedFile("t.csv", table.encode())
        answer = officer.post(url, {"import_file": sent, "format": "0"})
        [sentence] = answer.context["form"].errors["import_file"]
        assert told in sentence
        assert "Traceback" not in answer.content.decode()
    assert not Coverage.objects.exists()


def test_where_all_stands_so_already_that_is_said(officer, karaganda):
    PrintedMatterFactory(organization=karaganda)
    rows = fetch_rows(officer, "printedmatter")
    assert send_rows(officer, "printedmatter", *rows) == {}
    page = officer.get(reverse("admin:publications_printedmatter_changelist"))
    [message] = page.context["messages"]
    assert (message.level_tag, str(message)) == (
        "warning",
        "Nothing was added or changed: every row is in the register already.",
    )


def test_an_outlet_is_in_the_register_once_whichever_way_it_is_entered(client, editor):
    OutletFactory(name_kk="Егемен", kind="newspaper")
    client.force_login(editor)
    url = reverse("admin:publications_outlet_add")
    given = {"name_kk": "ЕГЕМЕН", "kind": "newspaper", "level": "national", "language": "kk"}
    page = client.post(url, given)
    assert page.context["adminform"].form.non_field_errors() == [
        "This outlet is in the register already."
    ]
    assert client.post(url, {**given, "name_kk": "Айқын"}).status_code == 302
    assert JournalEntry.objects.get().code == "record.entered"


def test_the_languages_of_an_outlet_are_ticked_by_their_names(client, editor):
    outlet = OutletFactory(language="kk,ru")
    client.force_login(editor)
    url = reverse("admin:publications_outlet_change", args=[outlet.pk])
    form = ShownForm(client.get(url).content, "outlet_form")
    assert form.sent["language"] == ["kk", "ru"]
    client.post(url, {**form.sent, "language": ["ru", "kk", "en"]})
    outlet.refresh_from_db()
    assert outlet.language == "ru, kk, en"
    listed = reverse("admin:publications_outlet_changelist")
    assert [*client.get(listed, {"language": "en"}).context["cl"].result_list] == [outlet]
    assert [*client.get(listed, {"language": "kk"}).context["cl"].result_list] == [outlet]


# --- Out ---


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＠"])
def test_no_cell_leaves_as_a_formula_and_all_come_back_as_they_were(officer, karaganda, sign):
    title = f'{sign}HYPERLINK("http://x";"y")'
    matter = PrintedMatterFactory(organization=karaganda, title_ru=title)

    [row] = fetch_rows(officer, "printedmatter")
    assert row["Title [ru]"] == f"'{title}"
    assert send_rows(officer, "printedmatter", row) == {}
    matter.refresh_from_db()
    assert matter.title_ru == title


def test_only_what_the_role_reaches_is_exported(officer, karaganda, almaty):
    own, _foreign = (SubscriptionFactory(organization=o) for o in (karaganda, almaty))

    assert [row["id"] for row in fetch_rows(officer, "subscription")] == [str(own.pk)]


@pytest.mark.parametrize(
    ("model", "factory"),
    [
        ("coverage", CoverageFactory),
        ("socialpost", SocialPostFactory),
        ("printedmatter", PrintedMatterFactory),
        ("subscription", SubscriptionFactory),
    ],
)
def test_what_is_exported_can_be_imported_unchanged(officer, karaganda, model, factory):
    record = factory(organization=karaganda)
    record.refresh_from_db()
    before = columns_of(record)

    assert send_rows(officer, model, *fetch_rows(officer, model)) == {}
    assert columns_of(type(record).objects.get()) == before


def columns_of(record):
    return {f.attname: getattr(record, f.attname) or None for f in record._meta.concrete_fields}
