"""Anybody applies for membership without an account, follows it by its code, and signs it."""

import datetime as dt
import itertools
import re

import pytest
import time_machine
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from mediacenter.outreach import membership_views
from mediacenter.outreach.actions.membership import (
    accept_application,
    decline_application,
    pass_on_application,
)
from mediacenter.outreach.models import MembershipApplication
from mediacenter.services.journal.models import JournalEntry
from mediacenter.services.outbox.actions import send_due_mails
from mediacenter.services.outbox.models import Mail
from mediacenter.services.printing.pdf import PrintFailed
from mediacenter.services.publicforms.proof import proves
from mediacenter.services.register.attempts import MOST
from mediacenter.services.register.codes import new_code
from mediacenter.services.retention.actions import purge
from mediacenter.services.retention.declarations import RULES
from mediacenter.services.transitions.steps import WrongState
from tests.changelists import admin_url
from tests.outreach.factories import MembershipApplicationFactory
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import OrganizationKind, Role

NOW = dt.datetime(2026, 3, 12, 9, tzinfo=dt.UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_has_applied_yet():
    cache.clear()


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as moment:
        yield moment


@pytest.fixture
def federation():
    return OrganizationFactory(kind=OrganizationKind.FEDERATION)


@pytest.fixture
def branch(federation):
    return OrganizationFactory(parent=OrganizationFactory(parent=federation))


@pytest.fixture
def officer(branch):
    return UserFactory(role=Role.APPEALS_OFFICER, organization=branch, language="ru")


@pytest.fixture
def application(branch):
    return MembershipApplicationFactory(organization=branch, received_on=NOW.date())


def send(client, clock, organization, language="kk", **changed):
    """What a person sends whose scripts run, from the page as it was shown."""
    url = f"/{language}/organizations/{organization.slug}/join/"
    page = client.get(url).content.decode()
    data = dict(re.findall(r'name="(opened|proof)" value="([^"]*)"', page))
    nonce = re.search(r'data-proof-of="([^"]*)"', page)[1]
    data["proof"] = next(str(one) for one in itertools.count() if proves(nonce, str(one)))
    data |= {
        "homepage": "",
        "name": "Әсел Нұрланқызы",
        "workplace": "№5 мектеп",
        "post": "мұғалім",
        "email": "asel@example.org",
        "phone": "",
        "consent": "on",
    }
    clock.shift(60)
    return client.post(url, data | changed)


def page_of(client, application, language="kk", below=""):
    return client.get(f"/{language}/join/{application.code}/{below}")


def test_an_application_gets_a_code_by_which_it_is_followed(client, clock, branch):
    answer = send(client, clock, branch)
    application = MembershipApplication.objects.get()
    assert answer.url == f"/kk/join/{application.code}/"
    assert (application.organization, application.status) == (branch, "received")
    assert (application.name, application.workplace, application.language) == (
        "Әсел Нұрланқызы",
        "№5 мектеп",
        "kk",
    )
    page = client.get(answer.url)
    shown = page.content.decode()
    assert application.code in shown
    assert "26 наурыз" in shown, "answered within fourteen days"
    assert "asel@example.org" not in shown
    assert "no-store" in page["Cache-Control"]
    assert "noindex" in shown


def test_a_code_is_typed_as_it_comes(client, application):
    typed = application.code.lower().replace("-", " ")
    answer = client.get("/ru/join/", {"code": typed})
    assert answer.url == f"/ru/join/{application.code}/"
    unknown = client.get("/ru/join/", {"code": "no such"}).content.decode()
    assert 'role="alert"' in unknown
    assert page_of(client, application).status_code == 200
    assert client.get("/kk/join/AAAA-AAAA-AAAA/").status_code == 404


def test_who_tries_codes_is_asked_to_wait(client, application):
    for _try in range(MOST):
        assert client.get(f"/kk/join/{new_code()}/").status_code == 404
    assert page_of(client, application).status_code == 429
    assert page_of(client, application, below="application.pdf").status_code == 429


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": ""}, "name"),
        ({"workplace": "ш" * 201}, "workplace"),
        ({"post": ""}, "post"),
        ({"email": "", "phone": ""}, "__all__"),
        ({"phone": "12"}, "phone"),
        ({"consent": ""}, "consent"),
    ],
)
def test_what_is_refused_comes_back_filled(client, clock, branch, changed, field):
    answer = send(client, clock, branch, **changed)
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert not MembershipApplication.objects.exists()
    if field != "name":
        assert 'value="Әсел Нұрланқызы"' in answer.content.decode()


def test_a_closed_organization_takes_nobody_in(client, branch):
    branch.closed_on = dt.date(2026, 1, 1)
    branch.save()
    assert client.get(f"/kk/organizations/{branch.slug}/join/").status_code == 404


def test_the_way_leads_from_the_organization_that_was_found(client, branch):
    address = f"/kk/organizations/{branch.slug}/join/"
    assert address in client.get(branch.get_absolute_url()).content.decode()
    found = client.get("/kk/organizations/find/", {"workplace": branch.slug}).content.decode()
    assert address in found
    assert "/kk/organizations/find/" in client.get("/kk/join/").content.decode()


