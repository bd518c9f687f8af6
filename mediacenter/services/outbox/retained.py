"""How long the addresses to which mails went are kept; the mails themselves stay as facts."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from mediacenter.services.retention.declarations import Outcome, Rule, declare

from .models import Mail

ADDRESSES_KEPT = dt.timedelta(days=90)


def declare_rules():
    declare(
        Rule(
            code="outbox.addresses",
            data=_("e-mail addresses to which mails went"),
            kept=ADDRESSES_KEPT,
            since=_("after they were sent"),
            why=_("Whoever was written to may ask where a mail went."),
            due=lambda moment: Mail.objects.filter(sent_at__lte=moment - ADDRESSES_KEPT).exclude(
                to=""
            ),
            outcome=Outcome.EMPTIED,
            fields={"to": ""},
        )
    )
