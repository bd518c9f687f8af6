"""The outbox at its own door, with clients of a few lines."""

import datetime as dt
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from smtplib import SMTPDataError, SMTPRecipientsRefused

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mediacenter.portal.programs import PROJECT
from mediacenter.services.outbox.actions import (
    PAUSES,
    hasten,
    owe,
    owe_all,
    send_due_mails,
)
from mediacenter.services.outbox.kinds import KINDS, Daily, Kind, Quiet, Weekly, register
from mediacenter.services.outbox.models import Mail, Unsubscription
from mediacenter.services.retention.actions import purge
from mediacenter.services.retention.declarations import RULES
from mediacenter.toolkit import embedded
from mediacenter.toolkit.mail import NothingToSay
from tests.mailbox import Mailbox, open_mailbox, words_of
from tests.services.outbox_sender import greet
from tests.silent import silent_server
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 30, 4, tzinfo=dt.UTC)  # a Monday, nine in the morning in Almaty
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def kinds():
    """What a test registers is gone after it."""
    before = dict(KINDS)
    yield
    KINDS.clear()
    KINDS.update(before)


def sends(make=greet, **more):
    """A room that sends mails of a kind; returns its code."""
    register(Kind("tests.greeting", _("greetings"), make, **more))
    return "tests.greeting"


def greeting(number=1, **more):
    return owe("tests.greeting", to=f"{number}@example.org", details={"name": number}, **more)


# --- A client ---------------------------------------------------------------------------------


def test_a_new_client_registers_what_makes_its_mail_and_owes_it(mailbox):
    register(Kind("tests.welcome", _("greetings"), lambda mail: EmailMessage("Hello", "Welcome!")))
    owe("tests.welcome", to="reader@example.org")
    assert send_due_mails() == 1
    assert send_due_mails() == 0
    [mail] = mailbox.received
    assert (mail["To"], mail["Subject"], words_of(mail)) == (
        "reader@example.org",
        "Hello",
        "Welcome!\r\n",
    )
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe"] is None


def test_a_code_that_is_taken_or_does_not_fit_the_table_is_refused():
    sends()
    with pytest.raises(ValueError, match="already"):
        sends()
    with pytest.raises(ValueError, match="40"):
        register(Kind("tests." + "long" * 10, "long", greet))


def test_a_mail_to_nobody_is_refused_as_it_is_owed():
    sends()
    with pytest.raises(ValueError, match="who gets it"):
        owe("tests.greeting")


def test_a_mail_is_made_as_it_is_sent_in_the_language_and_at_the_address_of_that_day(mailbox):
    sends(lambda mail: EmailMessage(get_language(), "In your language"))
    user = UserFactory(language="kk")
    owe("tests.greeting", user=user)
    owe("tests.greeting", to="reader@example.org", language="ru")
    owe("tests.greeting", user=user, to="another@example.org")
    user.language, user.email = "ru", "new@example.org"
    user.save()
    assert send_due_mails() == 3
    assert mailbox.subjects == ["ru"] * 3
    assert mailbox.addresses == ["another@example.org", "new@example.org", "reader@example.org"]


def test_attachments_and_calendar_parts_go_with_the_message(mailbox):
    def invite(mail):
        letter = EmailMultiAlternatives("Seminar", "Come")
        letter.attach_alternative("BEGIN:VCALENDAR", "text/calendar; method=REQUEST")
        letter.attach("programme.txt", "9:00 Opening", "text/plain")
        return letter

    sends(invite)
    greeting()
    assert send_due_mails() == 1
    found = [part.get_content_type() for part in mailbox.received[0].walk()]
    assert found.count("text/calendar") == 1
    assert found.count("text/plain") == 2


def test_all_of_many_are_owed_by_one_statement_and_once_each(django_assert_num_queries):
    sends()
    users = UserFactory.create_batch(3)
    with django_assert_num_queries(1):
        owed = owe_all("tests.greeting", users=[user.pk for user in [*users, *users]])
    assert sorted(owed) == sorted(user.pk for user in users)
    assert Mail.objects.due(timezone.now()).count() == 3