def test_those_who_answer_are_told_and_write_to_the_applicant(
    client, clock, branch, officer, mailoutbox
):
    send(client, clock, branch)
    assert [mail.user for mail in Mail.objects.all()] == [officer]
    send_due_mails()
    [message] = mailoutbox
    application = MembershipApplication.objects.get()
    assert message.to == [officer.email]
    assert message.reply_to == ["asel@example.org"]
    assert f"/admin/outreach/membershipapplication/{application.pk}/change/" in message.body


# --- On paper -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_it_is_printed_to_be_signed(client, branch, language):
    application = MembershipApplicationFactory(
        organization=branch, language=language, name="Әсел Нұрланқызы <b>"
    )
    answer = page_of(client, application, below="application.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert "no-store" in answer["Cache-Control"]


def test_so_often_and_no_more(client, application, monkeypatch):
    monkeypatch.setattr(membership_views, "printed", lambda application: b"%PDF")
    [limit] = membership_views.PRINTS
    for _time in range(limit.number):
        assert page_of(client, application, below="application.pdf").status_code == 200
    assert page_of(client, application, below="application.pdf").status_code == 429


def test_what_cannot_be_printed_is_said(client, application, monkeypatch):
    def fail(application):
        raise PrintFailed("timeout", "stopped after 10 s")

    monkeypatch.setattr(membership_views, "printed", fail)
    answer = page_of(client, application, below="application.pdf")
    assert answer.status_code == 503
    assert 'role="alert"' in answer.content.decode()


# --- The answer -----------------------------------------------------------------------------------


def test_it_is_accepted_once_and_the_applicant_reads_it(client, clock, application, officer):
    client.force_login(officer)
    sent = {"answer": "Келіңіз, сізді күтеміз"}
    address = admin_url(MembershipApplication, "accept", application.pk)
    assert client.post(address, sent).status_code == 302
    application.refresh_from_db()
    assert (application.status, application.answered_on) == ("accepted", NOW.date())
    assert "Келіңіз, сізді күтеміз" in page_of(client, application).content.decode()
    with pytest.raises(WrongState):
        decline_application(application_id=application.pk, answer="Жоқ", by=officer)
    assert JournalEntry.objects.filter(code="application.accepted").count() == 1


@pytest.mark.parametrize("step", [accept_application, decline_application])
def test_only_who_answers_takes_the_steps(application, branch, step):
    writer = UserFactory(role=Role.PRESS_OFFICER, organization=branch)
    elsewhere = UserFactory(role=Role.APPEALS_OFFICER, organization=OrganizationFactory())
    for user in (writer, elsewhere):
        with pytest.raises(PermissionDenied):
            step(application_id=application.pk, answer="…", by=user)


def test_it_is_handed_on_to_another_organization(client, application, branch, officer):
    other = OrganizationFactory(parent=branch)
    told = UserFactory(role=Role.APPEALS_OFFICER, organization=other)
    client.force_login(officer)
    address = admin_url(MembershipApplication, "change", application.pk)
    assert client.post(address, {"organization": other.pk, "_save": "1"}).status_code == 302
    application.refresh_from_db()
    assert application.organization == other
    assert [mail.user for mail in Mail.objects.all()] == [told]
    assert JournalEntry.objects.filter(code="application.passed_on").exists()


def test_what_is_answered_is_handed_on_no_more(client, application, branch, officer):
    other = OrganizationFactory(parent=branch)
    accept_application(application_id=application.pk, by=officer)
    with pytest.raises(WrongState):
        pass_on_application(application_id=application.pk, organization=other, by=officer)

    client.force_login(officer)
    address = admin_url(MembershipApplication, "change", application.pk)
    page = client.post(address, {"organization": other.pk, "_save": "1"})
    assert "принято" in str(page.context["adminform"].form.non_field_errors())
    application.refresh_from_db()
    assert application.organization == branch


def test_it_is_handed_on_within_the_reach_alone(application, officer):
    with pytest.raises(PermissionDenied):
        pass_on_application(
            application_id=application.pk, organization=OrganizationFactory(), by=officer
        )
    assert not Mail.objects.exists()


def test_an_answer_is_no_older_than_the_application(application):
    with pytest.raises(IntegrityError):
        MembershipApplication.objects.update(status="accepted", answered_on=dt.date(2020, 1, 1))


def test_the_list_takes_as_many_queries_for_many(client, application, branch, officer):
    client.force_login(officer)

    def asked():
        with CaptureQueriesContext(connection) as captured:
            client.get(admin_url(MembershipApplication, "changelist"))
        return len(captured)

    asked()
    few = asked()
    for _n in range(4):
        MembershipApplicationFactory(organization=branch)
    assert asked() == few


# --- How long -------------------------------------------------------------------------------------


def test_it_is_kept_for_a_year_after_the_answer(branch):
    today = NOW.date()

    def applied(answered_on=None, received_on=dt.date(2024, 1, 1)):
        return MembershipApplicationFactory(
            organization=branch,
            received_on=received_on,
            answered_on=answered_on,
            status="accepted" if answered_on else "received",
        )

    applied(today - dt.timedelta(days=365))
    applied(received_on=today - dt.timedelta(days=3 * 365))
    kept = {applied(today - dt.timedelta(days=364)), applied()}
    assert purge(RULES["outreach.applications"], now=NOW) == 2
    assert set(MembershipApplication.objects.all()) == kept
