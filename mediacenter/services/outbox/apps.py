from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from mediacenter.services.journal import codes as journal

from .journal_codes import CODES


class OutboxConfig(AppConfig):
    name = "mediacenter.services.outbox"
    verbose_name = _("Outgoing mail")

    def ready(self):
        from . import retained  # the models have to be there

        retained.declare_rules()
        journal.register(CODES)
