"""Who acts as chair while the chair is absent, from day to day."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from mediacenter.services.journal.models import JournalEntry
from tests.days import in_days
from tests.shown_form import ShownForm
from tests.unions.factories import AppointmentFactory, UserFactory, grow_tree
from unions.actions import (
    appoint,
    bring_back,
    change_appointment,
    end_appointment,
    name_deputy,
    recall_deputy,
)
from unions.deputies.posts import acting_posts
from unions.models import Appointment, BinEntry, Role, User

pytestmark = pytest.mark.django_db

POSTS = {
    "post_kk": "төрағаның міндетін атқарушы",
    "post_ru": "исполняющий обязанности председателя",
}


@pytest.fixture
def tree():
    return grow_tree()


@pytest.fixture
def ours(tree):
    return tree["ours"]


@pytest.fixture
def chair(ours):
    user = UserFactory(role=Role.CHAIR, organization=ours, language="ru")
    user.person.appointments.update(post_ru="председатель", post_kk="төраға")
    return user


@pytest.fixture
def specialist(ours):
    """Holds a post of no role, and has an account."""
    person = AppointmentFactory(organization=ours).person
    return UserFactory(person=person)


def name(person, organization, by, first=0, last=5):
    return name_deputy(
        organization=organization,
        person=person,
        starts_on=in_days(first),
        ends_on=in_days(last),
        posts=POSTS,
        by=by,
    )


def roles_on(user, day, monkeypatch):
    monkeypatch.setattr("unions.models.appointment.timezone.localdate", lambda: day)
    return {role for role, _path in User.objects.get(pk=user.pk).posts_held}


def test_somebody_acts_from_the_first_day_to_the_last(ours, chair, specialist, monkeypatch):
    name(specialist.person, ours, chair, first=1, last=3)
    first, last = in_days(1), in_days(3)
    days = {day: in_days(day) for day in (0, 4)}
    assert Role.ACTING_CHAIR not in roles_on(specialist, days[0], monkeypatch)
    assert Role.ACTING_CHAIR in roles_on(specialist, first, monkeypatch)
    assert Role.ACTING_CHAIR in roles_on(specialist, last, monkeypatch)
    assert Role.ACTING_CHAIR not in roles_on(specialist, days[4], monkeypatch)


@pytest.mark.parametrize("letter", ["chair", "parent", "administrator"])
def test_the_chair_the_parents_chair_and_an_administrator_name(tree, chair, specialist, letter):
    by = {
        "chair": chair,
        "parent": UserFactory(role=Role.CHAIR, organization=tree["federation"]),
        "administrator": UserFactory(role=Role.ADMINISTRATOR, organization=tree["ours"]),
    }[letter]
    deputy = name(specialist.person, tree["ours"], by)
    assert (deputy.role, deputy.is_public) == (Role.ACTING_CHAIR, False)
    entry = JournalEntry.objects.get(code="appointment.deputy_named")
    assert (entry.user, entry.details["ends_on"]) == (by, str(in_days(5)))


def test_nobody_else_names(tree, chair, specialist):
    """Not from beside or from two levels above, and not who acts as chair: neither appoint."""
    name(specialist.person, tree["ours"], chair)
    acting = User.objects.get(pk=specialist.pk)
    grandparent = UserFactory(role=Role.CHAIR, organization=tree["federation"])
    of_branch = AppointmentFactory(organization=tree["branch"]).person
    for by in (
        acting,
        grandparent,
        UserFactory(role=Role.CHAIR, organization=tree["theirs"]),
        UserFactory(role=Role.PRESS_OFFICER, organization=tree["branch"]),
    ):
        with pytest.raises(PermissionDenied):
            name(of_branch, tree["branch"], by)
    another = AppointmentFactory(organization=tree["ours"])
    with pytest.raises(PermissionDenied):
        name(another.person, tree["ours"], acting, first=10, last=12)
    with pytest.raises(PermissionDenied):
        end_appointment(appointment=another, ends_on=in_days(0), by=acting)
    name(of_branch, tree["branch"], chair)  # the chair of the organization right above


def test_only_the_organizations_own_people_act(tree, ours, chair):
    of_branch = AppointmentFactory(organization=tree["branch"]).person
    left = AppointmentFactory(organization=ours, ends_on=in_days(-1)).person
    for person in (of_branch, left, chair.person):
        with pytest.raises(ValidationError) as refused:
            name(person, ours, chair)
        assert "person" in refused.value.error_dict


def test_who_leaves_the_organization_acts_as_its_chair_no_longer(ours, chair, specialist):
    post = specialist.person.appointments.get()
    begun = name(specialist.person, ours, chair, first=0, last=5)
    name(specialist.person, ours, chair, first=10, last=12)
    end_appointment(appointment=post, ends_on=in_days(2))
    begun.refresh_from_db()
    assert begun.ends_on == in_days(2)
    assert specialist.person.appointments.filter(role=Role.ACTING_CHAIR).get() == begun
    assert JournalEntry.objects.filter(code="appointment.deputy_recalled").count() == 2


def test_who_is_said_to_have_left_before_acted_until_today(ours, chair, specialist):
    post = specialist.person.appointments.get()
    acting = name(specialist.person, ours, chair)
    Appointment.objects.filter(pk=acting.pk).update(starts_on=in_days(-5))
    end_appointment(appointment=post, ends_on=in_days(-4))
    acting.refresh_from_db()
    assert acting.ends_on == in_days(-1)


def test_who_still_holds_another_post_goes_on_acting(ours, chair, specialist):
    post = specialist.person.appointments.get()
    AppointmentFactory(organization=ours, person=specialist.person)
    acting = name(specialist.person, ours, chair)
    end_appointment(appointment=post, ends_on=in_days(2))
    acting.refresh_from_db()
    assert acting.ends_on == in_days(5)


def test_nobody_acts_for_longer_than_their_own_post_lasts(ours, chair):
    leaving = AppointmentFactory(organization=ours, ends_on=in_days(2)).person
    with pytest.raises(ValidationError) as refused:
        name(leaving, ours, chair, first=0, last=5)
    assert "person" in refused.value.error_dict
    name(leaving, ours, chair, first=0, last=2)


def test_no_two_act_on_one_day(ours, chair, specialist):
    other = AppointmentFactory(organization=ours).person
    name(specialist.person, ours, chair, first=0, last=5)
    with pytest.raises(ValidationError):
        name(other, ours, chair, first=5, last=7)
    second = name(other, ours, chair, first=6, last=7)
    with pytest.raises(ValidationError):
        change_appointment(appointment=second, posts=POSTS, starts_on=in_days(5), is_public=False)
    with pytest.raises(IntegrityError), transaction.atomic():  # the database, too
        Appointment.objects.filter(pk=second.pk).update(starts_on=in_days(5))


def test_a_day_that_has_passed_begins_nothing(ours, chair, specialist):
    with pytest.raises(ValidationError) as refused:
        name(specialist.person, ours, chair, first=-1)
    assert "starts_on" in refused.value.error_dict


def test_an_administrator_appoints_an_acting_chair_for_days_that_have_passed(ours, specialist):
    """As any post; without its days it is refused."""
    administrator = UserFactory(role=Role.ADMINISTRATOR, organization=ours)
    wish = {"person": specialist.person, "organization": ours, "posts": POSTS}
    acting = {"role": Role.ACTING_CHAIR, "by": administrator}
    appoint(**wish, **acting, starts_on=in_days(-9), ends_on=in_days(-8))
    with pytest.raises(ValidationError):
        appoint(**wish, **acting, starts_on=in_days(1))


def test_who_is_recalled_acts_no_more_from_that_moment(ours, chair, specialist):
    today = name(specialist.person, ours, chair)
    recall_deputy(appointment_id=today.pk, by=chair)
    assert not User.objects.get(pk=specialist.pk).is_staff
    begun = name(specialist.person, ours, chair, first=0)
    Appointment.objects.filter(pk=begun.pk).update(starts_on=in_days(-3))
    recall_deputy(appointment_id=begun.pk, by=chair)
    begun.refresh_from_db()
    assert begun.ends_on == in_days(-1)
    assert not User.objects.get(pk=specialist.pk).is_staff
    assert JournalEntry.objects.filter(code="appointment.deputy_recalled").count() == 2


def test_what_was_recalled_comes_back_only_where_nobody_else_acts(ours, chair, specialist):
    recalled = name(specialist.person, ours, chair)
    recall_deputy(appointment_id=recalled.pk, by=chair)
    name(AppointmentFactory(organization=ours).person, ours, chair)
    with pytest.raises((ValidationError, IntegrityError)), transaction.atomic():
        bring_back(entry_id=BinEntry.objects.get().pk)


def test_the_deputy_does_not_recall(ours, chair, specialist):
    acting = name(specialist.person, ours, chair)
    with pytest.raises(PermissionDenied):
        recall_deputy(appointment_id=acting.pk, by=User.objects.get(pk=specialist.pk))
    assert Appointment.objects.filter(pk=acting.pk, ends_on=in_days(5)).exists()


@pytest.mark.parametrize(
    ("language", "post", "acting"),
    [
        ("ru", "председатель", "исполняющий обязанности председателя"),
        ("ru", "Председатель профсоюза", "исполняющий обязанности председателя профсоюза"),
        ("ru", "секретарь", "исполняющий обязанности председателя"),
        ("ru", "", "исполняющий обязанности председателя"),
        ("kk", "төраға", "төрағаның міндетін атқарушы"),
        ("kk", "Төраға", "төрағаның міндетін атқарушы"),
        ("kk", "Қарағанды облыстық кәсіподағының төрағасы",
         "Қарағанды облыстық кәсіподағының төрағасының міндетін атқарушы"),
        ("kk", "", "төрағаның міндетін атқарушы"),
        ("en", "Chair", "acting chair"),
        ("en", "chairperson of the union", "acting chairperson of the union"),
        ("en", "President", "acting chair"),
    ],
)  # fmt: skip
def test_the_post_reads_as_official_documents_have_it(language, post, acting):
    assert acting_posts({language: post})[language] == acting


def test_the_page_names_and_recalls(client, ours, chair, specialist):
    client.force_login(chair)
    with translation.override("en"):
        address = f"{reverse('deputies:deputies')}?organization={ours.slug}"
    form = ShownForm(client.get(address).content.decode(), "naming")
    assert form.sent["post_ru"] == ["исполняющий обязанности председателя"]
    wish = {
        **form.sent,
        "person": specialist.person.pk,
        "starts_on": in_days(0).isoformat(),
        "ends_on": in_days(2).isoformat(),
    }
    assert client.post(address, wish).status_code == 302
    assert specialist.person.appointments.filter(role=Role.ACTING_CHAIR).exists()
    refused = client.post(address, wish)
    assert "acts as chair on one of these days" in refused.content.decode()
    acting = specialist.person.appointments.get(role=Role.ACTING_CHAIR)
    client.post(reverse("deputies:recall", args=[acting.pk]))
    assert not specialist.person.appointments.filter(role=Role.ACTING_CHAIR).exists()
