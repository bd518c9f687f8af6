"""Guides to rights: who reads them, in which language, how old their review is, what is said."""

import datetime as dt
import json
import re

import pytest
import time_machine
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mediacenter.services.journal.models import JournalEntry
from mediacenter.services.publicforms import forms
from mediacenter.services.transitions.steps import WrongState
from publications.guides.actions import (
    give_opinion,
    publish_guide,
    review_guide,
    save_guide,
    withdraw_guide,
)
from publications.guides.models import Guide, GuideLaw, GuideOpinion, GuideStatus, GuideTopic
from tests.changelists import admin_url
from tests.publications.factories import GuideFactory
from tests.shown_form import shown_form
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_has_answered_yet():
    cache.clear()


@pytest.fixture
def guide():
    return GuideFactory(status=GuideStatus.PUBLISHED)


def page(client, guide, language="kk", query=""):
    return client.get(f"/{language}/rights/{guide.slug}/{query}")


def answer(client, guide, is_helpful="yes"):
    sent = shown_form(page(client, guide), "opinion").sent | {"is_helpful": is_helpful}
    return client.post(f"/kk/rights/{guide.slug}/", sent)


def test_everybody_reads_what_is_published_by_topic(client, guide):
    draft = GuideFactory()
    leave = GuideFactory(status=GuideStatus.PUBLISHED, topic=GuideTopic.LEAVE)
    listed = client.get("/kk/rights/").content.decode()
    assert listed.index(guide.question_kk) < listed.index(leave.question_kk)
    assert draft.question_kk not in listed
    assert 'id="topic-safety"' not in listed
    assert page(client, guide).status_code == 200
    assert page(client, draft).status_code == 404


def test_a_page_holds_question_answer_steps_law_and_that_it_is_no_advice(client, guide):
    GuideLaw.objects.create(
        guide=guide,
        name_kk="Еңбек кодексі, 113-бап",
        url="https://example.org/113",
        checked_on=dt.date(2026, 11, 30),
    )
    shown = page(client, guide).content.decode()
    assert guide.question_kk in shown
    assert "<li>Есеп парағын сұраңыз.</li><li>Кәсіподаққа жүгініңіз.</li>" in shown
    assert 'href="https://example.org/113"' in shown
    assert "30 қараша" in shown
    assert "заң кеңесі емес" in shown


def test_machines_are_told_the_question_and_its_whole_answer(client, guide):
    guide.answer_ru = "Не позже </script> первых десяти дней."
    guide.save()
    shown = page(client, guide, "ru").content.decode()
    told = json.loads(re.search(r'ld\+json">(.*?)</script>', shown)[1])
    assert told["@type"] == "FAQPage"
    [question] = told["mainEntity"]
    assert question["name"] == guide.question_ru
    assert question["acceptedAnswer"]["text"].splitlines() == [
        guide.answer_ru,
        *guide.steps_ru.splitlines(),
    ]


def test_a_language_that_lacks_is_said_and_the_whole_guide_is_shown_in_another(client, guide):
    guide.question_en, guide.answer_en = "Late wages", ""
    guide.save()
    shown = page(client, guide, "en").content.decode()
    assert "This guide is not written in this language yet." in shown
    assert '<article lang="kk">' in shown
    assert "Late wages" not in shown
    assert guide.answer_kk in shown
    assert "not written in this language" not in page(client, guide, "ru").content.decode()


def test_an_old_review_is_marked(client, guide):
    told = "бұрын тексерілген"
    with time_machine.travel(dt.datetime(2027, 3, 12, 12, tzinfo=dt.UTC)):
        assert told not in page(client, guide).content.decode()
    with time_machine.travel(dt.datetime(2027, 3, 14, 12, tzinfo=dt.UTC)):
        assert told in page(client, guide).content.decode()


@pytest.mark.parametrize("address", ["/kk/rights/", None])
def test_a_page_takes_as_many_queries_for_many_guides(client, guide, address):
    address = address or f"/kk/rights/{guide.slug}/"

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    GuideFactory(status=GuideStatus.PUBLISHED)
    client.get(address)
    with_few = queries()
    for _ in range(3):
        GuideFactory(status=GuideStatus.PUBLISHED)
        GuideLaw.objects.create(guide=guide, name_kk="113-бап", url="https://example.org/")
    assert queries() == with_few


