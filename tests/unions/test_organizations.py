"""The life of organizations is recorded, not overwritten, and the tree stays whole."""

import datetime as dt
import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone
from django.utils.translation import override

from mediacenter.services.journal.models import JournalEntry
from tests.days import in_days
from tests.unions.factories import (
    AppointmentFactory,
    ChannelFactory,
    OrganizationFactory,
    UserFactory,
)
from unions.actions import (
    close_organization,
    end_appointment,
    merge_organizations,
    move_organization,
    open_organization,
    rename_organization,
    reopen_organization,
)
from unions.models import FollowerCount, Organization, OrganizationEvent, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def federation():
    return OrganizationFactory(kind="federation")


@pytest.fixture
def region(federation):
    return OrganizationFactory(parent=federation, kind="regional")


@pytest.fixture
def city(region):
    return OrganizationFactory(parent=region, kind="city")


def parent_of(organization):
    return Organization.objects.get_parent(Organization.objects.get(pk=organization.pk))


def assert_tree_is_whole():
    assert Organization.objects.find_problems() == ([], [], [], [], [])


def events_of(organization):
    return [(event.kind, event.other) for event in organization.events.all()]


# --- Opening ------------------------------------------------------------------------------------


def test_an_organization_is_opened_with_its_first_name_and_an_address(federation):
    opened = open_organization(
        kind="regional",
        names={"name_kk": "Қарағанды ұйымы", "name_ru": "Карагандинская организация"},
        parent=federation,
        opened_on=dt.date(1990, 10, 10),
        decision="№ 4",
    )
    assert parent_of(opened) == federation
    assert opened.slug == "qaragandy-uiymy"
    assert opened.names.get().valid_from == dt.date(1990, 10, 10)
    assert events_of(opened) == [("founded", None)]
    assert_tree_is_whole()


def test_addresses_do_not_collide(federation):
    names = {"name_kk": "Мектеп"}
    slugs = [
        open_organization(kind="primary", names=names, parent=federation).slug for _ in range(3)
    ]
    assert slugs == ["mektep", "mektep-2", "mektep-3"]


def test_an_organization_without_a_name_is_not_opened(federation):
    with pytest.raises(ValidationError):
        open_organization(kind="primary", names={"name_kk": " "}, parent=federation)


def test_an_organization_is_not_founded_in_the_future(federation):
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    with pytest.raises(ValidationError):
        open_organization(
            kind="primary", names={"name_kk": "А"}, parent=federation, opened_on=tomorrow
        )
    assert Organization.objects.get() == federation


def test_only_a_superuser_plants_a_second_root(federation):
    administrator = UserFactory(role=Role.ADMINISTRATOR, organization=federation)
    with pytest.raises(ValidationError):
        open_organization(kind="federation", names={"name_kk": "А"}, by=administrator)


def test_it_is_called_by_its_short_name_in_the_language_of_the_page(federation):
    opened = open_organization(
        kind="regional",
        names={"name_kk": "Ұйым", "name_ru": "Организация", "short_name_ru": "Орг."},
        parent=federation,
    )
    with override("kk"):
        assert str(opened) == "Ұйым"
    with override("ru"):
        assert str(opened) == "Орг."
    with override("en"):
        assert str(opened) == "Ұйым"


# --- Renaming -----------------------------------------------------------------------------------


def test_a_former_name_stays_on_record_with_its_days(region):
    former = region.name_ru
    rename_organization(
        organization=region, names={"name_ru": "Новое имя"}, renamed_on=dt.date(2024, 6, 26)
    )
    assert region.name_on(dt.date(2024, 6, 25)).name_ru == former
    assert region.name_on(dt.date(2024, 6, 26)).name_ru == "Новое имя"
    assert Organization.objects.get(pk=region.pk).name_ru == "Новое имя"
    assert events_of(region) == [("renamed", None)]


