"""What befalls an account is told to its owner by e-mail."""

import datetime as dt

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone

from mediacenter.services.outbox.actions import hasten, owe
from mediacenter.services.outbox.models import Mail
from unions.account_mails import LINKS, code_of
from unions.models import AccountEvent, User
from unions.second_factor import renewed

FAILURES_TOLD_EVERY = dt.timedelta(hours=1)


def tell_owner(*, user, event, to="", **details):
    """Owe the owner a mail, to `to` or the address of the account; within the use case.

    Failed sign-ins, which a stranger causes, are told once an hour; the journal has each. A link
    that is asked for while the same one waits to be sent is that one, and is tried at once.
    """
    now = timezone.now()
    to = to or user.email
    known = {name: detail for name, detail in details.items() if detail}
    mails = Mail.objects.filter(user=user, kind=code_of(event))
    lately = mails.filter(asked_at__gt=now - FAILURES_TOLD_EVERY)
    if event == AccountEvent.SIGN_IN_FAILED and lately.exists():
        return
    if event in LINKS:
        # who asks twice at a time, by two clicks, is one after the other
        User.objects.select_for_update(no_key=True).get(pk=user.pk)
        same = mails.unsent().filter(to=to, details=known)
        if same.exists():
            hasten(same)
            return
    owe(code_of(event), user=user, to=to, details=known, now=now)


@transaction.atomic
def renew_second_factors():
    """Bring second factors under today's SECRET_KEY, so that an earlier one may be forgotten."""
    for factor in Authenticator.objects.select_for_update():
        data = renewed(factor.data)
        if data != factor.data:
            Authenticator.objects.filter(pk=factor.pk).update(data=data)
