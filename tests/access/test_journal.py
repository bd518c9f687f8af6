"""The journal names what its entries are about, with a link, at a cost fixed by the kinds."""

import re

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mediacenter.services.journal.models import JournalEntry
from tests.access.table import MODELS
from tests.publications.factories import ArticleTextFactory
from tests.unions.factories import ChannelFactory, OrganizationFactory, UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db

LIST = reverse("admin:journal_journalentry_changelist") + "?all="


@pytest.fixture
def federation():
    return OrganizationFactory()


@pytest.fixture
def reader(client, federation):
    user = UserFactory(role=Role.ADMINISTRATOR, organization=federation)
    client.force_login(user)
    return user


def enter(record):
    JournalEntry.objects.create(code="article.saved", subject=record)


def told(client):
    """(address, words) of each record that the list leads to."""
    page = client.get(LIST).content.decode()
    links = re.findall(r'[^<>]*: <a href="(/admin/[^"]+/change/)"[^>]*>([^<]+)</a>', page)
    return sorted(links)


def test_a_record_is_named_and_opened_and_a_part_by_what_it_hangs_on(client, reader, federation):
    text = ArticleTextFactory(title="Headline", article__organization=federation)
    gone = ChannelFactory(organization=federation)
    for record in (reader, text, gone):
        enter(record)
    gone.delete()
    kind = ContentType.objects.get_for_model(gone)
    JournalEntry.objects.create(code="article.saved", content_type=kind, object_id="")
    article = reverse("admin:publications_article_change", args=[text.article_id])
    person = reverse("admin:unions_user_change", args=[reader.pk])
    assert told(client) == sorted([(person, str(reader.person)), (article, "Headline")])
    entry = JournalEntry.objects.get(content_type__model="articletext")
    page = client.get(reverse("admin:journal_journalentry_change", args=[entry.pk]))
    assert f'href="{article}"' in page.content.decode()


def test_two_of_each_kind_cost_as_much_as_one(client, reader, federation, monkeypatch):
    shown = 3 * len(MODELS)  # on one page, or the first of them are on the next
    monkeypatch.setattr(admin.site.get_model_admin(JournalEntry), "list_per_page", shown)

    def statements():
        with CaptureQueriesContext(
            connection,
        ) as found:
            client.get(LIST)
        return len(found)

    def more():
        branch = OrganizationFactory(parent=federation)
        for row in MODELS.values():
            enter(row.record(branch))

    more()
    statements()
    first = statements()
    more()
    assert statements() == first