def test_what_a_mail_is_about_finds_it():
    sends()
    organization, other = OrganizationFactory(), OrganizationFactory()
    mail = greeting(about=organization)
    assert list(Mail.objects.about(organization)) == [mail]
    assert not Mail.objects.about(other).exists()
    assert Mail.objects.get().about == organization


# --- What goes wrong holds up no other ----------------------------------------------------------


def test_a_mail_that_cannot_be_made_is_set_aside_with_its_reason(mailbox):
    def fail(mail):
        match mail.details["name"]:
            case 1:
                raise KeyError("organization")
            case 2:
                raise FileNotFoundError("the attachment")  # no silence of the server's
            case 4:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT 1 / 0")
        return greet(mail)

    sends(fail)
    for number in (1, 2, 4, 5):
        greeting(number)
    assert send_due_mails() == 1
    assert mailbox.addresses == ["5@example.org"]
    assert [mail.details["name"] for mail in Mail.objects.set_aside()] == [1, 2, 4]
    assert {mail.last_error for mail in Mail.objects.set_aside()} == {
        "The mail could not be made; the log of the worker says why."
    }
    assert not Mail.objects.due(timezone.now() + dt.timedelta(days=9)).exists()


def test_a_mail_of_a_kind_that_no_room_knows_any_more_is_set_aside(mailbox):
    sends()
    forgotten = greeting()
    KINDS.pop("tests.greeting")
    register(Kind("tests.other", _("greetings"), greet))
    owe("tests.other", to="2@example.org", details={"name": 2})
    assert send_due_mails() == 1
    forgotten.refresh_from_db()
    assert forgotten.set_aside_at
    assert forgotten.recipient_and_subject == "1@example.org"


def test_what_has_nothing_to_say_is_dropped(mailbox):
    def made(mail):
        if mail.details["name"] == 1:
            raise NothingToSay
        return greet(mail)

    sends(made)
    greeting(1), greeting(2)
    assert send_due_mails() == 1
    assert mailbox.addresses == ["2@example.org"]
    assert [mail.details["name"] for mail in Mail.objects.all()] == [2]


def test_a_closed_account_gets_mails_of_those_kinds_alone_that_say_so(mailbox):
    sends()
    register(Kind("tests.account", _("accounts"), greet, to_closed_accounts=True))
    closed = UserFactory(is_active=False)
    for kind in ("tests.greeting", "tests.account"):
        owe(kind, user=closed, details={"name": kind})
    assert send_due_mails() == 1
    assert words_of(mailbox.received[0]).strip() == "To tests.account"
    assert Mail.objects.count() == 1


def test_refusals_pause_longer_each_time_until_the_mail_is_set_aside(mailbox):
    sends()
    refused = greeting(1)
    mailbox.refuses = {"1@example.org"}
    now, pauses = timezone.now(), []
    while refused.set_aside_at is None:
        assert send_due_mails(now=now) == 0
        assert send_due_mails(now=now) == 0, "a pause comes first"
        refused.refresh_from_db()
        if refused.next_try_at > now:
            pauses.append(refused.next_try_at - now)
            now = refused.next_try_at
    assert pauses == PAUSES == sorted(set(PAUSES))
    assert refused.attempts == len(PAUSES) + 1
    assert "later" in refused.last_error
    hasten(Mail.objects.all())
    assert send_due_mails(now=now) == 0, "somebody has to look at it"


def test_who_is_in_a_hurry_does_not_wait_for_the_pause(mailbox):
    sends()
    greeting(1), greeting(2)
    mailbox.refuses = {"1@example.org"}
    assert send_due_mails() == 1, "it holds up no other"
    mailbox.refuses = set()
    assert send_due_mails() == 0
    hasten(Mail.objects.all())
    assert send_due_mails() == 1
    assert mailbox.addresses == ["1@example.org", "2@example.org"]


