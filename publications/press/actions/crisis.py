"""Crisis cards: opened with an alert to those who must know, logged, closed, opened again."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from mediacenter.services.journal.actions import log
from mediacenter.toolkit.mail import message
from publications.press.models import CrisisAlert, CrisisCard, CrisisLogEntry
from unions.access import require
from unions.actions.mailing import send_owed
from unions.models import Appointment, Role, User

ALERTED = [Role.CHAIR, Role.PRESS_OFFICER]


@transaction.atomic
def save_crisis(*, card, by=None):
    """Store a card. A new one is open at once, and its alerts are owed from then on."""
    is_new = card._state.adding
    if not is_new:
        stored = CrisisCard.objects.select_for_update(no_key=True).get(pk=card.pk)
        require(by, "change", stored)
        card.opened_at, card.closed_at = stored.opened_at, stored.closed_at
    require(by, "add" if is_new else "change", card)
    card.save()
    if is_new:
        CrisisAlert.objects.bulk_create(
            CrisisAlert(card=card, user=user) for user in to_be_alerted(card)
        )
    log(by, "crisis.opened" if is_new else "crisis.changed", card)
    return card


def to_be_alerted(card):
    """The chair and the press officers of the organization, with an account: a QuerySet."""
    posts = Appointment.objects.current().filter(organization=card.organization, role__in=ALERTED)
    return User.objects.filter(is_active=True, person__in=posts.values("person"))


@transaction.atomic
def log_in_crisis(*, card_id, words, by=None):
    """Add to the log of an open card what happened and was done; entries are never changed."""
    card = locked(card_id, by)
    words = words.strip()
    if not words:
        raise ValidationError(_("Write what happened or what was done."))
    log(by, "crisis.log_written", card)
    return CrisisLogEntry.objects.create(card=card, words=words, written_by=by)


@transaction.atomic
def close_crisis(*, card_id, outcome, by=None):
    """Close a card, with how it ended. Raises ValidationError when it is closed or without that."""
    card = locked(card_id, by)
    card.outcome, card.closed_at = outcome.strip(), timezone.now()
    if not card.outcome:
        raise ValidationError(_("Write how it ended."))
    card.save(update_fields=["outcome", "closed_at"])
    log(by, "crisis.closed", card)
    return card


@transaction.atomic
def reopen_crisis(*, card_id, by=None):
    """Open a closed card again: the same situation has come back. Nobody is alerted twice."""
    card = CrisisCard.objects.select_for_update(no_key=True).get(pk=card_id)
    require(by, "change", card)
    if card.closed_at is None:
        raise ValidationError(_("This card is open."))
    card.closed_at = None
    card.save(update_fields=["closed_at"])
    log(by, "crisis.reopened", card)
    return card


def locked(card_id, by):
    card = CrisisCard.objects.select_for_update(no_key=True).get(pk=card_id)
    require(by, "change", card)
    if card.closed_at is not None:
        raise ValidationError(_("This card is closed. Open it again first."))
    return card


def send_crisis_alerts(*, now=None):
    """Send the alerts that are owed, each once. Returns how many went out."""
    owed = CrisisAlert.objects.filter(user__is_active=True).select_related(
        "card__organization", "user"
    )
    return send_owed(owed, alert, now=now)


def alert(record):
    card = record.card
    with override(record.user.language):
        return message(
            key=f"crisis-alert-{record.pk}",
            to=record.user.email,
            subject=_("Crisis card: %(title)s") % {"title": card.title},
            body=render_to_string(
                "publications/crises/mail/alert.txt",
                {
                    "card": card,
                    "user": record.user,
                    "address": settings.PUBLIC_URL + card.get_absolute_url(),
                },
            ),
        )
