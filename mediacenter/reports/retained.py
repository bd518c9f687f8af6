"""What personal data of reports is kept how long."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from mediacenter.services.retention.declarations import Rule, declare

from .models import UnsavedSection

SAVED_KEPT = dt.timedelta(days=1)


def declare_rules():
    declare(
        Rule(
            code="reports.unsaved_section",
            data=_("what was typed into the page of a year and not saved, by its writer"),
            kept=UnsavedSection.LASTS,
            since=_("after it was typed"),
            why=_("A writer finds again what a closed window or a lost connection has cost."),
            due=lambda moment: UnsavedSection.objects.filter(
                kept_at__lt=moment - UnsavedSection.LASTS
            ),
        )
    )
    declare(
        Rule(
            code="reports.saved_section",
            data=_("the mark that a section of the page of a year was saved, by its writer"),
            kept=SAVED_KEPT,
            since=_("after it was saved"),
            why=_("What was sent before the saving and arrives after it is told by it."),
            due=lambda moment: UnsavedSection.objects.filter(
                fields={}, kept_at__lt=moment - SAVED_KEPT
            ),
        )
    )
