"""How long it is known who was signed up for a seminar."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mediacenter.services.outbox.models import Mail
from mediacenter.services.retention.declarations import Outcome, Rule, declare

from .models import Certificate, Learner, Registration
from .telling import CERTIFICATE, PARTICIPANT

CONTACTS_KEPT = dt.timedelta(days=90)
NAMES_KEPT = dt.timedelta(days=3 * 365)
CERTIFICATES_KEPT = dt.timedelta(days=10 * 365)
NAMELESS = "—"


def declare_rules():
    declare(
        Rule(
            code="training.contacts",
            data=_("participants of seminars: phone and e-mail"),
            kept=CONTACTS_KEPT,
            since=_("after the seminar"),
            why=_("Until then participants are sent what the seminar has left to say."),
            due=contacts_no_longer_needed,
            outcome=Outcome.EMPTIED,
            fields={"phone": "", "email": ""},
        )
    )
    declare(
        Rule(
            code="training.names",
            data=_("participants of seminars: name and post"),
            kept=NAMES_KEPT,
            since=_("after the seminar"),
            why=_("Who took part may ask for a paper about it; the numbers stay."),
            due=names_no_longer_needed,
            outcome=Outcome.ANONYMIZED,
            fields={"name": NAMELESS, "post": ""},
        )
    )
    declare(
        Rule(
            code="training.learners",
            data=_("participants of seminars: key of the e-mail, to find their hours"),
            kept=NAMES_KEPT,
            since=_("after the seminar"),
            why=_("Until then participants see in their account what they have learned."),
            due=lambda moment: Learner.objects.filter(
                registration__in=over_since(moment - NAMES_KEPT)
            ),
        )
    )
    declare(
        Rule(
            code="training.mails",
            data=_("mails to participants: e-mail"),
            kept=CONTACTS_KEPT,
            since=_("after they were sent"),
            why=_("Whoever has signed somebody up may ask which mail they got."),
            due=lambda moment: Mail.objects.filter(
                kind__in=[PARTICIPANT.code, CERTIFICATE.code], sent_at__lte=moment - CONTACTS_KEPT
            ),
        )
    )
    declare(
        Rule(
            code="training.certificates",
            data=_("certificates: name and file"),
            kept=CERTIFICATES_KEPT,
            since=_("after they were prepared"),
            why=_("So long everybody may make sure of a certificate by its code; number stays."),
            due=lambda moment: Certificate.objects.filter(
                prepared_at__lte=moment - CERTIFICATES_KEPT
            ).exclude(name=NAMELESS, file=""),
            outcome=Outcome.ANONYMIZED,
            fields={"name": NAMELESS, "file": ""},
        )
    )


def over_since(moment):
    return Registration.objects.filter(seminar__ends_on__lt=timezone.localdate(moment))


def contacts_no_longer_needed(moment):
    return over_since(moment - CONTACTS_KEPT).exclude(phone="", email="")


def names_no_longer_needed(moment):
    return over_since(moment - NAMES_KEPT).exclude(name=NAMELESS, post="")
