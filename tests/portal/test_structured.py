"""What public pages describe of themselves by schema.org, with all that is required of it."""

import datetime as dt
import json
import re

import pytest
from django.utils import timezone

from mediacenter.toolkit.structured import in_script
from tests.publications.factories import ArticleTextFactory, GuideFactory, RubricFactory
from tests.training.factories import SeminarFactory
from tests.unions.factories import OrganizationFactory

pytestmark = pytest.mark.django_db

# What Google's documentation requires of each kind, or recommends and we always know.
REQUIRED = {
    "BreadcrumbList": {"itemListElement"},
    "NewsArticle": {"headline", "image", "datePublished", "dateModified", "author", "publisher"},
    "Event": {"name", "startDate", "location", "eventStatus", "organizer"},
    "Organization": {"name", "url"},
    "FAQPage": {"mainEntity"},
}


def told(client, address):
    """{kind: what the page at the address describes as that kind}."""
    page = client.get(address).content.decode()
    found = map(json.loads, re.findall(r'<script type="application/ld\+json">(.*?)</script>', page))
    by_kind = {one["@type"]: one for one in found}
    for kind, one in by_kind.items():
        assert one["@context"] == "https://schema.org"
        assert REQUIRED[kind] <= {key for key, value in one.items() if value}, kind
    for number, step in enumerate(by_kind["BreadcrumbList"]["itemListElement"], start=1):
        assert step["position"] == number
        assert step["name"]
        assert step["item"].startswith("http://localhost/")
    assert step["item"] == f"http://localhost{address}"
    return by_kind


def test_an_article_tells_who_publishes_it_and_where_it_stands(client):
    text = ArticleTextFactory(published=True, article__rubric=RubricFactory(name_kk="A & B"))
    kinds = told(client, text.get_absolute_url())
    assert kinds["NewsArticle"]["publisher"]["name"] == "Медиаорталық"
    assert kinds["NewsArticle"]["publisher"]["logo"]["url"].endswith(".png")
    names = [step["name"] for step in kinds["BreadcrumbList"]["itemListElement"]]
    assert names[1:] == ["A & B", text.title]


def test_a_seminar_is_an_event_with_its_hours_and_its_place(client):
    seminar = SeminarFactory(
        starts_on=dt.date(2026, 12, 1),
        ends_on=dt.date(2026, 12, 2),
        starts_at_time=dt.time(10),
        place="Үй",
    )
    event = told(client, seminar.get_absolute_url())["Event"]
    assert event["startDate"] == "2026-12-01T10:00:00+05:00"
    assert event["endDate"] == "2026-12-02"
    assert event["location"]["name"] == "Үй"
    assert event["eventStatus"] == "https://schema.org/EventScheduled"


def test_a_cancelled_one_says_so_and_one_online_tells_nobody_its_link(client):
    seminar = SeminarFactory(
        starts_on=dt.date(2026, 12, 1),
        ends_on=dt.date(2026, 12, 1),
        mode="online",
        link="https://meet.example.org/secret",
        cancelled_at=timezone.now(),
    )
    event = told(client, seminar.get_absolute_url())["Event"]
    assert event["eventStatus"] == "https://schema.org/EventCancelled"
    assert event["location"]["@type"] == "VirtualLocation"
    assert "secret" not in json.dumps(event)


def test_one_without_a_day_is_no_event(client):
    seminar = SeminarFactory(starts_on=None, ends_on=None)
    assert "Event" not in told(client, seminar.get_absolute_url())


def test_an_organization_tells_its_contacts_and_whose_part_it_is(client):
    parent = OrganizationFactory()
    one = OrganizationFactory(parent=parent, phone="+7 727 200 00 00", address_kk="Абай 1")
    told_of = told(client, one.get_absolute_url())["Organization"]
    assert told_of["telephone"] == one.phone
    assert told_of["address"]["streetAddress"] == "Абай 1"
    assert told_of["parentOrganization"]["name"] == parent.name


def test_a_guide_is_a_question_with_its_answer(client):
    assert "FAQPage" in told(client, GuideFactory(status="published").get_absolute_url())


def test_no_word_ends_the_script():
    written = in_script("Thing", name="</script><!--<b>&", empty="", none=None)
    assert written.count("</script>") == 1
    assert "<!--" not in written
    inside = re.search(r">(.*)</script>", written)[1]
    assert json.loads(inside) == {
        "@context": "https://schema.org",
        "@type": "Thing",
        "name": "</script><!--<b>&",
    }
