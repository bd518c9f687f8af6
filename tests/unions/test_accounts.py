"""Accounts: how somebody gets in, and in which language the portal writes to them."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from mediacenter.services.journal.models import JournalEntry
from mediacenter.services.outbox.actions import send_due_mails
from tests.mailbox import words_of
from tests.unions.factories import (
    PASSWORD,
    AppointmentFactory,
    PersonFactory,
    UserFactory,
)
from unions.actions import mail_password_link, reset_second_factor
from unions.models import Appointment, Organization, Role, User

pytestmark = pytest.mark.django_db

NEW_PASSWORD = "кәсіподақ-2026-жыл"


@pytest.fixture
def administrator(client, tree):
    user = UserFactory(role=Role.ADMINISTRATOR, organization=tree["ours"], language="ru")
    client.force_login(user)
    return user


@pytest.fixture
def officer(tree):
    return UserFactory(role=Role.PRESS_OFFICER, organization=tree["branch"], language="kk")


def page(step, record):
    return reverse(f"admin:unions_user_{step}", args=[record.pk])


# --- The mailed link ------------------------------------------------------------------------------


def test_an_administrator_mails_a_link_by_which_its_owner_chooses_the_password(
    client, administrator, officer, mailbox
):
    client.post(page("mail_link", officer), {"sent": "yes"})
    assert not mailbox.received, "nobody waits for the mail server"
    send_due_mails()
    (mail,) = mailbox.received
    assert mail["To"] == officer.email
    assert "Сәлеметсіз бе" in words_of(mail), "in the language of its owner"
    client.logout()
    link = re.search(r"https?://[^/]+(/kk/accounts/\S+)", words_of(mail))[1]
    form = client.get(link, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    officer.refresh_from_db()
    assert officer.check_password(NEW_PASSWORD)
    assert "password1" not in client.get(link, follow=True).content.decode(), "it serves once"


def test_until_another_is_chosen_the_password_stays(administrator, officer, mailbox):
    mail_password_link(user=officer, by=administrator)
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)


def test_a_link_goes_to_people_within_the_reach_only(administrator, tree, mailbox):
    stranger = UserFactory(role=Role.EDITOR, organization=tree["theirs"])
    with pytest.raises(PermissionDenied):
        mail_password_link(user=stranger, by=administrator)
    assert not mailbox.received


def test_one_link_is_mailed_however_often_it_was_asked_for(client, officer, mailbox):
    for _time in range(3):
        client.post("/kk/accounts/password/reset/", {"email": officer.email})
    client.post("/kk/accounts/password/reset/", {"email": "stranger@example.org"})
    send_due_mails()
    assert mailbox.addresses == [officer.email]
    assert JournalEntry.objects.filter(code="account.password_link_requested").count() == 3


def test_an_account_that_was_closed_meanwhile_gets_no_link(client, officer, mailbox):
    client.post("/kk/accounts/password/reset/", {"email": officer.email})
    officer.is_active = False
    officer.save()
    send_due_mails()
    assert not mailbox.received


# --- The second factor ----------------------------------------------------------------------------


def test_a_lost_second_factor_is_removed_and_its_owner_told(
    client, administrator, officer, mailbox
):
    Authenticator.objects.create(user=officer, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client.post(page("reset_factor", officer), {"sent": "yes"})
    assert not Authenticator.objects.filter(user=officer).exists()
    assert not mailbox.received, "nobody waits for the mail server"
    send_due_mails()
    assert mailbox.addresses == [officer.email]
    assert administrator.person.name_kk in words_of(mailbox.received[0])
    assert JournalEntry.objects.filter(code="account.factor_reset", user=administrator).exists()


def test_where_there_is_no_factor_none_is_reset(administrator, officer, mailbox):
    with pytest.raises(ValidationError):
        reset_second_factor(user=officer, by=administrator)
    assert not mailbox.received


# --- The language of mails ------------------------------------------------------------------------


def test_everybody_chooses_the_language_of_their_mails(client, officer, mailbox):
    client.force_login(officer)
    response = client.post(reverse("portal:account"), {"language": "ru"}, follow=True)
    assert response.wsgi_request.path.startswith("/ru/")
    client.logout()
    client.post("/kk/accounts/password/reset/", {"email": officer.email})
    send_due_mails()
    (mail,) = mailbox.received
    assert "пароль" in words_of(mail), "though the form was sent in Kazakh"


def test_a_language_that_the_portal_does_not_speak_is_refused(client, officer):
    client.force_login(officer)
    assert client.post(reverse("portal:account"), {"language": "de"}).context["form"].errors
    officer.refresh_from_db()
    assert officer.language == "kk"


# --- A new organization with its officers ---------------------------------------------------------


def opening(parent, *officers):
    given = {"name_kk": "Мектеп ұйымы", "kind": "primary", "parent": parent.pk}
    given |= {"appointments-TOTAL_FORMS": len(officers), "appointments-INITIAL_FORMS": 0}
    for number, officer in enumerate(officers):
        given |= {f"appointments-{number}-{field}": value for field, value in officer.items()}
    return given


def open_form(client, *args):
    return client.post(reverse("admin:unions_organization_add"), opening(*args))


CHAIR = {
    "name_ru": "Сеитова А.",
    "post_ru": "председатель",
    "role": Role.CHAIR,
    "email": "Chair@example.org",
}


def test_the_form_asks_for_officers(client, administrator):
    form = client.get(reverse("admin:unions_organization_add")).context
    (officers,) = form["inline_admin_formsets"]
    shown = officers.formset.forms[0].fields
    assert set(shown) >= {*CHAIR, "person", "name_kk", "post_kk"}


def test_an_organization_opens_with_its_officers_in_one_form(client, administrator, tree, mailbox):
    known = AppointmentFactory(organization=tree["ours"]).person
    secretary = {"person": known.pk, "post_ru": "секретарь", "role": ""}
    open_form(client, tree["ours"], CHAIR, secretary)
    send_due_mails()
    opened = Organization.objects.get(slug="mektep-uiymy")
    assert {a.post_ru: a.person.name_ru for a in opened.appointments.all()} == {
        "председатель": "Сеитова А.",
        "секретарь": known.name_ru,
    }
    chair = User.objects.get(email="chair@example.org")
    assert chair.has_role_at(opened, Role.CHAIR)
    assert mailbox.addresses == ["chair@example.org"]
    codes = set(JournalEntry.objects.values_list("code", flat=True))
    assert codes >= {"organization.opened", "person.entered", "appointment.made", "account.opened"}


@pytest.mark.parametrize(
    ("officer", "field"),
    [
        ({**CHAIR, "post_ru": ""}, "post_kk"),
        ({**CHAIR, "name_ru": ""}, "person"),
        ({**CHAIR, "email": "taken@example.org"}, "email"),
        ({**CHAIR, "email": "no address"}, "email"),
    ],
)
def test_a_faulty_row_is_told_at_its_field_and_nothing_is_opened(
    client, administrator, tree, officer, field
):
    UserFactory(email="taken@example.org")
    response = open_form(client, tree["ours"], officer)
    (officers,) = response.context["inline_admin_formsets"]
    assert field in officers.formset.errors[0]
    assert not Organization.objects.filter(slug="mektep-uiymy").exists()


def test_nobody_gains_the_account_of_somebody_with_posts_elsewhere(client, administrator, tree):
    person = AppointmentFactory(organization=tree["theirs"]).person
    AppointmentFactory(organization=tree["ours"], person=person)
    guest = PersonFactory()
    for known in (person, guest):
        row = {"person": known.pk, "post_ru": "секретарь", "email": "mine@example.org"}
        response = open_form(client, tree["ours"], row)
        (officers,) = response.context["inline_admin_formsets"]
        assert "email" in officers.formset.errors[0]
    assert not Appointment.objects.filter(post_ru="секретарь").exists()


def test_two_rows_do_not_share_an_address(client, administrator, tree):
    response = open_form(client, tree["ours"], CHAIR, {**CHAIR, "post_ru": "секретарь"})
    (officers,) = response.context["inline_admin_formsets"]
    assert "email" in officers.formset.errors[1]


def test_rows_left_blank_are_nobody(client, administrator, tree):
    open_form(client, tree["ours"], {}, {})
    assert not Organization.objects.get(slug="mektep-uiymy").appointments.exists()
