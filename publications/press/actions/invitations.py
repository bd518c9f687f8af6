"""Journalists: contacts with them, invitations to events for the press."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from mediacenter.services.journal.actions import log
from mediacenter.services.outbox.actions import owe
from mediacenter.services.outbox.kinds import Kind, register
from mediacenter.toolkit.mail import NothingToSay
from publications.press.models import PressEvent, PressInvitation
from unions.access import require
from unions.deletion_registry import gone_at_once
from unions.saving import save_part

gone_at_once(PressInvitation, why="It was not sent yet, and the journalist is invited again.")


@dataclass(frozen=True, slots=True)
class Invited:
    """`journalists` get an e-mail; `left_out` says of each other who it is and why not."""

    journalists: list
    left_out: list[str]

    @property
    def sentence(self):
        """How many get one, in a sentence, and who does not."""
        number = len(self.journalists)
        message = ngettext(
            "%(number)s journalist gets an e-mail in their own language.",
            "%(number)s journalists get an e-mail, each in their own language.",
            number,
        )
        return " ".join([message % {"number": number}, *self.left_out])


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

    Who was asked meanwhile stays asked.
    """
    if not invitation._state.adding:
        kept = PressInvitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
        invitation.asked_at = kept.asked_at
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
    now = timezone.now()
    for one in due.select_related("journalist"):
        reader = one.journalist
        owe("press.invitation", to=reader.email, language=reader.language, about=one, now=now)
    due.update(asked_at=now)
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


def letter(mail):
    invitation = mail.about
    if invitation is None:
        raise NothingToSay
    event, journalist = invitation.event, invitation.journalist
    return EmailMessage(
        _("Invitation: %(topic)s") % {"topic": event.topic},
        render_to_string(
            "publications/press/mail/invitation.txt", {"event": event, "journalist": journalist}
        ),
        to=[journalist.email],
        reply_to=[event.organization.email] if event.organization.email else [],
    )


def say(mail):
    return f"{mail.about.journalist}: {mail.about.event}" if mail.about else mail.to


register(
    Kind(
        "press.invitation",
        pgettext_lazy("record", "invitations"),
        letter,
        say=say,
        reads=("about__journalist", "about__event"),
    )
)