def test_an_address_that_is_refused_for_good_is_not_tried_again(mailbox, monkeypatch):
    sends()
    first = greeting(1)

    def refuse(letter):
        raise SMTPRecipientsRefused({letter.to[0]: (550, b"no such user")})

    with monkeypatch.context() as patched:
        patched.setattr(EmailMessage, "send", refuse)
        assert send_due_mails() == 0
    first.refresh_from_db()
    assert first.set_aside_at
    assert first.last_error == "550 no such user"
    assert first.sent_at is None


def test_a_header_that_no_server_may_get_is_set_aside(mailbox):
    sends(lambda mail: EmailMessage("Hello", "Body", to=["a@example.org\nBcc: all@example.org"]))
    broken = greeting()
    assert send_due_mails() == 0
    broken.refresh_from_db()
    assert broken.set_aside_at
    assert broken.sent_at is None


def test_a_mail_that_nobody_would_get_is_set_aside_and_never_counts_as_sent(mailbox):
    sends(lambda mail: EmailMessage("Hello", "Body", to=[""]))
    greeting()
    assert send_due_mails() == 0
    assert Mail.objects.set_aside().count() == 1


@pytest.mark.parametrize("answer", [b"no\0mailbox", b"\xff\xfe", "no\0mailbox"])
def test_a_server_that_answers_in_signs_no_column_takes_holds_up_none(mailbox, monkeypatch, answer):
    sends()
    first, _second = greeting(1), greeting(2)
    send = EmailMessage.send

    def refuse(letter):
        if letter.to == ["1@example.org"]:
            raise SMTPDataError(550, answer)
        return send(letter)

    monkeypatch.setattr(EmailMessage, "send", refuse)
    assert send_due_mails() == 1
    first.refresh_from_db()
    assert first.set_aside_at
    assert first.last_error.startswith("550 ")


def test_a_mail_that_the_database_kept_waiting_is_tried_again_after_a_pause(mailbox):
    def wait(mail):
        if mail.details["name"] == 1:
            raise OperationalError("deadlock detected")
        return greet(mail)

    sends(wait)
    kept, _other = greeting(1), greeting(2)
    assert send_due_mails() == 1
    kept.refresh_from_db()
    assert (kept.set_aside_at, kept.attempts) == (None, 1)
    assert kept.next_try_at > timezone.now()


@pytest.mark.parametrize("is_known", [True, False])
def test_what_waits_to_be_gathered_goes_on_where_nobody_gathers_it_any_more(mailbox, is_known):
    sends(gathered=Quiet(minutes=3))
    waiting = greeting()
    KINDS.pop("tests.greeting")
    if is_known:
        sends()
    assert send_due_mails() == is_known
    waiting.refresh_from_db()
    assert bool(waiting.sent_at) == is_known
    assert bool(waiting.set_aside_at) != is_known


def odd_mails(kind):
    """Mails of a kind as none of its use cases owes them."""
    now, user, organization = timezone.now(), UserFactory(), OrganizationFactory()
    strange, _made = ContentType.objects.get_or_create(app_label="gone", model="gone")
    for details in ({}, [], "words", 7, {"by": "nobody", "name": {}}):
        for to in ({"user": user}, {"to": "reader@example.org"}):
            for about in (
                {},
                {"about": organization},
                {"about_type": strange, "about_key": 1},
                {"about_type": ContentType.objects.get_for_model(Mail), "about_key": 0},
            ):
                yield Mail(kind=kind, asked_at=now, ready_at=now, details=details, **to, **about)


