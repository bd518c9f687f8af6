"""Mails are owed within a use case and sent from their table, each once."""

import datetime as dt
import logging
from functools import reduce
from operator import or_
from smtplib import (
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPServerDisconnected,
)

from django.core.exceptions import ValidationError
from django.db import OperationalError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from mediacenter.services.journal.actions import log
from mediacenter.toolkit.mail import NOT_MADE, NothingToSay, reason_of
from mediacenter.toolkit.permissions import demand
from mediacenter.toolkit.signs_of_life import sign_of_life

from .hooks import subscribed_again, unsubscribed
from .kinds import KINDS
from .letters import letter_of
from .models import Mail, Unsubscription

# between one refusal and the next attempt; after the last of them a mail is set aside
PAUSES = [
    dt.timedelta(minutes=1),
    dt.timedelta(minutes=5),
    dt.timedelta(minutes=20),
    dt.timedelta(hours=1),
    dt.timedelta(hours=4),
    dt.timedelta(hours=12),
    dt.timedelta(hours=24),
]
FINAL = 500  # SMTP codes from here on say that another attempt will not help
LONGEST_REASON = Mail._meta.get_field("last_error").max_length
logger = logging.getLogger(__name__)


def owe(kind, *, user=None, to="", language="", about=None, details=None, now=None):
    """Owe a mail of a kind (its code), from within the use case's transaction. Returns the Mail.

    It goes to `to`, or else to the address that the user has as it is sent. `language` is that of
    who has no account; without it, the portal's own.
    """
    if user is None and not to:
        raise ValueError("A mail needs somebody who gets it.")
    mail = owed(kind, now or timezone.now(), user=user, to=to, language=language, about=about)
    mail.details = details or {}
    mail.save()
    return mail


def owe_all(kind, *, users, about=None, details=None, now=None):
    """Owe each of the users, told by their keys, such a mail. Returns {user's key: Mail}."""
    now = now or timezone.now()
    mails = [
        owed(kind, now, user_id=key, about=about, details=details or {})
        for key in sorted(set(users))
    ]
    return {mail.user_id: mail for mail in Mail.objects.bulk_create(mails)}


def owe_each(kind, wishes, *, now=None):
    """Owe a mail for each of the wishes, (key of a user, about, details): one statement."""
    now = now or timezone.now()
    Mail.objects.bulk_create(
        owed(kind, now, user_id=user, about=about, details=details)
        for user, about, details in wishes
    )


def owe_to_addresses(kind, wishes, *, now=None):
    """Owe a mail for each of the wishes, (address, language, about, details): one statement."""
    now = now or timezone.now()
    Mail.objects.bulk_create(
        owed(kind, now, to=to, language=language, about=about, details=details)
        for to, language, about, details in wishes
    )


def owed(kind, now, **fields):
    ready_at = None if KINDS[kind].gathered else now
    return Mail(kind=kind, asked_at=now, ready_at=ready_at, **fields)


def send_due_mails(*, now=None):
    """Gather what has waited long enough, then send what is due; return how many went out.

    Each goes out in a transaction of its own that also notes it: a second worker passes by, and
    one sent twice by a process that died in between has the same Message-ID. A mail that the
    server refuses is tried again after a pause that grows; one that cannot be made, or is refused
    for good, is set aside with its reason; one that has nothing to say is dropped. None holds up
    another; a server that does not answer at all ends the round, for the others would wait for it
    as long, one by one.
    """
    gather(now or timezone.now())
    sent = 0
    while (went_out := send_next(now or timezone.now())) is not None:
        sent += went_out
        sign_of_life.send(send_due_mails)
    return sent


def gather(now):
    """Make one mail of what has waited for a person, where the first of it has waited enough.

    What waits to be gathered by a kind that gathers no more goes on by itself.
    """
    gathering = {kind.code: kind.gathered for kind in KINDS.values() if kind.gathered}
    Mail.objects.waiting().exclude(kind__in=gathering).update(ready_at=now)
    ripe = [
        Q(kind=code, asked_at__lte=gathered.ripe_at(now)) for code, gathered in gathering.items()
    ]
    found = Mail.objects.waiting().filter(reduce(or_, ripe, Q(pk__in=())))
    for kind, user, to in sorted(set(found.values_list("kind", "user", "to")), key=str):
        gather_for(Mail.objects.waiting().filter(kind=kind, user=user, to=to), now)


@transaction.atomic
def gather_for(waiting, now):
    mails = list(waiting.order_by("pk").select_for_update(of=["self"], skip_locked=True))
    if mails:
        first, *others = [mail.pk for mail in mails]
        Mail.objects.filter(pk=first).update(ready_at=now)
        Mail.objects.filter(pk__in=others).update(ready_at=now, gathered_into=first)


