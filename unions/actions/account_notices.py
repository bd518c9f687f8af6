"""What befalls an account is told to its owner by e-mail."""

import datetime as dt

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from unions import account_mails
from unions.models import AccountEvent, AccountMail, User
from unions.models.account_mail import LINKS
from unions.second_factor import renewed

from .mailing import send_owed

FAILURES_TOLD_EVERY = dt.timedelta(hours=1)
KEPT = dt.timedelta(days=90)  # what was sent; the journal keeps what happened


def tell_owner(*, user, event, to="", **details):
    """Owe the owner a mail, to `to` or the address of the account; within the use case.

    Failed sign-ins, which a stranger causes, are told once an hour; the journal has each. A link
    that is asked for while the same one waits to be sent is that one, and is tried at once.
    """
    now = timezone.now()
    to = to or user.email
    known = {name: detail for name, detail in details.items() if detail}
    told = AccountMail.objects.filter(user=user, event=event)
    lately = told.filter(asked_at__gt=now - FAILURES_TOLD_EVERY)
    if event == AccountEvent.SIGN_IN_FAILED and lately.exists():
        return
    if event in LINKS:
        # who asks twice at a time, by two clicks, is one after the other
        User.objects.select_for_update(no_key=True).get(pk=user.pk)
        same = told.filter(to=to, details=known, sent_at=None, set_aside_at=None)
        if same.exists():
            hasten(same)
            return
    AccountMail.objects.create(user=user, to=to, event=event, details=known, asked_at=now)


def hasten(mails):
    """Let mails that wait be tried at once; what is being sent this moment is left alone."""
    for mail in mails.select_for_update(skip_locked=True):
        mail.next_try_at = None
        mail.save(update_fields=["next_try_at"])


def send_account_mail(*, now=None):
    """Send what is owed to owners of accounts. Returns how many went out."""
    owed = AccountMail.objects.select_related("user__person")
    return send_owed(owed, account_mails.of_event, now=now)


@transaction.atomic
def sweep_sign_in(*, now=None):
    """Delete what signing in leaves behind: mails sent long ago, sessions that have run out."""
    now = now or timezone.now()
    AccountMail.objects.filter(sent_at__lt=now - KEPT).delete()
    ended = Session.objects.filter(expire_date__lt=now)
    UserSession.objects.filter(session_key__in=ended.values("session_key")).delete()
    ended.delete()


@transaction.atomic
def renew_second_factors():
    """Bring second factors under today's SECRET_KEY, so that an earlier one may be forgotten."""
    for factor in Authenticator.objects.select_for_update():
        data = renewed(factor.data)
        if data != factor.data:
            Authenticator.objects.filter(pk=factor.pk).update(data=data)
