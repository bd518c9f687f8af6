"""Crisis cards: opened with an alert to those who must know, logged, closed, opened again."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from mediacenter.services.journal.actions import log
from mediacenter.services.outbox.actions import owe_all
from mediacenter.services.outbox.kinds import Kind, register
from mediacenter.services.transitions.steps import take, taking
from mediacenter.toolkit.mail import NothingToSay
from publications.press.models import CrisisLogEntry
from publications.press.transitions import CLOSE, LOG, REOPEN, lock_card
from unions.access import require
from unions.models import Appointment, Role, User

ALERTED = [Role.CHAIR, Role.PRESS_OFFICER]


@transaction.atomic
def save_crisis(*, card, by=None):
    """Store a card. A new one is open at once, and its alerts are owed from then on."""
    is_new = card._state.adding
    if not is_new:
        stored = lock_card(card.pk)
        require(by, "change", stored)
        card.opened_at, card.closed_at = stored.opened_at, stored.closed_at
    require(by, "add" if is_new else "change", card)
    card.save()
    if is_new:
        alerted = to_be_alerted(card).values_list("pk", flat=True)
        owe_all("press.crisis", users=alerted, about=card)
    log(by, "crisis.opened" if is_new else "crisis.changed", card)
    return card


def to_be_alerted(card):
    """The chair and the press officers of the organization, with an account: a QuerySet."""
    posts = Appointment.objects.current().filter(organization=card.organization, role__in=ALERTED)
    return User.objects.filter(is_active=True, person__in=posts.values("person"))


def log_in_crisis(*, card_id, words, by=None):
    """Add to the log of an open card what happened and was done; entries are never changed."""
    with taking(LOG, card_id, by=by) as card:
        words = words.strip()
        if not words:
            raise ValidationError(_("Write what happened or what was done."))
        return CrisisLogEntry.objects.create(card=card, words=words, written_by=by)


def close_crisis(*, card_id, outcome, by=None):
    """Close a card, with how it ended. Raises ValidationError when it is closed or without that."""
    with taking(CLOSE, card_id, by=by) as card:
        card.outcome = outcome.strip()
        if not card.outcome:
            raise ValidationError(_("Write how it ended."))
    return card


def reopen_crisis(*, card_id, by=None):
    """Open a closed card again: the same situation has come back. Nobody is alerted twice."""
    return take(REOPEN, card_id, by=by)


def letter(mail):
    card = mail.about
    if card is None:
        raise NothingToSay
    return EmailMessage(
        _("Crisis card: %(title)s") % {"title": card.title},
        render_to_string(
            "publications/crises/mail/alert.txt",
            {
                "card": card,
                "user": mail.user,
                "address": settings.PUBLIC_URL + card.get_absolute_url(),
            },
        ),
    )


def say(mail):
    return f"{mail.about}: {mail.user}" if mail.about else str(mail.user)


register(
    Kind(
        "press.crisis",
        pgettext_lazy("record", "alerts"),
        letter,
        is_urgent=True,
        say=say,
        reads=("about", "user__person"),
    )
)
