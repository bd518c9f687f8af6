"""Mails that are sent once each: what is owed stands in a table, and is sent from there."""

import datetime as dt
import logging
from smtplib import SMTPException

from django.db import transaction
from django.utils import timezone

GIVEN_UP_AFTER = dt.timedelta(days=2)
logger = logging.getLogger(__name__)


def send_owed(owed, message_for, *, now=None):
    """Send what a QuerySet with `asked_at` and `sent_at` owes; return how many went out.

    Each goes out in a transaction of its own that also notes it: a second worker passes by, a
    mail that the server refuses is tried again for two days and holds up no other, and one sent
    twice by a process that died in between has the same Message-ID.
    """
    now = now or timezone.now()
    owed = owed.filter(sent_at=None, asked_at__gt=now - GIVEN_UP_AFTER)
    sent = 0
    for key in list(owed.order_by("pk").values_list("pk", flat=True)):
        try:
            sent += send(key, owed, message_for, now)
        except (SMTPException, OSError) as refusal:
            logger.warning("Mail %s %s was not taken: %s", owed.model.__name__, key, refusal)
    return sent


@transaction.atomic
def send(key, owed, message_for, now):
    record = owed.select_for_update(of=["self"], skip_locked=True).filter(pk=key).first()
    if record is None:
        return 0
    type(record).objects.filter(pk=key).update(sent_at=now)
    message_for(record).send()
    return 1