@pytest.mark.parametrize("kind", [*sorted(KINDS), "tests.forgotten"])
def test_no_mail_as_nobody_owes_it_holds_up_others_or_hides_them(mailbox, client, kind):
    sends()
    Mail.objects.bulk_create(odd_mails(kind))
    last = greeting()
    send_due_mails()
    assert not Mail.objects.due(timezone.now()).exists()
    last.refresh_from_db()
    assert last.sent_at
    Mail.objects.bulk_create(odd_mails(kind))
    stuck = Mail.objects.exclude(pk=last.pk)
    for how in ({"set_aside_at": timezone.now()}, {"given_up_at": timezone.now()}):
        stuck.update(sent_at=None, last_error="?", **how)
        client.force_login(UserFactory(role=Role.ADMINISTRATOR, organization=OrganizationFactory()))
        page = client.get("/en/cabinet/mails/")
        assert page.status_code == 200
        assert client.get("/en/cabinet/").status_code == 200


def test_a_silent_server_ends_the_round_at_the_first_mail(settings):
    sends()
    assert settings.EMAIL_TIMEOUT <= 10
    settings.EMAIL_TIMEOUT = 0.2
    settings.EMAIL_BACKEND = "mediacenter.toolkit.mail_server.EmailBackend"
    for number in (1, 2, 3):
        greeting(number)
    with silent_server() as (settings.EMAIL_PORT, asked):
        settings.EMAIL_HOST = "127.0.0.1"
        assert send_due_mails() == 0
        assert len(asked) == 1
    assert [mail.attempts for mail in Mail.objects.order_by("pk")] == [1, 0, 0]
    assert Mail.objects.due(timezone.now()).count() == 2


def test_what_is_urgent_goes_first_and_news_last_even_if_it_came_during_the_round(mailbox):
    register(
        Kind("tests.news", _("news"), greet, is_news=True),
        Kind("tests.link", _("links"), greet, is_urgent=True),
    )

    def duty(mail):
        if mail.details["name"] == 1:
            owe("tests.link", to="link@example.org", details={"name": 0})
        return greet(mail)

    sends(duty)
    owe("tests.news", to="news@example.org", details={"name": 0})
    greeting(1), greeting(2)
    owe("tests.link", to="first@example.org", details={"name": 0})
    assert send_due_mails() == 5
    assert [mail["To"] for mail in mailbox.received] == [
        "first@example.org",
        "1@example.org",
        "link@example.org",
        "2@example.org",
        "news@example.org",
    ]


# --- Once, and the same one ---------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_send_each_mail_once(mailbox):
    sends()
    for number in range(6):
        greeting(number)

    def work(_number):
        try:
            return send_due_mails()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        assert sum(workers.map(work, range(4))) == 6
    assert mailbox.addresses == [f"{number}@example.org" for number in range(6)]


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_gather_into_one_mail(mailbox):
    sends(lambda mail: EmailMessage(str(len(mail.parts)), "gathered"), gathered=Quiet(minutes=3))
    for _number in range(5):
        owe("tests.greeting", to="1@example.org")
    later = timezone.now() + 5 * MINUTE

    def work(_number):
        try:
            return send_due_mails(now=later)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        assert sum(workers.map(work, range(4))) == 1
    assert mailbox.subjects == ["5"]


@pytest.mark.django_db(transaction=True)
def test_a_process_killed_between_sending_and_noting_leaves_the_same_mail_owed(settings):
    """The mailbox of who gets it twice shows it once."""

    class DeadlyMailbox(Mailbox):
        victim = None

        async def handle_DATA(self, server, session, envelope):  # noqa: N802  aiosmtpd's name
            answer = await super().handle_DATA(server, session, envelope)
            if self.victim:
                self.victim.kill()
                self.victim = None
            return answer

    sends()
    first, second = greeting(1), greeting(2)
    with open_mailbox(settings, DeadlyMailbox()) as mailbox:
        database = embedded.database_url(
            os.environ["VAR_DIR"], name=connection.settings_dict["NAME"]
        )
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "mediacenter.settings",
            "DATABASE_URL": database,
            "EMAIL_URL": f"smtp://{settings.EMAIL_HOST}:{settings.EMAIL_PORT}",
        }
        sender = [sys.executable, "-m", "tests.services.outbox_sender"]
        mailbox.victim = subprocess.Popen(sender, cwd=PROJECT, env=environment)
        assert mailbox.victim.wait(60) == -9
        first.refresh_from_db()
        assert (first.sent_at, first.attempts) == (None, 0)
        assert send_due_mails() == 2
    keys = [mail["Message-ID"] for mail in mailbox.received]
    assert len(keys) == 3
    assert keys[0] == keys[1] != keys[2]
    assert first.message_key in keys[0]
    assert second.message_key in keys[2]


