"""How an organization is reached: by whoever reads its page, and by whoever keeps it."""

import re
from importlib import import_module

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse

from mediacenter.services.journal.models import JournalEntry
from publications.articles.checklist import checklist
from tests.publications.factories import ArticleTextFactory
from tests.shown_form import send, troubles
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.actions import describe_organization, open_organization
from unions.models import Organization, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def federation():
    return OrganizationFactory(
        kind="federation",
        phone="+7 7172 70-00-00",
        email="federation@example.org",
        address_ru="Астана, улица Примерная, 1",
        hours_kk="Дс–Жм 9:00–18:00",
        hours_ru="Пн–Пт 9:00–18:00",
    )


@pytest.fixture
def region(federation):
    return OrganizationFactory(parent=federation, kind="regional", phone="+7 7212 56-12-34")


@pytest.fixture
def administrator(client, region):
    user = UserFactory(role=Role.ADMINISTRATOR, organization=region)
    client.force_login(user)
    return user


def page_of(client, organization):
    return client.get(f"/ru/organizations/{organization.slug}/").content.decode()


def test_an_organization_is_called_and_written_to_from_the_top_of_its_page(client, region):
    page = page_of(client, region)
    assert page.index("</h1>") < page.index('href="tel:+77212561234"')
    before = page[page.index("</h1>") : page.index('href="mailto:federation@example.org"')]
    assert before.count("<h2") == 1, "its own heading, and no other section"


def test_what_it_has_not_of_its_own_it_takes_from_above_and_says_whose_it_is(client, region):
    page = page_of(client, region)
    federation = Organization.objects.get_parent(region)
    contacts = page.split('id="contacts"')[1].split("</section>")[0]
    assert "+7 7172 70-00-00" not in contacts
    assert "Пн–Пт 9:00–18:00" in contacts
    assert contacts.count(f'href="{federation.get_absolute_url()}"') == 3


def test_an_address_of_another_language_is_marked_as_such(client, region):
    page = client.get(f"/kk/organizations/{region.slug}/").content.decode()
    assert '<span lang="ru">Астана, улица Примерная, 1</span>' in page


def test_a_closed_organization_shows_no_contacts_and_one_without_any_its_forms(
    client, federation, region
):
    Organization.objects.filter(pk=region.pk).update(closed_on="2024-01-01")
    assert 'id="contacts"' not in page_of(client, region)
    contacts = page_of(client, OrganizationFactory()).split('id="contacts"')[1]
    shown = contacts.split("</section>")[0]
    assert re.findall(r'href="/ru/organizations/[^/]+/(\w+)/"', shown) == ["join", "write"]
    assert shown.count("href=") == 2


@pytest.mark.parametrize(
    "address", ["/ru/about/", "/ru/accessibility/", "/ru/accounts/password/reset/"]
)
def test_who_needs_help_finds_whom_to_call(client, federation, address):
    page = client.get(address).content.decode()
    content = page[page.index("<main") : page.index("</main")]
    assert 'href="tel:+77172700000"' in content
    assert 'href="mailto:federation@example.org"' in content


# --- Keeping them -------------------------------------------------------------------------------


def form_of(client, organization):
    return client.get(reverse("admin:unions_organization_change", args=[organization.pk]))


def test_contacts_are_entered_in_the_form_and_in_the_journal(client, administrator, region):
    form = form_of(client, region)
    contacts = {"phone": "8 (7212) 11-22-33 доб. 4", "hours_kk": "Дс–Жм", "address_ru": "ул. Мира"}
    assert not troubles(send(client, form, **contacts))
    region.refresh_from_db()
    assert region.phone == "+7 7212 11-22-33 (4)"
    assert (region.hours_kk, region.address_ru) == ("Дс–Жм", "ул. Мира")
    entry = JournalEntry.objects.get(code="organization.particulars_changed")
    assert (entry.user, entry.subject) == (administrator, region)
    assert entry.details == {"fields": ["address_ru", "hours_kk", "phone"]}


def test_a_form_that_changes_nothing_enters_nothing_in_the_journal(client, administrator, region):
    assert not troubles(send(client, form_of(client, region)))
    assert not JournalEntry.objects.exists()


def test_a_phone_that_cannot_be_dialled_is_refused_at_its_field(client, administrator, region):
    assert "phone" in troubles(send(client, form_of(client, region), phone="56-12-34"))


def test_no_use_case_keeps_such_a_phone(federation, region):
    with pytest.raises(ValidationError):
        describe_organization(organization=region, phone="56-12-34")
    with pytest.raises(ValidationError):
        open_organization(kind="city", names={"name_kk": "А"}, parent=region, phone="56-12-34")
    opened = open_organization(
        kind="city", names={"name_kk": "А"}, parent=region, phone="87017654321"
    )
    assert opened.phone == "+7 701 765 43 21"


def test_only_who_keeps_an_organization_changes_its_contacts(federation, region):
    stranger = UserFactory(role=Role.ADMINISTRATOR, organization=region)
    with pytest.raises(PermissionDenied):
        describe_organization(organization=federation, phone="87017654321", by=stranger)


def test_the_checklist_of_a_text_asks_for_the_contacts_of_its_organization(region):
    text = ArticleTextFactory(article__organization=region)
    findings = {finding.code: finding for finding in checklist(text)}
    assert not findings["contacts"].is_blocking
    describe_organization(
        organization=region, email="region@example.org", address_kk="Қарағанды", hours_kk="Дс–Жм"
    )
    text.article.organization.refresh_from_db()
    assert "contacts" not in {finding.code for finding in checklist(text)}


@pytest.mark.parametrize(
    ("address", "language"),
    [("Астана, Мысал көшесі", "kk"), ("г. Астана, ул. Мира", "ru"), ("1 Mira Str.", "en")],
)
def test_an_address_that_was_entered_for_all_languages_is_kept_in_its_own(address, language):
    organization = OrganizationFactory()
    migration = import_module("unions.migrations.0003_contacts_by_language")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE unions_organization SET address = %s", [address])
        cursor.execute(migration.KEEP_ADDRESSES)
    organization.refresh_from_db()
    kept = {code: getattr(organization, f"address_{code}") for code in ("kk", "ru", "en")}
    assert kept == {"kk": None, "ru": None, "en": None} | {language: address}
