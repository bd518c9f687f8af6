"""What roles reach: grants, seen through has_perm and through QuerySets."""

import pytest
from django.contrib.auth.models import AnonymousUser, Permission

from tests.days import in_days
from tests.unions.factories import (
    AppointmentFactory,
    ChannelFactory,
    PersonFactory,
    RegionFactory,
    UserFactory,
)
from unions.access import GRANTS, choosable
from unions.models import Channel, Organization, Person, Region, Role, User

pytestmark = pytest.mark.django_db


def reached(user, model, verb="view"):
    return set(GRANTS[model].reached(model.objects.all(), user, verb))


def test_a_role_reaches_its_organization_and_everything_below_it(tree):
    officer = UserFactory(role=Role.PRESS_OFFICER, organization=tree["ours"])
    channel = {name: ChannelFactory(organization=node) for name, node in tree.items()}
    assert reached(officer, Channel) == {channel["ours"], channel["branch"]}
    assert officer.has_perm("unions.change_channel", channel["branch"])
    assert not officer.has_perm("unions.change_channel", channel["theirs"])
    assert not officer.has_perm("unions.change_channel", channel["federation"])


def test_without_a_record_the_question_is_whether_the_role_is_held_somewhere(tree):
    officer = UserFactory(role=Role.PRESS_OFFICER, organization=tree["branch"])
    assert officer.has_perm("unions.add_channel")
    assert not officer.has_perm("unions.add_appointment")


def test_roles_are_not_mixed_between_organizations(tree):
    """A press officer here who is a chair there edits channels here only."""
    user = UserFactory(role=Role.PRESS_OFFICER, organization=tree["branch"])
    AppointmentFactory(person=user.person, organization=tree["theirs"], role=Role.CHAIR)
    there = ChannelFactory(organization=tree["theirs"])
    assert user.has_perm("unions.view_channel", there)
    assert not user.has_perm("unions.change_channel", there)
    assert set(choosable(user, Channel, "organization")) == {tree["branch"]}


@pytest.mark.parametrize(
    ("starts", "ends", "holds"),  # days from today
    [(None, None, True), (0, 0, True), (None, -1, False), (1, None, False)],
)
def test_a_role_is_held_from_the_first_to_the_last_day(tree, starts, ends, holds):
    user = UserFactory()
    AppointmentFactory(
        person=user.person,
        organization=tree["ours"],
        role=Role.EDITOR,
        starts_on=None if starts is None else in_days(starts),
        ends_on=None if ends is None else in_days(ends),
    )
    assert user.has_perm("unions.add_channel") is holds
    assert user.is_staff is holds


def test_a_post_without_a_role_opens_nothing(tree):
    user = UserFactory()
    AppointmentFactory(person=user.person, organization=tree["ours"], role="")
    assert not user.is_staff
    assert not user.has_perm("unions.view_channel")


def test_django_s_own_tables_of_permissions_grant_nothing_and_are_not_read(
    django_assert_num_queries,
):
    user = UserFactory()
    user.user_permissions.set(Permission.objects.filter(codename__endswith="_channel"))
    assert user.posts_held == []
    with django_assert_num_queries(0):
        assert not user.has_perm("unions.view_channel")


def test_somebody_unknown_or_switched_off_may_nothing(tree):
    assert not AnonymousUser().has_perm("unions.view_channel")
    user = UserFactory(role=Role.ADMINISTRATOR, organization=tree["federation"], is_active=False)
    assert not user.has_perm("unions.view_channel")
    assert reached(user, Organization) == set()


def test_dictionaries_are_read_by_every_role_and_kept_at_the_root(tree):
    RegionFactory()
    regional = UserFactory(role=Role.ADMINISTRATOR, organization=tree["ours"])
    central = UserFactory(role=Role.ADMINISTRATOR, organization=tree["federation"])
    assert reached(regional, Region) == reached(central, Region) == set(Region.objects.all())
    assert not regional.has_perm("unions.add_region")
    assert reached(regional, Region, "change") == set()
    assert central.has_perm("unions.add_region")
    assert reached(central, Region, "change") == set(Region.objects.all())


def test_nobody_deletes_an_organization(tree):
    central = UserFactory(role=Role.ADMINISTRATOR, organization=tree["federation"])
    assert not central.has_perm("unions.delete_organization", tree["branch"])


def test_people_are_seen_through_their_posts_and_guests_by_everybody(tree):
    officer = UserFactory(role=Role.PRESS_OFFICER, organization=tree["ours"])
    here, there, former, guest = PersonFactory.create_batch(4)
    AppointmentFactory(person=here, organization=tree["branch"])
    AppointmentFactory(person=there, organization=tree["theirs"])
    AppointmentFactory(person=former, organization=tree["ours"], ends_on=in_days(-1))
    assert reached(officer, Person) == {officer.person, here, former, guest}


def test_somebody_with_a_post_elsewhere_is_changed_by_who_reaches_both(tree):
    officer = UserFactory(role=Role.EDITOR, organization=tree["ours"])
    both = PersonFactory()
    AppointmentFactory(person=both, organization=tree["branch"])
    elsewhere = AppointmentFactory(person=both, organization=tree["theirs"])
    assert both in reached(officer, Person)
    assert not officer.has_perm("unions.change_person", both)
    elsewhere.ends_on = in_days(-1)
    elsewhere.save()
    assert officer.has_perm("unions.change_person", both)


def test_an_account_is_kept_by_who_reaches_all_that_it_opens(tree):
    """Else an administrator of one region would change the e-mail of a higher account and enter."""
    regional = UserFactory(role=Role.ADMINISTRATOR, organization=tree["ours"])
    central = UserFactory(role=Role.ADMINISTRATOR, organization=tree["federation"])
    below = UserFactory(role=Role.CHAIR, organization=tree["branch"])
    higher = UserFactory(role=Role.CHAIR, organization=tree["branch"])
    AppointmentFactory(person=higher.person, organization=tree["federation"])
    unplaced = UserFactory(person=None)
    former = UserFactory(kept_by=tree["ours"])
    AppointmentFactory(person=former.person, organization=tree["branch"], ends_on=in_days(-1))
    emergency = User.objects.create_superuser("root@example.org", "pw", person=None)
    assert reached(regional, User) == {regional, below}
    assert reached(central, User) == {regional, central, below, higher, unplaced, former}
    assert not regional.has_perm("unions.change_user", higher)
    assert not central.has_perm("unions.change_user", emergency)
    assert emergency.has_perm("unions.change_user", emergency)
