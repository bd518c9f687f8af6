"""Issuing certificates, one by one in jobs; replacing and revoking them."""

import hashlib

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from mediacenter.services.jobs.actions.requesting import request_batch, request_job
from mediacenter.services.jobs.kinds import Interrupted, NotDone
from mediacenter.services.jobs.models import Batch
from mediacenter.services.journal.actions import log
from mediacenter.services.printing.pdf import PrintFailed
from mediacenter.services.register.actions import in_each_language, issue
from mediacenter.services.register.actions import revoke as revoke_entry
from mediacenter.services.transitions.steps import WrongState, arrive, taking
from mediacenter.toolkit.language import LANGUAGES
from mediacenter.toolkit.permissions import demand
from mediacenter.toolkit.storing import hold, overwrite
from training.certificate_sheet import KIND, print_certificate
from training.certificate_transitions import CERTIFICATE, ISSUE, REPLACE, REVOKE, locked_certificate
from training.certificates import earned
from training.models import Certificate, CertificateState, Registration
from training.registration_transitions import locked_registration
from training.telling import owe_certificate
from training.transitions import locked_seminar
from unions.models import Appointment, Role

JOB = "training.certificate"
TITLE = Batch._meta.get_field("title").max_length
NAME = Certificate._meta.get_field("name").max_length
REASON = Certificate._meta.get_field("reason").max_length
HAS_HAD_ONE = (CertificateState.ISSUED, CertificateState.REVOKED)


@transaction.atomic
def request_certificates(*, seminar_id, by):
    """Ask for the certificates that are earned and not issued; return the Batch, None for none.

    What was revoked is not issued again. Raises PermissionDenied.
    """
    seminar = locked_seminar(seminar_id)
    demand(by, "training.keep_list", seminar)
    keys = to_issue(seminar)
    if not keys:
        return None
    title = _("Certificates: %(title)s") % {"title": seminar.title}
    wishes = [wish_of(key, seminar) for key in keys]
    batch = request_batch(JOB, wishes, title=title[:TITLE], by=by)
    number = batch.jobs.count()
    if not number:
        batch.delete()
        return None
    log(by, "certificate.all_requested", seminar, number=number)
    return batch


def to_issue(seminar):
    """The keys of the registrations that have earned a certificate and have not had one, or wait
    for a corrected one."""
    certificates = Certificate.objects.filter(registration__seminar=seminar)
    had, corrected = (
        set(some.values_list("registration", flat=True))
        for some in (
            certificates.filter(state__in=HAS_HAD_ONE),
            certificates.filter(state=CertificateState.PREPARED, replaces__isnull=False),
        )
    )
    return [
        one.registration.pk
        for one in earned(seminar)
        if one.registration.pk in corrected or (one.is_earned and one.registration.pk not in had)
    ]


def wish_of(registration_id, seminar):
    wish = {"registration": registration_id, "seminar": seminar.slug}
    return {"key": str(registration_id), "wish": wish}


def make_certificate(job, tell):
    """Make the certificate of a registration; see Kind.do.

    Whoever is killed has left it prepared at most: the next one prints the same under its number.
    """
    try:
        certificate = prepare_certificate(registration_id=job.wish["registration"])
        if certificate is not None:
            tell("print", 30)
            pdf = print_certificate(certificate, beat=tell)
            tell("store", 90)
            issue_certificate(certificate_id=certificate.pk, pdf=pdf)
    except (Registration.DoesNotExist, Certificate.DoesNotExist) as error:
        raise NotDone("not_earned", str(error)) from error
    except ValidationError as error:
        raise NotDone("not_earned", "; ".join(error.messages)) from error
    except PrintFailed as error:
        if error.code == "killed":
            raise Interrupted(error.cause) from error
        raise NotDone("not_printed", error.cause) from error


@transaction.atomic
def prepare_certificate(*, registration_id):
    """Freeze what a certificate is to say, under the next number of its series.

    Returns the Certificate, the one that is prepared already, or None where one is issued. Raises
    ValidationError where none is earned, or one was revoked.
    """
    registration = locked_registration(registration_id)
    had = {one.state: one for one in registration.certificates.all()}
    if CertificateState.PREPARED in had:
        return had[CertificateState.PREPARED]
    if CertificateState.ISSUED in had:
        return None
    [earning] = earned(registration.seminar, [registration])
    if not earning.is_earned or CertificateState.REVOKED in had:
        raise ValidationError(_("No certificate is earned."))
    seminar = registration.seminar
    return numbered(
        Certificate(
            registration=registration,
            issuer=seminar.organizer,
            name=registration.name,
            hours=earning.hours,
            facts=facts_of(seminar),
        )
    )


