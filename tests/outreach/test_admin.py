import pytest

from mediacenter.outreach.models import Appeal, CommitteeHearing, Contest
from tests.changelists import admin_url, assert_forms_open, assert_list_does_not_grow
from tests.outreach.factories import (
    AppealFactory,
    BoardSubjectFactory,
    CampaignFactory,
    CommitteeHearingFactory,
    ContestFactory,
    FeedbackChannelFactory,
    NoticeBoardRegisterFactory,
    VisitFactory,
)
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

OF_ORGANIZATION = [
    AppealFactory,
    CampaignFactory,
    CommitteeHearingFactory,
    ContestFactory,
    FeedbackChannelFactory,
    NoticeBoardRegisterFactory,
    VisitFactory,
]


@pytest.fixture
def federation(db):
    return OrganizationFactory()


@pytest.fixture
def karaganda(federation):
    return OrganizationFactory(parent=federation)


@pytest.fixture
def administrator(client, federation):
    client.force_login(UserFactory(role=Role.ADMINISTRATOR, organization=federation))
    return client


@pytest.fixture
def officer(client, karaganda):
    client.force_login(UserFactory(role=Role.PRESS_OFFICER, organization=karaganda))
    return client


@pytest.mark.parametrize("factory", OF_ORGANIZATION)
def test_a_list_asks_as_much_for_three_records_as_for_one(administrator, federation, factory):
    def make():
        return factory(organization=OrganizationFactory(parent=federation))

    assert_list_does_not_grow(administrator, make)


def test_a_list_of_visits_asks_no_more_for_what_they_belong_to(administrator, federation):
    def make():
        visited = OrganizationFactory(parent=federation)
        return VisitFactory(organization=federation, visited=visited, campaign=CampaignFactory())

    assert_list_does_not_grow(administrator, make)


@pytest.mark.parametrize("factory", OF_ORGANIZATION)
def test_the_forms_open(administrator, federation, factory):
    assert_forms_open(administrator, factory(organization=federation))


def test_the_subjects_of_notice_boards_have_a_form(administrator):
    assert_forms_open(administrator, BoardSubjectFactory())
    assert_list_does_not_grow(administrator, BoardSubjectFactory)


def test_a_hearing_is_entered_with_its_circle(officer, karaganda):
    officer.post(
        admin_url(CommitteeHearing, "add"),
        {
            "organization": karaganda.pk,
            "when": "03.2024",
            "body_ru": "Областной комитет",
            "question_ru": "Об информационной работе",
            "with_levels": ["primary", "city"],
        },
    )

    hearing = CommitteeHearing.objects.get()
    assert (hearing.with_levels, hearing.precision) == (["primary", "city"], "month")
    page = officer.get(admin_url(CommitteeHearing, "change", hearing.pk))
    assert page.context["adminform"].form["when"].value() == "03.2024"


def test_a_prize_draw_needs_its_conditions_in_one_language(officer, karaganda):
    sent = {
        "organization": karaganda.pk,
        "when": "2024",
        "network": "instagram",
        "title_kk": "Ұтыс ойыны",
        "followers_gained_qualifier": "exact",
    }
    response = officer.post(admin_url(Contest, "add"), sent)
    assert list(response.context["adminform"].form.errors) == ["conditions_kk"]

    officer.post(admin_url(Contest, "add"), {**sent, "conditions_ru": "Подписаться"})
    assert Contest.objects.get().title_kk == "Ұтыс ойыны"


def test_an_appeal_is_answered_after_it_was_received(client, karaganda):
    client.force_login(UserFactory(role=Role.APPEALS_OFFICER, organization=karaganda))
    appeal = AppealFactory(organization=karaganda)
    sent = {
        "organization": karaganda.pk,
        "subject": appeal.subject,
        "kind": appeal.kind,
        "way": appeal.way,
        "received_on": "2024-03-12",
    }
    url = admin_url(Appeal, "change", appeal.pk)

    refused = client.post(url, {**sent, "answered_on": "2024-03-11"})
    assert refused.context["adminform"].form.errors
    assert client.post(url, {**sent, "answered_on": "2024-03-13"}).status_code == 302


@pytest.mark.parametrize("role", [Role.PRESS_OFFICER, Role.EDITOR, Role.TRAINING_ORGANIZER])
def test_what_members_ask_is_not_everybodys_to_read(client, karaganda, role):
    appeal = AppealFactory(organization=karaganda)
    url = admin_url(Appeal, "change", appeal.pk)

    for reader, status in ((role, 403), (Role.APPEALS_OFFICER, 200), (Role.CHAIR, 200)):
        client.force_login(UserFactory(role=reader, organization=karaganda))
        assert client.get(url).status_code == status
