"""What personal data of the newsroom is kept how long."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mediacenter.services.retention.declarations import Outcome, Rule, declare
from publications.articles.models import Accreditation, Presence, UnsavedWork
from publications.press.models.journalists import Journalist, MediaContact, PressInvitation

CLOSED_KEPT = PRESENCE_KEPT = dt.timedelta(days=1)
CONTACTS_KEPT = dt.timedelta(days=5 * 365)


def declare_rules():
    declare(
        Rule(
            code="publications.unsaved_work",
            data=_("what was typed in an article and not saved, by its writer"),
            kept=UnsavedWork.LASTS,
            since=_("after it was typed"),
            why=_("A writer finds again what a closed window or a lost connection has cost."),
            due=lambda moment: UnsavedWork.objects.filter(kept_at__lt=moment - UnsavedWork.LASTS),
        )
    )
    declare(
        Rule(
            code="publications.saved_work",
            data=_("the mark that a form of an article was saved, by its writer"),
            kept=CLOSED_KEPT,
            since=_("after it was saved"),
            why=_("What was sent before the saving and arrives after it is told by it."),
            due=lambda moment: UnsavedWork.objects.filter(
                fields={}, kept_at__lt=moment - CLOSED_KEPT
            ),
        )
    )
    declare(
        Rule(
            code="publications.presence",
            data=_("who has had an article open"),
            kept=PRESENCE_KEPT,
            since=_("after it was closed"),
            why=_("Two writers of one article see each other while they write."),
            due=lambda moment: Presence.objects.filter(seen_at__lt=moment - PRESENCE_KEPT),
        )
    )
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
