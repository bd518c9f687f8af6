"""A table of channels is taken whole or not at all, and says which rows stand in the way."""

import io
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from mediacenter.services.journal.models import JournalEntry
from mediacenter.toolkit.tables.reading import TableRow, read_table
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.actions import RowsRefused, import_channels
from unions.actions.importing import MOST_ROWS, channel_columns
from unions.models import Channel, ChannelFlag, Role

pytestmark = pytest.mark.django_db

PAGE = "https://www.instagram.com/profsoyuz310krg"


@pytest.fixture
def ours():
    return OrganizationFactory(slug="ours", name_ru="Наша организация")


def numbered(rows):
    return [TableRow(number, row) for number, row in enumerate(rows, start=2)]


def read(content):
    with override("en"):
        table = read_table(io.BytesIO(content), columns=channel_columns(), most_rows=MOST_ROWS)
    return table.rows


def refused(rows, by=None):
    with override("en"), pytest.raises(RowsRefused) as refusal:
        import_channels(rows=rows, by=by)
    return [(one.row, " ".join(one.reasons)) for one in refusal.value.refusals]


def test_the_annex_is_imported_whole_with_its_doubts():
    for number in range(1, 14):
        OrganizationFactory(slug=f"annex-{number}")
    annex = Path(__file__).with_name("karaganda_annex.csv")
    rows = annex.read_text(encoding="utf-8").replace("leads to", "№")
    import_channels(rows=read(rows.encode()))
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
    assert refused(numbered(rows)) == [
        (3, "There is a space inside the link: it is not clear where the link ends."),
        (4, "A link begins with https:// or http://."),
        (5, "There is no organization “theirs”."),
        (6, "There is no network “carrier pigeon”."),
        (7, "The organization has this channel already."),
        (8, "“вчера” is not understood as a date. Write 12.03.2024, 03.2024, 2024 or a span."),
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
    assert refused(numbered(rows), officer) == [(3, "Your role does not cover this organization.")]
    assert not Channel.objects.exists()


def test_an_organization_is_found_by_its_name_and_a_network_by_the_link(ours):
    rows = [
        {"organization": "Наша организация", "link": PAGE},
        {"organization": "ours", "link": "https://site.kz", "since": "30.08.2024"},
    ]
    assert [channel.network for channel in import_channels(rows=numbered(rows))] == [
        "instagram",
        "site",
    ]


def test_a_name_that_several_bear_is_refused(ours):
    OrganizationFactory(name_ru=ours.name_ru)
    rows = [{"organization": ours.name_ru, "link": PAGE}]
    assert refused(numbered(rows))[0][1].startswith("Several organizations are called")


@pytest.mark.parametrize(
    "content",
    [
        "Ұйым;Сілтеме\nours;https://a.kz\n".encode(),
        "Ұйым,Сілтеме\nours,https://a.kz\n".encode("utf-8-sig"),
        "Организация\tСсылка\nours\thttps://a.kz\n".encode("cp1251"),
    ],
)
def test_tables_are_read_as_offices_save_them(content):
    assert read(content) == [(2, {"organization": "ours", "link": "https://a.kz"})]


def test_empty_rows_are_passed_over_and_the_others_keep_their_numbers(ours):
    table = b"organization,link\nours,https://a.kz\n,\nours,nothing\n"
    assert refused(read(table)) == [(4, "The link names no site.")]


@pytest.mark.parametrize("content", [b"PK damaged", b"", b"organization,page\nours,https://a.kz\n"])
def test_a_file_that_is_no_such_table_is_refused(content):
    with pytest.raises(ValidationError):
        read(content)


def test_a_row_is_refused_with_every_reason_at_once(ours):
    row = {"organization": "nowhere", "network": "pigeon", "link": PAGE, "since": "yesterday"}
    [(number, reasons)] = refused(numbered([row]))
    assert number == 2
    assert all(word in reasons for word in ("nowhere", "pigeon", "yesterday"))


def test_the_page_names_the_headings_that_the_importer_knows(client, ours):
    """Whoever has no table yet takes the headings from the page, in any of the languages."""
    client.force_login(UserFactory(role=Role.PRESS_OFFICER, organization=ours))
    address = reverse("admin:unions_channel_bring_in")
    for language, link in (("kk", "https://a.kz"), ("ru", "https://b.kz"), ("en", "https://c.kz")):
        client.cookies["django_language"] = language
        page = client.get(address)
        with override(language):
            headings = channel_columns().headings
        told = page.content.decode()
        assert all(f"<li>{heading}</li>" in told for heading in headings.values())
        table = f"{headings['organization']};{headings['link']}\n{ours.slug};{link}\n"
        sent = SimpleUploadedFile("table.csv", table.encode())
        assert client.post(address, {"table": sent}).status_code == 302
    assert Channel.objects.count() == 3
