from django.apps import AppConfig
from django.utils.translation import pgettext_lazy

from mediacenter.services.journal import codes as journal
from mediacenter.services.outbox import kinds as outbox

from . import journal_codes


class TrainingConfig(AppConfig):
    name = "training"
    verbose_name = pgettext_lazy("record", "Training")

    def ready(self):
        from . import retained, sought, telling  # the models have to be there

        journal.register(journal_codes.CODES)
        outbox.register(*telling.KINDS)
        retained.declare_rules()
        sought.declare_sought()