@transaction.atomic
def send_next(now):
    """Send the next mail. Returns 1, or 0 where it did not go; None where the round is over."""
    due = Mail.objects.due(now).by_urgency().select_related("user")
    mail = due.select_for_update(of=["self"], skip_locked=True).first()
    if mail is None:
        return None
    try:
        with transaction.atomic():
            letter = letter_of(mail)
    except NothingToSay:
        logger.info("Mail %s %s has nothing to say", mail.kind, mail.pk)
        mail.delete()
        return 0
    except OperationalError as failure:  # a lock that took too long, a deadlock
        logger.warning("Mail %s %s was kept waiting: %s", mail.kind, mail.pk, failure)
        put_off(mail, failure, now)
        return 0
    except Exception:
        logger.exception("Mail %s %s cannot be made", mail.kind, mail.pk)
        return set_aside(mail, now)
    going = Mail.objects.filter(Q(pk=mail.pk) | Q(gathered_into=mail.pk))
    try:
        with transaction.atomic():
            going.update(sent_at=now, last_error="")
            letter.send()
    except (SMTPException, OSError, OperationalError) as refusal:
        logger.warning("Mail %s %s was not taken: %s", mail.kind, mail.pk, refusal)
        put_off(mail, refusal, now)
        return None if is_silence(refusal) else 0
    except Exception:
        logger.exception("Mail %s %s cannot be handed over", mail.kind, mail.pk)
        return set_aside(mail, now)
    return 1


def put_off(mail, refusal, now):
    mail.attempts += 1
    if mail.attempts > len(PAUSES) or is_final(refusal):
        mail.set_aside_at = now
    else:
        mail.next_try_at = now + PAUSES[mail.attempts - 1]
    mail.last_error = reason_of(refusal)[:LONGEST_REASON]
    mail.save(update_fields=["attempts", "next_try_at", "set_aside_at", "last_error"])


def is_final(refusal):
    """Whether the server says that this address or mail will never be taken."""
    if isinstance(refusal, SMTPRecipientsRefused):
        return all(code >= FINAL for code, _words in refusal.recipients.values())
    return isinstance(refusal, SMTPDataError) and refusal.smtp_code >= FINAL


def is_silence(refusal):
    """Whether it was no answer of the server's: it does not listen, or broke off."""
    return isinstance(refusal, OSError) and (
        not isinstance(refusal, SMTPException) or isinstance(refusal, SMTPServerDisconnected)
    )


def set_aside(mail, now):
    mail.set_aside_at, mail.last_error = now, NOT_MADE
    mail.save(update_fields=["set_aside_at", "last_error"])
    return 0


@transaction.atomic
def hasten(mails):
    """Let mails that wait be tried at once; what is being sent this moment is left alone."""
    for mail in mails.select_for_update(of=["self"], skip_locked=True):
        mail.next_try_at = None
        mail.save(update_fields=["next_try_at"])


@transaction.atomic
def try_mail_again(*, mail_id, by=None):
    """Give a mail that was set aside another round of attempts, beginning at once.

    Raises PermissionDenied, and DoesNotExist for one that is not set aside any more.
    """
    mail = locked_aside(mail_id, by)
    mail.attempts, mail.next_try_at, mail.set_aside_at = 0, None, None
    mail.save(update_fields=["attempts", "next_try_at", "set_aside_at"])
    log(by, "mail.tried_again", mail)
    return mail


@transaction.atomic
def give_mail_up(*, mail_id, reason, by=None):
    """Leave a mail that was set aside unsent for good; it stays listed, with who, when and why.

    Raises PermissionDenied, ValidationError where no reason is told or it is too long, and
    DoesNotExist for a mail that is not set aside any more.
    """
    mail = locked_aside(mail_id, by)
    if not reason.strip():
        raise ValidationError(_("Say why this mail is not to be sent."))
    mail.given_up_because = Mail._meta.get_field("given_up_because").clean(reason.strip(), mail)
    mail.given_up_at, mail.given_up_by = timezone.now(), by
    mail.save(update_fields=["given_up_at", "given_up_by", "given_up_because"])
    log(by, "mail.given_up", mail, reason=mail.given_up_because)
    return mail


def locked_aside(mail_id, by):
    demand(by, "outbox.keep_mail")
    return Mail.objects.set_aside().select_for_update().get(pk=mail_id)


@transaction.atomic
def unsubscribe(*, subscription):
    """Send whoever a signed address names no more news of its kind; once is enough."""
    Unsubscription.objects.get_or_create(
        kind=subscription.kind, user_id=subscription.user_id, address=subscription.address
    )
    unsubscribed(subscription)


@transaction.atomic
def subscribe_again(*, subscription):
    subscription.ended().delete()
    subscribed_again(subscription)
