"""Whose an account is: its owner's, and to keep for whom it was given, not for who appoints."""

import datetime as dt
import re
from threading import Thread

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.models.signals import pre_save
from django.urls import reverse
from django.utils import timezone

from mediacenter.services.journal.models import JournalEntry
from mediacenter.services.outbox.actions import send_due_mails
from mediacenter.services.outbox.models import Mail
from tests.celery_worker import until
from tests.mailbox import words_of
from tests.shown import fields_of
from tests.unions.factories import PASSWORD, AppointmentFactory, PersonFactory, UserFactory
from unions.actions import (
    appoint,
    ask_for_address,
    change_account,
    change_address,
    enter_person,
    hand_over_account,
    mail_password_link,
    open_account,
    reset_second_factor,
    take_address,
)
from unions.address_links import token_for
from unions.models import Person, Role, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def branch_admin(client, tree):
    user = UserFactory(role=Role.ADMINISTRATOR, organization=tree["ours"], language="ru")
    client.force_login(user)
    return user


@pytest.fixture
def root_admin(tree):
    return UserFactory(role=Role.ADMINISTRATOR, organization=tree["federation"], language="ru")


def account_page(user):
    return reverse("admin:unions_user_change", args=[user.pk])


# --- Appointing gives nothing over an account -----------------------------------------------------


def test_who_appoints_a_guest_gains_nothing_over_the_account(client, branch_admin, tree):
    guest = UserFactory(email="journalist@example.org")
    appoint(
        person=guest.person,
        organization=tree["ours"],
        posts={"post_kk": "маман"},
        role=Role.PRESS_OFFICER,
        by=branch_admin,
    )
    for step in (mail_password_link, reset_second_factor):
        with pytest.raises(PermissionDenied):
            step(user=guest, by=branch_admin)
    client.post(account_page(guest), {"email": "mine@example.org", "person": guest.person_id})
    guest.refresh_from_db()
    assert guest.email == "journalist@example.org"
    assert client.get(account_page(guest)).status_code == 403


def test_who_opens_an_account_in_the_reach_keeps_it(branch_admin, tree):
    person = AppointmentFactory(organization=tree["branch"], role=Role.CHAIR).person
    user = open_account(person=person, email="chair@example.org", by=branch_admin)
    assert user.kept_by == tree["branch"]
    assert branch_admin.has_perm("unions.change_user", user)


def test_an_account_of_nobodys_post_is_the_roots(branch_admin, root_admin):
    user = open_account(person=PersonFactory(), email="guest@example.org", by=root_admin)
    assert user.kept_by is None
    assert root_admin.has_perm("unions.change_user", user)
    assert not branch_admin.has_perm("unions.change_user", user)


def test_the_root_hands_an_account_over(branch_admin, root_admin, tree):
    officer = UserFactory(role=Role.CHAIR, organization=tree["branch"], kept_by=None)
    assert not branch_admin.has_perm("unions.change_user", officer)
    with pytest.raises(PermissionDenied):
        hand_over_account(user=officer, kept_by=tree["ours"], by=branch_admin)
    hand_over_account(user=officer, kept_by=tree["ours"], by=root_admin)
    assert branch_admin.has_perm("unions.change_user", officer)


# --- The e-mail of an account ---------------------------------------------------------------------


def test_below_the_root_nobody_changes_the_email_of_an_account(client, branch_admin, tree):
    officer = UserFactory(role=Role.CHAIR, organization=tree["branch"], email="own@example.org")
    given = {"email": "mine@example.org", "person": officer.person_id, "language": "kk"}
    client.post(account_page(officer), {**given, "is_active": "on"})
    officer.refresh_from_db()
    assert officer.email == "own@example.org"
    with pytest.raises(PermissionDenied):
        change_address(user=officer, email="mine@example.org", by=branch_admin)


def test_the_root_changes_an_email_and_both_addresses_are_told(client, root_admin, tree, mailbox):
    officer = UserFactory(role=Role.CHAIR, organization=tree["branch"], email="old@example.org")
    client.force_login(root_admin)
    given = {"email": "New@example.org", "person": officer.person_id, "language": "kk"}
    client.post(account_page(officer), {**given, "is_active": "on", "kept_by": ""})
    officer.refresh_from_db()
    assert officer.email == "new@example.org"
    send_due_mails()
    assert set(mailbox.addresses) == {"old@example.org", "new@example.org"}
    assert root_admin.person.name_kk in words_of(mailbox.received[0]), (
        "in the language of its owner"
    )
    assert JournalEntry.objects.filter(code="account.email_changed").exists()