@pytest.mark.parametrize("day", [dt.date(2024, 6, 26), dt.date(2023, 1, 1), None])  # None: tomorrow
def test_a_name_cannot_begin_before_the_one_in_force_nor_in_the_future(region, day):
    once = dt.date(2024, 6, 26)
    rename_organization(organization=region, names={"name_ru": "Новое имя"}, renamed_on=once)
    with pytest.raises(ValidationError):
        rename_organization(
            organization=region, names={"name_ru": "Другое"}, renamed_on=day or in_days(1)
        )
    assert region.names.count() == 2


def test_the_name_that_it_has_is_no_new_one(region):
    names = {"name_ru": "Новое имя"}
    once = dt.date(2024, 6, 26)
    rename_organization(organization=region, names=names, renamed_on=once)
    with pytest.raises(ValidationError):
        rename_organization(organization=region, names=names, renamed_on=dt.date(2025, 6, 26))
    assert region.names.count() == 2


# --- Moving -------------------------------------------------------------------------------------


def test_an_organization_moves_with_everything_below_it(federation, region, city):
    union = OrganizationFactory(parent=federation, kind="industry_union")
    move_organization(organization=region, parent=union, decision="№ 12")
    assert parent_of(region) == union
    assert parent_of(city) == region
    assert events_of(region) == [("moved", federation)]
    assert_tree_is_whole()


@pytest.mark.parametrize("where", ["itself", "below", "same", "closed"])
def test_some_moves_are_refused(federation, region, city, where):
    closed = OrganizationFactory(parent=federation, closed_on=in_days(0))
    parent = {"itself": region, "below": city, "same": federation, "closed": closed}[where]
    with pytest.raises(ValidationError):
        move_organization(organization=region, parent=parent)
    assert parent_of(region) == federation


def test_only_who_reaches_both_places_moves(federation, region, city):
    elsewhere = OrganizationFactory(parent=federation, kind="regional")
    regional = UserFactory(role=Role.ADMINISTRATOR, organization=region)
    central = UserFactory(role=Role.ADMINISTRATOR, organization=federation)
    with pytest.raises(PermissionDenied):
        move_organization(organization=city, parent=elsewhere, by=regional)
    move_organization(organization=city, parent=elsewhere, by=central)
    assert parent_of(city) == elsewhere


# --- Merging and closing ------------------------------------------------------------------------


def test_a_merged_organization_is_closed_and_its_branches_go_to_the_successor(federation, region):
    merged = OrganizationFactory(parent=federation, kind="regional")
    branches = OrganizationFactory.create_batch(2, parent=merged)
    merge_organizations(organization=merged, successor=region)
    merged.refresh_from_db()
    assert merged.closed_on == in_days(0)
    assert events_of(merged) == [("merged", region)]
    for branch in branches:
        assert parent_of(branch) == region
        assert events_of(branch) == [("moved", merged)]
    assert_tree_is_whole()


def test_a_merged_territorial_association_hands_on_its_affiliated(federation, region):
    merged, successor = OrganizationFactory.create_batch(2, parent=federation, kind="territorial")
    Organization.objects.filter(pk=region.pk).update(territorial_association=merged)
    merge_organizations(organization=merged, successor=successor)
    region.refresh_from_db()
    assert region.territorial_association == successor


def test_an_organization_does_not_merge_into_its_own_branch(region, city):
    with pytest.raises(ValidationError):
        merge_organizations(organization=region, successor=city)


def test_closing_ends_posts_and_channels(city):
    on = dt.date(2024, 12, 31)
    chair = UserFactory()
    AppointmentFactory(person=chair.person, organization=city, role=Role.CHAIR)
    past = AppointmentFactory(organization=city, ends_on=dt.date(2020, 1, 1))
    channel = ChannelFactory(organization=city)
    close_organization(organization=city, closed_on=on)
    past.refresh_from_db()
    channel.refresh_from_db()
    assert chair.person.appointments.get().ends_on == on
    assert past.ends_on == dt.date(2020, 1, 1)
    assert channel.closed_on == on
    assert events_of(city) == [("closed", None)]
    with pytest.raises(ValidationError):
        close_organization(organization=city)


