"""The first screen names what waits for each role, and asks as often for many as for one."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mediacenter.portal.work_queues import COUNTED, declared_only, queues_of, unanswered_appeals
from mediacenter.reports.models import Figure, ReportFile, Snapshot
from mediacenter.services.outbox.actions import owe
from mediacenter.services.outbox.models import Mail
from tests.days import in_days
from tests.outreach.factories import AppealFactory
from tests.reports.factories import FigureFactory
from tests.training.factories import SeminarFactory, SeminarFigureFactory
from tests.unions.factories import OrganizationFactory, UserFactory
from training.models import Counted
from unions.models import Organization, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return OrganizationFactory(parent=OrganizationFactory())


def last_year():
    return timezone.localdate().year - 1


def words_of(user):
    return {queue.title: [line.words for line in queue.lines] for queue in queues_of(user)}


def report_file(organization, **fields):
    taken = Snapshot.objects.create(
        organization=organization, year=last_year(), facts={}, facts_sha="0"
    )
    return ReportFile.objects.create(snapshot=taken, language="kk", key="0", size=1, **fields)


@pytest.mark.parametrize("role", [Role.APPEALS_OFFICER, Role.CHAIR])
def test_who_answers_and_the_chair_see_what_has_waited_longest(client, region, role):
    branch = OrganizationFactory(parent=region)
    newer = AppealFactory(organization=region, subject="Newer", received_on=in_days(-3))
    older = AppealFactory(organization=branch, subject="Older", received_on=in_days(-30))
    AppealFactory(organization=region, received_on=in_days(-9), answered_on=in_days(-8))
    AppealFactory(subject="Of another tree")
    user = UserFactory(role=role, organization=region)
    client.force_login(user)
    forms = [reverse("admin:outreach_appeal_change", args=[one.pk]) for one in (older, newer)]
    for address in (reverse("admin:index"), reverse("portal:cabinet")):
        links = re.findall(r'href="([^"]+)"', client.get(address).content.decode())
        assert [link for link in links if link in forms] == forms
    assert client.get(forms[0]).status_code == 200


def test_many_are_counted_up_to_a_bound(region):
    AppealFactory.create_batch(COUNTED + 2, organization=region)
    found = unanswered_appeals(UserFactory(role=Role.APPEALS_OFFICER, organization=region))
    assert found.number == "100-ден астам"
    assert len(found.lines) == 5


def test_a_chair_is_told_how_far_last_year_s_report_is(client, region):
    user = UserFactory(role=Role.CHAIR, organization=region)

    def told():
        return [line.detail for queue in queues_of(user) for line in queue.lines]

    def state(code):
        FigureFactory(organization=region, indicator=code, year=last_year())

    first, *others = declared_only()
    state(first)
    left = f"тізілімдерде есептелмейтін {len(others)} көрсеткіш көрсетілмеген"
    assert told() == [f"{left} · файл жасалмаған"]
    Figure.objects.update(number=None)  # which states nothing
    for code in others:
        state(code)
    assert told() == ["тізілімдерде есептелмейтін 1 көрсеткіш көрсетілмеген · файл жасалмаған"]
    Figure.objects.update(number=1)
    file = report_file(region)
    assert told() == ["файлды жариялау керек"]
    file.published_at = timezone.now()
    file.save()
    assert told() == []


def test_only_the_chair_owes_the_report(region):
    assert queues_of(UserFactory(role=Role.PRESS_OFFICER, organization=region)) == []


def test_a_training_organizer_sees_what_comes_and_what_was_not_counted(region):
    def seminar(title, **fields):
        return SeminarFactory(organizer=region, title_kk=title, **fields)

    seminar("Next month", starts_on=in_days(20))
    seminar("Today", starts_on=in_days(0))
    seminar("Far ahead", starts_on=in_days(60))
    counted = seminar("Counted", starts_on=in_days(-20))
    SeminarFigureFactory(seminar=counted)
    seminar("Held", starts_on=in_days(-10))
    only_countries = seminar("Countries counted", starts_on=in_days(-15))
    SeminarFigureFactory(seminar=only_countries, counted=Counted.COUNTRIES)
    seminar("Long ago", starts_on=in_days(-600))
    user = UserFactory(role=Role.TRAINING_ORGANIZER, organization=region)
    assert list(words_of(user).values()) == [
        ["Held", "Countries counted"],
        ["Today", "Next month"],
    ]


def test_who_keeps_the_portal_is_told_of_mails_that_were_set_aside(region):
    root = UserFactory(
        role=Role.ADMINISTRATOR, organization=Organization.objects.get_parent(region)
    )
    for user in (root, UserFactory()):
        owe("account.signed_in", user=user)
    owe("account.link", user=root)  # of one name with the others
    lost = owe("plan.notices", user=root)
    Mail.objects.update(set_aside_at=timezone.now(), last_error="Refused")
    Mail.objects.filter(pk=lost.pk).update(kind="of.a_room_that_is_gone")
    with CaptureQueriesContext(connection) as asked:
        [queue] = queues_of(root)
    assert (queue.number, [line.detail for line in queue.lines]) == ("4", ["3", "1"])
    assert len([one for one in asked if "outbox_mail" in one["sql"]]) == 1
    assert queue.address == reverse("mails:set_aside")
    assert queues_of(UserFactory(role=Role.ADMINISTRATOR, organization=region)) == []


def test_it_asks_as_often_for_three_as_for_one(region, django_assert_num_queries):
    user = UserFactory(role=Role.CHAIR, organization=region)

    def more():
        AppealFactory(organization=OrganizationFactory(parent=region))

    more()
    assert queues_of(user)  # which posts the user holds is known from now on
    with django_assert_num_queries(4):
        queues_of(user)
    more()
    more()
    with django_assert_num_queries(4):
        queues_of(user)
