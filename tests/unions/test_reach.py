"""What in the admin does not go through the form: filters, choices made before, actions on many."""

import pytest
from django.contrib import admin
from django.urls import reverse

from tests.counting_calls import grows_no_faster
from tests.publications.factories import CoverageFactory
from tests.unions.factories import (
    AppointmentFactory,
    ChannelFactory,
    OrganizationFactory,
    UserFactory,
)
from unions.models import Channel, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def federation():
    return OrganizationFactory(kind="federation")


@pytest.fixture
def ours(federation):
    return OrganizationFactory(parent=federation, kind="regional", name_ru="Наша организация")


@pytest.fixture
def theirs(federation):
    return OrganizationFactory(parent=federation, kind="regional", name_ru="Чужая организация")


@pytest.fixture
def officer(client, ours):
    user = UserFactory(role=Role.PRESS_OFFICER, organization=ours)
    client.force_login(user)
    return user


CHANNELS = "admin:unions_channel_changelist"


def test_a_filter_by_organization_takes_in_what_stands_below_it(client, officer, ours):
    branch = OrganizationFactory(parent=ours)
    here, below = ChannelFactory(organization=ours), ChannelFactory(organization=branch)
    for organization, expected in [(ours, {here, below}), (branch, {below})]:
        listed = client.get(reverse(CHANNELS), {"organization__id__exact": organization.pk})
        assert set(listed.context["cl"].queryset) == expected


def test_a_filter_by_an_organization_beyond_the_reach_names_nothing(client, officer, ours, theirs):
    ChannelFactory(organization=ours)
    listed = client.get(reverse(CHANNELS), {"organization__id__exact": theirs.pk})
    assert not listed.context["cl"].queryset
    content = listed.content.decode()
    assert theirs.name_kk not in content
    assert theirs.name_ru not in content


@pytest.mark.parametrize("nonsense", ["x", "1' OR 1=1", ""])
def test_a_filter_takes_nonsense_calmly(client, officer, ours, nonsense):
    ChannelFactory(organization=ours)
    listed = client.get(reverse(CHANNELS), {"organization__id__exact": nonsense})
    assert listed.status_code in {200, 302}


@pytest.mark.parametrize("written", ["network", "organization__id"])
def test_a_filter_by_many_values_costs_no_more_than_each_of_them(client, officer, ours, written):
    ChannelFactory(organization=ours)

    def listed(values):
        many = ",".join(str(10_000 + number) for number in range(values))
        assert client.get(reverse(CHANNELS), {f"{written}__in": many}).status_code in {200, 302}

    assert grows_no_faster(listed, 200)


def speakers_of(coverage, request):
    coverage_admin = admin.site.get_model_admin(type(coverage))
    return coverage_admin.get_form(request, coverage).base_fields["speakers"].queryset


def test_what_somebody_else_chose_beyond_the_reach_stays_chosen(rf, officer, ours, theirs):
    elsewhere, another = [AppointmentFactory(organization=theirs).person for _ in range(2)]
    here = AppointmentFactory(organization=ours).person
    coverage = CoverageFactory(organization=ours)
    coverage.speakers.add(elsewhere)
    request = rf.get("/")
    request.user = officer
    assert set(speakers_of(coverage, request)) == {officer.person, here, elsewhere}
    assert another not in speakers_of(coverage, request)


def test_what_is_done_to_many_is_permitted_for_each_or_not_done(client, officer, ours, theirs):
    """Here a press officer, there a chair, who sees channels but deletes none."""
    AppointmentFactory(person=officer.person, organization=theirs, role=Role.CHAIR)
    channels = [ChannelFactory(organization=ours), ChannelFactory(organization=theirs)]
    data = {
        "action": "delete_selected",
        "_selected_action": [channel.pk for channel in channels],
        "post": "yes",
    }
    assert client.post(reverse(CHANNELS), data).status_code == 403
    assert Channel.objects.count() == 2
    data["_selected_action"] = [channels[0].pk]
    client.post(reverse(CHANNELS), data)
    assert list(Channel.objects.all()) == [channels[1]]


def test_no_list_is_edited_in_place():
    """A list edited in place asks for no permission on each of its rows."""
    assert not [one for one in admin.site._registry.values() if one.list_editable]
