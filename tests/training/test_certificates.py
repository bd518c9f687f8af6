"""Who has earned a certificate, and how it is issued, checked, corrected and revoked."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mediacenter.services.jobs.kinds import NotDone
from mediacenter.services.jobs.models import Job, JobStatus
from mediacenter.services.outbox.models import Mail
from mediacenter.services.register.models import Entry
from mediacenter.services.retention.actions import purge
from mediacenter.services.retention.declarations import RULES
from tests.changelists import admin_url
from tests.services.pdf_standards import breaches
from tests.services.printed import squeezed, text_of
from tests.shown_form import ShownForm
from tests.training.factories import (
    DelegationFactory,
    ProgrammeFactory,
    RegistrationFactory,
    SeminarFactory,
    SessionFactory,
)
from tests.unions.factories import OrganizationFactory, UserFactory
from training.actions.certifying import (
    make_certificate,
    prepare_certificate,
    replace_certificate,
    request_certificates,
    revoke_certificate,
    to_issue,
)
from training.certificate_sheet import print_certificate
from training.certificates import Outcome, earned
from training.models import (
    Attendance,
    CertificateState,
    HowNoted,
    Programme,
    Seminar,
    Standing,
)
from training.retained import NAMELESS
from unions.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def federation():
    return OrganizationFactory(slug="federation")


@pytest.fixture
def seminar(federation):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    return SeminarFactory(
        organizer=federation,
        programme=ProgrammeFactory(organizer=federation, certificate_share=80),
        starts_on=yesterday,
        ends_on=yesterday,
        places=10,
    )


@pytest.fixture
def agenda(seminar):
    """Two sessions with hours, and one whose hours nobody tells."""
    return [SessionFactory(seminar=seminar, hours=hours) for hours in ("2.0", "8.0", None)]


@pytest.fixture
def delegation(seminar):
    return DelegationFactory(seminar=seminar)


def attended(delegation, *cells):
    """A participant who was at these sessions: each a session, or a session and hours."""
    who = RegistrationFactory(delegation=delegation, status=Standing.CONFIRMED)
    for session, *hours in (cell if isinstance(cell, tuple) else (cell,) for cell in cells):
        Attendance.objects.create(
            registration=who,
            session=session,
            hours=hours[0] if hours else None,
            how=HowNoted.LIST,
        )
    return who


def outcomes(seminar):
    return {one.registration: one.outcome for one in earned(seminar)}


def test_a_certificate_is_earned_by_the_share_of_the_hours(
    seminar, agenda, delegation, django_assert_num_queries
):
    _short, long, welcome = agenda
    enough = attended(delegation, long)
    barely_not = attended(delegation, (long, Decimal("7.9")))
    talked = attended(delegation, welcome)
    absent = attended(delegation)
    RegistrationFactory(delegation=delegation, status=Standing.WAITING)
    with django_assert_num_queries(1):
        found = earned(seminar)
    assert {one.registration: one.outcome for one in found} == {
        enough: Outcome.EARNED,
        barely_not: Outcome.TOO_LITTLE,
        talked: Outcome.TOO_LITTLE,
        absent: Outcome.ABSENT,
    }
    assert [one.percent for one in found] == [80, 79, 0, 0]


def test_the_rule_of_a_seminar_stands_before_that_of_its_programme(seminar, agenda, delegation):
    talked, absent = attended(delegation, agenda[2]), attended(delegation)
    seminar.certificate_share = 0
    assert outcomes(seminar) == {talked: Outcome.EARNED, absent: Outcome.ABSENT}
    seminar.programme.certificate_share = seminar.certificate_share = None
    assert set(outcomes(seminar).values()) == {Outcome.NO_RULE}


def test_nothing_is_earned_before_the_end_or_of_what_was_cancelled(seminar, agenda, delegation):
    attended(delegation, *agenda)
    seminar.cancelled_at = timezone.now()
    assert set(outcomes(seminar).values()) == {Outcome.CANCELLED}
    seminar.cancelled_at = None
    seminar.ends_on = timezone.localdate()
    assert set(outcomes(seminar).values()) == {Outcome.NOT_OVER}
    seminar.ends_on -= dt.timedelta(days=1)
    assert set(outcomes(seminar).values()) == {Outcome.EARNED}


def test_the_organizer_reads_who_has_earned_one_and_why_others_have_not(
    client, organizer, seminar, agenda, delegation
):
    client.force_login(organizer)
    attended(delegation, agenda[1])
    asked = queries_of(client, seminar)
    attended(delegation, agenda[0])
    attended(delegation)
    assert queries_of(client, seminar) == asked
    page = client.get(f"/en/training/{seminar.slug}/certificates/").content.decode()
    for told in ("80 % of the academic hours", "Earned", "too few hours", "Was at no session"):
        assert told in page


def test_a_seminar_without_a_rule_leads_whoever_may_change_it_to_where_it_is_entered(
    client, organizer, seminar
):
    client.force_login(organizer)
    address = f"/en/training/{seminar.slug}/certificates/"
    of_seminar = admin_url(Seminar, "change", seminar.pk)
    of_programme = admin_url(Programme, "change", seminar.programme.pk)
    assert of_seminar not in client.get(address).content.decode()
    Programme.objects.update(certificate_share=None)
    told = client.get(address).content.decode()
    assert of_seminar in told
    assert of_programme in told
    Programme.objects.update(organizer=OrganizationFactory())
    told = client.get(address).content.decode()
    assert of_seminar in told
    assert of_programme not in told


def queries_of(client, seminar):
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/en/training/{seminar.slug}/certificates/")
    return len(asked)


@pytest.fixture
def organizer(federation):
    return UserFactory(role=Role.TRAINING_ORGANIZER, organization=federation)


@pytest.fixture
def earner(agenda, delegation):
    return attended(delegation, *agenda)


def made(registration):
    """The newest certificate of a registration, after the work of its job."""
    make_certificate(Job(wish={"registration": registration.pk}), lambda *stage: None)
    return registration.certificates.order_by("-pk").first()


def test_a_certificate_is_issued_once_whatever_is_killed(seminar, earner):
    left = prepare_certificate(registration_id=earner.pk)  # here the worker was killed
    certificate = made(earner)
    assert (certificate.pk, certificate.number) == (left.pk, left.number) == (left.pk, 1)
    made(earner)
    assert earner.certificates.count() == Entry.objects.count() == Mail.objects.count() == 1
    with certificate.file.open("rb") as stored:
        paper = stored.read()
    assert paper == print_certificate(certificate)
    assert breaches(paper) == {}


def test_everybody_who_has_the_code_reads_what_is_printed_and_no_more(client, seminar, earner):
    certificate = made(earner)
    code = Entry.objects.get(kind="certificate").code
    page = client.get(f"/ru/verify/{code}/").content.decode()
    paper = text_of(print_certificate(certificate))
    for told in (earner.name, seminar.title_ru, code):
        assert told in page
        assert squeezed(told) in squeezed(paper)
    assert earner.email not in page
    revoke_certificate(certificate_id=certificate.pk, reason="Қате", by=None)
    assert "Қате" in client.get(f"/ru/verify/{code}/").content.decode()
    assert client.get(certificate.secret_address).status_code == 404


def test_who_earned_none_gets_none_and_what_was_revoked_is_not_issued_again(
    seminar, agenda, delegation, earner, organizer
):
    absent = attended(delegation)
    with pytest.raises(NotDone, match="not_earned"):
        made(absent)
    assert to_issue(seminar) == [earner.pk]
    with pytest.raises(PermissionDenied):
        request_certificates(seminar_id=seminar.pk, by=UserFactory())
    assert request_certificates(seminar_id=seminar.pk, by=organizer).jobs.count() == 1
    assert request_certificates(seminar_id=seminar.pk, by=organizer) is None
    with pytest.raises(ValidationError):
        revoke_certificate(certificate_id=made(earner).pk, reason=" ", by=organizer)
    revoke_certificate(certificate_id=made(earner).pk, reason="?", by=organizer)
    assert to_issue(seminar) == []


def test_the_page_of_the_work_leads_back_when_all_is_issued(client, seminar, earner, organizer):
    client.force_login(organizer)
    batch = request_certificates(seminar_id=seminar.pk, by=organizer)
    page, back = (
        f"/en/jobs/batches/{batch.pk}/",
        f'class="button" href="/en/training/{seminar.slug}',
    )
    assert back not in client.get(page).content.decode()
    batch.jobs.update(status=JobStatus.DONE, finished_at=timezone.now())
    assert back in client.get(page).content.decode()


def test_a_misspelt_name_is_corrected_by_another_certificate(client, seminar, earner, organizer):
    client.force_login(organizer)
    first = made(earner)
    address = f"/en/training/{seminar.slug}/certificates/{first.pk}/"
    form = ShownForm(client.get(address).content.decode(), "replace")
    assert {"name", "step"} <= form.shown | form.buttons.keys()
    client.post(address, {**form.sent, "name": "Әсел Қасымова", "step": "replace"})
    first.refresh_from_db()
    assert first.state == CertificateState.ISSUED  # until there is another
    second = made(earner)
    first.refresh_from_db()
    assert (first.state, second.state) == (CertificateState.REPLACED, CertificateState.ISSUED)
    assert (second.name, second.number) == ("Әсел Қасымова", 2)
    old, new = Entry.objects.order_by("number")
    assert (old.state, old.superseded_by, new.state) == ("superseded", new, "valid")


def test_a_correction_whose_job_is_lost_is_made_when_certificates_are_asked_for_again(
    seminar, earner, organizer
):
    first = made(earner)
    replace_certificate(certificate_id=first.pk, name="Әсел Қасымова", by=organizer)
    Job.objects.all().delete()
    assert to_issue(seminar) == [earner.pk]
    assert request_certificates(seminar_id=seminar.pk, by=organizer).jobs.count() == 1
    assert made(earner).state == CertificateState.ISSUED
    assert to_issue(seminar) == []


def test_a_correction_that_is_revoked_while_it_is_printed_is_not_made(
    earner, organizer, monkeypatch
):
    first = made(earner)
    replace_certificate(certificate_id=first.pk, name="Әсел Қасымова", by=organizer)

    def revoked_meanwhile(certificate, beat):
        revoke_certificate(certificate_id=first.pk, reason="?", by=organizer)
        return b"%PDF"

    monkeypatch.setattr("training.actions.certifying.print_certificate", revoked_meanwhile)
    with pytest.raises(NotDone, match="not_earned"):
        made(earner)
    assert list(earner.certificates.values_list("state", flat=True)) == [CertificateState.REVOKED]


def test_a_name_is_kept_as_long_as_it_can_be_verified(earner, time_machine):
    certificate = made(earner)
    rule = RULES["training.certificates"]
    time_machine.move_to(certificate.prepared_at + rule.kept - dt.timedelta(days=1))
    assert not rule.due(timezone.now()).exists()
    time_machine.move_to(certificate.prepared_at + rule.kept)
    purge(rule)
    certificate.refresh_from_db()
    assert (certificate.name, certificate.file, certificate.number) == (NAMELESS, "", 1)
