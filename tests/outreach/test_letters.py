"""Anybody writes to an organization: it stands as an appeal, and those who answer are told."""

import datetime as dt
import itertools
import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from mediacenter.outreach.letters import answering_for
from mediacenter.outreach.models import Appeal, AppealLetter
from mediacenter.reports.collecting import collect
from mediacenter.reports.indicators import REGISTRY
from mediacenter.services.outbox.actions import owe, send_due_mails
from mediacenter.services.outbox.models import Mail
from mediacenter.services.publicforms.proof import proves
from mediacenter.services.retention.actions import purge
from mediacenter.services.retention.declarations import RULES
from tests.changelists import admin_url
from tests.outreach.factories import AppealFactory
from tests.shown_form import ShownForm
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Organization, Role

NOW = dt.datetime(2026, 3, 12, 9, tzinfo=dt.UTC)
WORDS = "Ұжымдық шарт туралы сұрағым бар: <b>қашан</b> & қайда?"


@pytest.fixture(autouse=True)
def nobody_has_written_yet():
    cache.clear()


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as moment:
        yield moment


@pytest.fixture
def federation(db):
    return OrganizationFactory(kind="federation")


@pytest.fixture
def branch(federation):
    return OrganizationFactory(parent=OrganizationFactory(parent=federation))


def page_of(organization, language="kk"):
    return f"/{language}/organizations/{organization.slug}/write/"


def filled(page, **changed):
    """What a person sends whose scripts run, from the page as it was shown."""
    hidden = dict(re.findall(r'name="(opened|proof)" value="([^"]*)"', page))
    nonce = re.search(r'data-proof-of="([^"]*)"', page)[1]
    hidden["proof"] = next(str(one) for one in itertools.count() if proves(nonce, str(one)))
    return {
        **hidden,
        "homepage": "",
        "name": "Әсел Нұрланқызы",
        "email": "asel@example.org",
        "phone": "",
        "words": WORDS,
        "consent": "on",
        **changed,
    }


def send(client, clock, organization, language="kk", **changed):
    url = page_of(organization, language)
    data = filled(client.get(url).content.decode(), **changed)
    clock.shift(60)
    return client.post(url, data)


def test_a_letter_stands_as_an_appeal_and_its_sender_gets_a_number(client, clock, branch):
    assert page_of(branch) in client.get(branch.get_absolute_url()).content.decode()
    answer = send(client, clock, branch, phone="8 701 123 45 67")
    [appeal] = Appeal.objects.all()
    assert (appeal.organization, appeal.way, appeal.kind) == (branch, "site", "message")
    assert (str(appeal.received_on), appeal.answered_on) == ("2026-03-12", None)
    letter = appeal.letter
    assert (letter.name, letter.email, letter.phone, letter.words, letter.language) == (
        "Әсел Нұрланқызы",
        "asel@example.org",
        "+7 701 123 45 67",
        WORDS,
        "kk",
    )
    assert letter.consented_at == dt.datetime(2026, 3, 12, 9, 1, tzinfo=dt.UTC)
    told = client.get(answer.url).content.decode()
    assert f"<strong>{appeal.pk}</strong>" in told
    assert "Әсел" not in told


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_speaks_each_language(client, clock, branch, language):
    assert send(client, clock, branch, language).url.startswith(f"/{language}/")
    assert AppealLetter.objects.get().language == language


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "а" * 151}, "name"),
        ({"email": "no address"}, "email"),
        ({"email": ""}, "__all__"),
        ({"email": "", "phone": "12"}, "phone"),
        ({"words": "\u200b"}, "words"),
        ({"words": "қ" * 10_001}, "words"),
        ({"consent": ""}, "consent"),
    ],
)
def test_what_cannot_be_answered_comes_back_in_words(client, clock, branch, changed, field):
    answer = send(client, clock, branch, **changed)
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert not Appeal.objects.exists()
    kept = {"name": "Әсел Нұрланқызы", "words": WORDS, **changed}
    assert escape(kept["words"][:100].strip("\u200b")) in answer.content.decode()


def test_ten_thousand_characters_are_taken_however_their_lines_end(client, clock, branch):
    words = "қ\r\n" * 5000
    send(client, clock, branch, words=words[:-2] + "қ")
    assert len(AppealLetter.objects.get().words) == 10_000


def test_a_closed_organization_is_not_written_to(client, branch):
    branch.closed_on = dt.date(2026, 1, 1)
    branch.save()
    assert page_of(branch) not in client.get(branch.get_absolute_url()).content.decode()
    assert client.get(page_of(branch)).status_code == 404