def test_an_opinion_is_counted_once_and_tells_nothing_of_its_reader(client, guide, monkeypatch):
    monkeypatch.setattr(forms, "QUICKEST_WITHOUT_PROOF", 0)
    sent = shown_form(page(client, guide), "opinion").sent | {"is_helpful": "no"}
    for _ in range(2):
        response = client.post(f"/kk/rights/{guide.slug}/", sent)
        assert response.status_code == 302
    assert "Рақмет" in client.get(response.url).content.decode()
    opinion = GuideOpinion.objects.get()
    assert (opinion.guide, opinion.language, opinion.is_helpful) == (guide, "kk", False)
    assert {field.name for field in GuideOpinion._meta.fields} == {
        "id",
        "guide",
        "language",
        "is_helpful",
        "given_on",
    }


def test_robots_give_no_opinions(client, guide):
    assert answer(client, guide).status_code == 200, "too quick"
    assert client.post(f"/kk/rights/{guide.slug}/", {"is_helpful": "yes"}).status_code == 200
    assert not GuideOpinion.objects.exists()


@pytest.mark.parametrize("sent", ["", "perhaps"])
def test_an_answer_is_yes_or_no(client, guide, sent, monkeypatch):
    monkeypatch.setattr(forms, "QUICKEST_WITHOUT_PROOF", 0)
    assert answer(client, guide, sent).status_code == 200
    assert not GuideOpinion.objects.exists()


# --- Its states -----------------------------------------------------------------------------------


@pytest.fixture
def draft():
    return GuideFactory(reviewed_on=None)


@pytest.fixture
def editor(draft):
    return UserFactory(role=Role.EDITOR, organization=draft.organization)


def test_a_guide_is_reviewed_published_and_withdrawn(draft, editor):
    with pytest.raises(ValidationError, match="reviewed"):
        publish_guide(guide_id=draft.pk, by=editor)
    review_guide(guide_id=draft.pk, reviewed_by="А. Оспанов, заңгер", by=editor)
    publish_guide(guide_id=draft.pk, by=editor)
    with pytest.raises(WrongState):
        publish_guide(guide_id=draft.pk, by=editor)
    assert list(Guide.objects.published()) == [draft]
    withdraw_guide(guide_id=draft.pk, by=editor)
    draft.refresh_from_db()
    assert (draft.status, draft.reviewed_by) == (GuideStatus.DRAFT, "А. Оспанов, заңгер")
    assert list(JournalEntry.objects.order_by("pk").values_list("code", flat=True)) == [
        "guide.reviewed",
        "guide.published",
        "guide.withdrawn",
    ]


@pytest.mark.parametrize("step", [publish_guide, withdraw_guide])
def test_only_editors_take_its_steps(draft, step):
    writer = UserFactory(role=Role.PRESS_OFFICER, organization=draft.organization)
    elsewhere = UserFactory(role=Role.EDITOR, organization=OrganizationFactory())
    for user in (writer, elsewhere):
        with pytest.raises(PermissionDenied):
            step(guide_id=draft.pk, by=user)


@pytest.mark.parametrize("column", ["question_ru", "answer_kk", "steps_kk"])
def test_what_both_state_languages_lack_is_not_published(draft, editor, column):
    review_guide(guide_id=draft.pk, reviewed_by="А. Оспанов", by=editor)
    Guide.objects.filter(pk=draft.pk).update(**{column: ""})
    with pytest.raises(ValidationError):
        publish_guide(guide_id=draft.pk, by=editor)


def test_a_published_guide_stays_complete(guide):
    guide.answer_ru = ""
    with pytest.raises(ValidationError):
        save_guide(guide=guide)


def test_the_admin_publishes_and_counts_opinions(client, draft, editor):
    client.force_login(editor)
    for step, words in (("review", {"reviewed_by": "А. Оспанов"}), ("publish", {})):
        assert client.post(admin_url(Guide, step, draft.pk), words).status_code == 302
    for is_helpful in (True, True, False):
        give_opinion(guide=draft, language="kk", is_helpful=is_helpful)
    draft.refresh_from_db()
    assert draft.status == GuideStatus.PUBLISHED
    assert "2 of 3" in client.get(admin_url(Guide, "changelist")).content.decode()
