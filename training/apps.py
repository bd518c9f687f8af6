from django.apps import AppConfig
from django.utils.translation import pgettext_lazy

from mediacenter.services.journal import codes as journal

from . import journal_codes


class TrainingConfig(AppConfig):
    name = "training"
    verbose_name = pgettext_lazy("record", "Training")

    def ready(self):
        from . import sought

        journal.register(journal_codes.CODES)
        sought.declare_sought()
