"""Who is told of a sign-up: the participant by a mail with the event, the chair by one of all."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediacenter.services.calendars.events import Status, part
from mediacenter.services.outbox.actions import owe
from mediacenter.services.outbox.kinds import Kind, Quiet
from mediacenter.toolkit.mail import NothingToSay

from .feeds import event_of
from .models import CertificateState, Registration, Standing

TAKING_PART = (Standing.CONFIRMED, Standing.LEAVING)


def tell_participant(registration, *, was):
    """Owe the participant a mail, where they take part now and did not, or the other way."""
    if (was in TAKING_PART) != (registration.status in TAKING_PART):
        owe_participant(registration)


def owe_participant(registration):
    if registration.email:
        owe(
            PARTICIPANT.code,
            to=registration.email,
            language=registration.language,
            about=registration,
        )


def owe_replaced(registration, *, email, language):
    """Owe who was named before a mail: in their place comes somebody else, or nobody."""
    owe(
        PARTICIPANT.code,
        to=email,
        language=language,
        about=registration,
        details={"replaced": True},
    )


def tell_all_participants(seminar):
    """It was moved, cancelled, or is held after all: everybody's calendar follows."""
    for registration in seminar.registrations.filter(status__in=TAKING_PART).exclude(email=""):
        owe_participant(registration)


def tell_delegation(delegation, *, by):
    """Owe who signed up a mail about their delegation, unless they did it themselves."""
    user = delegation.signed_up_by
    if user is not None and user != by:
        owe(DELEGATION.code, user=user, about=delegation)


def participant_mail(mail):
    registration = mail.about
    replaced = mail.details.get("replaced", False)
    if registration is None or not (replaced or registration.email == mail.to):
        raise NothingToSay
    seminar = registration.seminar
    takes_part = (
        not replaced and registration.status in TAKING_PART and seminar.cancelled_at is None
    )
    event = event_of(
        seminar,
        sequence=seminar.sequence + registration.sequence,
        status=Status.CONFIRMED if takes_part else Status.CANCELLED,
        link=seminar.link if takes_part else "",
    )
    words = _("You take part: %(title)s") if takes_part else _("You do not take part: %(title)s")
    letter = EmailMultiAlternatives(
        words % {"title": seminar.title},
        render_to_string(
            "training/mails/participant.txt",
            {
                "registration": registration,
                "seminar": seminar,
                "takes_part": takes_part,
                "replaced": replaced,
                "page": settings.PUBLIC_URL + seminar.get_absolute_url(),
                "pass": settings.PUBLIC_URL + registration.pass_address,
            },
        ),
        to=[mail.to],
    )
    organizer = settings.DEFAULT_FROM_EMAIL
    part(event, organizer=organizer, attendee=mail.to).attach_to(letter)
    return letter


def delegation_mail(mail):
    """One mail about all delegations to which something has happened since the last."""
    delegations = {one.about.pk: one.about for one in mail.parts if one.about is not None}
    if not delegations:
        raise NothingToSay
    found = Registration.objects.filter(delegation__in=delegations).order_by("delegation", "pk")
    told = [
        (one, [row for row in found if row.delegation_id == one.pk]) for one in delegations.values()
    ]
    titles = {str(one.seminar) for one in delegations.values()}
    return EmailMultiAlternatives(
        _("Your delegation: %(titles)s") % {"titles": ", ".join(sorted(titles))},
        render_to_string(
            "training/mails/delegation.txt",
            {"told": told, "page": settings.PUBLIC_URL + reverse("training:mine")},
        ),
    )


def owe_certificate(certificate):
    registration = certificate.registration
    if registration.email:
        owe(
            CERTIFICATE.code,
            to=registration.email,
            language=registration.language,
            about=certificate,
        )


def certificate_mail(mail):
    """The certificate with its file, and where it is found again; nothing once it is void."""
    certificate = mail.about
    if certificate is None or certificate.state != CertificateState.ISSUED:
        raise NothingToSay
    title = certificate.registration.seminar.title
    letter = EmailMultiAlternatives(
        _("Your certificate: %(title)s") % {"title": title},
        render_to_string(
            "training/mails/certificate.txt",
            {
                "certificate": certificate,
                "title": title,
                "page": settings.PUBLIC_URL + certificate.secret_address,
            },
        ),
        to=[mail.to],
    )
    with certificate.file.open("rb") as stored:
        letter.attach(f"certificate-{certificate.number}.pdf", stored.read(), "application/pdf")
    return letter


PARTICIPANT = Kind(
    "training.participant", gettext_lazy("mails to participants of seminars"), participant_mail
)
DELEGATION = Kind(
    "training.delegation",
    gettext_lazy("mails about delegations to seminars"),
    delegation_mail,
    gathered=Quiet(minutes=2),
)
CERTIFICATE = Kind(
    "training.certificate", gettext_lazy("mails with certificates"), certificate_mail
)
KINDS = (PARTICIPANT, DELEGATION, CERTIFICATE)
