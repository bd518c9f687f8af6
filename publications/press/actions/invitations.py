"""Journalists: contacts with them, invitations to events for the press."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from mediacenter.services.journal.actions import log
from mediacenter.toolkit.mail import message
from publications.press.models import PressEvent, PressInvitation
from unions.access import require
from unions.actions.mailing import send_owed
from unions.deletion_registry import gone_at_once
from unions.saving import save_part

gone_at_once(PressInvitation, why="It was not sent yet, and the journalist is invited again.")


@dataclass(frozen=True, slots=True)
class Invited:
    """`journalists` get an e-mail; `left_out` says of each other who it is and why not."""

    journalists: list
    left_out: list[str]

    @property
    def said(self):
        """How many get one, in a sentence, and who does not."""
        number = len(self.journalists)
        told = ngettext(
            "%(number)s journalist gets an e-mail in their own language.",
            "%(number)s journalists get an e-mail, each in their own language.",
            number,
        )
        return " ".join([told % {"number": number}, *self.left_out])


@transaction.atomic
def note_contact(*, contact, by=None):
    """Enter a contact with a journalist into its history."""
    require(by, "add", contact)
    contact.made_by = by
    contact.save()
    log(by, "journalist.contacted", contact.journalist)
    return contact


@transaction.atomic
def save_invitation(*, invitation, by=None):
    """Store whom an event asks, and later whether they came. Raises PermissionDenied.

    What the mail has done with it meanwhile stays as it is.
    """
    if not invitation._state.adding:
        kept = PressInvitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
        for name in ("asked_at", "sent_at"):
            setattr(invitation, name, getattr(kept, name))
    return save_part(part=invitation, of=invitation.event, by=by)


@transaction.atomic
def invite_journalists(*, event_id, by=None):
    """Give to the post the invitations that were not given yet. Returns Invited.

    Raises ValidationError where there is nobody to be invited, with who is left out and why.
    """
    event = PressEvent.objects.select_for_update(no_key=True).get(pk=event_id)
    require(by, "change", event)
    invited = to_be_invited(event)
    if not invited.journalists:
        raise ValidationError([_("There is nobody to be invited by e-mail."), *invited.left_out])
    due = event.invitations.filter(asked_at=None, journalist__in=invited.journalists)
    due.update(asked_at=timezone.now())
    log(by, "press_event.invited", event, journalists=len(invited.journalists))
    return invited


def to_be_invited(event):
    """Who would get an invitation now, and who would not and why: Invited."""
    journalists, left_out = [], []
    for one in event.invitations.select_related("journalist"):
        name = {"name": one.journalist}
        if one.asked_at:
            left_out.append(_("%(name)s: invited before.") % name)
        elif not one.journalist.email:
            left_out.append(_("%(name)s: no e-mail is known.") % name)
        else:
            journalists.append(one.journalist)
    return Invited(journalists, left_out)


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
