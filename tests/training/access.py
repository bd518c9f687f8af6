"""Who may do what with programmes and seminars."""

from django.core.files.base import ContentFile

from mediacenter.services.calendars.actions import calendar_address_of
from tests.access.rows import ALL, OPEN, SIGNED_IN, Own, Page
from tests.training.factories import (
    CertificateFactory,
    DelegationFactory,
    LectureFactory,
    ProgrammeFactory,
    RegistrationFactory,
    SeminarFactory,
)
from tests.unions.factories import UserFactory
from training.calendar_views import MINE
from training.models.certificate import SIGNED

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


def issued(organization):
    certificate = CertificateFactory(registration__delegation__seminar__organizer=organization)
    return [certificate.registration.seminar.slug, certificate.pk]


def secret_of_certificate(organization):
    return [SIGNED.sign(str(CertificateFactory(issuer=organization, file=A_FILE).pk))]


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
    "training:people": Page("TA", slug_of_seminar),
    "training:attendance": Page("TA", slug_of_seminar),
    "training:attendance_typed": Page("TA", slug_of_seminar),
    "training:walk_in": Page("TA", slug_of_seminar),
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
