"""Who may do what with programmes and seminars."""

from django.core.files.base import ContentFile

from mediacenter.services.calendars.actions import calendar_address_of
from tests.access.rows import ALL, OPEN, SIGNED_IN, Own, Page
from tests.training.factories import (
    CertificateFactory,
    DelegationFactory,
    IntakeApplicationFactory,
    IntakeFactory,
    LectureFactory,
    ProgrammeFactory,
    RegistrationFactory,
    SeminarFactory,
)
from tests.unions.factories import UserFactory
from training.actions.door import make_steward_link
from training.calendar_views import MINE
from training.feedback import signer_for
from training.models.certificate import SIGNED
from training.models.sign_up import pass_of

A_FILE = ContentFile(b"%PDF-1.7", "certificate.pdf")


def programme(organization):
    return ProgrammeFactory(organizer=organization)


def seminar(organization):
    return SeminarFactory(organizer=organization)


def slug_of_seminar(organization):
    return [seminar(organization).slug]


def lecturer(organization):
    return [LectureFactory(seminar=seminar(organization)).person_id]


def secret(organization):
    return [calendar_address_of(kind=MINE, owner=UserFactory()).secret]


def sign_up(organization):
    return [SeminarFactory(places=3).slug, organization.slug]


def registration(organization):
    delegation = DelegationFactory(organization=organization, seminar__places=3)
    return [RegistrationFactory(delegation=delegation).pk]


def intake(organization):
    return [IntakeFactory(programme__organizer=organization).pk]


def apply(organization):
    return [IntakeFactory().pk, organization.slug]


def application(organization):
    return [IntakeApplicationFactory(organization=organization).pk]


def feedback(organization):
    delegation = DelegationFactory(organization=organization)
    registration = RegistrationFactory(delegation=delegation)
    return [signer_for(registration).sign(registration.pk)]


def issued(organization):
    certificate = CertificateFactory(registration__delegation__seminar__organizer=organization)
    return [certificate.registration.seminar.slug, certificate.pk]


def secret_of_certificate(organization):
    return [SIGNED.sign(str(CertificateFactory(issuer=organization, file=A_FILE).pk))]


def secret_of_steward(organization):
    seminar_id = seminar(organization).pk
    return [make_steward_link(seminar_id=seminar_id, name="Steward").secret]


def token_of_pass(organization):
    delegation = DelegationFactory(seminar=seminar(organization))
    return [pass_of(RegistrationFactory(delegation=delegation))]


MODELS = {
    "training.programme": Own(ALL, "TEA", "TEA", "TEA", programme),
    "training.seminar": Own(ALL, "TEA", "TEA", "TEA", seminar),
}
SITE = {
    "training:seminars": Page(OPEN),
    "training:calendar": Page(OPEN),
    "training:feed": Page(OPEN),
    "training:my_feed": Page(OPEN, secret),
    "training:address": Page(SIGNED_IN),
    "training:programme": Page(OPEN, lambda ours: [programme(ours).slug]),
    "training:lecturer": Page(OPEN, lecturer),
    "training:seminar": Page(OPEN, slug_of_seminar),
    "training:organize": Page("TEA", slug_of_seminar),
    "training:step": Page(
        "TEA", slug_of_seminar, posted={"step": "cancel", "reason": "?"}, answer=302
    ),
    "training:copy": Page("TEA", slug_of_seminar, posted={"starts_on": "2027-03-12"}, answer=302),
    "training:choose_organization": Page(SIGNED_IN, slug_of_seminar),
    "training:sign_up": Page("CTA", sign_up),
    "training:mine": Page("CTA"),
    "training:intake": Page(OPEN, intake),
    "training:choose_applicant": Page(SIGNED_IN, intake),
    "training:apply": Page("CTA", apply),
    "training:applications": Page("CTA"),
    "training:intake_applications": Page("TA", intake),
    "training:intake_step": Page("TA", intake, posted={"step": "give_places"}, answer=302),
    "training:application_step": Page("CTA", application, posted={"step": "withdraw"}, answer=302),
    "training:feedback": Page(OPEN, feedback),
    "training:feedback_summary": Page("TA", slug_of_seminar),
    "training:feedback_step": Page("TA", slug_of_seminar, posted={"step": "ask"}, answer=302),
    "training:people": Page("TA", slug_of_seminar),
    "training:attendance": Page("TA", slug_of_seminar),
    "training:attendance_typed": Page("TA", slug_of_seminar),
    "training:walk_in": Page("TA", slug_of_seminar),
    "training:door": Page("TA", slug_of_seminar),
    "training:door_walk_in": Page("TA", slug_of_seminar),
    "training:stewards": Page("TA", slug_of_seminar),
    "training:steward_door": Page(OPEN, secret_of_steward),
    "training:steward_walk_in": Page(OPEN, secret_of_steward),
    "training:pass": Page(OPEN, token_of_pass),
    "training:door_list": Page("TA", slug_of_seminar),
    "training:certificates": Page("TA", slug_of_seminar),
    "training:learning": Page(SIGNED_IN),
    "training:learning_paper": Page(SIGNED_IN),
    "training:learners": Page("CTA"),
    "training:learners_sheet": Page("CTA"),
    "training:issue_certificates": Page("TA", slug_of_seminar, posted={}, answer=302),
    "training:certificate": Page("TA", issued),
    "training:certificate_file": Page(OPEN, secret_of_certificate),
    "training:change": Page("CTA", registration),
    "training:registration_step": Page("CTA", registration, posted={"step": "cancel"}, answer=302),
}
