"""Crisis cards: who is alerted, what the log keeps, who sees the page."""

import datetime as dt
from importlib import import_module

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mediacenter.services.journal.models import JournalEntry
from mediacenter.services.outbox.actions import send_due_mails
from mediacenter.services.outbox.models import Mail
from publications.press.actions.crisis import (
    close_crisis,
    log_in_crisis,
    reopen_crisis,
    save_crisis,
)
from publications.press.models import CrisisAnswer, CrisisCard, CrisisLogEntry
from tests.mailbox import words_of
from tests.unions.factories import AppointmentFactory, PersonFactory, UserFactory
from unions.actions import bring_back, delete_record
from unions.models import Role

from .factories import CrisisCardFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def chair(karaganda):
    return UserFactory(role=Role.CHAIR, organization=karaganda, language="ru")


@pytest.fixture
def card(karaganda):
    return CrisisCardFactory(organization=karaganda)


def sign_in(client, user):
    client.force_login(user)
    return client


def opened(organization, by=None, **fields):
    return save_crisis(card=CrisisCardFactory.build(organization=organization), by=by)


# --- Alerts -------------------------------------------------------------------------------------


def test_the_chair_and_the_press_officers_are_alerted_once(
    mailbox, karaganda, almaty, press_officer, chair, editor
):
    UserFactory(role=Role.CHAIR, organization=almaty)
    UserFactory(role=Role.TRAINING_ORGANIZER, organization=karaganda)
    UserFactory(role=Role.PRESS_OFFICER, organization=karaganda, is_active=False)
    AppointmentFactory(person=chair.person, organization=karaganda, role=Role.PRESS_OFFICER)
    card = opened(karaganda, by=press_officer)
    assert send_due_mails() == 2
    assert send_due_mails() == 0
    assert mailbox.addresses == sorted([press_officer.email, chair.email])
    assert all(card.title in subject for subject in mailbox.subjects)
    body = words_of(mailbox.received[0])
    assert f"/cabinet/crises/{card.pk}/" in body


def test_a_change_of_the_card_alerts_nobody(mailbox, karaganda, chair):
    card = opened(karaganda)
    send_due_mails()
    card.statement_kk = "Жаңа мәлімдеме"
    save_crisis(card=card, by=chair)
    assert send_due_mails() == 0


def test_an_address_that_is_refused_holds_up_no_other(mailbox, karaganda, press_officer, chair):
    opened(karaganda)
    mailbox.refuses = {press_officer.email}
    assert send_due_mails() == 1
    mailbox.refuses = set()
    assert send_due_mails(now=timezone.now() + dt.timedelta(minutes=2)) == 1


def test_an_alert_that_is_owed_goes_into_the_bin_with_its_card_and_comes_back(
    mailbox, karaganda, press_officer, chair
):
    card = opened(karaganda, by=press_officer)
    entry = delete_record(record=card)
    assert send_due_mails() == 0
    card = bring_back(entry_id=entry.pk)
    assert card.alerts.count() == send_due_mails() == 2


def test_alerts_of_a_card_that_lay_in_the_bin_before_there_was_an_outbox_come_back(
    mailbox, karaganda, press_officer, chair
):
    entry = delete_record(record=opened(karaganda, by=press_officer))
    [card] = entry.rows["publications.CrisisCard"]
    alert = {"id": 7, "card_id": card["id"], "user_id": chair.pk, "asked_at": card["opened_at"]}
    del entry.rows["outbox.Mail"]
    earlier = {**entry.rows, "publications.CrisisAlert": [{**alert, "sent_at": None}]}
    migration = import_module("publications.migrations.0018_mails_in_the_outbox")
    kind = ContentType.objects.get_for_model(CrisisCard).pk
    with connection.cursor() as cursor:
        entry.rows = migration.with_mails(earlier, cursor, invitation=0, card=kind)
    entry.save()
    bring_back(entry_id=entry.pk)
    assert send_due_mails() == 1
    assert mailbox.addresses == [chair.email]
    assert mailbox.received[0]["Message-ID"].startswith("<crisis-alert-7@")


def test_an_alert_whose_card_is_gone_is_not_sent(karaganda, chair):
    opened(karaganda)
    assert Mail.objects.update(about_key=0) == 1
    assert send_due_mails() == 0
    assert not Mail.objects.exists()


# --- Log and end --------------------------------------------------------------------------------


def test_the_log_grows_until_the_card_is_closed(card, chair):
    log_in_crisis(card_id=card.pk, words="  Комиссия құрылды ", by=chair)
    assert card.log.get().words == "Комиссия құрылды"
    with pytest.raises(ValidationError):
        log_in_crisis(card_id=card.pk, words=" ", by=chair)
    with pytest.raises(ValidationError):
        close_crisis(card_id=card.pk, outcome="", by=chair)
    close_crisis(card_id=card.pk, outcome="Себебі анықталды", by=chair)
    with pytest.raises(ValidationError):
        log_in_crisis(card_id=card.pk, words="Тағы", by=chair)
    with pytest.raises(ValidationError):
        close_crisis(card_id=card.pk, outcome="Тағы", by=chair)
    assert not CrisisCard.objects.open().exists()
    reopen_crisis(card_id=card.pk, by=chair)
    with pytest.raises(ValidationError):
        reopen_crisis(card_id=card.pk, by=chair)
    assert CrisisCard.objects.open().get().outcome == "Себебі анықталды"


def test_a_stale_form_does_not_open_a_closed_card(card, chair):
    stale = CrisisCard.objects.get()
    close_crisis(card_id=card.pk, outcome="Себебі анықталды", by=chair)
    save_crisis(card=stale, by=chair)
    card.refresh_from_db()
    assert card.closed_at is not None


