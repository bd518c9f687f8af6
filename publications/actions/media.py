"""Journalists: contacts with them, accreditation, invitations to events for the press."""

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from mediacenter.toolkit.mail import message
from publications.models import PressEvent, PressInvitation
from unions.access import require
from unions.models.journal import log

from .mailing import send_owed


@transaction.atomic
def note_contact(*, contact, by=None):
    """Enter a contact with a journalist into its history."""
    require(by, "add", contact)
    contact.made_by = by
    contact.save()
    log(by, "noted contact", contact.journalist)
    return contact


@transaction.atomic
def accredit(*, accreditation, by=None):
    """Store an accreditation, new or with other dates: it opens what stands under embargo."""
    require(by, "add" if accreditation._state.adding else "change", accreditation)
    accreditation.save()
    log(
        by,
        "accredited",
        accreditation.journalist,
        starts_on=str(accreditation.starts_on),
        ends_on=str(accreditation.ends_on),
    )
    return accreditation


@transaction.atomic
def invite_journalists(*, event_id, by=None):
    """Give to the post the invitations that were not given yet. Returns their number.

    Who has no e-mail is invited by other means and is passed over.
    """
    event = PressEvent.objects.select_for_update(no_key=True).get(pk=event_id)
    require(by, "change", event)
    due = event.invitations.filter(asked_at=None).exclude(journalist__email="")
    number = due.update(asked_at=timezone.now())
    log(by, "invited", event, journalists=number)
    return number


def send_invitations(*, now=None):
    """Send the invitations that are in the post, each once. Returns how many went out."""
    owed = PressInvitation.objects.select_related("event__organization", "journalist")
    return send_owed(owed, invitation, now=now)


def invitation(record):
    event, journalist = record.event, record.journalist
    with override(journalist.language):
        return message(
            key=f"press-invitation-{record.pk}",
            to=journalist.email,
            subject=_("Invitation: %(topic)s") % {"topic": event.topic},
            body=render_to_string(
                "publications/press/mail/invitation.txt",
                {"event": event, "journalist": journalist},
            ),
            reply_to=filter(None, [event.organization.email]),
        )
