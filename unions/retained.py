"""What personal data of accounts and of the bin is kept how long."""

import datetime as dt

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _

from mediacenter.services.outbox.models import Mail
from mediacenter.services.retention.declarations import Rule, declare

from .account_mails import code_of
from .actions.bin import delete_for_good
from .models import AccountEvent, BinEntry
from .models.bin_entry import KEPT_FOR

MAILS_KEPT = dt.timedelta(days=90)  # the journal keeps what happened


def declare_rules():
    declare(
        Rule(
            code="unions.bin",
            data=_("deleted records, with all that stood in them"),
            kept=KEPT_FOR,
            since=_("after they were deleted"),
            why=_("Whoever has deleted something by mistake brings it back in this time."),
            due=lambda moment: BinEntry.objects.filter(removed_at__lte=moment - KEPT_FOR),
            purge_one=lambda key: delete_for_good(binentry_id=key),
            batch=1,
        )
    )
    declare(
        Rule(
            code="unions.account_mails",
            data=_("mails about accounts: e-mail, network address (IP) and browser of a sign-in"),
            kept=MAILS_KEPT,
            since=_("after they were sent"),
            why=_("The owner of an account may ask which mail they got and why."),
            due=lambda moment: Mail.objects.filter(
                kind__in=map(code_of, AccountEvent), sent_at__lte=moment - MAILS_KEPT
            ),
        )
    )
    declare(
        Rule(
            code="unions.signed_in",
            data=_("sign-ins: network address (IP) and browser"),
            kept=dt.timedelta(),
            since=_("after the sign-in has run out"),
            why=_("The owner of an account sees where they are signed in, and ends it there."),
            due=lambda moment: UserSession.objects.exclude(
                session_key__in=Session.objects.filter(expire_date__gt=moment).values("session_key")
            ),
        )
    )
    declare(
        Rule(
            code="unions.sessions",
            data=_("sessions of the site"),
            kept=dt.timedelta(),
            since=_("after they have run out"),
            why=_("Without a session nobody stays signed in."),
            due=ended_sessions,
        )
    )


def ended_sessions(moment):
    return Session.objects.filter(expire_date__lte=moment)