def test_an_organization_with_open_branches_is_not_closed(region, city):
    with pytest.raises(ValidationError):
        close_organization(organization=region)
    close_organization(organization=city)
    close_organization(organization=region)


def test_nobody_opens_or_moves_anything_below_a_closed_organization(federation, city):
    close_organization(organization=city)
    with pytest.raises(ValidationError):
        open_organization(kind="primary", names={"name_kk": "А"}, parent=city)


# --- What a date would cut -----------------------------------------------------------------------


def post_from_2025(organization):
    AppointmentFactory(organization=organization, starts_on=dt.date(2025, 3, 1))


def founded_in_2025(organization):
    Organization.objects.filter(pk=organization.pk).update(founded_on=dt.date(2025, 3, 1))


def named_in_2025(organization):
    rename_organization(
        organization=organization, names={"name_kk": "Жаңа"}, renamed_on=dt.date(2025, 3, 1)
    )


def channel_from_2025(organization):
    ChannelFactory(organization=organization, since=dt.date(2025, 3, 1))


def followers_of_2025(organization):
    FollowerCount.objects.create(
        channel=ChannelFactory(organization=organization),
        number=5,
        counted_on=dt.date(2025, 3, 1),
    )


def closed(organization, *, into, on):
    close_organization(organization=organization, closed_on=on)


def merged(organization, *, into, on):
    merge_organizations(organization=organization, successor=into, merged_on=on)


@pytest.mark.parametrize("end", [closed, merged])
@pytest.mark.parametrize(
    "record",
    [post_from_2025, founded_in_2025, named_in_2025, channel_from_2025, followers_of_2025],
)
def test_an_organization_does_not_end_before_what_is_on_record(region, city, record, end):
    record(city)
    with override("en"), pytest.raises(ValidationError) as refused:
        end(city, into=region, on=dt.date(2020, 1, 1))
    assert "March 2025" in " ".join(refused.value.messages)
    city.refresh_from_db()
    assert city.closed_on is None
    assert list(city.appointments.values_list("ends_on", flat=True)) in ([], [None])


def test_nothing_moves_or_is_renamed_before_its_founding(federation, city):
    founded_in_2025(city)
    with pytest.raises(ValidationError):
        move_organization(organization=city, parent=federation, moved_on=dt.date(2020, 1, 1))
    with pytest.raises(ValidationError):
        rename_organization(
            organization=city, names={"name_kk": "Аты"}, renamed_on=dt.date(2020, 1, 1)
        )
    move_organization(organization=city, parent=federation, moved_on=dt.date(2025, 4, 1))


def test_a_branch_founded_later_is_not_taken_over(federation, region, city):
    founded_in_2025(city)
    successor = OrganizationFactory(parent=federation, kind="regional")
    with pytest.raises(ValidationError):
        merge_organizations(organization=region, successor=successor, merged_on=dt.date(2020, 1, 1))
    assert parent_of(city) == region


# --- Opened again --------------------------------------------------------------------------------


def test_what_ended_with_an_organization_goes_on_when_it_opens_again(city):
    chair = AppointmentFactory(organization=city, role=Role.CHAIR)
    deputy = AppointmentFactory(organization=city, ends_on=in_days(1))
    past = AppointmentFactory(organization=city, ends_on=dt.date(2020, 1, 1))
    channel, ceased = ChannelFactory(organization=city), ChannelFactory(organization=city)
    ceased.closed_on = dt.date(2020, 1, 1)
    ceased.save()
    close_organization(organization=city)

    reopen_organization(organization=city, decision="№ 5")

    for record in (city, chair, deputy, past, channel, ceased):
        record.refresh_from_db()
    assert city.closed_on is None
    assert (chair.ends_on, deputy.ends_on, past.ends_on) == (None, in_days(1), dt.date(2020, 1, 1))
    assert (channel.closed_on, ceased.closed_on) == (None, dt.date(2020, 1, 1))
    assert events_of(city) == [("closed", None), ("reopened", None)]
    assert "organization.reopened" in JournalEntry.objects.values_list("code", flat=True)


