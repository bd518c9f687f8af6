"""The states of a certificate, and each step between them.

    prepared ──issue──▶ issued ──replace──▶ replaced
                           └────revoke───▶ revoked

The registration is the lock, then the certificate.
"""

from django.utils.translation import gettext_lazy as _

from mediacenter.services.transitions.steps import States, Transition

from .models import Certificate, CertificateState, Registration


def locked_certificate(key):
    registration = Certificate.objects.values_list("registration", flat=True).get(pk=key)
    Registration.objects.select_for_update(no_key=True).get(pk=registration)
    found = Certificate.objects.select_for_update(no_key=True, of=["self"])
    return found.select_related("registration__seminar__organizer", "issuer").get(pk=key)


def store(certificate, *, was, by):
    certificate.save()


CERTIFICATE = States(
    lock=locked_certificate,
    field="state",
    enter=store,
    refusal=_("This certificate has changed meanwhile: %(state)s. Reload the page."),
    details=lambda certificate: {"number": certificate.number},
    asks_of=lambda certificate: certificate.registration.seminar,
    tells_of=lambda certificate: certificate.registration.seminar,
)


def step(code, starts_from, leads_to):
    return Transition(
        CERTIFICATE,
        code=f"certificate.{code}",
        permission="training.keep_list",
        starts_from={starts_from},
        leads_to=leads_to,
    )


ISSUE = step("issued", CertificateState.PREPARED, CertificateState.ISSUED)
REPLACE = step("replaced", CertificateState.ISSUED, CertificateState.REPLACED)
REVOKE = step("revoked", CertificateState.ISSUED, CertificateState.REVOKED)