def test_owners_change_their_email_by_a_link_that_the_new_address_gets(client, mailbox):
    owner = UserFactory(email="old@example.org", language="ru")
    client.force_login(owner)
    client.post(reverse("portal:change_address"), {"email": "new@example.org"})
    owner.refresh_from_db()
    assert owner.email == "old@example.org", "until the link was opened"
    assert not mailbox.received, "nobody waits for the mail server"
    client.post(reverse("portal:change_address"), {"email": "new@example.org"})
    send_due_mails()
    (mail,) = mailbox.received
    assert mail["To"] == "new@example.org"
    link = re.search(r"https?://[^/]+(/ru/\S+)", words_of(mail))[1]
    assert "new@example.org" in client.get(link).content.decode()
    client.post(link)
    owner.refresh_from_db()
    assert owner.email == "new@example.org"
    assert set(Mail.objects.values_list("to", flat=True)) == {
        "old@example.org",
        "new@example.org",
    }
    client.post(link)  # it serves once
    assert JournalEntry.objects.filter(code="account.email_changed").count() == 1


def test_the_link_to_a_new_address_serves_its_owner_only(client, mailbox):
    owner, other = UserFactory.create_batch(2)
    client.force_login(owner)
    client.post(reverse("portal:change_address"), {"email": "new@example.org"})
    send_due_mails()
    link = re.search(r"https?://[^/]+(/\w\w/\S+)", words_of(mailbox.received[0]))[1]
    client.force_login(other)
    client.post(link)
    other.refresh_from_db()
    assert other.email != "new@example.org"


def test_an_old_session_does_not_change_the_email_without_the_password(client):
    owner = UserFactory()
    client.force_login(owner)
    session = client.session
    del session["account_authentication_methods"]
    session.save()
    page = reverse("portal:change_address")
    asked = client.post(page, {"email": "new@example.org"})
    assert asked.url.startswith(reverse("account_reauthenticate"))
    owed = Mail.objects.filter(to="new@example.org")
    assert not owed.exists()
    client.post(asked.url, {"password": PASSWORD, "next": page})
    assert owed.exists(), "what was sent goes on"


def test_what_was_sent_goes_on_even_from_an_address_with_a_query(client, branch_admin, tree):
    """As it stands behind a filtered list, or in the button of a page that leads to the form."""
    session = client.session
    del session["account_authentication_methods"]
    session.save()
    person = AppointmentFactory(organization=tree["ours"]).person
    page = reverse("admin:unions_appointment_add") + f"?person={person.pk}"
    sent = {"person": person.pk, "organization": tree["ours"].pk, "post_ru": "глава"}
    asked = client.post(page, {**sent, "role": Role.ADMINISTRATOR})
    appointed = person.appointments.filter(role=Role.ADMINISTRATOR)
    assert not appointed.exists()
    form = fields_of(client.get(asked.url), "password")
    client.post(asked.url, {**form, "password": PASSWORD})
    assert appointed.exists()


def test_no_link_comes_from_an_account_whose_email_has_changed_meanwhile(client, mailbox):
    owner = UserFactory(email="old@example.org")
    client.force_login(owner)
    client.post(reverse("portal:change_address"), {"email": "new@example.org"})
    change_address(user=owner, email="rescued@example.org")
    send_due_mails()
    assert "new@example.org" not in mailbox.addresses
    assert "/account/address/" not in "".join(map(words_of, mailbox.received))


def test_a_link_that_is_asked_for_while_one_waits_comes_once_and_soon(mailbox):
    """However long that one has waited, in a pause between two attempts, or given up."""
    owner, now = UserFactory(), timezone.now()
    for waiting in (
        {"next_try_at": now + dt.timedelta(days=1)},
        {"set_aside_at": now},
        {"asked_at": now - dt.timedelta(hours=2)},
    ):
        Mail.objects.all().delete()
        mailbox.received.clear()
        ask_for_address(user=owner, email="new@example.org")
        Mail.objects.update(**waiting)
        ask_for_address(user=owner, email="new@example.org")
        send_due_mails()
        assert mailbox.addresses == ["new@example.org"], waiting


def test_a_link_that_serves_no_more_does_not_stand_for_one_that_is_asked_for_now(mailbox):
    owner = UserFactory(email="old@example.org")
    ask_for_address(user=owner, email="new@example.org")
    change_address(user=owner, email="rescued@example.org")
    ask_for_address(user=owner, email="new@example.org")
    send_due_mails()
    assert mailbox.addresses.count("new@example.org") == 1


