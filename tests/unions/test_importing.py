"""A table of channels is taken whole or not at all, and says which rows stand in the way."""

import io
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from openpyxl import Workbook

from tests.unions.factories import OrganizationFactory, UserFactory
from unions.actions import RowsRefused, import_channels
from unions.actions.importing import read_table
from unions.models import Channel, ChannelFlag, JournalEntry, Role

pytestmark = pytest.mark.django_db

PAGE = "https://www.instagram.com/profsoyuz310krg"


@pytest.fixture
def ours():
    return OrganizationFactory(slug="ours", name_ru="Наша организация")


def refused(rows, by=None):
    with override("en"), pytest.raises(RowsRefused) as refusal:
        import_channels(rows=rows, by=by)
    return [(one.row, one.reason) for one in refusal.value.refusals]


def test_the_annex_is_imported_whole_with_its_doubts():
    for number in range(1, 14):
        OrganizationFactory(slug=f"annex-{number}")
    annex = Path(__file__).with_name("karaganda_annex.csv")
    import_channels(rows=read_table(annex.read_bytes(), filename=annex.name))
    assert Channel.objects.count() == 26
    assert ChannelFlag.objects.count() == 5


def test_a_row_that_holds_no_link_is_refused_with_its_number_and_reason_and_nothing_enters(ours):
    rows = [
        {"organization": "ours", "network": "instagram", "link": PAGE},
        {"organization": "ours", "network": "facebook", "link": "страницы нет"},
        {"organization": "ours", "network": "facebook", "link": "javascript:alert(1)"},
        {"organization": "theirs", "network": "instagram", "link": PAGE},
        {"organization": "ours", "network": "carrier pigeon", "link": PAGE},
        {"organization": "ours", "network": "instagram", "link": f"{PAGE}?igsh=1"},
        {"organization": "ours", "network": "site", "link": "https://a.kz", "since": "вчера"},
        {"organization": "ours", "network": "telegram", "link": "https://t.me/ours"},
    ]
    assert refused(rows) == [
        (3, "There is a space inside the link: it is not clear where the link ends."),
        (4, "A link begins with https:// or http://."),
        (5, "There is no organization “theirs”."),
        (6, "There is no network “carrier pigeon”."),
        (7, "The organization has this channel already."),
        (8, "“вчера” is not a date."),
    ]
    assert not Channel.objects.exists()
    assert not JournalEntry.objects.exists()


def test_a_row_outside_the_reach_is_refused(ours):
    OrganizationFactory(slug="theirs")
    officer = UserFactory(role=Role.PRESS_OFFICER, organization=ours)
    rows = [
        {"organization": "ours", "link": PAGE},
        {"organization": "theirs", "link": "https://t.me/theirs"},
    ]
    assert refused(rows, officer) == [(3, "Your role does not cover this organization.")]
    assert not Channel.objects.exists()


def test_an_organization_is_found_by_its_name_and_a_network_by_the_link(ours):
    rows = [
        {"organization": "Наша организация", "link": PAGE},
        {"organization": "ours", "link": "https://site.kz", "since": "30.08.2024"},
    ]
    assert [channel.network for channel in import_channels(rows=rows)] == ["instagram", "site"]


def test_a_name_that_several_bear_is_refused(ours):
    OrganizationFactory(name_ru=ours.name_ru)
    rows = [{"organization": ours.name_ru, "link": PAGE}]
    assert refused(rows)[0][1].startswith("Several organizations are called")


@pytest.mark.parametrize(
    "content",
    [
        "Ұйым;Сілтеме\nours;https://a.kz\n".encode(),
        "Ұйым,Сілтеме\nours,https://a.kz\n".encode("utf-8-sig"),
        "Организация\tСсылка\nours\thttps://a.kz\n".encode("cp1251"),
    ],
)
def test_tables_are_read_as_offices_save_them(content):
    assert read_table(content, filename="channels.csv") == [
        {"organization": "ours", "link": "https://a.kz"}
    ]


def test_empty_rows_are_passed_over_and_the_others_keep_their_numbers(ours):
    table = b"organization,link\nours,https://a.kz\n,\nours,nothing\n"
    rows = read_table(table, filename="channels.csv")
    assert refused(rows) == [(4, "The link names no site.")]


def test_spreadsheets_are_read():
    book, content = Workbook(), io.BytesIO()
    book.active.append(["Организация", "Примечание", "Ссылка", "С какого дня"])
    book.active.append(["ours", "не нужно", "https://a.kz", None])
    book.save(content)
    assert read_table(content.getvalue(), filename="Каналы.XLSX") == [
        {"organization": "ours", "link": "https://a.kz", "since": ""}
    ]


@pytest.mark.parametrize(
    ("content", "filename"),
    [(b"PK damaged", "a.xlsx"), (b"", "a.csv"), (b"organization,page\n", "a.csv")],
)
def test_a_file_that_is_no_such_table_is_refused(content, filename):
    with pytest.raises(ValidationError):
        read_table(content, filename=filename)