@pytest.mark.django_db(transaction=True)
def test_what_a_use_case_owes_and_takes_back_is_never_sent(mailbox):
    sends()
    with transaction.atomic():
        greeting()
        transaction.set_rollback(True)
    assert send_due_mails() == 0


# --- What happens to one person, in one mail -----------------------------------------------------


def list_names(mail):
    return EmailMessage("News", " ".join(str(part.details["name"]) for part in mail.parts))


def test_what_happens_within_minutes_is_one_mail_for_each(mailbox):
    sends(list_names, gathered=Quiet(minutes=3))
    for name, minutes in (("a", 0), ("b", 2)):
        owe(
            "tests.greeting", to="1@example.org", details={"name": name}, now=NOW + minutes * MINUTE
        )
    owe("tests.greeting", to="2@example.org", details={"name": "c"}, now=NOW + 2 * MINUTE)
    assert send_due_mails(now=NOW + 2 * MINUTE) == 0
    assert send_due_mails(now=NOW + 3 * MINUTE) == 1
    assert words_of(mailbox.received[0]).strip() == "a b"
    assert send_due_mails(now=NOW + 3 * MINUTE) == 0
    assert send_due_mails(now=NOW + 5 * MINUTE) == 1
    assert not Mail.objects.filter(sent_at=None).exists()


def test_what_was_gathered_stays_one_mail_whatever_happens_before_it_goes(mailbox):
    """Sent once more after a refusal, it is the same one under its name."""
    sends(list_names, gathered=Quiet(minutes=3))
    mailbox.refuses = {"1@example.org"}
    for name in ("a", "b"):
        owe("tests.greeting", to="1@example.org", details={"name": name}, now=NOW)
    assert send_due_mails(now=NOW + 3 * MINUTE) == 0
    owe("tests.greeting", to="1@example.org", details={"name": "c"}, now=NOW + 3 * MINUTE)
    mailbox.refuses = set()
    assert send_due_mails(now=NOW + 9 * MINUTE) == 2
    assert [words_of(mail).strip() for mail in mailbox.received] == ["a b", "c"]


@pytest.mark.parametrize(
    ("gathering", "asked", "goes"),
    [
        (Daily(hour=8), NOW, NOW + dt.timedelta(hours=23)),
        (Daily(hour=10), NOW, NOW + dt.timedelta(hours=1)),
        (Weekly(weekday=0, hour=10), NOW, NOW + dt.timedelta(hours=1)),
        (Weekly(weekday=0, hour=8), NOW, NOW + dt.timedelta(days=7, hours=-1)),
        (Weekly(weekday=4, hour=9), NOW, NOW + dt.timedelta(days=4)),
    ],
)
def test_news_of_a_day_or_week_goes_at_its_hour(mailbox, gathering, asked, goes):
    sends(list_names, gathered=gathering)
    for name in ("a", "b"):
        owe("tests.greeting", to="1@example.org", details={"name": name}, now=asked)
    assert send_due_mails(now=goes - MINUTE) == 0
    assert send_due_mails(now=goes) == 1
    assert words_of(mailbox.received[0]).strip() == "a b"


# --- News can be unsubscribed from ---------------------------------------------------------------


def unsubscribe_address(mail, portal):
    header = re.fullmatch(r"<(https?://[^>]+)>", re.sub(r"\s", "", mail["List-Unsubscribe"]))[1]
    assert header.startswith(portal.PUBLIC_URL)
    return header.removeprefix(portal.PUBLIC_URL)


