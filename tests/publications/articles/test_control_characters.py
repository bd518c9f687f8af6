"""One title with a control character once took the feeds and the export down, for everybody."""

import io
from xml.etree import ElementTree

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse
from icalendar import Calendar
from openpyxl import load_workbook

from mediacenter.services.calendars.actions import calendar_address_of
from mediacenter.toolkit.plain_text import clean_json, clean_texts
from publications.articles.models import ArticleText, Revision
from publications.plan.feed import PLAN
from tests.publications.factories import ArticleTextFactory, CoverageFactory
from tests.publications.plan.factories import OccasionFactory

pytestmark = pytest.mark.django_db

BROKEN = "Жаңа\x0b\x08лық\x9b\u202e\uffff"
CLEAN = "Жаңа лық"


def feed_titles(client, karaganda):
    """The titles in the site's feed and in the organization's."""
    titles = []
    for address in (
        reverse("publications:feed"),
        reverse("publications:organization_feed", args=[karaganda.slug]),
    ):
        page = ElementTree.fromstring(client.get(address).content)  # noqa: S314  our own feed
        titles.append([one.text for one in page.iter("{http://www.w3.org/2005/Atom}title")][1:])
    return titles


def test_what_was_typed_into_a_title_reaches_no_feed(client, karaganda):
    ArticleTextFactory(
        published=True, language="en", article__organization=karaganda, title=BROKEN, lead=BROKEN
    )
    assert feed_titles(client, karaganda) == [[CLEAN], [CLEAN]]


def test_rows_that_lay_in_the_database_are_cleaned(client, karaganda):
    text = ArticleTextFactory(published=True, language="en", article__organization=karaganda)
    revision = Revision.objects.create(text=text, version=9, fields={"title": "."})
    with connection.cursor() as cursor:
        broken = BROKEN.replace("\x0b", " ")
        cursor.execute("UPDATE publications_articletext SET title = %s", [broken])
        cursor.execute(
            "UPDATE publications_revision SET fields = jsonb_build_object('title', %s::text)",
            [broken],
        )
    room = apps.get_app_config("publications")
    clean_texts(room)
    clean_json(room)
    revision.refresh_from_db()
    assert revision.fields == {"title": CLEAN}
    assert ArticleText.objects.get().title == CLEAN
    assert feed_titles(client, karaganda) == [[CLEAN], [CLEAN]]


def test_an_export_and_a_calendar_are_made_whatever_was_typed(officer, press_officer, karaganda):
    coverage = CoverageFactory(organization=karaganda)
    form = officer.get(reverse("admin:publications_coverage_change", args=[coverage.pk]))
    fields = form.context["adminform"].form
    given = {name: value for name in fields.fields if (value := fields[name].value())}
    sent = {**given, "when": "12.03.2024", "title": BROKEN, "programme": "\x00\x07", "_save": "1"}
    answer = officer.post(form.request["PATH_INFO"], sent)
    assert answer.status_code == 302, answer.context["errors"]
    export = officer.get(reverse("admin:publications_coverage_export"))
    heads, row = load_workbook(io.BytesIO(export.content)).active.iter_rows(values_only=True)
    assert dict(zip(heads, row, strict=True))["Title"] == CLEAN
    coverage.refresh_from_db()
    assert coverage.programme == ""
    occasion = OccasionFactory(organization=karaganda, title_kk=BROKEN)
    secret = calendar_address_of(kind=PLAN, owner=press_officer).secret
    calendar = officer.get(reverse("plan:feed", args=[secret])).content
    [event] = Calendar.from_ical(calendar).walk("VEVENT")
    assert CLEAN in event["SUMMARY"]
    assert occasion.title_kk == CLEAN