def test_entries_of_the_log_are_not_changed_in_the_admin(client, card, press_officer):
    sign_in(client, press_officer)
    entry = log_in_crisis(card_id=card.pk, words="Бірінші", by=press_officer)
    address = reverse("admin:publications_crisiscard_change", args=[card.pk])
    form = {
        "organization": card.organization_id,
        "level": "local",
        "title": card.title,
        "trigger": card.trigger,
        "answers-TOTAL_FORMS": 1,
        "answers-INITIAL_FORMS": 0,
        "answers-0-number": 1,
        "answers-0-question_kk": "Зардап шеккендер бар ма?",
        "answers-0-answer_kk": "Жоқ",
        "log-TOTAL_FORMS": 2,
        "log-INITIAL_FORMS": 1,
        "log-0-id": entry.pk,
        "log-0-words": "Басқа сөз",
        "log-1-words": "Екінші",
    }
    assert client.post(address, form).status_code == 302
    said = list(CrisisLogEntry.objects.values_list("words", "written_by"))
    assert said == [("Бірінші", press_officer.pk), ("Екінші", press_officer.pk)]
    answer = CrisisAnswer.objects.get()
    assert answer.question_kk == "Зардап шеккендер бар ма?"
    told = [(entry.subject, entry.code) for entry in JournalEntry.objects.order_by("pk")]
    assert (answer, "record.entered") in told
    assert told.count((card, "crisis.log_written")) == 2


# --- The pages ----------------------------------------------------------------------------------


def test_the_page_says_what_may_be_said_by_whom(client, card, press_officer):
    card.spokesperson = PersonFactory(phone="+7 701 111 22 33")
    card.save()
    CrisisAnswer.objects.create(card=card, question_kk="Кім кінәлі?", answer_kk="Тексеріліп жатыр")
    page = sign_in(client, press_officer).get(card.get_absolute_url()).content.decode()
    call = "tel:+77011112233"
    for words in (card.statement_kk, card.statement_ru, call, "+7 701 111 22 33", "Кім кінәлі?"):
        assert words in page


@pytest.mark.parametrize(
    ("role", "answer"),
    [
        (Role.PRESS_OFFICER, 200),
        (Role.CHAIR, 200),
        (Role.EDITOR, 200),
        (Role.ADMINISTRATOR, 200),
        (Role.TRAINING_ORGANIZER, 403),
        (Role.APPEALS_OFFICER, 403),
        (None, 403),
    ],
)
def test_the_pages_are_for_those_who_speak_and_lead(role, answer, client, card, almaty):
    theirs = CrisisCardFactory(organization=almaty)
    address = card.get_absolute_url()
    step = reverse("crises:step", args=[card.pk])
    assert client.get(address).status_code == 302
    sign_in(client, UserFactory(role=role, organization=card.organization))
    assert client.get(address).status_code == answer
    listed = client.get(reverse("crises:cards"))
    assert listed.status_code == answer
    assert theirs.title not in listed.content.decode()
    assert client.get(theirs.get_absolute_url()).status_code == 403
    logged = client.post(step, {"step": "log", "words": "Хабарланды"}).status_code
    assert logged == (302 if answer == 200 else 403)
    assert client.post(reverse("crises:step", args=[theirs.pk]), {"step": "log"}).status_code == 403


def test_a_card_of_another_organization_is_not_opened(press_officer, almaty):
    with pytest.raises(PermissionDenied):
        opened(almaty, by=press_officer)
    assert not CrisisCard.objects.exists()


def test_steps_are_taken_on_the_page(client, card, chair):
    sign_in(client, chair)
    step = reverse("crises:step", args=[card.pk])
    assert client.get(step).status_code == 405
    assert client.post(step, {"step": "shout"}).status_code == 400
    too_long = client.post(step, {"step": "log", "words": "о" * 2001}, follow=True)
    assert "longer than" in too_long.content.decode()
    client.post(step, {"step": "close", "outcome": "Себебі анықталды"})
    page = client.get(card.get_absolute_url()).content.decode()
    assert "Себебі анықталды" in page
    assert "Add to the log" not in page


def cost(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("name", ["crises:cards", "admin:publications_crisiscard_changelist"])
def test_the_lists_cost_the_same_at_one_and_at_three(name, client, card, press_officer):
    sign_in(client, press_officer)
    address = reverse(name)
    client.get(address)
    one = cost(client, address)
    for _number in range(2):
        CrisisCardFactory(organization=card.organization, spokesperson=PersonFactory())
    assert cost(client, address) == one


def test_the_cabinet_leads_to_what_is_open(client, card, press_officer, almaty):
    closed = CrisisCardFactory(organization=card.organization)
    close_crisis(card_id=closed.pk, outcome="Себебі анықталды")
    theirs = CrisisCardFactory(organization=almaty)
    page = sign_in(client, press_officer).get(reverse("portal:cabinet")).content.decode()
    assert card.get_absolute_url() in page
    assert closed.get_absolute_url() not in page
    assert theirs.get_absolute_url() not in page


def test_who_is_alerted_by_a_new_card_is_said(client, karaganda, press_officer):
    sign_in(client, press_officer)
    address = reverse("admin:publications_crisiscard_add")
    sent = {
        "organization": karaganda.pk,
        "title": "Шахтадағы апат",
        "trigger": "Хабар",
        "level": "local",
        **{
            f"{name}-{key}": 0
            for name in ("answers", "log")
            for key in ("TOTAL_FORMS", "INITIAL_FORMS")
        },
    }
    said = [str(one) for one in client.post(address, sent, follow=True).context["messages"]]
    assert any(one.startswith("1 person is alerted") for one in said)
