"""What personal data of writing is kept how long."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from mediacenter.services.retention.declarations import Rule, declare

from .models import Presence, UnsavedWork

CLOSED_KEPT = PRESENCE_KEPT = dt.timedelta(days=1)


def declare_rules():
    declare(
        Rule(
            code="publications.unsaved_work",
            data=_("what was typed in an article and not saved, by its writer"),
            kept=UnsavedWork.LASTS,
            since=_("after it was typed"),
            why=_("A writer finds again what a closed window or a lost connection has cost."),
            due=lambda moment: UnsavedWork.objects.filter(kept_at__lt=moment - UnsavedWork.LASTS),
        )
    )
    declare(
        Rule(
            code="publications.saved_work",
            data=_("the mark that a form of an article was saved, by its writer"),
            kept=CLOSED_KEPT,
            since=_("after it was saved"),
            why=_("What was sent before the saving and arrives after it is told by it."),
            due=lambda moment: UnsavedWork.objects.filter(
                fields={}, kept_at__lt=moment - CLOSED_KEPT
            ),
        )
    )
    declare(
        Rule(
            code="publications.presence",
            data=_("who has had an article open"),
            kept=PRESENCE_KEPT,
            since=_("after it was closed"),
            why=_("Two writers of one article see each other while they write."),
            due=lambda moment: Presence.objects.filter(seen_at__lt=moment - PRESENCE_KEPT),
        )
    )