@pytest.fixture
def news(mailbox):
    """A function that sends news to somebody and returns the mail, or None where it does not go."""
    register(Kind("tests.news", _("greetings"), greet, is_news=True))

    def send(**to):
        owe("tests.news", details={"name": "all"}, **to)
        return mailbox.received[-1] if send_due_mails() else None

    return send


def recipients():
    user = UserFactory()
    return [{"user": user}, {"to": "Reader@example.org"}]


def test_news_is_unsubscribed_from_by_one_click_without_signing_in(news, client, settings):
    for to in recipients():
        mail = news(**to)
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        address = unsubscribe_address(mail, settings)
        posted = client.post(address, {"List-Unsubscribe": "One-Click"})
        assert posted.status_code == 200
        assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
        assert news(**to) is None
    assert news(to="other@example.org")
    assert not Mail.objects.filter(sent_at=None).exists()


def test_a_mere_look_asks_and_changes_nothing_and_whoever_errs_subscribes_again(
    news, client, settings
):
    [to, _bare] = recipients()
    address = unsubscribe_address(news(**to), settings)
    page = client.get(address)
    assert 'method="post"' in page.content.decode()
    assert "noindex" in page.content.decode()
    assert news(**to)
    client.post(address)
    assert news(**to) is None
    client.post(address, {"again": ""})
    assert news(**to)


def test_an_unsubscription_follows_the_account_to_its_new_address(news, client, settings):
    user = UserFactory()
    client.post(unsubscribe_address(news(user=user), settings))
    user.email = "new@example.org"
    user.save()
    assert news(user=user) is None


def test_one_mail_program_that_checks_for_forgery_is_not_asked_for_a_token(news, settings):
    address = unsubscribe_address(news(to="reader@example.org"), settings)
    assert Client(enforce_csrf_checks=True).post(address).status_code == 200


@pytest.mark.parametrize("forged", ["x", "WyJ0ZXN0cy5uZXdzIixudWxsLCJhQGIuYyJd:1t:abc"])
def test_an_address_that_the_portal_did_not_sign_leads_nowhere(client, forged):
    for ask in (client.get, client.post):
        assert ask(f"/kk/mail/{forged}/").status_code == 404


def test_an_unsubscription_holds_for_its_kind_and_duty_goes_on(news, client, settings, mailbox):
    register(Kind("tests.duty", _("greetings"), greet))
    user = UserFactory()
    client.post(unsubscribe_address(news(user=user), settings))
    owe("tests.duty", user=user, details={"name": "all"})
    assert send_due_mails() == 1


@pytest.mark.django_db(transaction=True)
def test_whose_account_is_gone_unsubscribes_from_nothing(news, client, settings):
    user = UserFactory()
    address = unsubscribe_address(news(user=user), settings)
    user.delete()
    for ask in (client.get, client.post):
        assert ask(address).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_clicks_of_one_moment_unsubscribe_once(news, settings):
    for to in recipients():
        address = unsubscribe_address(news(**to), settings)
        before = Unsubscription.objects.count()

        def click(_n, address=address):
            try:
                return Client().post(address).status_code
            finally:
                connection.close()

        with ThreadPoolExecutor(8) as threads:
            assert set(threads.map(click, range(10))) == {200}
        assert Unsubscription.objects.count() == before + 1


# --- What is kept of it ---------------------------------------------------------------------------


def test_the_address_to_which_a_mail_went_is_kept_no_longer_than_for_questions():
    def sent(number, days):
        mail = greeting(number)
        mail.sent_at = days and NOW - dt.timedelta(days=days)
        mail.save()
        return mail

    sends()
    old, fresh, owed = sent(1, 91), sent(2, 89), sent(3, None)
    Mail.objects.update(asked_at=NOW - dt.timedelta(days=100))
    rule = RULES["outbox.addresses"]
    assert purge(rule, now=NOW) == 1
    assert purge(rule, now=NOW) == 0
    for mail, to in ((old, ""), (fresh, "2@example.org"), (owed, "3@example.org")):
        mail.refresh_from_db()
        assert mail.to == to
    assert old.sent_at