def test_a_post_changed_since_the_closing_stays_as_it_is(city):
    post = AppointmentFactory(organization=city)
    close_organization(organization=city)
    end_appointment(appointment=post, ends_on=dt.date(2024, 1, 1))
    reopen_organization(organization=city)
    post.refresh_from_db()
    assert post.ends_on == dt.date(2024, 1, 1)


def test_a_merger_is_taken_back_with_what_the_successor_took_over(federation, region):
    merged = OrganizationFactory(parent=federation, kind="territorial")
    stays, leaves = OrganizationFactory.create_batch(2, parent=merged)
    affiliated = OrganizationFactory(parent=federation, territorial_association=merged)
    merge_organizations(organization=merged, successor=region)
    move_organization(organization=leaves, parent=federation)

    reopen_organization(organization=merged)

    affiliated.refresh_from_db()
    assert (parent_of(stays), parent_of(leaves)) == (merged, federation)
    assert affiliated.territorial_association == merged
    assert_tree_is_whole()


def test_only_what_is_closed_opens_again_and_only_below_what_is_open(region, city):
    with pytest.raises(ValidationError):
        reopen_organization(organization=city)
    close_organization(organization=city)
    close_organization(organization=region)
    with pytest.raises(ValidationError):
        reopen_organization(organization=city)
    reopen_organization(organization=region)
    reopen_organization(organization=city)


# --- At once ------------------------------------------------------------------------------------


def test_a_record_read_before_a_move_does_not_carry_the_old_place_back(federation, region, city):
    stale = Organization.objects.get(pk=city.pk)
    move_organization(organization=city, parent=federation)
    stale.phone = "+7 7212 00-00-00"
    stale.save()
    assert parent_of(city) == federation
    assert_tree_is_whole()


@pytest.mark.django_db(transaction=True)
def test_moves_openings_and_names_at_once_leave_the_tree_whole():
    federation = OrganizationFactory(kind="federation")
    unions = OrganizationFactory.create_batch(3, parent=federation, kind="industry_union")
    regions = [OrganizationFactory(parent=union, kind="regional") for union in unions]
    for region in regions:
        OrganizationFactory.create_batch(3, parent=region)
    start, failures = threading.Barrier(9), []

    def at_once(verb, **particulars):
        start.wait()
        try:
            verb(**particulars)
        except Exception as failure:  # noqa: BLE001  the test shows whatever happened
            failures.append(failure)
        finally:
            connection.close()

    threads = []
    for turn, region in enumerate(regions):
        works = [
            (move_organization, {"parent": unions[(turn + 1) % 3], "organization": region}),
            (
                open_organization,
                {"kind": "primary", "names": {"name_kk": f"Жаңа {turn}"}, "parent": region},
            ),
            (
                rename_organization,
                {
                    "organization": region,
                    "names": {"name_kk": f"Аты {turn}"},
                    "renamed_on": in_days(0),
                },
            ),
        ]
        threads += [threading.Thread(target=at_once, args=[v], kwargs=p) for v, p in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert_tree_is_whole()
    for turn, region in enumerate(regions):
        region.refresh_from_db()
        assert region.name_kk == f"Аты {turn}"
        assert parent_of(region) == unions[(turn + 1) % 3]
        assert Organization.objects.get_children(region).count() == 4


def test_a_change_is_entered_in_the_journal(region, federation):
    by = UserFactory(role=Role.ADMINISTRATOR, organization=federation)
    rename_organization(
        organization=region, names={"name_ru": "Имя"}, renamed_on=dt.date(2024, 1, 1), by=by
    )
    entry = JournalEntry.objects.get()
    assert (entry.user, entry.code, entry.subject) == (by, "organization.renamed", region)
    assert OrganizationEvent.objects.count() == 1