def numbered(certificate):
    """Store it under the next number of its issuer's series."""
    hold(f"certificates of {certificate.issuer_id}")
    series = Certificate.objects.filter(issuer=certificate.issuer_id)
    certificate.number = (series.aggregate(last=Max("number"))["last"] or 0) + 1
    certificate.save(force_insert=True)
    return certificate


def facts_of(seminar):
    day = timezone.localdate()
    chairs = Appointment.objects.on(day).filter(organization=seminar.organizer, role=Role.CHAIR)
    newest = chairs.select_related("person").order_by(F("starts_on").desc(nulls_last=True), "pk")
    chair = newest.first()
    return {
        "organization": texts(seminar.organizer, "name"),
        "title": texts(seminar, "title"),
        "programme": texts(seminar.programme, "name"),
        "dates": in_each_language(lambda: seminar.when if seminar.starts_on else ""),
        "place": texts(seminar, "place"),
        "signer": texts(chair and chair.person, "name"),
        "post": texts(chair, "post"),
    }


def texts(record, field):
    """{language: text}, in another language where one is missing; "" where there is none."""
    found = {code: getattr(record, f"{field}_{code}", None) or "" for code in LANGUAGES}
    spare = next(filter(None, found.values()), "")
    return {code: text or spare for code, text in found.items()}


def issue_certificate(*, certificate_id, pdf, by=None):
    """Issue a prepared certificate with the bytes of its PDF, in the place of the one it replaces.

    Done already, it is done. Raises ValidationError where what it replaces holds no more.
    """
    try:
        with taking(ISSUE, certificate_id, by=by) as certificate:
            replaced = certificate.replaces_id and locked_certificate(certificate.replaces_id)
            if replaced:
                CERTIFICATE.refuse_others(replaced, REPLACE.starts_from)
                arrive(REPLACE, replaced, by=by)
            certificate.issued_at = timezone.now()
            certificate.file_sha = hashlib.sha256(pdf).hexdigest()
            certificate.size = len(pdf)
            overwrite(certificate.file, pdf, f"{certificate.pk}-{certificate.file_sha[:16]}.pdf")
            enter(certificate, supersedes=[str(replaced.pk)] if replaced else [])
            owe_certificate(certificate)
    except WrongState:
        if Certificate.objects.get(pk=certificate_id).state == CertificateState.PREPARED:
            raise


def enter(certificate, *, supersedes):
    said = {"number": certificate.number}
    issue(
        kind=KIND,
        record=str(certificate.pk),
        title=in_each_language(lambda: _("Certificate No. %(number)s") % said),
        issuer=certificate.facts["organization"],
        files=[
            {
                "name": f"certificate-{certificate.number}.pdf",
                "sha256": certificate.file_sha,
                "size": certificate.size,
            }
        ],
        supersedes=supersedes,
    )


@transaction.atomic
def replace_certificate(*, certificate_id, name, by):
    """Have one made under a corrected name, in the place of one that is issued. Returns its Job.

    The registration is renamed, too. Raises PermissionDenied, WrongState, and ValidationError of
    `name`.
    """
    certificate = locked_certificate(certificate_id)
    REPLACE.demand_of(by, certificate)
    name = " ".join(name.split())
    if not name or len(name) > NAME or name == certificate.name:
        raise ValidationError({"name": _("Enter the name as it is to be printed.")})
    registration = certificate.registration
    if certificate.replaced_by.exists():
        raise ValidationError(_("A certificate is being made already."))
    Registration.objects.filter(pk=registration.pk).update(name=name)
    numbered(
        Certificate(
            registration=registration,
            issuer=certificate.issuer,
            name=name,
            hours=certificate.hours,
            facts=certificate.facts,
            replaces=certificate,
        )
    )
    log(by, "certificate.correction_requested", registration.seminar, number=certificate.number)
    return request_job(JOB, by=by, **wish_of(registration.pk, registration.seminar))[0]


def revoke_certificate(*, certificate_id, reason, by):
    """Declare a certificate void; everybody who has its code reads why.

    One that is being made in its place is not issued. Raises PermissionDenied, WrongState,
    ValidationError of `reason`.
    """
    with taking(REVOKE, certificate_id, by=by) as certificate:
        certificate.reason = reason.strip()
        if not certificate.reason or len(certificate.reason) > REASON:
            raise ValidationError({"reason": _("Say why, in at most 300 letters.")})
        certificate.replaced_by.filter(state=CertificateState.PREPARED).delete()
        revoke_entry(
            kind=KIND,
            record=str(certificate.pk),
            reason=dict.fromkeys(LANGUAGES, certificate.reason),
        )
    return certificate
