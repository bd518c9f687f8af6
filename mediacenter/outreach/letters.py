"""A letter to an organization, by the form of its page: it stands as an appeal, and is answered.

Who wrote, and what, is read by those alone who answer; the appeal itself tells nothing of it.
"""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediacenter.services.journal.actions import log
from mediacenter.services.outbox.actions import owe_all
from mediacenter.services.outbox.kinds import Kind
from mediacenter.toolkit.mail import NothingToSay
from unions.models import Appointment, Organization

from .models import Appeal, AppealKind, Way
from .rules import ANSWERERS


@transaction.atomic
def take_letter(*, letter, organization):
    """Store an AppealLetter as an appeal to the organization, and owe a mail to those who answer.

    Returns the Appeal.
    """
    letter.appeal = Appeal.objects.create(
        organization=organization,
        kind=AppealKind.MESSAGE,
        way=Way.SITE,
        subject=_("Message from the website"),
    )
    letter.save()
    owe_all(LETTER_CAME.code, users=answering_for(organization), about=letter)
    log(None, "letter.came", letter.appeal)
    return letter.appeal


def answering_for(organization):
    """The keys of the users who answer what is written to an organization.

    Appeals officers, of the organization or of the nearest above that has some; else, likewise,
    administrators.
    """
    above = Organization.objects.get_ancestors(organization).values_list("path", flat=True)
    posts = (
        Appointment.objects.current()
        .filter(
            role__in=ANSWERERS,
            organization__path__in=[*above, organization.path],
            person__user__is_active=True,
        )
        .values_list("role", "organization__path", "person__user")
    )
    by_nearness = {}
    for role, path, user in posts:
        by_nearness.setdefault((ANSWERERS.index(role), -len(path)), set()).add(user)
    return by_nearness[min(by_nearness)] if by_nearness else set()


def letter_came(mail):
    """What those who answer read in their mailbox; answering it, they write to the sender."""
    letter = mail.about
    if letter is None:
        raise NothingToSay
    appeal = letter.appeal
    page = reverse("admin:outreach_appeal_change", args=[appeal.pk])
    return EmailMessage(
        subject=_("Message no. %(number)s from the website: %(organization)s")
        % {"number": appeal.pk, "organization": appeal.organization},
        body=render_to_string(
            "outreach/mails/letter.txt",
            {"letter": letter, "appeal": appeal, "page": settings.PUBLIC_URL + page},
        ),
        reply_to=[letter.email] if letter.email else [],
    )


def recipient_and_appeal(mail):
    return f"{mail.address}: {mail.about.appeal if mail.about else ''}"


LETTER_CAME = Kind(
    "outreach.letter",
    gettext_lazy("messages from the website"),
    letter_came,
    say=recipient_and_appeal,
    reads=("user", "about__appeal"),
)