@pytest.mark.django_db(transaction=True)
def test_two_clicks_owe_one_link():
    owner = UserFactory()

    def click_again():
        ask_for_address(user=owner, email="new@example.org")
        connection.close()

    def waits():
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted")
            return cursor.fetchone()

    second = Thread(target=click_again)
    with transaction.atomic():
        ask_for_address(user=owner, email="new@example.org")
        second.start()
        until(lambda: waits() or not second.is_alive(), limit=30)
    second.join()
    assert Mail.objects.count() == 1


def test_of_two_who_ask_for_one_address_the_first_to_open_the_link_has_it(mailbox):
    first, second, late = UserFactory.create_batch(3)
    for user in (first, second):
        ask_for_address(user=user, email="new@example.org")
    send_due_mails()
    links = [re.search(r"/address/(\S+)/", words_of(mail))[1] for mail in mailbox.received]
    ask_for_address(user=late, email="new@example.org")
    take_address(user=first, token=links[0])
    with pytest.raises(ValidationError):
        take_address(user=second, token=links[1])
    mailbox.received.clear()
    send_due_mails()
    assert "/address/" not in "".join(map(words_of, mailbox.received)), "it would serve no more"


def test_of_two_who_open_their_links_at_once_the_second_is_told():
    first, second = UserFactory.create_batch(2)

    def take_first(instance, **_signal):
        User.objects.filter(pk=first.pk).update(email=instance.email)

    pre_save.connect(take_first, sender=User)
    try:
        with pytest.raises(ValidationError):
            take_address(user=second, token=token_for(second, "new@example.org"))
    finally:
        pre_save.disconnect(take_first, sender=User)


@pytest.mark.parametrize("email", ["taken@example.org", "no address"])
def test_an_address_that_is_taken_or_none_is_refused(client, email):
    UserFactory(email="taken@example.org")
    client.force_login(UserFactory())
    shown = client.post(reverse("portal:change_address"), {"email": email})
    assert shown.context["form"].errors["email"]


def test_who_it_is_is_asked_before_an_administrator_is_appointed(client, branch_admin, tree):
    session = client.session
    del session["account_authentication_methods"]
    session.save()
    person = AppointmentFactory(organization=tree["ours"]).person
    given = {"person": person.pk, "organization": tree["ours"].pk, "post_ru": "глава"}
    page = reverse("admin:unions_appointment_add")
    asked = client.post(page, {**given, "role": Role.ADMINISTRATOR})
    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert client.post(page, {**given, "role": ""}).url == reverse(
        "admin:unions_appointment_changelist"
    )
    officer = UserFactory(role=Role.CHAIR, organization=tree["branch"])
    for step in ("mail_link", "reset_factor", "change"):
        asked = client.post(reverse(f"admin:unions_user_{step}", args=[officer.pk]))
        assert asked.url.startswith(reverse("account_reauthenticate"))


# --- People without a post ------------------------------------------------------------------------


def test_somebody_without_a_post_is_changed_where_they_were_entered(tree, root_admin):
    ours = UserFactory(role=Role.PRESS_OFFICER, organization=tree["ours"])
    theirs = UserFactory(role=Role.PRESS_OFFICER, organization=tree["theirs"])
    speaker = enter_person(person=Person(name_kk="Серік", name_ru="Серик"), by=ours)
    assert ours.has_perm("unions.change_person", speaker)
    assert root_admin.has_perm("unions.change_person", speaker)
    assert theirs.has_perm("unions.view_person", speaker)
    assert not theirs.has_perm("unions.change_person", speaker)


def test_a_person_entered_in_the_admin_is_kept_by_who_enters(client, tree):
    client.force_login(UserFactory(role=Role.PRESS_OFFICER, organization=tree["branch"]))
    given = {"name_kk": "Серік", "name_ru": "Серик"}
    for form in ("appointments",):
        given |= {f"{form}-TOTAL_FORMS": 0, f"{form}-INITIAL_FORMS": 0}
    client.post(reverse("admin:unions_person_add"), given)
    assert Person.objects.get(name_ru="Серик").kept_by == tree["branch"]


def test_an_account_in_the_reach_is_closed_there(branch_admin, tree):
    officer = UserFactory(role=Role.CHAIR, organization=tree["branch"])
    change_account(
        user=officer, person=officer.person, language="ru", is_active=False, by=branch_admin
    )
    officer.refresh_from_db()
    assert (officer.language, officer.is_active) == ("ru", False)
    with pytest.raises(ValidationError):
        mail_password_link(user=officer, by=branch_admin)