def test_the_page_is_no_shared_copy_and_sets_no_cookie(client, branch):
    answer = client.get(page_of(branch))
    assert "private" in answer["Cache-Control"]
    assert not answer.cookies


# --- Who is told, and who may read it -------------------------------------------------------------


def test_the_nearest_officers_answer_and_else_administrators(federation, branch):
    region = Organization.objects.get_parent(branch)
    assert answering_for(branch) == set()
    top = UserFactory(role=Role.ADMINISTRATOR, organization=federation)
    assert answering_for(branch) == {top.pk}
    far = UserFactory(role=Role.APPEALS_OFFICER, organization=federation)
    UserFactory(role=Role.APPEALS_OFFICER, organization=OrganizationFactory(parent=region))
    UserFactory(role=Role.CHAIR, organization=branch)
    assert answering_for(branch) == {far.pk}
    near = [UserFactory(role=Role.APPEALS_OFFICER, organization=region) for _ in range(2)]
    assert answering_for(branch) == {user.pk for user in near}
    near[0].person.appointments.update(ends_on=dt.date(2020, 1, 1))
    near[1].is_active = False
    near[1].save()
    assert answering_for(branch) == {far.pk}


def test_the_officer_reads_it_in_the_mailbox_and_answers_the_sender(
    client, clock, branch, mailoutbox
):
    officer = UserFactory(role=Role.APPEALS_OFFICER, organization=branch, language="ru")
    send(client, clock, branch)
    [mail] = Mail.objects.all()
    assert (mail.user, mail.details) == (officer, {})
    send_due_mails()
    [message] = mailoutbox
    assert message.to == [officer.email]
    assert message.reply_to == ["asel@example.org"]
    assert WORDS in message.body
    appeal = Appeal.objects.get()
    assert f"/admin/outreach/appeal/{appeal.pk}/change/" in message.body
    assert str(appeal.pk) in message.subject


def test_a_letter_that_was_deleted_is_told_to_nobody(client, clock, branch, mailoutbox):
    UserFactory(role=Role.APPEALS_OFFICER, organization=branch)
    send(client, clock, branch)
    Appeal.objects.all().delete()
    send_due_mails()
    assert not mailoutbox


@pytest.mark.parametrize(
    ("role", "at_branch", "status", "reads"),
    [
        (Role.APPEALS_OFFICER, True, 200, True),
        (Role.ADMINISTRATOR, True, 200, True),
        (Role.CHAIR, True, 200, False),
        (Role.PRESS_OFFICER, True, 403, False),
        (Role.APPEALS_OFFICER, False, 403, False),
    ],
)
def test_who_wrote_is_read_by_who_answers_alone(
    client, clock, federation, branch, role, at_branch, status, reads
):
    send(client, clock, branch)
    appeal = Appeal.objects.get()
    place = branch if at_branch else OrganizationFactory(parent=federation)
    client.force_login(UserFactory(role=role, organization=place))
    for address in ("change", "history"):
        answer = client.get(admin_url(Appeal, address, appeal.pk))
        assert answer.status_code == status
        page = answer.content.decode()
        assert "<b>қашан" not in page
        if address == "change":
            assert (escape(WORDS) in page, "asel@example.org" in page) == (reads, reads)
            sender_first = page.find("asel@example.org") < page.find('name="subject"')
            assert sender_first or not reads, "an answer begins with who wrote"
        else:
            assert "asel@example.org" not in page
    if status == 200:
        listed = client.get(admin_url(Appeal, "changelist")).content.decode()
        assert "Әсел" not in listed


def test_an_officer_notes_the_answer_and_the_letter_stays(client, clock, branch):
    send(client, clock, branch)
    appeal = Appeal.objects.get()
    client.force_login(UserFactory(role=Role.APPEALS_OFFICER, organization=branch))
    url = admin_url(Appeal, "change", appeal.pk)
    form = ShownForm(client.get(url).content.decode(), "appeal_form")
    assert "words" not in form.shown
    sent = {**form.sent, "answered_on": "14.03.2026", "_save": "1"}
    assert client.post(url, sent).status_code == 302
    appeal.refresh_from_db()
    assert str(appeal.answered_on) == "2026-03-14"
    assert appeal.letter.words == WORDS


def test_a_letter_is_found_by_the_number_that_its_sender_was_told(client, clock, branch):
    send(client, clock, branch)
    appeal = Appeal.objects.get()
    other = AppealFactory(organization=branch, subject=f"About {appeal.pk} families")
    AppealFactory(organization=branch)
    client.force_login(UserFactory(role=Role.APPEALS_OFFICER, organization=branch))
    for words, found in ((f" {appeal.pk} ", {appeal, other}), ("²", set()), ("9" * 30, set())):
        answer = client.get(admin_url(Appeal, "changelist"), {"q": words})
        assert set(answer.context["cl"].result_list) == found


