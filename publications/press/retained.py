"""What personal data of journalists is kept how long."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mediacenter.services.retention.declarations import Outcome, Rule, declare
from publications.articles.models import Accreditation

from .models import Journalist, MediaContact, PressInvitation

CONTACTS_KEPT = dt.timedelta(days=5 * 365)


def declare_rules():
    declare(
        Rule(
            code="publications.journalists",
            data=_("phone and e-mail of journalists"),
            kept=CONTACTS_KEPT,
            since=_("after the last contact or invitation, where they have no account"),
            why=_(
                "They serve to invite and to call; of whom nobody has called for years they serve"
                " no more."
            ),
            due=journalists_out_of_touch,
            outcome=Outcome.EMPTIED,
            fields={"phone": "", "email": ""},
        )
    )


def journalists_out_of_touch(moment):
    """Known by a contact or an invitation, all of them long ago, and with a phone or an e-mail."""
    until = moment - CONTACTS_KEPT
    day = timezone.localdate(until)
    contacts = MediaContact.objects.filter(journalist=OuterRef("pk"))
    invitations = PressInvitation.objects.filter(journalist=OuterRef("pk"))
    accreditations = Accreditation.objects.filter(journalist=OuterRef("pk"))
    return Journalist.objects.filter(
        Exists(contacts) | Exists(invitations.exclude(asked_at=None)),
        ~Exists(contacts.filter(happened_on__gt=day)),
        ~Exists(invitations.filter(Q(asked_at=None) | Q(asked_at__gt=until))),
        ~Exists(accreditations.filter(ends_on__gt=day)),
        user=None,
    ).exclude(phone="", email="")
