"""Visits and meetings, many in one table."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from mediacenter.outreach.actions.visits import enter_visit
from mediacenter.outreach.models import Visit
from mediacenter.services.journal.models import JournalEntry
from tests.changelists import admin_url
from tests.outreach.factories import VisitFactory
from tests.publications.article_form import sent_from
from tests.shown import fields_of
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role


@pytest.fixture
def officer(client, tree):
    user = UserFactory(role=Role.PRESS_OFFICER, organization=tree["ours"])
    client.force_login(user)
    return user


@pytest.fixture
def table(tree):
    return f"{reverse('outreach:visits')}?organization=ours".replace("/kk/", "/ru/")


def test_visits_to_branches_and_elsewhere_are_entered_in_one_form(client, officer, tree, table):
    branch = tree["branch"]
    sent = fields_of(client.get(table))
    sent |= {
        f"{branch.pk}-when": "12.03.2024",
        f"{branch.pk}-topic": "Коллективный договор",
        "elsewhere-0-when": "03.2024",
        "elsewhere-0-mode": "online",
        "elsewhere-0-place": "Шетский район",
    }

    client.post(table, sent)

    visit = Visit.objects.get(visited=branch)
    assert (visit.organization, visit.topic_ru, visit.mode) == (
        tree["ours"],
        "Коллективный договор",
        "in_person",
    )
    meeting = Visit.objects.get(visited=None)
    assert (meeting.place_ru, meeting.mode, meeting.precision) == (
        "Шетский район",
        "online",
        "month",
    )
    assert JournalEntry.objects.filter(code="visit.entered", user=officer).count() == 2
    assert fields_of(client.get(table))[f"{branch.pk}-when"] == ""


def test_what_lacks_its_day_or_its_place_comes_back_and_the_rest_is_saved(
    client, officer, tree, table
):
    sent = fields_of(client.get(table))
    sent |= {
        f"{tree['branch'].pk}-topic": "Без даты",
        "elsewhere-0-when": "2024",
        "elsewhere-1-when": "2024",
        "elsewhere-1-place": "Сарань",
    }

    page = client.post(table, sent)

    assert Visit.objects.get().place_ru == "Сарань"
    reasons = {row.prefix: list(row.errors) for row in page.context["refused"]}
    assert reasons == {f"{tree['branch'].pk}": ["when"], "elsewhere-0": ["place"]}


def test_a_table_that_is_sent_twice_enters_its_visits_once(client, officer, table, tree):
    sent = {"elsewhere-0-when": "12.03.2024", "elsewhere-0-place": "Сарань"}
    client.post(table, sent)
    page = client.post(table, sent)
    assert Visit.objects.count() == 1
    assert page.context["refused"][0].non_field_errors()


def test_a_visit_of_the_admins_form_is_in_the_journal(client, officer, tree):
    url = admin_url(Visit, "add")
    client.post(url, {**sent_from(client.get(url)), "when": "2024", "place_ru": "Шет"})
    assert JournalEntry.objects.get(code="visit.entered").subject == Visit.objects.get()


def test_two_tables_sent_at_once_enter_a_visit_once(transactional_db):
    ours, start, day = OrganizationFactory(), Barrier(4), dt.date(2024, 3, 12)
    told = {"starts_on": day, "ends_on": day, "topic": "Жиналыс"}

    def enter(_number):
        try:
            start.wait()
            enter_visit(visit=VisitFactory.build(organization=ours, **told))
        except ValidationError as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as tables:
        assert sorted(map(str, tables.map(enter, range(4)))) == ["None", *["duplicate"] * 3]
    assert Visit.objects.count() == 1
