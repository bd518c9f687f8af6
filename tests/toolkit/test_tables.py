"""Tables as people have them: read whatever saved them, refused in words where nothing can be read.

The files of tests/cases are as offices sent them.
"""

import io
import re
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override, pgettext_lazy
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from mediacenter.toolkit.tables import sheet
from mediacenter.toolkit.tables.columns import Columns
from mediacenter.toolkit.tables.reading import read_table
from mediacenter.toolkit.tables.workbook import Formats

CASES = Path(__file__).parents[1] / "cases"
HEADINGS = {
    "organization": pgettext_lazy("field", "organization"),
    "when": pgettext_lazy("column", "When"),
    "title": pgettext_lazy("article", "title"),
    "url": pgettext_lazy("field", "link"),
}
ALSO = {"title": ["Заголовок"], "outlet": ["Средство массовой информации"]}
HEAD = ["Организация", "Заголовок"]


def columns(*required):
    return Columns(lambda: HEADINGS, required=required, also=ALSO)


def read(content, *required, most_rows=100):
    """[(number of the row, its values)]; a refusal is in English."""
    with override("en"):
        return read_table(io.BytesIO(content), columns=columns(*required), most_rows=most_rows).rows


def refusal(content, *required, **limits):
    with pytest.raises(ValidationError) as refused:
        read(content, *required, **limits)
    [sentence] = refused.value.messages
    return sentence


def book(*rows, **cells):
    """A workbook of one sheet; more cells by their names."""
    made, content = Workbook(), io.BytesIO()
    for row in rows:
        made.active.append(row)
    for name, value in cells.items():
        made.active[name] = value
    made.save(content)
    return content.getvalue()


