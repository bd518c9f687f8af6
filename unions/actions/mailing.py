"""Mails that are sent once each: what is owed stands in a table, and is sent from there."""

import datetime as dt
import logging
from smtplib import (
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPServerDisconnected,
)

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mediacenter.services.journal.actions import log
from mediacenter.toolkit.mail import reason_of
from mediacenter.toolkit.signs_of_life import sign_of_life

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
LONGEST_REASON = 500
logger = logging.getLogger(__name__)


def send_owed(owed, message_for, *, now=None):
    """Send what is due of a QuerySet of OwedMail; return how many went out.

    Each goes out in a transaction of its own that also notes it: a second worker passes by, and
    one sent twice by a process that died in between has the same Message-ID. A mail that the
    server refuses is tried again after a pause that grows; one that cannot be made, or is refused
    for good, is set aside with its reason. None holds up another; a server that does not answer
    at all ends the round, for the others would wait for it as long, one by one.
    """
    now = now or timezone.now()
    due = owed.due(now)
    sent = 0
    for key in list(due.order_by("pk").values_list("pk", flat=True)):
        try:
            sent += send(key, due, message_for, now)
        except (SMTPException, OSError) as refusal:
            logger.warning("Mail %s %s was not taken: %s", owed.model.__name__, key, refusal)
            put_off(owed.model, key, refusal, now)
            if is_silence(refusal):
                break
        except Exception as failure:
            logger.exception("Mail %s %s cannot be made", owed.model.__name__, key)
            set_aside(owed.model, key, failure, now)
        sign_of_life.send(send_owed)
    return sent


@transaction.atomic
def send(key, due, message_for, now):
    record = due.select_for_update(of=["self"], skip_locked=True).filter(pk=key).first()
    if record is None:
        return 0
    type(record).objects.filter(pk=key).update(sent_at=now, last_error="")
    message_for(record).send()
    return 1


@transaction.atomic
def put_off(model, key, refusal, now):
    mail = model.objects.select_for_update().filter(pk=key).first()
    if mail is None:
        return
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
    return not isinstance(refusal, SMTPException) or isinstance(refusal, SMTPServerDisconnected)


def set_aside(model, key, failure, now):
    model.objects.filter(pk=key).update(
        set_aside_at=now, last_error=reason_of(failure)[:LONGEST_REASON]
    )


@transaction.atomic
def try_mail_again(*, model, key, by=None):
    """Give a mail that was set aside another round of attempts, beginning at once.

    Raises PermissionDenied, and DoesNotExist for one that is not set aside any more.
    """
    require_keeper(by)
    mail = model.objects.set_aside().select_for_update().get(pk=key)
    mail.attempts, mail.next_try_at, mail.set_aside_at = 0, None, None
    mail.save(update_fields=["attempts", "next_try_at", "set_aside_at"])
    log(by, "mail.tried_again", mail)
    return mail


@transaction.atomic
def give_mail_up(*, model, key, reason, by=None):
    """Leave a mail that was set aside unsent for good; it stays listed, with who, when and why.

    Raises PermissionDenied, ValidationError where no reason is told or it is too long, and
    DoesNotExist for a mail that is not set aside any more.
    """
    require_keeper(by)
    mail = model.objects.set_aside().select_for_update().get(pk=key)
    if not reason.strip():
        raise ValidationError(_("Say why this mail is not to be sent."))
    mail.given_up_because = model._meta.get_field("given_up_because").clean(reason.strip(), mail)
    mail.given_up_at, mail.given_up_by = timezone.now(), by
    mail.save(update_fields=["given_up_at", "given_up_by", "given_up_because"])
    log(by, "mail.given_up", mail, reason=mail.given_up_because)
    return mail


def require_keeper(by):
    if by is not None and not by.has_perm("unions.keep_mail"):
        raise PermissionDenied
