"""The media register: journalists for those who write to them, invitations once each."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mediacenter.portal import measures, probes
from mediacenter.services.journal.models import JournalEntry
from mediacenter.services.outbox.actions import send_due_mails
from mediacenter.services.outbox.models import Mail
from publications.articles.actions.accrediting import accredit
from publications.articles.models import Accreditation
from publications.press.actions.invitations import (
    invite_journalists,
    save_invitation,
)
from publications.press.models import Journalist, MediaContact, PressInvitation
from tests.celery_worker import until
from tests.days import in_days
from tests.mailbox import words_of
from tests.unions.factories import UserFactory
from unions.actions.bin import bring_back, delete_record
from unions.models import Role

from .factories import JournalistFactory, PressEventFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def event(karaganda):
    return PressEventFactory(organization=karaganda)


def invited(event, **fields):
    journalist = JournalistFactory(organization=event.organization, **fields)
    return PressInvitation.objects.create(event=event, journalist=journalist)


def sign_in(client, user):
    client.force_login(user)
    return client


# --- Invitations --------------------------------------------------------------------------------


def test_each_is_invited_once_in_their_own_language(mailbox, event, press_officer):
    kazakh, russian = invited(event, language="kk"), invited(event, language="ru")
    assert send_due_mails() == 0, "nobody has given them to the post"
    asked = invite_journalists(event_id=event.pk, by=press_officer)
    assert len(asked.journalists) == 2
    assert send_due_mails() == 2
    with pytest.raises(ValidationError):
        invite_journalists(event_id=event.pk, by=press_officer)
    assert send_due_mails() == 0
    bodies = {
        mail["To"]: (subject, words_of(mail))
        for mail, subject in zip(mailbox.received, mailbox.subjects, strict=True)
    }
    subject, body = bodies[kazakh.journalist.email]
    assert "Еңбек қауіпсіздігі" in subject
    assert "11:30" in body
    subject, body = bodies[russian.journalist.email]
    assert "Безопасность труда" in subject
    assert str(russian.journalist.name_ru) in body


def test_an_event_deleted_while_its_invitation_goes_out_comes_back_with_what_has_gone(
    mailbox, event, press_officer
):
    invited(event)
    invite_journalists(event_id=event.pk)

    def delete():
        try:
            return delete_record(record=event)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            assert send_due_mails() == 1
            deleting = threads.submit(delete)
            until(somebody_waits, limit=20)
        entry = deleting.result()
    bring_back(entry_id=entry.pk)
    assert send_due_mails() == 0
    assert len(mailbox.received) == 1


def somebody_waits():
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_locks WHERE NOT granted")
        return cursor.rowcount > 0


def test_who_is_added_later_is_invited_alone(mailbox, event):
    invited(event)
    invite_journalists(event_id=event.pk)
    later = invited(event)
    assert invite_journalists(event_id=event.pk).journalists == [later.journalist]
    send_due_mails()
    assert mailbox.addresses.count(later.journalist.email) == 1
    assert len(mailbox.received) == 2


def test_an_invitation_that_is_gone_is_not_sent(event):
    invited(event)
    invite_journalists(event_id=event.pk)
    assert Mail.objects.update(about_key=0) == 1
    assert send_due_mails() == 0
    assert not Mail.objects.exists()


def test_success_is_said_of_whom_it_reaches_with_who_is_left_out(client, event, press_officer):
    nameless = invited(event, email="")
    sign_in(client, press_officer)
    page = reverse("admin:publications_pressevent_invite", args=[event.pk])

    refused = client.post(page, {"sent": "1"})
    assert str(nameless.journalist) in " ".join(refused.context["form"].non_field_errors())
    assert not event.invitations.exclude(asked_at=None).exists()

    invited(event)
    [said] = client.post(page, {"sent": "1"}, follow=True).context["messages"]
    assert "1" in str(said)
    assert str(nameless.journalist) in str(said)


def test_a_refused_address_is_tried_again_and_holds_up_nobody(mailbox, event):
    first, second = invited(event), invited(event)
    invite_journalists(event_id=event.pk)
    mailbox.refuses = {first.journalist.email}
    assert send_due_mails() == 1
    assert mailbox.addresses == [second.journalist.email]
    mailbox.refuses = set()
    assert send_due_mails() == 0, "a pause comes first"
    assert send_due_mails(now=timezone.now() + dt.timedelta(minutes=2)) == 1
    assert len(mailbox.received) == 2


def test_refusals_pause_longer_each_time_until_the_mail_is_set_aside(mailbox, event):
    refused = invited(event)
    invite_journalists(event_id=event.pk)
    mailbox.refuses = {refused.journalist.email}
    refused, now, pauses = Mail.objects.about(refused).get(), timezone.now(), []
    while refused.set_aside_at is None:
        assert send_due_mails(now=now) == 0
        refused.refresh_from_db()
        if refused.next_try_at > now:
            pauses.append(refused.next_try_at - now)
            now = refused.next_try_at
    assert len(pauses) > 3
    assert pauses == sorted(set(pauses))
    assert "later" in refused.last_error


def test_a_mail_that_cannot_be_made_is_shown_and_tried_again(
    client, mailbox, event, karaganda, federation
):
    broken, sound = invited(event), invited(event)
    Journalist.objects.filter(pk=broken.journalist_id).update(
        email="one@example.org two@example.org"
    )
    invite_journalists(event_id=event.pk)
    assert send_due_mails() == 1, "it holds up no other"
    assert mailbox.addresses == [sound.journalist.email]

    sign_in(client, UserFactory(role=Role.ADMINISTRATOR, organization=karaganda))
    assert client.get(reverse("mails:set_aside")).status_code == 403
    sign_in(client, UserFactory(role=Role.ADMINISTRATOR, organization=federation))
    page = client.get(reverse("mails:set_aside")).content.decode()
    assert str(broken.journalist) in page

    Journalist.objects.filter(pk=broken.journalist_id).update(email="address@example.org")
    sent = {"key": Mail.objects.about(broken).get().pk}
    client.post(reverse("mails:again"), sent)
    assert send_due_mails() == 1
    assert str(broken.journalist) not in client.get(reverse("mails:set_aside")).content.decode()


def test_a_mail_set_aside_is_given_up_with_a_reason_and_never_sent(
    client, mailbox, event, karaganda, federation
):
    broken = invited(event)
    Journalist.objects.filter(pk=broken.journalist_id).update(
        email="one@example.org two@example.org"
    )
    invite_journalists(event_id=event.pk)
    send_due_mails()
    mail = Mail.objects.about(broken).get()
    asked = {"key": mail.pk}

    sign_in(client, UserFactory(role=Role.ADMINISTRATOR, organization=karaganda))
    assert client.post(reverse("mails:give_up"), {**asked, "reason": "?"}).status_code == 403
    keeper = UserFactory(role=Role.ADMINISTRATOR, organization=federation)
    sign_in(client, keeper)
    for told in ("", " ", "long " * 200):
        client.post(reverse("mails:give_up"), {**asked, "reason": told})
        assert measures.count_mails()["set_aside"] == 1, "without a reason it still waits"
    client.post(reverse("mails:give_up"), {**asked, "reason": "The newspaper is closed"})

    mail.refresh_from_db()
    assert mail.given_up_at
    assert mail.given_up_by == keeper
    assert measures.count_mails() == {"waiting": 0, "late": 0, "set_aside": 0}
    assert probes.mails() is None
    page = client.get(reverse("mails:set_aside")).content.decode()
    assert str(broken.journalist) in page
    assert "The newspaper is closed" in page
    assert str(keeper) in page
    assert reverse("mails:again") not in page
    entry = JournalEntry.objects.get(code="mail.given_up")
    assert (entry.user, entry.details) == (keeper, {"reason": "The newspaper is closed"})

    Journalist.objects.filter(pk=broken.journalist_id).update(email="address@example.org")
    assert client.post(reverse("mails:again"), asked).status_code == 404
    Mail.objects.update(set_aside_at=None)
    assert send_due_mails() == 0


def test_who_dies_between_sending_and_noting_sends_a_mail_of_the_same_name(
    mailbox, event, monkeypatch
):
    """The mailbox then shows it once."""
    invited(event)
    invite_journalists(event_id=event.pk)
    sent = Mail.objects.get()
    send_due_mails()
    Mail.objects.update(sent_at=None)
    send_due_mails()
    assert len({mail["Message-ID"] for mail in mailbox.received}) == 1
    assert sent.message_key in mailbox.received[0]["Message-ID"]


def test_two_workers_invite_once(mailbox, event):
    for _number in range(3):
        invited(event)
    invite_journalists(event_id=event.pk)

    def work(_number):
        try:
            return send_due_mails()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        assert sum(workers.map(work, range(4))) == 3
    assert len(set(mailbox.addresses)) == len(mailbox.addresses) == 3


def test_inviting_takes_a_writer_in_reach(event, almaty):
    stranger = UserFactory(role=Role.PRESS_OFFICER, organization=almaty)
    chair = UserFactory(role=Role.CHAIR, organization=event.organization)
    with pytest.raises(PermissionDenied):
        invite_journalists(event_id=event.pk, by=stranger)
    with pytest.raises(PermissionDenied):
        invite_journalists(event_id=event.pk, by=chair)


# --- Journalists --------------------------------------------------------------------------------


def changed(client, record, **inlines):
    """Post a journalist's form as the admin would."""
    form = {
        "name_kk": record.name_kk,
        "organization": record.organization_id,
        "language": "kk",
        "phone": record.phone,
        "email": record.email,
    }
    for prefix in ("accreditations", "contacts"):
        rows = inlines.get(prefix, [])
        form |= {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
        for number, row in enumerate(rows):
            form |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return client.post(reverse("admin:publications_journalist_change", args=[record.pk]), form)


def test_a_contact_enters_the_history_with_who_made_it(client, karaganda, press_officer):
    journalist = JournalistFactory(organization=karaganda)
    row = {"happened_on": in_days(0).isoformat(), "way": "call", "note": "Сұхбат туралы"}
    response = changed(sign_in(client, press_officer), journalist, contacts=[row])
    assert response.status_code == 302
    contact = MediaContact.objects.get()
    assert (contact.note, contact.made_by) == ("Сұхбат туралы", press_officer)


def test_an_accreditation_is_the_editors(client, karaganda, press_officer, editor):
    journalist = JournalistFactory(organization=karaganda)
    row = {
        "starts_on": in_days(0).isoformat(),
        "ends_on": in_days(30).isoformat(),
    }
    changed(sign_in(client, press_officer), journalist, accreditations=[row])
    assert not Accreditation.objects.exists()
    assert changed(sign_in(client, editor), journalist, accreditations=[row]).status_code == 302
    assert Accreditation.objects.current().get().journalist == journalist
    with pytest.raises(PermissionDenied):
        accredit(
            accreditation=Accreditation(journalist=journalist, ends_on=in_days(0)), by=press_officer
        )


@pytest.mark.parametrize(
    ("role", "answer"),
    [
        (Role.PRESS_OFFICER, 200),
        (Role.EDITOR, 200),
        (Role.ADMINISTRATOR, 200),
        (Role.CHAIR, 403),
        (Role.TRAINING_ORGANIZER, 403),
        (Role.APPEALS_OFFICER, 403),
    ],
)
def test_phones_are_for_those_who_write_to_journalists(role, answer, client, karaganda, almaty):
    ours, theirs = JournalistFactory(organization=karaganda), JournalistFactory(organization=almaty)
    sign_in(client, UserFactory(role=role, organization=karaganda))
    pages = [
        reverse("admin:publications_journalist_changelist"),
        reverse("admin:publications_journalist_change", args=[ours.pk]),
    ]
    assert [client.get(page).status_code for page in pages] == [answer, answer]
    there = reverse("admin:publications_journalist_change", args=[theirs.pk])
    assert client.get(there).status_code == 403


def cost(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("name", ["journalist", "pressevent"])
def test_the_lists_cost_the_same_at_one_and_at_three(name, client, karaganda, press_officer):
    make = {"journalist": JournalistFactory, "pressevent": PressEventFactory}[name]
    address = reverse(f"admin:publications_{name}_changelist")
    sign_in(client, press_officer)
    make(organization=karaganda)
    client.get(address)
    one = cost(client, address)
    for _number in range(2):
        make(organization=karaganda)
    assert cost(client, address) == one


# --- Events -------------------------------------------------------------------------------------


def event_form(event, *rows, **fields):
    form = {
        "organization": event.organization_id,
        "kind": event.kind,
        "when": f"{event.starts_on:%d.%m.%Y}",
        "topic_kk": event.topic_kk,
        "invitations-TOTAL_FORMS": len(rows),
        "invitations-INITIAL_FORMS": sum("id" in row for row in rows),
        **fields,
    }
    for number, row in enumerate(rows):
        form |= {f"invitations-{number}-{name}": value for name, value in row.items()}
    return form


def test_who_came_is_told_and_who_was_asked_stays_asked(client, mailbox, event, press_officer):
    sign_in(client, press_officer)
    address = reverse("admin:publications_pressevent_change", args=[event.pk])
    one, other = (JournalistFactory(organization=event.organization) for _number in range(2))
    client.post(address, event_form(event, {"journalist": one.pk}))
    invite = reverse("admin:publications_pressevent_invite", args=[event.pk])
    assert "1 journalist gets an e-mail" in client.get(invite).content.decode()
    assert client.post(invite, {"sure": "yes"}).status_code == 302
    asked = PressInvitation.objects.get()
    assert asked.asked_at is not None
    assert asked.sent_at is None
    assert send_due_mails() == 1
    assert PressInvitation.objects.get().sent_at is not None
    row = {"id": asked.pk, "journalist": other.pk, "came": "on"}
    assert client.post(address, event_form(event, row, attended="7")).status_code == 302
    asked.refresh_from_db()
    assert (asked.journalist, asked.came, asked.event.attended) == (one, True, 7)
    refused = client.post(address, event_form(event, {**row, "DELETE": "on"}))
    assert "stays on record" in refused.content.decode()
    assert PressInvitation.objects.exists()


def test_an_invitation_saved_while_it_is_mailed_stays_mailed(event, press_officer):
    stale = invited(event)
    mailed = timezone.now()
    PressInvitation.objects.update(asked_at=mailed)
    stale.came = True
    save_invitation(invitation=stale, by=press_officer)
    stale.refresh_from_db()
    assert (stale.came, stale.asked_at) == (True, mailed)
    assert JournalEntry.objects.get().subject == stale


def test_the_register_offers_only_journalists_in_reach(client, event, almaty, press_officer):
    sign_in(client, press_officer)
    theirs = JournalistFactory(organization=almaty)
    address = reverse("admin:publications_pressevent_change", args=[event.pk])
    client.post(address, event_form(event, {"journalist": theirs.pk}))
    assert not PressInvitation.objects.exists()
    assert Journalist.objects.count() == 1
