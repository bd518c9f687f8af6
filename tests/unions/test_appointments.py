"""Who appoints whom to what, and how somebody comes to sign in."""

import datetime as dt
import re

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from mediacenter.services.outbox.actions import send_due_mails
from tests.days import in_days
from tests.unions.factories import (
    AppointmentFactory,
    OrganizationFactory,
    PersonFactory,
    UserFactory,
)
from unions.actions import (
    appoint,
    change_account,
    change_address,
    end_appointment,
    open_account,
)
from unions.models import Appointment, Role, User

pytestmark = pytest.mark.django_db

POSTS = {"post_kk": "төраға", "post_ru": "председатель"}


@pytest.fixture
def federation():
    return OrganizationFactory(kind="federation")


@pytest.fixture
def ours(federation):
    return OrganizationFactory(parent=federation, kind="regional")


@pytest.fixture
def theirs(federation):
    return OrganizationFactory(parent=federation, kind="regional")


@pytest.fixture
def administrator(ours):
    return UserFactory(role=Role.ADMINISTRATOR, organization=ours)


def test_an_appointment_gives_the_role_from_its_first_day(ours, administrator):
    chair = UserFactory()
    appoint(
        person=chair.person,
        organization=ours,
        posts=POSTS,
        role=Role.CHAIR,
        starts_on=in_days(0),
        by=administrator,
    )
    assert User.objects.get(pk=chair.pk).has_role_at(ours, Role.CHAIR)


def test_an_appointment_outside_the_reach_is_refused(federation, ours, theirs, administrator):
    branch = OrganizationFactory(parent=ours)
    for organization in (federation, theirs):
        with pytest.raises(PermissionDenied):
            appoint(
                person=administrator.person,
                organization=organization,
                posts=POSTS,
                role=Role.ADMINISTRATOR,
                by=administrator,
            )
    appoint(
        person=PersonFactory(),
        organization=branch,
        posts=POSTS,
        role=Role.ADMINISTRATOR,
        by=administrator,
    )


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_administrators_appoint(ours, role):
    user = UserFactory(role=role, organization=ours)
    with pytest.raises(PermissionDenied):
        appoint(person=user.person, organization=ours, posts=POSTS, role=role, by=user)
    assert Appointment.objects.count() == 1


def test_nobody_is_appointed_to_a_closed_organization(ours):
    closed = OrganizationFactory(parent=ours, closed_on=dt.date(2024, 12, 31))
    with pytest.raises(ValidationError):
        appoint(person=PersonFactory(), organization=closed, posts=POSTS)
    appoint(
        person=PersonFactory(), organization=closed, posts=POSTS, ends_on=dt.date(2024, 12, 31)
    )  # a post held while it was open


def test_the_role_ends_with_the_appointment(ours, administrator):
    officer = UserFactory(role=Role.PRESS_OFFICER, organization=ours)
    appointment = officer.person.appointments.get()
    yesterday = in_days(0) - dt.timedelta(days=1)
    end_appointment(appointment=appointment, ends_on=yesterday, by=administrator)
    assert not User.objects.get(pk=officer.pk).is_staff


def test_a_post_does_not_end_before_it_begins(ours):
    appointment = AppointmentFactory(organization=ours, starts_on=in_days(0))
    with pytest.raises(ValidationError):
        end_appointment(appointment=appointment, ends_on=in_days(0) - dt.timedelta(days=1))


def test_an_account_is_opened_for_somebody_within_the_reach(ours, administrator):
    person = AppointmentFactory(organization=ours).person
    user = open_account(person=person, email="New@Example.org", by=administrator)
    assert (user.email, user.person) == ("new@example.org", person)
    assert not user.has_usable_password()
    assert not user.is_staff  # a post without a role opens nothing


def test_somebody_without_a_password_sets_one_by_mail(ours, client, mailoutbox):
    person = AppointmentFactory(organization=ours, role=Role.CHAIR).person
    open_account(person=person, email="new@example.org")
    client.post(reverse("account_reset_password"), {"email": "new@example.org"})
    send_due_mails()
    link = re.search(r"https?://\S+/password/reset/key/\S+", mailoutbox[0].body)[0]
    page = client.get(link, follow=True)
    password = "a long enough secret"
    client.post(page.request["PATH_INFO"], {"password1": password, "password2": password})
    assert client.login(email="new@example.org", password=password)


def test_an_account_that_would_open_a_post_elsewhere_is_refused(ours, theirs, administrator):
    person = AppointmentFactory(organization=ours).person
    AppointmentFactory(person=person, organization=theirs)
    with pytest.raises(PermissionDenied):
        open_account(person=person, email="new@example.org", by=administrator)


def test_an_account_cannot_be_handed_to_somebody_higher(federation, ours, administrator):
    """Else an administrator would sign in as the federation's."""
    higher = AppointmentFactory(organization=federation, role=Role.ADMINISTRATOR).person
    below = UserFactory(role=Role.CHAIR, organization=ours)
    with pytest.raises(PermissionDenied):
        change_account(
            user=below,
            person=higher,
            language="kk",
            is_active=True,
            by=administrator,
        )
    below.refresh_from_db()
    assert below.person != higher


@pytest.mark.parametrize("email", ["taken@example.org", "TAKEN@example.org", "no e-mail"])
def test_an_email_opens_one_account(ours, email):
    UserFactory(email="taken@example.org")
    with pytest.raises(ValidationError):
        open_account(person=PersonFactory(), email=email)


def test_an_email_given_up_opens_the_account_no_more(ours):
    chair = UserFactory(role=Role.CHAIR, organization=ours, email="old@example.org")
    EmailAddress.objects.create(user=chair, email="old@example.org", verified=True, primary=True)
    change_address(user=chair, email="new@example.org")
    assert not EmailAddress.objects.filter(email="old@example.org").exists()
    assert User.objects.get(pk=chair.pk).email == "new@example.org"


def test_a_post_does_not_outlast_its_organization(ours):
    closed = OrganizationFactory(parent=ours, closed_on=dt.date(2024, 12, 31))
    post = AppointmentFactory(organization=closed, ends_on=dt.date(2024, 12, 31))
    with pytest.raises(ValidationError):
        end_appointment(appointment=post, ends_on=dt.date(2025, 1, 31))
