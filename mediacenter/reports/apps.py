from django.apps import AppConfig
from django.utils.translation import pgettext_lazy

from mediacenter.services.journal import codes as journal

from . import journal_codes


class ReportsConfig(AppConfig):
    name = "mediacenter.reports"
    verbose_name = pgettext_lazy("record", "Reports")

    def ready(self):
        from .actions import registering

        journal.register(journal_codes.CODES)
        registering.declare_kind()
