"""Reports that their chairs have opened to everybody."""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mediacenter.reports.actions.publishing import publish_report, withdraw_report
from mediacenter.reports.actions.registering import address_of
from mediacenter.reports.actions.report_files import produce, renew
from mediacenter.reports.models import ReportFile
from mediacenter.services.journal.models import JournalEntry
from mediacenter.services.register.chain import verify_chain
from mediacenter.services.register.models import Entry, State
from tests.reports.access import report_file, to_publish
from tests.reports.factories import FigureFactory
from tests.services.printed import links, squeezed, text_of
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db

PAGE = "/ru/reports/ours/2024/published/"


@pytest.fixture
def ours():
    return OrganizationFactory(slug="ours", kind="regional", name_ru="Наша организация")


def test_the_menu_leads_everybody_to_the_published_reports_and_to_no_form(client, ours, chair):
    assert PAGE not in client.get("/ru/reports/").content.decode()
    assert client.get(PAGE).status_code == 404
    publish_report(file=to_publish(ours), by=chair)
    page = client.get("/ru/reports/").content.decode()
    assert PAGE in page
    assert "/ru/reports/ours/2024/published/ru.pdf" in page
    assert "/ru/reports/mine/" not in page


def test_a_published_report_is_read_and_taken_along(client, ours, chair):
    publish_report(file=to_publish(ours), by=chair)
    page = client.get(PAGE).content.decode()
    assert "Наша организация" in page
    assert "/figures/" not in page, "what is behind a figure is the officers'"
    file = client.get(f"{PAGE}ru.pdf")
    assert b"".join(file.streaming_content) == b"%PDF-1.7"
    assert client.get(f"{PAGE}kk.pdf").status_code == 404


def test_where_a_language_lacks_the_report_another_is_shown_as_such(client, ours, chair):
    publish_report(file=to_publish(ours), by=chair)
    page = client.get(PAGE.replace("/ru/", "/kk/")).content.decode()
    assert '<article class="report" lang="ru">' in page


def test_a_chair_publishes_and_withdraws_on_the_page_of_the_report(client, ours, chair):
    file = to_publish(ours)
    client.force_login(chair)
    page = client.get("/ru/reports/ours/2024/").content.decode()
    assert f"/ru/reports/files/{file.pk}/publish/" in page
    client.post(f"/ru/reports/files/{file.pk}/publish/")
    assert client.get(PAGE).status_code == 200
    page = client.get("/ru/reports/ours/2024/").content.decode()
    assert f"/ru/reports/files/{file.pk}/withdraw/" in page
    client.post(f"/ru/reports/files/{file.pk}/withdraw/")
    assert client.get(PAGE).status_code == 404
    codes = JournalEntry.objects.order_by("pk").values_list("code", "user")
    assert list(codes) == [("report.published", chair.pk), ("report.withdrawn", chair.pk)]


def test_a_press_officer_reads_the_file_and_does_not_publish_it(client, ours):
    file, officer = to_publish(ours), UserFactory(role=Role.PRESS_OFFICER, organization=ours)
    for act in (publish_report, withdraw_report):
        with pytest.raises(PermissionDenied):
            act(file=file, by=officer)
    client.force_login(officer)
    assert "/publish/" not in client.get("/ru/reports/ours/2024/").content.decode()


def test_one_file_of_a_year_and_language_is_public(ours, chair):
    former = to_publish(ours)
    newer = report_file(ours, former.snapshot)
    publish_report(file=former, by=chair)
    publish_report(file=newer, by=chair)
    publish_report(file=newer, by=chair)
    assert list(ReportFile.objects.published()) == [newer]
    assert JournalEntry.objects.filter(code="report.published").count() == 2


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_whatever_its_length(client, number, django_assert_num_queries):
    for _ in range(number):
        publish_report(file=to_publish(OrganizationFactory()))
    with django_assert_num_queries(3):
        client.get("/ru/reports/")


def test_an_outdated_file_is_not_published_and_the_chair_is_told(client, ours, chair):
    file = to_publish(ours)
    client.force_login(chair)
    year = "/en/reports/ours/2024/"
    publish = f"/en/reports/files/{file.pk}/publish/"
    assert publish in client.get(year).content.decode()
    FigureFactory(organization=ours, year=2024, number=7)
    assert publish not in client.get(year).content.decode()
    page = client.post(publish, follow=True).content.decode()
    assert "This file is outdated. Build it again first, then publish the new one." in page
    assert not ReportFile.objects.published().exists()
    with pytest.raises(ValidationError):
        publish_report(file=file, by=chair)


def test_what_is_public_stays_so_when_the_records_change(client, ours, chair):
    file = publish_report(file=to_publish(ours), by=chair)
    FigureFactory(organization=ours, year=2024, number=7)
    assert publish_report(file=file, by=chair).published_at == file.published_at


def test_the_page_of_an_organization_links_its_published_reports(client, ours, chair):
    OrganizationFactory(slug="others")
    assert "/published/" not in client.get("/ru/organizations/ours/").content.decode()
    publish_report(file=to_publish(ours), by=chair)
    page = client.get("/ru/organizations/ours/").content.decode()
    assert f'href="{PAGE}"' in page
    assert f"{PAGE}ru.pdf" in page
    assert "/published/" not in client.get("/ru/organizations/others/").content.decode()


