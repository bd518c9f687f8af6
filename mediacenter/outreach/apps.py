from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from mediacenter.services.journal import codes as journal

from . import journal_codes


class OutreachConfig(AppConfig):
    name = "mediacenter.outreach"
    verbose_name = _("Members’ voice")

    def ready(self):
        journal.register(journal_codes.CODES)
