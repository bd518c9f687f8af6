"""Subscriptions: all branches of an organization in one table, saved at once."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from publications.printed.actions.subscriptions import enter_subscriptions
from publications.printed.models import Subscription
from tests.publications.factories import OutletFactory, SubscriptionFactory
from tests.shown import fields_of
from tests.unions.factories import OrganizationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def newspaper(federation):
    return OutletFactory(publisher=federation)


@pytest.fixture
def branches(karaganda):
    return [OrganizationFactory(parent=karaganda) for _ in range(3)]


@pytest.fixture
def table(client, press_officer, karaganda):
    client.force_login(press_officer)
    return f"{reverse('subscriptions:table')}?organization={karaganda.slug}&year=2024"


def cell(organization, outlet):
    return f"{organization.pk}-{outlet.pk}"


def test_one_form_saves_the_copies_of_every_branch(client, table, newspaper, branches):
    sent = {cell(branch, newspaper): str(10 * n) for n, branch in enumerate(branches, 1)}
    assert client.post(table, sent).status_code == 302
    stored = Subscription.objects.filter(year=2024, outlet=newspaper)
    assert {(one.organization, one.copies) for one in stored} == {
        (branches[0], 10),
        (branches[1], 20),
        (branches[2], 30),
    }


def test_a_cleared_cell_ends_a_subscription_and_an_untouched_one_changes_nothing(
    client, table, newspaper, branches
):
    ended, kept, unstated = (
        SubscriptionFactory(organization=branch, outlet=newspaper, year=2024, copies=copies)
        for branch, copies in zip(branches, [5, 7, None], strict=True)
    )
    opened = fields_of(client.get(table))
    client.post(table, {**opened, cell(ended.organization, newspaper): ""})
    assert set(Subscription.objects.all()) == {kept, unstated}


def test_another_number_changes_the_subscription_that_is_there(client, table, newspaper, branches):
    stored = SubscriptionFactory(organization=branches[0], outlet=newspaper, year=2024, copies=5)
    client.post(table, {**fields_of(client.get(table)), cell(branches[0], newspaper): "6"})
    assert list(Subscription.objects.values_list("pk", "copies")) == [(stored.pk, 6)]


def test_a_wrong_cell_comes_back_in_its_place_and_the_others_are_saved(
    client, table, newspaper, branches
):
    sent = {cell(branches[0], newspaper): "10", cell(branches[1], newspaper): "-1"}

    page = client.post(table, sent)

    assert Subscription.objects.get().organization == branches[0]
    assert [row.record for row in page.context["refused"]] == [branches[1]]
    shown = fields_of(page)
    assert shown[cell(branches[1], newspaper)] == "-1"
    assert shown[cell(branches[0], newspaper)] == "10"


def test_what_a_colleague_entered_meanwhile_is_not_taken_out(client, table, newspaper, branches):
    opened = fields_of(client.get(table))
    SubscriptionFactory(organization=branches[0], outlet=newspaper, year=2024, copies=5)

    client.post(table, {**opened, cell(branches[1], newspaper): "1 200"})

    stored = Subscription.objects.values_list("organization", "copies")
    assert set(stored) == {(branches[0].pk, 5), (branches[1].pk, 1200)}


def test_the_table_ends_where_the_reach_ends(client, table, newspaper, almaty, press_officer):
    foreign = f"{reverse('subscriptions:table')}?organization={almaty.slug}"
    assert client.get(foreign).status_code == 403
    assert client.get(table).status_code == 200
    with pytest.raises(PermissionDenied):
        enter_subscriptions(year=2024, copies={(almaty, newspaper): 5}, by=press_officer)
    assert not Subscription.objects.exists()


def test_the_table_names_what_a_branch_subscribes_to_whoever_publishes_it(
    client, table, newspaper, branches
):
    SubscriptionFactory()  # of another organization
    independent = SubscriptionFactory(organization=branches[0], year=2020).outlet
    assert set(client.get(table).context["outlets"]) == {newspaper, independent}
