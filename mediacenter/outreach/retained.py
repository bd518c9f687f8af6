"""How long what somebody wrote by the website, and who, is kept."""

import datetime as dt

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mediacenter.services.retention.declarations import Rule, declare

from .models import AppealLetter, MembershipApplication

LETTERS_KEPT = dt.timedelta(days=365)
UNANSWERED_KEPT = dt.timedelta(days=3 * 365)


def declare_rules():
    declare(
        Rule(
            code="outreach.letters",
            data=_("messages from the website: name, e-mail, phone and what was written"),
            kept=LETTERS_KEPT,
            since=_("after the answer (without one, three years after they came)"),
            why=_("Who has an answer may ask again. The appeal stays, without who wrote it."),
            due=letters_no_longer_needed,
        )
    )
    declare(
        Rule(
            code="outreach.applications",
            data=_("applications for membership: who applied, where they work, how to reach them"),
            kept=LETTERS_KEPT,
            since=_("after the answer (without one, three years after they came)"),
            why=_("Who was declined may apply again. The organization keeps the signed paper."),
            due=applications_no_longer_needed,
        )
    )


def applications_no_longer_needed(moment):
    return MembershipApplication.objects.filter(
        Q(answered_on__lte=timezone.localdate(moment - LETTERS_KEPT))
        | Q(answered_on=None, received_on__lte=timezone.localdate(moment - UNANSWERED_KEPT))
    )


def letters_no_longer_needed(moment):
    answered = timezone.localdate(moment - LETTERS_KEPT)
    came = timezone.localdate(moment - UNANSWERED_KEPT)
    return AppealLetter.objects.filter(
        Q(appeal__answered_on__lte=answered)
        | Q(appeal__answered_on=None, appeal__received_on__lte=came)
    )