def rewritten(content, change):
    """A workbook whose parts have been through `change(name, content)`."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return made.getvalue()


ROW = {"organization": "ours", "title": "Мақала"}


# --- Text, as offices save it -------------------------------------------------------------------


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_text_is_read_in_whatever_encoding_and_with_whatever_between(encoding, delimiter):
    table = f"{delimiter.join(HEAD)}\r\nours{delimiter}Мақала\r\n"
    if encoding == "cp1251":
        table = table.replace("Мақала", "Макала")  # it has no қ
    [(number, row)] = read(table.encode(encoding))
    assert (number, row["organization"]) == (2, "ours")
    assert row["title"] in ("Мақала", "Макала")


def test_letters_that_were_lost_on_saving_are_told_and_not_entered():
    table = "Организация;Заголовок\nours;Ма?ала\n".encode("cp1251")
    assert "The Kazakh letters were lost" in refusal(table)
    asked = "Организация;Заголовок;Ссылка\nours;Что будет?;https://a.kz/?слово\n"
    assert read(asked.encode("cp1251"))[0].values["title"] == "Что будет?"


def test_a_line_that_names_the_separator_is_none_of_the_table():
    assert read("sep=|\nОрганизация|Заголовок\nours|a;b,c\n".encode()) == [
        (2, {"organization": "ours", "title": "a;b,c"})
    ]


def test_a_quotation_mark_that_stands_open_is_told_with_its_row():
    table = 'Организация,Ссылка\na,https://a.kz\nb,"https://t.me/x\n' + "y" * 140_000
    assert "A quotation mark in row 3" in refusal(table.encode())
    assert "A quotation mark in row 2" in refusal(b'organization,title\na,"b\nc,d\n')
    assert read('organization;title\nours;ОФ "Заря"\n'.encode())[0].values["title"] == 'ОФ "Заря"'


# --- Workbooks ----------------------------------------------------------------------------------


def test_strict_namespaces_are_read_as_the_usual_ones():
    usual = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    related = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def strict(name, part):
        part = part.replace(usual, b"http://purl.oclc.org/ooxml/spreadsheetml/main")
        return part.replace(related, b"http://purl.oclc.org/ooxml/officeDocument/relationships")

    content = book(HEAD, ["ours", "Мақала"])
    assert read(rewritten(content, strict)) == [(2, ROW)]


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("DD.MM.YYYY", "2026-03-12"),
        ("MMM.YY", "03.2026"),
        ("YYYY", "2026"),
        ("[$-419]D MMM YYYY;@", "2026-03-12"),
        ("DD.MM.YYYY HH:MM", "2026-03-12"),
        ("0.00", "46093"),
    ],
)
def test_a_date_is_read_as_far_as_the_cell_shows_it(form, shown):
    made, content = Workbook(), io.BytesIO()
    made.active.append(["organization", "When"])
    made.active.append(["ours", 46093])
    made.active["B2"].number_format = form
    made.save(content)
    assert read(content.getvalue())[0].values["when"] == shown


def test_a_cell_far_away_costs_no_memory():
    content = book(HEAD, *(["ours", "Мақала"] for _ in range(90)))
    far = rewritten(
        content,
        lambda name, part: part.replace(b"</row>", b'<c r="XFD1" s="0"/></row>'),
    )
    tracemalloc.start()
    assert len(read(far)) == 90
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()
    assert refusal(book(HEAD, XFD2="far")) == "Row 2 has more than 100 columns."


def test_a_formula_without_its_result_is_told_by_its_cell():
    assert "The formula in cell B2" in refusal(book(HEAD, ["ours", "=1+1"]))


def test_whole_numbers_stay_whole_and_a_no_is_no_word():
    content = book(HEAD, [77012345678, 2.50], [True, False], ["x", 1e20])
    assert [list(row.values.values()) for row in read(content)] == [
        ["77012345678", "2.5"],
        ["1", ""],
        ["x", "1e+20"],
    ]


def test_two_sheets_with_a_table_are_not_chosen_between():
    made, content = Workbook(), io.BytesIO()
    for one in (made.active, made.create_sheet("Апрель"), made.create_sheet("Справочник")):
        one.append(HEAD if one.title != "Справочник" else ["Вид"])
        one.append(["ours", "Мақала"])
    made.active.title = "Март"
    made.save(content)
    assert "There is a table on several sheets: “Апрель”, “Март”." in refusal(content.getvalue())
    made["Апрель"].sheet_state = "hidden"
    made.save(content := io.BytesIO())
    assert read(content.getvalue()) == [(2, ROW)]


# --- What is not understood ---------------------------------------------------------------------


def test_headings_of_which_none_is_known_are_told_with_those_expected():
    told = refusal("Ұйым аты;Күні\nours;12.03.2024\n".encode())
    assert "“Ұйым аты”, “Күні”" in told
    assert "“Organization”, “When”, “Title”, “Link”" in told


def test_a_column_that_is_not_known_is_told_and_not_dropped():
    told = refusal("Организация;Примечание;Сcылка\nours;важно;https://a.kz\n".encode())
    assert told.startswith("The columns “Примечание”, “Сcылка” are not recognized.")  # a Latin c
    assert "“Link”" in told
    assert "There is something in column C, but it has no heading." in refusal(
        "Организация;Заголовок;\nours;Мақала;важно\n".encode()
    )
    # what numbers the rows, or is empty, says nothing
    assert read("№ п/п;Организация;Заголовок;Примечание\n1;ours;Мақала;\n".encode()) == [(2, ROW)]


def test_columns_that_are_missing_or_stand_twice_are_told():
    assert "The table has no column “Link”." in refusal(b"organization\nours\n", "url")
    assert "More than one column is headed “Title”." in refusal("title;Заголовок\na;b\n".encode())


def test_a_table_without_a_row_is_no_success():
    assert "headings in row 2, but no rows below" in refusal(
        "Публикации\nОрганизация;Заголовок\n;\n".encode()
    )


def test_what_stands_above_the_headings_is_passed_over_and_rows_keep_their_numbers():
    content = book(["Публикации за март"], [], ["* ОРГАНИЗАЦИЯ :", "Заголовок\nматериала"[:9]])
    assert "row 3" in refusal(content)
    content = book(["Публикации за март"], [], HEAD, ["a", "b"], [], ["c", "d"])
    assert [row.number for row in read(content)] == [4, 6]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000, "old Excel file (.xls)"),
        (b"", "The file is empty."),
        (b"\xef\xbb\xbf\r\n", "All the cells are empty."),
        (b"%PDF-1.3\n1 0 obj\n", "This is a PDF, not a table."),
        (b"%PDF-1.7\n\0\0", "This is a PDF, not a table."),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "This file cannot be read as a table."),
        (b"<html><table><tr><td>organization", "This file cannot be read as a table."),
        (b"PK\x03\x04 damaged", "This workbook cannot be read."),
    ],
)
def test_what_is_no_table_is_refused_in_words(content, told):
    assert told in refusal(content)


def test_other_archives_and_xml_that_swallows_the_machine_are_refused(monkeypatch):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert "workbook cannot be read" in refusal(made.getvalue())
    declares = rewritten(
        book(HEAD, ["ours", "x"]),
        lambda name, part: (
            b'<!DOCTYPE a [<!ENTITY b "c">]>' + part if name == "xl/workbook.xml" else part
        ),
    )
    assert "workbook cannot be read" in refusal(declares)
    monkeypatch.setattr("mediacenter.toolkit.tables.workbook.MOST_UNPACKED", 2_000)
    assert "too large" in refusal(book(HEAD, ["ours", "x"]))


def test_what_cells_share_is_counted_as_often_as_they_show_it(monkeypatch):
    content = book(HEAD, *[["ours", "x" * 200]] * 9)
    assert len(read(content)) == 9
    monkeypatch.setattr("mediacenter.toolkit.tables.workbook.MOST_TEXT", 1_000)
    assert "too large" in refusal(content)


def test_a_part_is_read_once_however_often_the_book_names_it(monkeypatch):
    def often(name, part):
        sheet = b'<sheet name="%d" sheetId="1" state="visible" r:id="rId1"/>'
        spaces = b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
        if name != "xl/workbook.xml":
            return part
        sheets = b"".join(sheet % number for number in range(20))
        return re.sub(b"<sheets>.*</sheets>", b"<sheets %s>%s</sheets>" % (spaces, sheets), part)

    monkeypatch.setattr("mediacenter.toolkit.tables.workbook.MOST_TAGS", 600)
    content = book(HEAD, *[["ours", "x"]] * 9)
    assert len(read(content)) == 9
    assert "a table on several sheets" in refusal(rewritten(content, often))
    assert "too large" in refusal(book(HEAD, *[["ours", "x"]] * 99))


def test_a_format_longer_than_a_spreadsheet_takes_is_not_read_for_each_cell():
    codes = Formats(b'<a><numFmt numFmtId="9" formatCode="%s"/></a>' % (b"y" * 256)).codes
    assert codes == {}


def test_rows_and_columns_beyond_those_of_a_spreadsheet_are_refused_even_if_empty(monkeypatch):
    assert read(b"organization" + b"," * 500 + b"\nours\n") != []
    monkeypatch.setattr(sheet, "LAST_ROW", 5)
    assert "Send it in parts" in refusal(b"organization\nours\n" + b"\n" * 5 + b"ours")


def test_a_table_is_bounded_in_bytes_rows_and_the_length_of_a_cell(monkeypatch):
    table = b"organization\n" + b"ours\n" * 5
    assert refusal(table, most_rows=4) == "The file has more than 4 rows. Send it in parts."
    monkeypatch.setattr("mediacenter.toolkit.tables.reading.MOST_BYTES", 20)
    assert "too large" in refusal(table)
    monkeypatch.undo()
    monkeypatch.setattr(sheet, "MOST_ROWS", 4)
    assert "more than 4 rows" in refusal(table)
    monkeypatch.setattr(sheet, "LONGEST_CELL", 12)
    assert "A cell in row 2 is too long." in refusal(b"organization\n" + b"o" * 13)


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_whatever_is_sent_is_read_or_refused_in_words(content):
    for start in (b"", b"organization;title\n", b"PK\x03\x04"):
        assert is_read_or_refused(start + content)


@given(st.integers(0, 5_000), st.binary(min_size=1, max_size=4))
def test_a_damaged_workbook_is_read_or_refused_in_words(place, bytes_there):
    content = bytearray(WORKBOOK)
    place %= len(content)
    content[place : place + len(bytes_there)] = bytes_there
    assert is_read_or_refused(bytes(content))


def is_read_or_refused(content):
    try:
        rows = read(content)
    except ValidationError as refused:
        rows = refused.messages
    return bool(rows) and all(rows)


WORKBOOK = rewritten(book(HEAD, ["ours", 46093]), lambda name, part: part)  # stored, not packed


# --- The files of offices -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("comma_cp1251.csv", 25),
        ("date_cell.xlsx", 2),
        ("dimension_A1.xlsx", 8),
        ("second_sheet_active.xlsx", 9),
        ("semicolon_bom.csv", 23),
        ("sep_line.csv", 27),
        ("title_row_above.xlsx", 11),
        ("utf16_tab.txt", 26),
    ],
)
def test_a_table_of_an_office_is_read(name, number):
    headings = {
        **HEADINGS,
        "medium": pgettext_lazy("field", "kind"),
        "outlet": pgettext_lazy("field", "outlet"),
    }
    with (CASES / name).open("rb") as file, override("ru"):
        [row] = read_table(file, columns=Columns(lambda: headings, also=ALSO), most_rows=10).rows
    assert row.values["organization"] == "karaganda-education"
    assert row.values["when"] in ("12.03.2026", "2026-03-12")
    assert row.values["title"] == f"Статья {number}"


def test_a_workbook_of_charts_alone_is_refused():
    told = refusal((CASES / "channels_chartsheet.xlsx").read_bytes())
    assert told == "There are only charts in the workbook and no sheet with a table."