def entry_of(file):
    return Entry.objects.get(record=file.key)


def test_what_is_published_is_entered_in_the_register(client, ours, chair):
    file = publish_report(file=to_publish(ours), by=chair)
    entry = entry_of(file)
    assert [one["sha256"] for one in entry.files] == [file.file_sha]
    assert entry.issuer_ru == "Наша организация"
    assert f'href="/ru/verify/{entry.code}/"' in client.get(PAGE).content.decode()
    told = client.get(f"/ru/verify/{entry.code}/").content.decode()
    assert PAGE in told
    assert "Наша организация" in told


def test_a_page_of_a_published_report_reads_that_one_alone(client, ours, chair):
    for language in ("kk", "ru", "en"):
        publish_report(file=to_publish(ours, language), by=chair)
    with CaptureQueriesContext(connection) as statements:
        assert client.get(PAGE).status_code == 200
    [read] = [one["sql"] for one in statements if '"published_document"' in one["sql"]]
    assert str(ReportFile.objects.get(language="ru").pk) in read


def test_whoever_looks_up_a_code_has_no_whole_report_read_for_it(client, ours, chair):
    publish_report(file=to_publish(ours), by=chair)
    with CaptureQueriesContext(connection) as statements:
        page = client.get(f"/ru/verify/{Entry.objects.get().code}/").content.decode()
    assert f'href="{PAGE}"' in page
    asked = " ".join(one["sql"] for one in statements)
    assert '"facts"' not in asked
    assert re.search(r'"published_document" (?:->|#>) ', asked), "its key figures"
    assert not re.search(r'"(published|signed)_document"(?! (?:->|#>) )', asked)


def test_the_register_leads_to_a_report_as_long_as_everybody_may_read_it(client, ours, chair):
    file = to_publish(ours)
    assert address_of(file.key) is None
    publish_report(file=file, by=chair)
    verified = f"/ru/verify/{Entry.objects.get().code}/"
    assert f'href="{PAGE}"' in client.get(verified).content.decode()
    withdraw_report(file=file, by=chair)
    assert f'href="{PAGE}"' not in client.get(verified).content.decode()


def test_a_newer_report_supersedes_and_one_that_is_taken_off_is_revoked(client, ours, chair):
    former = to_publish(ours)
    newer = report_file(ours, former.snapshot)
    for file in (former, newer):
        publish_report(file=file, by=chair)
    assert entry_of(former).state == State.SUPERSEDED
    assert entry_of(former).superseded_by == entry_of(newer)
    withdraw_report(file=newer, by=chair)
    assert entry_of(newer).state == State.REVOKED
    before = JournalEntry.objects.count()
    withdraw_report(file=newer, by=chair)  # it is withdrawn already
    assert JournalEntry.objects.count() == before
    told = client.get(f"/en/verify/{entry_of(newer).code}/").content.decode()
    assert "The organization has taken the report off the site" in told
    assert PAGE not in told
    publish_report(file=newer, by=chair)
    assert entry_of(newer).state == State.VALID
    assert verify_chain().entries == 2


def test_the_languages_of_a_year_are_entered_side_by_side(ours, chair):
    for language in ("kk", "ru"):
        publish_report(file=to_publish(ours, language), by=chair)
    assert Entry.objects.valid().count() == 2


def test_what_is_published_twice_is_entered_once(ours, chair):
    file = to_publish(ours)
    for _ in range(2):
        publish_report(file=file, by=chair)
    assert Entry.objects.count() == 1


def test_the_print_carries_the_code_under_which_it_is_entered(ours, chair, settings):
    file = produce(organization=ours, year=2024, language="ru")
    publish_report(file=file, by=chair)
    code = entry_of(file).code
    with file.file.open() as pdf:
        printed = pdf.read()
    address = f"{settings.PUBLIC_URL}/ru/verify/{code}/"
    assert address in links(printed)
    assert squeezed(f"Код {code}.") in squeezed(text_of(printed))
    assert squeezed(address) in squeezed(text_of(printed))


def test_a_public_report_that_was_printed_anew_with_other_bytes_is_entered_anew(ours, chair):
    file = produce(organization=ours, year=2024, language="ru")
    right = file.file_sha
    ReportFile.objects.filter(pk=file.pk).update(file_sha="0" * 64)  # as an earlier press made it
    publish_report(file=file, by=chair)
    file.refresh_from_db()
    renew(file, tell=lambda *stage: None)
    first, second = Entry.objects.order_by("number")
    assert (first.files[0]["sha256"], second.files[0]["sha256"]) == ("0" * 64, right)
    assert (first.superseded_by, second.state) == (second, State.VALID)


def test_what_is_published_without_a_signature_says_so_until_it_is_taken_back(client, ours, chair):
    FigureFactory(organization=ours, year=2024, number=7, indicator="social.materials")
    file = publish_report(file=to_publish(ours), by=chair)
    page = Entry.objects.get(record=file.key).get_absolute_url()
    told = client.get(page).content.decode()
    assert "<strong>7</strong>" in told
    assert "опубликован по данным на момент публикации" in told
    withdraw_report(file=file, by=chair)
    assert "<strong>7</strong>" not in client.get(page).content.decode()