def test_an_appeal_by_phone_has_no_letter(client, branch):
    appeal = AppealFactory(organization=branch)
    client.force_login(UserFactory(role=Role.APPEALS_OFFICER, organization=branch))
    assert client.get(admin_url(Appeal, "change", appeal.pk)).status_code == 200


def test_letters_that_are_stuck_are_listed_by_as_many_statements(client, federation, branch):
    def administrator():
        return UserFactory(role=Role.ADMINISTRATOR, organization=federation)

    def get_stuck():
        for given_up_at, by in ((None, None), (NOW, administrator())):
            letter = AppealLetter.objects.create(
                appeal=AppealFactory(organization=branch, subject="Сұрақ"),
                name="Ә",
                email="a@example.org",
                words="Қашан?",
                language="kk",
            )
            mail = owe("outreach.letter", user=administrator(), about=letter)
            mail.set_aside_at, mail.given_up_at, mail.given_up_by = NOW, given_up_at, by
            mail.save()

    def asked():
        with CaptureQueriesContext(connection) as statements:
            page = client.get("/kk/cabinet/mails/").content.decode()
        assert page.count("Сұрақ</p>") == Mail.objects.count()
        return len(statements)

    client.force_login(administrator())
    get_stuck()
    asked()  # reads the kinds of records, once a process
    once = asked()
    get_stuck()
    get_stuck()
    assert asked() == once


# --- Once -----------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_sends_at_once_are_one_appeal_and_one_mail(transactional_db):
    branch = OrganizationFactory()
    UserFactory(role=Role.APPEALS_OFFICER, organization=branch)
    with time_machine.travel(NOW, tick=False):
        data = filled(Client().get(page_of(branch)).content.decode())
    both = Barrier(2)

    def post():
        both.wait()
        try:
            return Client().post(page_of(branch), data).url
        finally:
            connection.close()

    with (
        time_machine.travel(NOW + dt.timedelta(minutes=1), tick=False),
        ThreadPoolExecutor(2) as threads,
    ):
        first, second = [one.result() for one in [threads.submit(post), threads.submit(post)]]
    assert first == second
    assert (Appeal.objects.count(), Mail.objects.count()) == (1, 1)


def test_who_dies_before_the_end_leaves_nothing_and_sends_it_again(
    client, clock, branch, monkeypatch
):
    UserFactory(role=Role.APPEALS_OFFICER, organization=branch)
    page = client.get(page_of(branch)).content.decode()
    clock.shift(60)

    def die(*args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        killed.setattr("mediacenter.outreach.letters.log", die)
        with pytest.raises(KeyboardInterrupt):
            client.post(page_of(branch), filled(page))
    assert not Appeal.objects.exists()
    assert not Mail.objects.exists()
    assert client.post(page_of(branch), filled(page)).status_code == 302
    assert Appeal.objects.count() == Mail.objects.count() == 1


def test_the_report_counts_it_once_as_received_and_once_answered(client, clock, branch):
    def counted(code):
        return [(row.year, row.number) for row in collect(REGISTRY[code], (2025, 2026))]

    send(client, clock, branch)
    assert counted("appeals.received") == [(2026, 1)]
    assert counted("appeals.answered") == []
    Appeal.objects.update(answered_on=dt.date(2026, 3, 13))
    assert counted("appeals.answered") == [(2026, 1)]


# --- How long ---------------------------------------------------------------------------------


def test_who_wrote_is_kept_for_a_year_after_the_answer_and_the_appeal_for_good(branch):
    today = dt.date(2026, 3, 12)

    def wrote(answered_on=None, received_on=dt.date(2023, 6, 1)):
        appeal = AppealFactory(
            organization=branch, received_on=received_on, answered_on=answered_on
        )
        return AppealLetter.objects.create(
            appeal=appeal, name="Ә", email="a@example.org", words="Сұрақ", language="kk"
        )

    wrote(today - dt.timedelta(days=365))
    wrote(received_on=today - dt.timedelta(days=3 * 365))
    fresh = wrote(today - dt.timedelta(days=364))
    open_still = wrote()
    assert purge(RULES["outreach.letters"], now=NOW) == 2
    assert set(AppealLetter.objects.all()) == {fresh, open_still}
    assert Appeal.objects.count() == 4
